// SPDX-License-Identifier: BSD-3-Clause
#include "source/pcapng.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/error.h"
#include "source/linktype.h"

enum block_type {
    BLOCK_INTERFACE = 1,
    BLOCK_PACKET_OLD = 2, /* obsolete, but files have it */
    BLOCK_PACKET_SIMPLE = 3,
    BLOCK_STATISTICS = 5,
    BLOCK_PACKET = 6,
};
#define BLOCK_SECTION UINT32_C(0x0a0d0d0a)
#define SECTION_MAGIC UINT32_C(0x1a2b3c4d)

enum {
    BLOCK_FRAME = 12, /* type and length before the body, the length again behind it */
    BLOCK_PREFIX = 8,
    SECTION_PREFIX = 12, /* of a section header, up to the magic number */
    MAJOR_VERSION = 1,
    DEFAULT_TSRESOL = 6,
};

enum option_code {
    OPTION_END = 0,
    OPTION_IF_NAME = 2,
    OPTION_PACKET_FLAGS = 2,
    OPTION_IF_DESCRIPTION = 3,
    OPTION_STATS_RECEIVED = 4,
    OPTION_STATS_IFACE_DROPS = 5,
    OPTION_STATS_OS_DROPS = 7,
    OPTION_IF_TSRESOL = 9,
    OPTION_IF_TSOFFSET = 14,
};

/**
 * struct block - one block, whole
 * @type: enum block_type or another
 * @body: without type, lengths
 * @rest: what follows it in the window
 */
struct block {
    uint32_t type;
    struct span body, rest;
};

static uint16_t load16(const struct pcapng *p, const uint8_t *at)
{
    return p->big_endian ? be16(at) : le16(at);
}

static uint32_t load32(const struct pcapng *p, const uint8_t *at)
{
    return p->big_endian ? be32(at) : le32(at);
}

static uint64_t load64(const struct pcapng *p, const uint8_t *at)
{
    const uint64_t first = load32(p, at), second = load32(p, at + 4);

    return p->big_endian ? first << 32 | second : second << 32 | first;
}

bool tl_pcapng_recognise(const uint8_t type[4])
{
    return be32(type) == BLOCK_SECTION;
}

static enum tcplens_status damaged(const struct pcapng *p, const struct input *in, const char *how,
                                   struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_FORMAT, 0,
                    "%s: block %" PRIu64 " (at octet %" PRIu64
                    ") %s: the file is damaged there; everything before it was read",
                    in->stream.name, p->blocks + 1, tl_input_offset(in), how);
}

/* The byte order of a section header that begins the window. */
static bool section_order(const uint8_t *h, bool *big_endian)
{
    *big_endian = be32(h + BLOCK_PREFIX) == SECTION_MAGIC;
    return *big_endian || le32(h + BLOCK_PREFIX) == SECTION_MAGIC;
}

/*
 * Look at the window's first block. TCPLENS_OK: `*out` is the block. TCPLENS_END: the window has
 * to grow to `*need` octets first. A section header changes the byte order for itself already.
 */
static enum tcplens_status look(const struct pcapng *p, const struct input *in, struct block *out,
                                size_t *need, struct tcplens_error *err)
{
    struct span rest = tl_input_window(in);
    struct pcapng order = {.big_endian = p->big_endian};
    const uint8_t *h = rest.p;
    uint32_t length;

    *need = BLOCK_FRAME;
    if (rest.n < BLOCK_FRAME)
        return TCPLENS_END;
    if (be32(h) == BLOCK_SECTION && !section_order(h, &order.big_endian))
        return damaged(p, in, "is a section header without its magic number", err);
    length = load32(&order, h + 4);
    if (length < BLOCK_FRAME || length > INPUT_RECORD_MAX || length % 4 != 0)
        return damaged(p, in, "has a length that no block can have", err);
    *need = length;
    h = span_take(&rest, length);
    if (h == NULL)
        return TCPLENS_END;
    if (load32(&order, h + length - 4) != length)
        return damaged(p, in, "has another length at its end than at its beginning", err);
    *out = (struct block){load32(&order, h), {h + BLOCK_PREFIX, length - BLOCK_FRAME}, rest};
    return TCPLENS_OK;
}

/* Make the next block whole in the window, reading on. */
static enum tcplens_status want_block(const struct pcapng *p, struct input *in, struct block *out,
                                      struct tcplens_error *err)
{
    size_t need, have;
    enum tcplens_status status;

    while ((status = look(p, in, out, &need, err)) == TCPLENS_END) {
        status = tl_input_want(in, need, err);
        if (status != TCPLENS_OK)
            break;
    }
    have = tl_input_window(in).n;
    if (status != TCPLENS_END || have == 0)
        return status;
    if (p->blocks == 0)
        return tl_error(err, TCPLENS_ERR_FORMAT, 0,
                        "%s: a pcapng file cut within its header: %zu of %zu octets are there, and "
                        "no frame",
                        in->stream.name, have, need);
    return tl_error(err, TCPLENS_ERR_CUT, 0,
                    "%s: the file ends inside block %" PRIu64
                    " (needs %zu octets, %zu are left); everything before it was read",
                    in->stream.name, p->blocks + 1, need, have);
}

/* Take the next option off `options`: false after the last, with `*whole` false if it is cut. */
static bool next_option(const struct pcapng *p, struct span *options, uint16_t *code,
                        struct span *value, bool *whole)
{
    const uint8_t *const h = span_take(options, 4);
    size_t padding;

    *whole = h != NULL || options->n == 0;
    if (h == NULL || load16(p, h) == OPTION_END)
        return false;
    *code = load16(p, h);
    value->n = load16(p, h + 2);
    value->p = span_take(options, value->n);
    *whole = value->p != NULL;
    /* Some writers forget to pad the last one. */
    padding = -value->n % 4;
    (void)span_take(options, padding < options->n ? padding : options->n);
    return *whole;
}

static enum tcplens_status take_section(struct pcapng *p, const struct input *in,
                                        const struct interfaces *interfaces, const struct block *b,
                                        struct tcplens_error *err)
{
    struct span rest = b->body;
    const uint8_t *const h = span_take(&rest, 16);
    struct pcapng order = {.big_endian = h != NULL && be32(h) == SECTION_MAGIC};

    if (h == NULL)
        return damaged(p, in, "is a section header too short to be one", err);
    if (load16(&order, h + 4) != MAJOR_VERSION)
        return tl_error(err, TCPLENS_ERR_FORMAT, 0,
                        "%s: block %" PRIu64 " begins a section of pcapng version %u.%u; only "
                        "version %d is known",
                        in->stream.name, p->blocks + 1, load16(&order, h + 4),
                        load16(&order, h + 6), MAJOR_VERSION);
    p->big_endian = order.big_endian;
    p->first = interfaces->n;
    p->n = 0;
    return TCPLENS_OK;
}

static enum tcplens_status no_memory(const struct input *in, struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_MEMORY, 0, "%s: not enough memory to read it",
                    in->stream.name);
}

static bool make_room(struct pcapng *p)
{
    const size_t cap = p->cap == 0 ? 4 : p->cap * 2;
    struct pcapng_interface *v;

    if (p->n < p->cap)
        return true;
    v = realloc(p->v, cap * sizeof *v);
    if (v == NULL)
        return false;
    p->v = v;
    p->cap = cap;
    return true;
}

static enum tcplens_status take_interface(struct pcapng *p, const struct input *in,
                                          struct interfaces *interfaces, const struct block *b,
                                          struct tcplens_error *err)
{
    struct span rest = b->body, value, name = {NULL, 0};
    const uint8_t *const h = span_take(&rest, 8);
    uint8_t tsresol = DEFAULT_TSRESOL;
    int64_t tsoffset = 0;
    uint16_t code;
    bool whole;

    if (h == NULL)
        return damaged(p, in, "is an interface description too short to be one", err);
    if (interfaces->n == INTERFACES_MAX)
        return damaged(p, in, "describes one interface too many (65536)", err);
    while (next_option(p, &rest, &code, &value, &whole)) {
        if (code == OPTION_IF_NAME || (code == OPTION_IF_DESCRIPTION && name.n == 0))
            name = value;
        else if (code == OPTION_IF_TSRESOL && value.n == 1)
            tsresol = value.p[0];
        else if (code == OPTION_IF_TSOFFSET && value.n == 8)
            tsoffset = (int64_t)load64(p, value.p);
    }
    /* Going on would mean guessing at the unit of all its times. */
    if (!whole)
        return damaged(p, in, "is an interface description with an option beyond its end", err);
    if (!make_room(p) || tl_interfaces_add(interfaces, tl_linktype_normalise(load16(p, h)),
                                           load32(p, h + 4), name, err) != TCPLENS_OK)
        return no_memory(in, err);
    p->v[p->n++] = (struct pcapng_interface){
        .unit = tl_timeunit(tsresol, tsoffset),
        .snaplen = load32(p, h + 4),
    };
    return TCPLENS_OK;
}

/* Statistics are counted from the interface's start: only what grew since the last is new. */
static void count(uint64_t *total, uint64_t *latest, uint64_t now)
{
    if (now > *latest) {
        *total += now - *latest;
        *latest = now;
    }
}

static void take_statistics(struct pcapng *p, const struct block *b)
{
    struct span rest = b->body, value;
    const uint8_t *const h = span_take(&rest, 12);
    struct pcapng_interface *interface;
    uint16_t code;
    bool whole;

    if (h == NULL || load32(p, h) >= p->n)
        return;
    interface = &p->v[load32(p, h)];
    while (next_option(p, &rest, &code, &value, &whole)) {
        if (value.n != 8)
            continue;
        if (code == OPTION_STATS_RECEIVED)
            count(&p->received, &interface->received, load64(p, value.p));
        else if (code == OPTION_STATS_OS_DROPS)
            count(&p->dropped_ring, &interface->dropped_ring, load64(p, value.p));
        else if (code == OPTION_STATS_IFACE_DROPS)
            count(&p->dropped_iface, &interface->dropped_iface, load64(p, value.p));
    }
}

/* epb_flags: the two lowest bits are the direction, in enum tcplens_frame_direction's numbers. */
static uint8_t direction_of(const struct pcapng *p, struct span options)
{
    struct span value;
    uint16_t code;
    bool whole;

    while (next_option(p, &options, &code, &value, &whole)) {
        if (code == OPTION_PACKET_FLAGS && value.n == 4) {
            const uint32_t direction = load32(p, value.p) & 3;

            return direction <= TCPLENS_DIRECTION_OUT ? (uint8_t)direction
                                                      : TCPLENS_DIRECTION_UNKNOWN;
        }
    }
    return TCPLENS_DIRECTION_UNKNOWN;
}

/* An enhanced packet, or its obsolete forerunner with an interface index of 16 bits. */
static enum tcplens_status take_packet(struct pcapng *p, const struct input *in,
                                       const struct block *b, struct tcplens_frame *f,
                                       struct tcplens_error *err)
{
    struct span rest = b->body;
    const uint8_t *const h = span_take(&rest, 20);
    uint32_t index, padding;

    if (h == NULL)
        return damaged(p, in, "is a packet block too short to be one", err);
    index = b->type == BLOCK_PACKET ? load32(p, h) : load16(p, h);
    f->caplen = load32(p, h + 12);
    f->len = load32(p, h + 16);
    f->octets = span_take(&rest, f->caplen);
    if (f->octets == NULL)
        return damaged(p, in, "claims more captured octets than it has", err);
    if (index >= p->n)
        return damaged(p, in, "has a packet of an interface that was not described", err);
    f->iface = (uint16_t)index;
    f->ts_ns =
        tl_timeunit_ns(&p->v[index].unit, (uint64_t)load32(p, h + 4) << 32 | load32(p, h + 8));
    padding = -f->caplen % 4;
    f->direction = span_take(&rest, padding) == NULL || rest.n == 0 ? TCPLENS_DIRECTION_UNKNOWN
                                                                    : direction_of(p, rest);
    return TCPLENS_OK;
}

/* A simple packet: of the section's first interface, without a time, as long as the block. */
static enum tcplens_status take_simple(struct pcapng *p, const struct input *in,
                                       const struct block *b, struct tcplens_frame *f,
                                       struct tcplens_error *err)
{
    struct span rest = b->body;
    const uint8_t *const h = span_take(&rest, 4);

    if (h == NULL)
        return damaged(p, in, "is a packet block too short to be one", err);
    if (p->n == 0)
        return damaged(p, in, "has a packet of an interface that was not described", err);
    f->len = load32(p, h);
    f->caplen = f->len;
    if (p->v[0].snaplen != 0 && f->caplen > p->v[0].snaplen)
        f->caplen = p->v[0].snaplen;
    f->octets = span_take(&rest, f->caplen);
    if (f->octets == NULL)
        return damaged(p, in, "claims more captured octets than it has", err);
    f->iface = 0;
    f->ts_ns = 0;
    f->direction = TCPLENS_DIRECTION_UNKNOWN;
    return TCPLENS_OK;
}

static bool holds_packet(uint32_t type)
{
    return type == BLOCK_PACKET || type == BLOCK_PACKET_SIMPLE || type == BLOCK_PACKET_OLD;
}

/* Take a packet's block into `batch`, which has room. */
static enum tcplens_status take_frame(struct pcapng *p, const struct input *in,
                                      const struct interfaces *interfaces, const struct block *b,
                                      struct frame_batch *batch, struct tcplens_error *err)
{
    struct tcplens_frame *const f = &batch->frames[batch->n];
    const enum tcplens_status status = b->type == BLOCK_PACKET_SIMPLE
                                           ? take_simple(p, in, b, f, err)
                                           : take_packet(p, in, b, f, err);

    if (status != TCPLENS_OK)
        return status;
    f->iface = (uint16_t)(p->first + f->iface);
    f->link_type = interfaces->v[f->iface].link_type;
    f->number = ++p->frames;
    batch->n++;
    return TCPLENS_OK;
}

/* Take a block that holds no packet. */
static enum tcplens_status take_other(struct pcapng *p, const struct input *in,
                                      struct interfaces *interfaces, const struct block *b,
                                      struct tcplens_error *err)
{
    if (b->type == BLOCK_SECTION)
        return take_section(p, in, interfaces, b, err);
    if (b->type == BLOCK_INTERFACE)
        return take_interface(p, in, interfaces, b, err);
    if (b->type == BLOCK_STATISTICS)
        take_statistics(p, b);
    return TCPLENS_OK;
}

enum tcplens_status tl_pcapng_begin(struct pcapng *p, struct input *in,
                                    struct interfaces *interfaces, struct tcplens_error *err)
{
    struct block b;
    enum tcplens_status status = want_block(p, in, &b, err);

    while (status == TCPLENS_OK) {
        status = take_other(p, in, interfaces, &b, err);
        if (status != TCPLENS_OK)
            return status;
        p->blocks++;
        tl_input_consume(in, b.rest);
        if (interfaces->n > 0)
            return TCPLENS_OK;
        status = want_block(p, in, &b, err);
        if (status == TCPLENS_OK && (holds_packet(b.type) || b.type == BLOCK_SECTION))
            return TCPLENS_OK;
    }
    /* Behind the section header nothing is lost yet: reading finds the same end or damage. */
    return p->blocks > 0 ? TCPLENS_OK : status;
}

enum tcplens_status tl_pcapng_read(struct pcapng *p, struct input *in,
                                   struct interfaces *interfaces, struct frame_batch *batch,
                                   struct tcplens_error *err)
{
    batch->n = 0;
    while (batch->n < FRAME_BATCH) {
        const bool first = batch->n == 0;
        struct block b = {0};
        size_t need;
        enum tcplens_status status =
            first ? want_block(p, in, &b, err) : look(p, in, &b, &need, NULL);

        if (status == TCPLENS_OK) {
            if (holds_packet(b.type))
                status = take_frame(p, in, interfaces, &b, batch, first ? err : NULL);
            else
                status = take_other(p, in, interfaces, &b, first ? err : NULL);
        }
        /* What ends a batch is met again, and told, at the beginning of the next. */
        if (status != TCPLENS_OK)
            return first ? status : TCPLENS_OK;
        p->blocks++;
        tl_input_consume(in, b.rest);
    }
    return TCPLENS_OK;
}

void tl_pcapng_fini(struct pcapng *p)
{
    free(p->v);
}
