// SPDX-License-Identifier: BSD-3-Clause
#include "source/pcapng.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/error.h"
#include "source/pcapng_block.h"

enum { MAJOR_VERSION = 1, DEFAULT_TSRESOL = 6, FILTER_TEXT = 0 };

enum option_code {
    OPTION_IF_NAME = 2,
    OPTION_IF_DESCRIPTION = 3,
    OPTION_IF_TSRESOL = 9,
    OPTION_IF_FILTER = 11,
    OPTION_IF_OS = 12,
    OPTION_IF_TSOFFSET = 14,
    OPTION_COMMENT = 1,
    OPTION_PACKET_FLAGS = 2,
    OPTION_STATS_RECEIVED = 4,
    OPTION_STATS_IFACE_DROPS = 5,
    OPTION_STATS_OS_DROPS = 7,
};

static uint32_t load32(const struct pcapng *p, const uint8_t *at)
{
    return pcapng_load32(p->big_endian, at);
}

bool tl_pcapng_recognise(const uint8_t type[4])
{
    return be32(type) == PCAPNG_SECTION;
}

static enum tcplens_status take_section(struct pcapng *p, const struct input *in,
                                        const struct interfaces *interfaces,
                                        const struct pcapng_block *b, struct tcplens_error *err)
{
    struct span rest = b->body;
    const uint8_t *const h = span_take(&rest, 16);
    bool big_endian;
    uint16_t major, minor;

    if (h == NULL || !tl_pcapng_order(h, &big_endian))
        return tl_pcapng_damaged(p, in, "is a section header too short to be one", err);
    major = pcapng_load16(big_endian, h + 4);
    minor = pcapng_load16(big_endian, h + 6);
    if (major != MAJOR_VERSION)
        return tl_error(err, TCPLENS_ERR_FORMAT, 0,
                        "%s: block %" PRIu64 " begins a section of pcapng version %u.%u; only "
                        "version %d is known",
                        in->stream.name, p->blocks + 1, major, minor, MAJOR_VERSION);
    p->big_endian = big_endian;
    p->sections++;
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
                                          struct interfaces *interfaces,
                                          const struct pcapng_block *b, struct tcplens_error *err)
{
    struct pcapng_options options = {.rest = b->body};
    const uint8_t *const h = span_take(&options.rest, 8);
    struct span value, name = {NULL, 0};
    struct interface_texts texts = {0};
    uint8_t tsresol = DEFAULT_TSRESOL;
    int64_t tsoffset = 0;
    uint16_t code;

    if (h == NULL)
        return tl_pcapng_damaged(p, in, "is an interface description too short to be one", err);
    if (interfaces->n == INTERFACES_MAX)
        return tl_pcapng_damaged(p, in, "describes more interfaces than a capture has", err);
    while (tl_pcapng_option(p->big_endian, &options, &code, &value)) {
        if (code == OPTION_IF_NAME)
            name = value;
        else if (code == OPTION_IF_DESCRIPTION)
            texts.description = value;
        else if (code == OPTION_IF_FILTER && value.n > 1 && value.p[0] == FILTER_TEXT)
            texts.filter = (struct span){value.p + 1, value.n - 1};
        else if (code == OPTION_IF_OS)
            texts.os = value;
        else if (code == OPTION_IF_TSRESOL && value.n == 1)
            tsresol = value.p[0];
        else if (code == OPTION_IF_TSOFFSET && value.n == 8)
            tsoffset = (int64_t)pcapng_load64(p->big_endian, value.p);
    }
    /* To go on would be to guess the unit of all its times. */
    if (options.damaged)
        return tl_pcapng_damaged(p, in, "describes an interface with an option beyond its end",
                                 err);
    if (!make_room(p) ||
        tl_interfaces_add(interfaces, pcapng_load16(p->big_endian, h), load32(p, h + 4), name,
                          err) != TCPLENS_OK ||
        tl_interfaces_describe(interfaces, &texts, err) != TCPLENS_OK)
        return no_memory(in, err);
    interfaces->v[interfaces->n - 1].section = p->sections;
    interfaces->v[interfaces->n - 1].id = (uint32_t)p->n;
    interfaces->v[interfaces->n - 1].decimals = tl_timeunit_decimals(tsresol);
    p->v[p->n++] = (struct pcapng_interface){
        .unit = tl_timeunit(tsresol, tsoffset),
        .snaplen = load32(p, h + 4),
    };
    return TCPLENS_OK;
}

/* Statistics count from the interface's start: only what grew since the latest is new. */
static void count(uint64_t *total, uint64_t *latest, uint64_t now)
{
    if (now > *latest) {
        *total += now - *latest;
        *latest = now;
    }
}

static void take_statistics(struct pcapng *p, const struct interfaces *interfaces,
                            const struct pcapng_block *b)
{
    struct pcapng_options options = {.rest = b->body};
    const uint8_t *const h = span_take(&options.rest, 12);
    struct source_counts *latest;
    struct span value;
    uint16_t code;

    if (h == NULL || load32(p, h) >= p->n)
        return;
    latest = &interfaces->v[p->first + load32(p, h)].counts;
    latest->known = true;
    while (tl_pcapng_option(p->big_endian, &options, &code, &value)) {
        if (value.n != 8)
            continue;
        if (code == OPTION_STATS_RECEIVED)
            count(&p->received, &latest->received, pcapng_load64(p->big_endian, value.p));
        else if (code == OPTION_STATS_OS_DROPS)
            count(&p->dropped_ring, &latest->dropped_ring, pcapng_load64(p->big_endian, value.p));
        else if (code == OPTION_STATS_IFACE_DROPS)
            count(&p->dropped_iface, &latest->dropped_iface, pcapng_load64(p->big_endian, value.p));
    }
}

/* What a packet's options say: its direction, and whether there is more to ask for. The two lowest
 * bits of epb_flags are the direction, in enum tcplens_frame_direction's numbers. */
static void take_packet_options(struct pcapng *p, struct span rest, struct tcplens_frame *f)
{
    struct pcapng_options options = {.rest = rest};
    bool noted = false;
    struct span value;
    uint16_t code;

    while (tl_pcapng_option(p->big_endian, &options, &code, &value)) {
        noted |= code == OPTION_COMMENT || (code == OPTION_PACKET_FLAGS && value.n == 4);
        if (code == OPTION_PACKET_FLAGS && value.n == 4 &&
            (load32(p, value.p) & 3) <= TCPLENS_DIRECTION_OUT)
            f->direction = (uint8_t)(load32(p, value.p) & 3);
    }
    if (noted)
        p->notes[p->n_notes++] = (struct pcapng_note){p->frames + 1, rest, p->big_endian};
}

/* An enhanced packet, or its obsolete forerunner, which has 16 bits of interface and of drops. */
static enum tcplens_status take_packet(struct pcapng *p, const struct input *in,
                                       const struct pcapng_block *b, struct tcplens_frame *f,
                                       struct tcplens_error *err)
{
    struct span rest = b->body;
    const uint8_t *const h = span_take(&rest, 20);
    uint32_t index;

    if (h == NULL)
        return tl_pcapng_damaged(p, in, "is a packet block too short to be one", err);
    index = b->type == PCAPNG_PACKET ? load32(p, h) : pcapng_load16(p->big_endian, h);
    if (index >= p->n)
        return tl_pcapng_damaged(p, in, "has a packet of an interface that was not described", err);
    f->iface = (uint16_t)index;
    f->ts_ns =
        tl_timeunit_ns(&p->v[index].unit, (uint64_t)load32(p, h + 4) << 32 | load32(p, h + 8));
    f->caplen = load32(p, h + 12);
    f->len = load32(p, h + 16);
    f->octets = span_take(&rest, f->caplen);
    if (f->octets == NULL)
        return tl_pcapng_damaged(p, in, "claims more captured octets than it has", err);
    f->direction = TCPLENS_DIRECTION_UNKNOWN;
    f->no_time = false;
    if (span_take(&rest, -f->caplen % 4) != NULL && rest.n > 0)
        take_packet_options(p, rest, f);
    return TCPLENS_OK;
}

/* A simple packet: of the section's first interface, without a time. */
static enum tcplens_status take_simple(const struct pcapng *p, const struct input *in,
                                       const struct pcapng_block *b, struct tcplens_frame *f,
                                       struct tcplens_error *err)
{
    struct span rest = b->body;
    const uint8_t *const h = span_take(&rest, 4);

    if (h == NULL)
        return tl_pcapng_damaged(p, in, "is a packet block too short to be one", err);
    if (p->n == 0)
        return tl_pcapng_damaged(p, in, "has a packet of an interface that was not described", err);
    f->iface = 0;
    f->ts_ns = 0;
    f->no_time = true;
    f->len = load32(p, h);
    f->caplen = f->len;
    if (p->v[0].snaplen != 0 && f->caplen > p->v[0].snaplen)
        f->caplen = p->v[0].snaplen;
    f->octets = span_take(&rest, f->caplen);
    if (f->octets == NULL)
        return tl_pcapng_damaged(p, in, "claims more captured octets than it has", err);
    f->direction = TCPLENS_DIRECTION_UNKNOWN;
    return TCPLENS_OK;
}

static bool holds_packet(const struct pcapng_block *b)
{
    return b->type == PCAPNG_PACKET || b->type == PCAPNG_PACKET_SIMPLE ||
           b->type == PCAPNG_PACKET_OLD;
}

/* Take a packet's block into `batch`, which has room. */
static enum tcplens_status take_frame(struct pcapng *p, const struct input *in,
                                      const struct interfaces *interfaces,
                                      const struct pcapng_block *b, struct frame_batch *batch,
                                      struct tcplens_error *err)
{
    struct tcplens_frame *const f = &batch->frames[batch->n];
    const enum tcplens_status status = b->type == PCAPNG_PACKET_SIMPLE
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

/* What Wireshark lists among the packets. */
static bool is_record(const struct pcapng_block *b)
{
    return b->type == PCAPNG_JOURNAL || b->type == PCAPNG_CUSTOM ||
           b->type == PCAPNG_CUSTOM_PRIVATE;
}

/* Take a block that holds no packet. */
static enum tcplens_status take_other(struct pcapng *p, const struct input *in,
                                      struct interfaces *interfaces, const struct pcapng_block *b,
                                      struct tcplens_error *err)
{
    if (b->type == PCAPNG_SECTION)
        return take_section(p, in, interfaces, b, err);
    if (b->type == PCAPNG_INTERFACE)
        return take_interface(p, in, interfaces, b, err);
    if (b->type == PCAPNG_STATISTICS)
        take_statistics(p, interfaces, b);
    if (p->number_records && is_record(b))
        p->frames++;
    return TCPLENS_OK;
}

static void consume(struct pcapng *p, struct input *in, const struct pcapng_block *b)
{
    p->blocks++;
    tl_input_consume(in, b->rest);
}

enum tcplens_status tl_pcapng_begin(struct pcapng *p, struct input *in,
                                    struct interfaces *interfaces, struct tcplens_error *err)
{
    struct pcapng_block b = {0};
    enum tcplens_status status = tl_pcapng_want(p, in, &b, err);

    if (status == TCPLENS_OK)
        status = take_section(p, in, interfaces, &b, err);
    if (status != TCPLENS_OK)
        return status;
    consume(p, in, &b);
    /* What goes wrong from here on is met again by reading, and told there. */
    while (interfaces->n == 0 && tl_pcapng_want(p, in, &b, NULL) == TCPLENS_OK &&
           !holds_packet(&b) && take_other(p, in, interfaces, &b, NULL) == TCPLENS_OK)
        consume(p, in, &b);
    return TCPLENS_OK;
}

enum tcplens_status tl_pcapng_read(struct pcapng *p, struct input *in,
                                   struct interfaces *interfaces, struct frame_batch *batch,
                                   struct tcplens_error *err)
{
    batch->n = 0;
    p->n_notes = 0;
    while (batch->n < FRAME_BATCH) {
        /* Only an empty batch may read on; what ends a batch is met again, and told, by the next.
         */
        const bool empty = batch->n == 0;
        struct tcplens_error *const told = empty ? err : NULL;
        struct pcapng_block b = {0};
        size_t need;
        enum tcplens_status status =
            empty ? tl_pcapng_want(p, in, &b, err) : tl_pcapng_look(p, in, &b, &need, NULL);

        if (status == TCPLENS_OK)
            status = holds_packet(&b) ? take_frame(p, in, interfaces, &b, batch, told)
                                      : take_other(p, in, interfaces, &b, told);
        if (status != TCPLENS_OK)
            return empty ? status : TCPLENS_OK;
        consume(p, in, &b);
    }
    return TCPLENS_OK;
}

/* The i-th option of that code that a frame of the latest batch has. */
static bool find_option(const struct pcapng *p, uint64_t frame, uint16_t wanted, size_t i,
                        struct span *ret, bool *big_endian)
{
    const struct pcapng_note *note = p->notes;
    const struct pcapng_note *const end = p->notes + p->n_notes;
    struct pcapng_options options;
    uint16_t code;

    while (note < end && note->frame != frame)
        note++;
    if (note == end)
        return false;
    options = (struct pcapng_options){.rest = note->options};
    *big_endian = note->big_endian;
    while (tl_pcapng_option(note->big_endian, &options, &code, ret)) {
        if (code == wanted && i-- == 0)
            return true;
    }
    return false;
}

bool tl_pcapng_comment(const struct pcapng *p, uint64_t frame, size_t i, struct span *ret)
{
    bool big_endian;

    return find_option(p, frame, OPTION_COMMENT, i, ret, &big_endian);
}

bool tl_pcapng_flags(const struct pcapng *p, uint64_t frame, uint32_t *ret)
{
    struct span value;
    bool big_endian;

    if (!find_option(p, frame, OPTION_PACKET_FLAGS, 0, &value, &big_endian) || value.n != 4)
        return false;
    *ret = pcapng_load32(big_endian, value.p);
    return true;
}

void tl_pcapng_fini(struct pcapng *p)
{
    free(p->v);
}
