// SPDX-License-Identifier: BSD-3-Clause
#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "source/filter.h"
#include "source/input.h"
#include "source/interfaces.h"
#include "source/live.h"
#include "source/pcap.h"
#include "source/pcapng.h"
#include "source/signature.h"

enum {
    MAGIC = 4,          /* octets that tell the formats apart */
    NAME_MAX_LEN = 160, /* of a path in messages: its end is kept */
};

/**
 * struct source - a capture being read
 * @kind:       which of @pcap, @pcapng, @live is in use
 * @name:       what messages call the capture
 * @fd:         *owned*, -1 if there is none to close
 * @total:      octets of the file, 0 if unknown
 * @failure:    met while frames were still to be delivered; its code is TCPLENS_OK if there is none
 * @as_libpcap: frames are cut to what the file states
 * @frames:     read, before the filter
 * @matched:    delivered
 */
struct source {
    enum { KIND_PCAP, KIND_PCAPNG, KIND_LIVE } kind;
    char name[NAME_MAX_LEN + sizeof "…"];
    int fd;
    uint64_t total;
    struct input input;
    struct interfaces interfaces;
    struct filter filter;
    struct pcap pcap;
    struct pcapng pcapng;
    struct live *live;
    struct tcplens_error failure;
    bool as_libpcap;
    uint64_t frames, matched;
};

static struct source *new_source(const char *name, const char *filter, struct tcplens_error *err)
{
    struct source *const s = calloc(1, sizeof *s);
    const size_t n = strlen(name);
    const char *tail = name;

    if (s == NULL) {
        (void)tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory to open a capture");
        return NULL;
    }
    if (n > NAME_MAX_LEN) {
        tail = name + n - NAME_MAX_LEN;
        /* Not in the middle of a character: skip what continues one in UTF-8. */
        while (((unsigned char)*tail & 0xc0) == 0x80)
            tail++;
    }
    snprintf(s->name, sizeof s->name, "%s%s", tail == name ? "" : "…", tail);
    s->fd = -1;
    if (tl_filter_init(&s->filter, filter, err) != TCPLENS_OK) {
        free(s);
        return NULL;
    }
    return s;
}

static enum tcplens_status no_capture(const struct source *s, struct tcplens_error *err)
{
    const struct span head = tl_input_window(&s->input);
    const char *const what = tl_signature_describe(head);
    const char *const within = tl_input_compression(&s->input);

    if (within != NULL)
        return tl_error(err, TCPLENS_ERR_FORMAT, 0, "%s: what it holds, compressed with %s, is %s",
                        s->name, within, what);
    (void)tl_error(err, TCPLENS_ERR_FORMAT, 0, "%s: this is %s", s->name, what);
    if (head.n < MAGIC)
        return tl_error_libpcap(
            err, TCPLENS_ERR_FORMAT,
            "truncated dump file; tried to read %d file header bytes, only got %zu", MAGIC, head.n);
    return tl_error_libpcap(err, TCPLENS_ERR_FORMAT, "unknown file format");
}

/* Recognise the format, read the head, and try the filter on the interfaces known so far. */
static enum tcplens_status begin(struct source *s, struct tcplens_error *err)
{
    enum tcplens_status status = tl_input_want(&s->input, MAGIC, err);
    const uint8_t *const magic = tl_input_window(&s->input).p;

    if (status == TCPLENS_END)
        return no_capture(s, err);
    if (status != TCPLENS_OK)
        return status;
    if (tl_pcap_recognise(magic)) {
        s->kind = KIND_PCAP;
        status = tl_pcap_begin(&s->pcap, &s->input, &s->interfaces, err);
    } else if (tl_pcapng_recognise(magic)) {
        s->kind = KIND_PCAPNG;
        status = tl_pcapng_begin(&s->pcapng, &s->input, &s->interfaces, err);
    } else {
        return no_capture(s, err);
    }
    if (status == TCPLENS_OK && s->interfaces.n > 0)
        status = tl_filter_prepare(&s->filter, s->interfaces.v[0].link_type, err);
    return status;
}

/* Begin with the octets of `stream`; `s` is closed on failure. */
static enum tcplens_status open_stream(struct source **ret, struct source *s,
                                       const struct stream *stream, struct tcplens_error *err)
{
    enum tcplens_status status = tl_input_init(&s->input, stream, err);

    if (status == TCPLENS_OK)
        status = begin(s, err);
    if (status == TCPLENS_OK)
        *ret = s;
    else
        tl_source_close(s);
    return status;
}

static enum tcplens_status open_fd(struct source *s, const char *path, struct tcplens_error *err)
{
    struct stat st;

    s->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (s->fd < 0) {
        const int error = errno;

        return tl_error_libpcap(
            err,
            tl_error(err, error == EACCES ? TCPLENS_ERR_PERMISSION : TCPLENS_ERR_SYSTEM, error,
                     "%s: cannot be opened: %s", s->name, strerrordesc_np(error)),
            "%.140s: %s", path, strerrordesc_np(error));
    }
    if (fstat(s->fd, &st) != 0)
        return TCPLENS_OK;
    if (S_ISDIR(st.st_mode))
        return tl_error_libpcap(err,
                                tl_error(err, TCPLENS_ERR_FORMAT, EISDIR,
                                         "%s: a directory: name a capture file in it", s->name),
                                "error reading dump file: %s", strerrordesc_np(EISDIR));
    if (S_ISREG(st.st_mode))
        s->total = (uint64_t)st.st_size;
    return TCPLENS_OK;
}

enum tcplens_status tl_source_open_file(struct source **ret, const char *path, const char *filter,
                                        struct tcplens_error *err)
{
    const bool is_stdin = strcmp(path, "-") == 0;
    struct source *const s = new_source(is_stdin ? "standard input" : path, filter, err);
    enum tcplens_status status = TCPLENS_OK;

    if (s == NULL)
        return TCPLENS_ERR_MEMORY;
    if (!is_stdin)
        status = open_fd(s, path, err);
    else if (isatty(STDIN_FILENO))
        status = tl_error(err, TCPLENS_ERR_FORMAT, 0,
                          "standard input is a terminal: send a capture into it, as in tcpdump -w "
                          "- | …");
    if (status != TCPLENS_OK) {
        tl_source_close(s);
        return status;
    }
    return open_stream(
        ret, s, &(struct stream){.name = s->name, .fd = is_stdin ? STDIN_FILENO : s->fd}, err);
}

enum tcplens_status tl_source_open_memory(struct source **ret, struct span octets,
                                          const char *filter, struct tcplens_error *err)
{
    struct source *const s = new_source("memory", filter, err);

    if (s == NULL)
        return TCPLENS_ERR_MEMORY;
    s->total = octets.n;
    return open_stream(ret, s, &(struct stream){.name = s->name, .fd = -1, .memory = octets}, err);
}

enum tcplens_status tl_source_open_live(struct source **ret, const char *interface,
                                        const struct source_live_options *options,
                                        struct tcplens_error *err)
{
    struct source *const s = new_source(interface, NULL, err);
    enum tcplens_status status;

    if (s == NULL)
        return TCPLENS_ERR_MEMORY;
    s->kind = KIND_LIVE;
    status = tl_live_open(&s->live, interface, options, &s->interfaces, err);
    if (status == TCPLENS_OK)
        *ret = s;
    else
        tl_source_close(s);
    return status;
}

enum tcplens_status tl_source_set_filter(struct source *s, const char *filter,
                                         struct tcplens_error *err)
{
    struct filter fresh;
    enum tcplens_status status = tl_filter_init(&fresh, filter, err);

    if (status == TCPLENS_OK && s->interfaces.n > 0)
        status = tl_filter_prepare(&fresh, s->interfaces.v[0].link_type, err);
    if (status != TCPLENS_OK) {
        tl_filter_fini(&fresh);
        return status;
    }
    tl_filter_fini(&s->filter);
    s->filter = fresh;
    return TCPLENS_OK;
}

enum tcplens_status tl_source_as_libpcap(struct source *s, struct tcplens_error *err)
{
    if (s->kind == KIND_PCAP && s->pcap.minor > PCAP_MINOR_LATEST)
        return tl_error(err, TCPLENS_ERR_FORMAT, 0, "unsupported pcap savefile version 2.%u",
                        s->pcap.minor);
    s->as_libpcap = true;
    return TCPLENS_OK;
}

void tl_source_number_as_wireshark(struct source *s)
{
    s->pcapng.number_records = true;
}

static void cut_to_snaplen(const struct source *s, struct frame_batch *batch)
{
    for (size_t i = 0; i < batch->n; i++) {
        struct tcplens_frame *const frame = &batch->frames[i];
        const uint32_t snaplen = s->interfaces.v[frame->iface].snaplen;

        /* Above 2^31 libpcap takes it for unknown. */
        if (frame->caplen > snaplen && snaplen != 0 && snaplen <= INT32_MAX)
            frame->caplen = snaplen;
    }
}

static enum tcplens_status read_batch(struct source *s, struct frame_batch *batch,
                                      struct tcplens_error *err)
{
    switch (s->kind) {
    case KIND_PCAP:
        return tl_pcap_read(&s->pcap, &s->input, &s->interfaces, batch, err);
    case KIND_PCAPNG:
        return tl_pcapng_read(&s->pcapng, &s->input, &s->interfaces, batch, err);
    case KIND_LIVE:
        break;
    }
    return tl_live_read(s->live, batch, err);
}

enum tcplens_status tl_source_read(struct source *s, struct frame_batch *batch,
                                   struct tcplens_error *err)
{
    batch->n = 0;
    while (s->failure.code == TCPLENS_OK) {
        enum tcplens_status status = read_batch(s, batch, &s->failure);

        if (status == TCPLENS_END)
            return status;
        s->frames += batch->n;
        if (s->as_libpcap)
            cut_to_snaplen(s, batch);
        if (status == TCPLENS_OK)
            status = tl_filter_apply(&s->filter, batch, &s->failure);
        s->matched += batch->n;
        if (batch->n > 0 || (status == TCPLENS_OK && s->kind == KIND_LIVE))
            return TCPLENS_OK;
    }
    if (err != NULL)
        *err = s->failure;
    return s->failure.code;
}

struct window *tl_source_hold(const struct source *s)
{
    return s->kind == KIND_LIVE ? NULL : tl_window_hold(s->input.window);
}

size_t tl_source_interfaces(const struct source *s)
{
    return s->interfaces.n;
}

struct source_interface tl_source_interface(const struct source *s, size_t i)
{
    return s->interfaces.v[i];
}

bool tl_source_comment(const struct source *s, const struct tcplens_frame *frame, size_t i,
                       struct span *ret)
{
    return s->kind == KIND_PCAPNG && tl_pcapng_comment(&s->pcapng, frame->number, i, ret);
}

bool tl_source_frame_flags(const struct source *s, const struct tcplens_frame *frame, uint32_t *ret)
{
    return s->kind == KIND_PCAPNG && tl_pcapng_flags(&s->pcapng, frame->number, ret);
}

void tl_source_stats(struct source *s, struct source_stats *out)
{
    *out = (struct source_stats){
        .frames = s->frames,
        .matched = s->matched,
        .octets = s->input.stream.octets,
        .octets_total = s->total,
        .received = s->pcapng.received,
        .dropped_ring = s->pcapng.dropped_ring,
        .dropped_iface = s->pcapng.dropped_iface,
    };
    if (s->kind == KIND_LIVE)
        tl_live_stats(s->live, out);
}

void tl_source_close(struct source *s)
{
    if (s == NULL)
        return;
    tl_live_close(s->live);
    tl_pcapng_fini(&s->pcapng);
    tl_filter_fini(&s->filter);
    tl_interfaces_fini(&s->interfaces);
    tl_input_fini(&s->input);
    if (s->fd >= 0)
        close(s->fd);
    free(s);
}
