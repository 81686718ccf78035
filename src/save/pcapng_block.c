// SPDX-License-Identifier: BSD-3-Clause
#include "save/pcapng_block.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define BYTE_ORDER_MAGIC UINT32_C(0x1a2b3c4d)
#define SECTION_HEADER   UINT32_C(0x0a0d0d0a)

enum block_type { INTERFACE_DESCRIPTION = 1, INTERFACE_STATISTICS = 5, ENHANCED_PACKET = 6 };

enum option_code {
    OPT_END = 0,
    OPT_COMMENT = 1,
    SHB_HARDWARE = 2,
    SHB_OS = 3,
    SHB_USERAPPL = 4,
    IF_NAME = 2,
    IF_DESCRIPTION = 3,
    IF_TSRESOL = 9,
    IF_FILTER = 11,
    IF_OS = 12,
    EPB_FLAGS = 2,
    ISB_IFRECV = 4,
    ISB_IFDROP = 5,
    ISB_OSDROP = 7,
};

enum {
    TEXT_MAX = 1024,
    SMALL_BLOCK = 5 * TEXT_MAX, /* holds four texts and every number */
    OPTION_HEADER = 4,
    PACKET_HEADER = 28,
    TRAILER = 4, /* the block's length once more */
    NANOSECONDS = 9,
    FILTER_TEXT = 0, /* what kind of filter follows: a libpcap expression */
};

static const uint8_t zeros[4];

static size_t padded(size_t n)
{
    return (n + 3) & ~(size_t)3;
}

/* ---- blocks that are built before they are written ---- */

/**
 * struct block - one being built
 * @at: the octets, @n of them so far; the length, at 4, is not known before its end
 */
struct block {
    uint8_t at[SMALL_BLOCK];
    size_t n;
};

static void put(struct block *b, const void *octets, size_t n)
{
    assert(n <= sizeof b->at - b->n);
    if (n > 0) /* an empty text may be NULL */
        memcpy(b->at + b->n, octets, n);
    b->n += n;
}

static void put16(struct block *b, uint16_t v)
{
    put(b, &v, sizeof v);
}

static void put32(struct block *b, uint32_t v)
{
    put(b, &v, sizeof v);
}

/* A time, or any number of 64 bits that the format wants high half first. */
static void put_halves(struct block *b, uint64_t v)
{
    put32(b, (uint32_t)(v >> 32));
    put32(b, (uint32_t)v);
}

static void begin(struct block *b, uint32_t type)
{
    b->n = 0;
    put32(b, type);
    put32(b, 0);
}

static void put_option(struct block *b, uint16_t code, const void *value, size_t n)
{
    put16(b, code);
    put16(b, (uint16_t)n);
    put(b, value, n);
    put(b, zeros, padded(n) - n);
}

static void put_text(struct block *b, uint16_t code, const char *text)
{
    const size_t n = strlen(text);

    if (n > 0 && n <= TEXT_MAX)
        put_option(b, code, text, n);
}

static enum tcplens_status write_block(struct save_file *f, struct block *b,
                                       struct tcplens_error *err)
{
    const uint32_t length = (uint32_t)b->n + TRAILER;
    enum tcplens_status status;

    memcpy(b->at + 4, &length, sizeof length);
    put32(b, length);
    status = save_file_reserve(f, b->n, err);
    return status == TCPLENS_OK ? save_file_append(f, b->at, b->n, err) : status;
}

enum tcplens_status pcapng_put_section(struct save_file *f, const struct utsname *system,
                                       struct tcplens_error *err)
{
    char os[sizeof system->sysname + sizeof system->release + 1];
    struct block b;

    begin(&b, SECTION_HEADER);
    put32(&b, BYTE_ORDER_MAGIC);
    put16(&b, 1); /* version 1.0 */
    put16(&b, 0);
    put_halves(&b, UINT64_MAX); /* the section's length is not known before its end */
    (void)snprintf(os, sizeof os, "%s %s", system->sysname, system->release);
    put_text(&b, SHB_HARDWARE, system->machine);
    put_text(&b, SHB_OS, os);
    put_text(&b, SHB_USERAPPL, "tcplens " TCPLENS_VERSION);
    put_option(&b, OPT_END, NULL, 0);
    return write_block(f, &b, err);
}

enum tcplens_status pcapng_put_interface(struct save_file *f, const struct save_interface *i,
                                         struct tcplens_error *err)
{
    const size_t filter_len = strlen(i->filter);
    const uint8_t resolution = NANOSECONDS;
    uint8_t filter[1 + TEXT_MAX];
    struct block b;

    begin(&b, INTERFACE_DESCRIPTION);
    put16(&b, i->link_type);
    put16(&b, 0);
    put32(&b, i->snaplen);
    put_text(&b, IF_NAME, i->name);
    put_text(&b, IF_DESCRIPTION, i->description);
    put_option(&b, IF_TSRESOL, &resolution, sizeof resolution);
    if (filter_len > 0 && filter_len <= TEXT_MAX) {
        filter[0] = FILTER_TEXT;
        memcpy(filter + 1, i->filter, filter_len);
        put_option(&b, IF_FILTER, filter, 1 + filter_len);
    }
    put_text(&b, IF_OS, i->os);
    put_option(&b, OPT_END, NULL, 0);
    return write_block(f, &b, err);
}

enum tcplens_status pcapng_put_counts(struct save_file *f, uint32_t interface, int64_t ts_ns,
                                      const struct save_counts *counts, struct tcplens_error *err)
{
    struct block b;

    begin(&b, INTERFACE_STATISTICS);
    put32(&b, interface);
    put_halves(&b, ts_ns > 0 ? (uint64_t)ts_ns : 0);
    put_option(&b, ISB_IFRECV, &counts->received, sizeof counts->received);
    put_option(&b, ISB_IFDROP, &counts->dropped_iface, sizeof counts->dropped_iface);
    put_option(&b, ISB_OSDROP, &counts->dropped_ring, sizeof counts->dropped_ring);
    put_option(&b, OPT_END, NULL, 0);
    return write_block(f, &b, err);
}

/* ---- packets, written from where they lie ---- */

static size_t options_length(const struct save_packet *packet)
{
    size_t n = packet->frame->direction != TCPLENS_DIRECTION_UNKNOWN ? OPTION_HEADER + 4 : 0;

    for (size_t i = 0; i < packet->n_comments; i++)
        n += OPTION_HEADER + padded(packet->comments[i].n);
    return n > 0 ? n + OPTION_HEADER : 0;
}

/* `n` octets and zeros up to the next multiple of four. */
static enum tcplens_status append_padded(struct save_file *f, const uint8_t *p, size_t n,
                                         struct tcplens_error *err)
{
    const enum tcplens_status status = save_file_append(f, p, n, err);

    return status == TCPLENS_OK ? save_file_append(f, zeros, padded(n) - n, err) : status;
}

static enum tcplens_status append_option(struct save_file *f, uint16_t code, struct span value,
                                         struct tcplens_error *err)
{
    const uint16_t header[2] = {code, (uint16_t)value.n};
    const enum tcplens_status status =
        save_file_append(f, (const uint8_t *)header, sizeof header, err);

    return status == TCPLENS_OK ? append_padded(f, value.p, value.n, err) : status;
}

static enum tcplens_status append_options(struct save_file *f, const struct save_packet *packet,
                                          struct tcplens_error *err)
{
    const uint32_t flags = packet->frame->direction; /* the numbers are epb_flags' own */
    const bool directed = flags != TCPLENS_DIRECTION_UNKNOWN;
    enum tcplens_status status = TCPLENS_OK;

    for (size_t i = 0; i < packet->n_comments && status == TCPLENS_OK; i++)
        status = append_option(f, OPT_COMMENT, packet->comments[i], err);
    if (directed && status == TCPLENS_OK)
        status =
            append_option(f, EPB_FLAGS, (struct span){(const uint8_t *)&flags, sizeof flags}, err);
    if ((directed || packet->n_comments > 0) && status == TCPLENS_OK)
        status = append_option(f, OPT_END, (struct span){NULL, 0}, err);
    return status;
}

enum tcplens_status pcapng_put_packet(struct save_file *f, uint32_t interface,
                                      const struct save_packet *packet, struct tcplens_error *err)
{
    const struct tcplens_frame *const frame = packet->frame;
    const uint64_t ts = frame->ts_ns > 0 ? (uint64_t)frame->ts_ns : 0;
    const size_t n = PACKET_HEADER + padded(frame->caplen) + options_length(packet) + TRAILER;
    const uint32_t length = (uint32_t)n;
    const uint32_t header[PACKET_HEADER / 4] = {
        ENHANCED_PACKET, length,        interface, (uint32_t)(ts >> 32),
        (uint32_t)ts,    frame->caplen, frame->len};
    enum tcplens_status status = save_file_reserve(f, n, err);

    if (status == TCPLENS_OK)
        status = save_file_append(f, (const uint8_t *)header, sizeof header, err);
    if (status == TCPLENS_OK)
        status = append_padded(f, frame->octets, frame->caplen, err);
    if (status == TCPLENS_OK)
        status = append_options(f, packet, err);
    if (status == TCPLENS_OK)
        status = save_file_append(f, (const uint8_t *)&length, sizeof length, err);
    return status;
}
