// SPDX-License-Identifier: BSD-3-Clause
#include "lib/saving.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include <tcplens/device.h>

#include "base/error.h"

enum { COMMENTS_MAX = 64 }; /* of one frame; no program writes so many */

static void tell_counts(void *ctx, uint32_t interface, struct save_counts *out)
{
    const struct saving *const d = ctx;
    struct source_counts counts;

    if (d->live) {
        struct source_stats stats;

        tl_source_stats(d->source, &stats);
        counts =
            (struct source_counts){true, stats.received, stats.dropped_ring, stats.dropped_iface};
    } else {
        counts = tl_source_interface(d->source, interface).counts;
    }
    *out = (struct save_counts){counts.known, counts.received, counts.dropped_ring,
                                counts.dropped_iface};
}

/* ---- what this machine says of an interface that it captures on ---- */

/**
 * struct live_facts - texts that a file has and a live source has not
 * @name:        of the interface, *borrowed*
 * @description: of it, @os: of this machine; "" if there is none
 */
struct live_facts {
    const char *name;
    char description[256], os[2 * sizeof((struct utsname *)0)->sysname];
};

static void take_description(void *ctx, const struct tcplens_device *device)
{
    struct live_facts *const facts = ctx;

    if (strcmp(device->name, facts->name) == 0)
        (void)snprintf(facts->description, sizeof facts->description, "%s", device->description);
}

static void look_around(struct live_facts *facts, const char *name)
{
    struct utsname system;

    *facts = (struct live_facts){.name = name};
    if (tcplens_list_devices(take_description, facts, NULL) != TCPLENS_OK)
        facts->description[0] = '\0';
    if (uname(&system) == 0)
        (void)snprintf(facts->os, sizeof facts->os, "%s %s", system.sysname, system.release);
}

/* ---- interfaces and frames ---- */

static enum tcplens_status tell_interface(struct saving *d, size_t i, struct tcplens_error *err)
{
    const struct source_interface from = tl_source_interface(d->source, i);
    struct save_interface to = {
        .name = from.name,
        .description = from.description,
        .filter = from.filter,
        .os = from.os,
        .snaplen = from.snaplen,
        .link_type = from.link_type,
        .link_extra = (uint16_t)(from.link_field >> 16),
    };
    struct live_facts facts;

    if (d->live) {
        look_around(&facts, from.name);
        to.description = facts.description;
        to.os = facts.os;
        to.filter = d->filter != NULL ? d->filter : "";
    }
    return tl_save_interface(d->saver, &to, err);
}

/* Interfaces may turn up anywhere in a file; the saver is to know them before their frames come. */
static enum tcplens_status tell_interfaces(struct saving *d, struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;

    while (d->told < tl_source_interfaces(d->source) && status == TCPLENS_OK)
        status = tell_interface(d, d->told++, err);
    return status;
}

enum tcplens_status tl_saving_open(struct saving *d, const struct tcplens_save *save,
                                   struct tcplens_error *err)
{
    const struct save_options options = {
        .path = save->path,
        .rotate_octets = save->rotate_octets,
        .rotate_seconds = save->rotate_seconds,
        .files = save->files,
        .format = save->format == TCPLENS_FORMAT_PCAPNG ? SAVE_PCAPNG : SAVE_PCAP,
        .nano = save->nano,
        .flush_each = save->flush_each,
        .owner = save->owner,
        .group = save->group,
        .closed = save->closed,
        .closed_ctx = save->closed_ctx,
        .counts = tell_counts,
        .counts_ctx = d,
    };
    const enum tcplens_status status = tl_save_open(&d->saver, &options, err);

    return status == TCPLENS_OK ? tell_interfaces(d, err) : status;
}

enum tcplens_status tl_saving_source(struct saving *d, struct source *source, bool live,
                                     const char *filter, struct tcplens_error *err)
{
    char *const copy = filter != NULL ? strdup(filter) : NULL;

    if (d->saver != NULL)
        tl_save_next_capture(d->saver);
    free(d->filter);
    d->filter = copy;
    d->source = source;
    d->told = 0;
    d->live = live;
    if (filter != NULL && copy == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory");
    return d->saver != NULL ? tell_interfaces(d, err) : TCPLENS_OK;
}

enum tcplens_status tl_saving_frame(struct saving *d, const struct tcplens_frame *frame,
                                    struct tcplens_error *err)
{
    struct span comments[COMMENTS_MAX];
    struct save_packet packet = {.frame = frame, .comments = comments};
    enum tcplens_status status = tell_interfaces(d, err);

    if (status != TCPLENS_OK)
        return status;
    while (packet.n_comments < COMMENTS_MAX &&
           tl_source_comment(d->source, frame, packet.n_comments, &comments[packet.n_comments]))
        packet.n_comments++;
    return tl_save_packet(d->saver, &packet, err);
}

enum tcplens_status tl_saving_close(struct saving *d, struct tcplens_error *err)
{
    const enum tcplens_status status = tl_save_close(d->saver, err);

    free(d->filter);
    *d = (struct saving){0};
    return status;
}

enum tcplens_status tl_saving_end(struct saving *d, enum tcplens_status status,
                                  struct tcplens_error *err)
{
    struct tcplens_error late;
    const enum tcplens_status closed = tl_saving_close(d, &late);

    if (closed == TCPLENS_OK || (status != TCPLENS_OK && status != TCPLENS_END))
        return status;
    if (err != NULL)
        *err = late;
    return closed;
}
