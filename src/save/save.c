// SPDX-License-Identifier: BSD-3-Clause
/*
 * save.c - which file a frame goes to.
 *
 * Names are tcpdump's: with -C alone the files are x, x1, x2, ...; with -C and -W they are counted
 * from 0 with as many digits as the last number has, a single one not at all; with -G the name is a
 * strftime(3) format, and the clock is the wall's, not the packets'.
 */
#include "save/save.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "save/file.h"
#include "save/interfaces.h"
#include "save/pcap_record.h"
#include "save/pcapng_block.h"

enum { SNAPLEN_UNKNOWN = 262144 };

/**
 * struct saver - a savefile being written, one of several perhaps
 * @since:   when the present period of rotation by time began
 * @by_size, @by_time: files closed by each kind of rotation, in the present round
 * @name:    of the present file
 * @last_ns: time of the latest frame
 * @system:  asked once, at the beginning: later files may be made by a process that may not ask
 */
struct saver {
    struct save_options options;
    struct save_file file;
    struct kept_interfaces interfaces;
    int64_t last_ns;
    struct utsname system;
    time_t since;
    uint32_t by_size, by_time;
    char name[PATH_MAX];
};

static enum tcplens_status no_memory(struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory to save frames");
}

static int digits_of(uint32_t v)
{
    int n = 1;

    for (; v >= 10; v /= 10)
        n++;
    return n;
}

/* The user's strftime(3) format: that it is no literal is the point. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static bool name_by_time(char *out, size_t cap, const char *format, time_t t)
{
    struct tm local;

    return localtime_r(&t, &local) != NULL && strftime(out, cap, format, &local) > 0;
}
#pragma GCC diagnostic pop

/* Name the present file; false if the name is too long. */
static bool make_name(struct saver *s)
{
    const struct save_options *const o = &s->options;
    char base[PATH_MAX];
    int n;

    if (o->rotate_seconds == 0)
        n = snprintf(base, sizeof base, "%s", o->path);
    else
        n = name_by_time(base, sizeof base, o->path, s->since) ? 0 : -1;
    if (n < 0 || (size_t)n >= sizeof base)
        return false;
    if (o->rotate_octets == 0 || o->files == 1 || (s->by_size == 0 && o->files == 0))
        n = snprintf(s->name, sizeof s->name, "%s", base);
    else
        n = snprintf(s->name, sizeof s->name, "%s%0*u", base,
                     o->files > 0 ? digits_of(o->files - 1) : 1, s->by_size);
    return n >= 0 && (size_t)n < sizeof s->name;
}

static enum tcplens_status put_pcap_header(struct saver *s, struct tcplens_error *err)
{
    const struct save_interface *const first = &s->interfaces.v[0].said;
    /* As libpcap, and so tcpdump, has it. */
    const bool unknown = first->snaplen == 0 || first->snaplen > INT32_MAX;
    uint8_t header[PCAP_FILE_HEADER];

    pcap_file_header(header, (uint32_t)first->link_extra << 16 | first->link_type,
                     unknown ? SNAPLEN_UNKNOWN : first->snaplen, s->options.nano);
    return save_file_append(&s->file, header, sizeof header, err);
}

/* What comes before all frames, as far as the interfaces are known. */
static enum tcplens_status put_head(struct saver *s, struct tcplens_error *err)
{
    const struct kept_interfaces *const known = &s->interfaces;
    enum tcplens_status status = TCPLENS_OK;

    if (s->options.format == SAVE_PCAP)
        return known->n > 0 ? put_pcap_header(s, err) : TCPLENS_OK;
    status = pcapng_put_section(&s->file, &s->system, err);
    for (uint32_t id = 0; id < known->n && status == TCPLENS_OK; id++)
        status = pcapng_put_interface(&s->file, &known->v[id].said, err);
    return status;
}

/* What comes after all frames. */
static enum tcplens_status put_tail(struct saver *s, struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;

    if (s->options.format == SAVE_PCAP || s->file.fd < 0)
        return TCPLENS_OK;
    for (uint32_t id = 0; id < s->interfaces.n && status == TCPLENS_OK; id++) {
        const struct save_counts counts = kept_interfaces_counts(&s->interfaces, id, &s->options);

        if (counts.known)
            status = pcapng_put_counts(&s->file, id, s->last_ns, &counts, err);
    }
    return status;
}

static enum tcplens_status flush_if_asked(struct saver *s, struct tcplens_error *err)
{
    return s->options.flush_each ? save_file_flush(&s->file, err) : TCPLENS_OK;
}

/* Octets of the part of the path that is the same for all files, and a directory. */
static size_t directory_of(const struct save_options *o)
{
    size_t n = o->rotate_seconds == 0 ? strlen(o->path) : strcspn(o->path, "%");

    while (n > 0 && o->path[n - 1] != '/')
        n--;
    return n;
}

static enum tcplens_status begin_file(struct saver *s, struct tcplens_error *err)
{
    const struct save_options *const o = &s->options;
    enum tcplens_status status;

    if (!make_name(s))
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "the name of the savefile is too long");
    status = save_file_open(&s->file, s->name, directory_of(o),
                            &(struct save_owner){o->owner, o->group}, err);
    if (status == TCPLENS_OK)
        status = put_head(s, err);
    return status == TCPLENS_OK ? flush_if_asked(s, err) : status;
}

static enum tcplens_status end_file(struct saver *s, struct tcplens_error *err)
{
    const enum tcplens_status status = put_tail(s, err);
    const enum tcplens_status closed = save_file_close(&s->file, status == TCPLENS_OK ? err : NULL);

    return status != TCPLENS_OK ? status : closed;
}

/* End the present file because of rotation. */
static enum tcplens_status rotate_out(struct saver *s, struct tcplens_error *err)
{
    const enum tcplens_status status = end_file(s, err);

    if (status == TCPLENS_OK && s->options.closed != NULL)
        s->options.closed(s->options.closed_ctx, s->name);
    return status;
}

static enum tcplens_status next_file(struct saver *s, struct tcplens_error *err)
{
    const enum tcplens_status status = rotate_out(s, err);

    return status == TCPLENS_OK ? begin_file(s, err) : status;
}

/* There are as many files as may be. */
static enum tcplens_status last_file(struct saver *s, struct tcplens_error *err)
{
    const enum tcplens_status status = rotate_out(s, err);

    return status == TCPLENS_OK ? TCPLENS_END : status;
}

enum tcplens_status tl_save_open(struct saver **ret, const struct save_options *options,
                                 struct tcplens_error *err)
{
    struct saver *const s = calloc(1, sizeof *s);
    enum tcplens_status status;

    if (s == NULL)
        return no_memory(err);
    s->options = *options;
    s->file = (struct save_file){.directory = -1, .fd = -1, .buf = malloc(FILE_BUFFER)};
    s->since = time(NULL);
    (void)uname(&s->system); /* it cannot fail */
    status = s->file.buf == NULL ? no_memory(err) : begin_file(s, err);
    if (status != TCPLENS_OK) {
        (void)tl_save_close(s, NULL);
        return status;
    }
    *ret = s;
    return TCPLENS_OK;
}

enum tcplens_status tl_save_interface(struct saver *s, const struct save_interface *interface,
                                      struct tcplens_error *err)
{
    bool fresh;
    enum tcplens_status status = kept_interfaces_add(&s->interfaces, interface, &fresh, err);

    if (status != TCPLENS_OK || !fresh)
        return status;
    if (s->options.format == SAVE_PCAPNG)
        status = pcapng_put_interface(&s->file, interface, err);
    else if (s->interfaces.n == 1)
        status = put_pcap_header(s, err);
    return status == TCPLENS_OK ? flush_if_asked(s, err) : status;
}

void tl_save_next_capture(struct saver *s)
{
    kept_interfaces_next_capture(&s->interfaces, &s->options);
}

/* Whether the period of rotation by time is over; then the next one has begun. */
static bool period_over(struct saver *s)
{
    const time_t now = s->options.rotate_seconds != 0 ? time(NULL) : 0;

    if (s->options.rotate_seconds == 0 || now - s->since < (time_t)s->options.rotate_seconds)
        return false;
    s->since = now;
    s->by_time++;
    s->by_size = 0;
    return true;
}

static enum tcplens_status rotate(struct saver *s, struct tcplens_error *err)
{
    const struct save_options *const o = &s->options;

    if (period_over(s)) {
        if (o->files > 0 && o->rotate_octets == 0 && s->by_time >= o->files)
            return last_file(s, err);
        return next_file(s, err);
    }
    if (o->rotate_octets == 0 || s->file.octets <= o->rotate_octets)
        return TCPLENS_OK;
    s->by_size++;
    if (o->files > 0 && s->by_size >= o->files)
        s->by_size = 0;
    return next_file(s, err);
}

static enum tcplens_status put_pcap_record(struct saver *s, const struct tcplens_frame *frame,
                                           struct tcplens_error *err)
{
    const uint16_t link_type = s->interfaces.v[0].said.link_type;
    uint8_t header[PCAP_RECORD_HEADER];
    enum tcplens_status status;

    if (frame->link_type != link_type)
        return tl_error(err, TCPLENS_ERR_LINK_TYPE, 0,
                        "frame %llu has another link type (%u) than the savefile (%u): a pcap file "
                        "holds one only; save pcapng (--file-format pcapng)",
                        (unsigned long long)frame->number, frame->link_type, link_type);
    pcap_record_header(header, frame, s->options.nano);
    status = save_file_reserve(&s->file, sizeof header + frame->caplen, err);
    if (status == TCPLENS_OK)
        status = save_file_append(&s->file, header, sizeof header, err);
    return status == TCPLENS_OK ? save_file_append(&s->file, frame->octets, frame->caplen, err)
                                : status;
}

enum tcplens_status tl_save_packet(struct saver *s, const struct save_packet *packet,
                                   struct tcplens_error *err)
{
    const struct tcplens_frame *const frame = packet->frame;
    enum tcplens_status status = rotate(s, err);

    if (status != TCPLENS_OK)
        return status;
    assert(frame->iface < s->interfaces.n_ids);
    s->last_ns = frame->ts_ns;
    if (s->options.format == SAVE_PCAP)
        status = put_pcap_record(s, frame, err);
    else
        status = pcapng_put_packet(&s->file, s->interfaces.ids[frame->iface], packet, err);
    return status == TCPLENS_OK ? flush_if_asked(s, err) : status;
}

enum tcplens_status tl_save_flush(struct saver *s, struct tcplens_error *err)
{
    return save_file_flush(&s->file, err);
}

uint64_t tl_save_octets(const struct saver *s)
{
    return s->file.octets;
}

int64_t tl_save_write_ns(const struct saver *s)
{
    return s->file.write_ns;
}

enum tcplens_status tl_save_close(struct saver *s, struct tcplens_error *err)
{
    enum tcplens_status status;

    if (s == NULL)
        return TCPLENS_OK;
    status = end_file(s, err);
    if (s->file.directory >= 0)
        close(s->file.directory);
    kept_interfaces_fini(&s->interfaces);
    free(s->file.buf);
    free(s);
    return status;
}
