// SPDX-License-Identifier: BSD-3-Clause
#include "lib/report_frames.h"

#include <stdlib.h>

#include "base/error.h"
#include "decode/decode.h"
#include "lib/frame_view.h"
#include "lib/show_colors.h"

enum { UDP_HEADER = 8, ICMP_HEADER = 8, QUOTED_TCP = 8, ETHERNET_HEADER = 14, ETHERNET = 1 };

/**
 * struct framer
 * @analysed, @pdu, @past, @seen, @painter: *owned*; @pdu NULL where payloads are not looked at
 * @frames:   *borrowed*: where they go
 * @items:    *owned*: of the frame at hand
 * @parts:    enum field_part
 * @first_ns, @previous_ns: times of the first frame and of the one before
 * @begun:    there was one
 */
struct framer {
    struct framer_options options;
    struct frames *frames;
    struct analysed *analysed;
    struct pdu_engine *pdu;
    struct past *past;
    struct seen *seen;
    struct painter *painter;
    struct items *items;
    unsigned parts;
    struct frame_origin origin;
    int64_t first_ns, previous_ns;
    bool begun;
};

static enum tcplens_status open_stages(struct framer *f, struct tcplens_error *err)
{
    const struct analysed_options options = {.threads = 1};
    enum tcplens_status status = tl_analysed_new(&f->analysed, NULL, &options, err);

    f->items = tl_items_new(true);
    f->past = tl_past_new();
    f->seen = tl_seen_new();
    if (status == TCPLENS_OK && (f->items == NULL || f->past == NULL || f->seen == NULL))
        status = tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    if (status == TCPLENS_OK && f->options.payload)
        status = tl_pdu_new(&f->pdu, &(struct pdu_options){0}, err);
    return status;
}

enum tcplens_status tl_framer_new(struct framer **ret, const struct framer_options *options,
                                  struct frames *frames, struct tcplens_error *err)
{
    struct framer *const f = calloc(1, sizeof *f);
    enum tcplens_status status;

    if (f == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    f->options = *options;
    f->frames = frames;
    status = open_stages(f, err);
    f->parts = PART_ALL | PART_COLUMNS;
    if (status == TCPLENS_OK) {
        for (size_t i = 0; i < sizeof tl_frames_columns / sizeof tl_frames_columns[0]; i++)
            f->items->wanted[tl_frames_columns[i]] = true;
        status = tl_painter_new(&f->painter, f->items, &f->parts, err);
    }
    if (!options->payload)
        f->parts &= ~(unsigned)PART_PDU;
    if (status != TCPLENS_OK) {
        tl_framer_free(f);
        return status;
    }
    *ret = f;
    return TCPLENS_OK;
}

/* Octets of the frame that are headers, as far as anything here knows. */
static uint32_t headers_of(const struct tcplens_frame *frame, const struct tcplens_segment *seg)
{
    struct tcplens_segment quoted;

    switch ((enum tcplens_kind)seg->kind) {
    case TCPLENS_KIND_TCP:
        return (uint32_t)seg->l4_off + seg->header_len;
    case TCPLENS_KIND_UDP:
        return (uint32_t)seg->l4_off + UDP_HEADER;
    case TCPLENS_KIND_ICMP:
        return tl_decode_icmp_quote(seg, &quoted) ? (uint32_t)quoted.l4_off + QUOTED_TCP
                                                  : (uint32_t)seg->l4_off + ICMP_HEADER;
    case TCPLENS_KIND_IP:
    case TCPLENS_KIND_FRAGMENT:
        return seg->l4_off;
    case TCPLENS_KIND_ARP:
        return frame->caplen;
    case TCPLENS_KIND_OTHER:
        break;
    }
    return frame->link_type == ETHERNET ? ETHERNET_HEADER : 0;
}

static uint32_t shown_of(const struct framer *f, const struct tcplens_frame *frame,
                         const struct tcplens_segment *seg)
{
    const uint32_t headers = headers_of(frame, seg);

    return f->options.payload || headers > frame->caplen ? frame->caplen : headers;
}

static void add(struct framer *f, const struct frame_facts *facts)
{
    const struct color_rule *const rule = tl_painter_rule(f->painter, f->items);
    struct frame_facts painted = *facts;
    struct frame_color color;

    if (rule != NULL) {
        tl_painter_tell(rule, f->items);
        color = (struct frame_color){rule->name, rule->foreground, rule->background};
        painted.color = &color;
    }
    tl_frames_add(f->frames, &painted, f->items);
}

static void take(struct framer *f, const struct source *source, const struct analysed_batch *b,
                 size_t i, const struct tcplens_segment *seg, const struct frame_choice *choice)
{
    const struct tcplens_frame *const frame = &b->read.frames[i];
    const struct frame_facts facts = {
        .frame = frame,
        .start_ns = f->first_ns,
        .connection = choice->connection,
        .shown = shown_of(f, frame, seg),
        .tree = choice->tree,
    };
    struct field_view view = {
        .frame = frame,
        .past = f->past,
        .seen = f->seen,
        .dialect = DIALECT_4_4,
        .names = true,
        .coloured = true,
        .first_ns = f->first_ns,
        .previous_ns = f->previous_ns,
        .previous_shown_ns = f->previous_ns,
    };
    struct tcplens_segment quoted;

    if (!f->options.nameless) {
        tl_frame_origin(&f->origin, source, frame);
        view.origin = &f->origin;
    }
    tl_frame_view_segment(&view, b, i, f->pdu, &quoted);
    f->items->tree = choice->tree;
    tl_field_dissect(&view, f->parts, f->items);
    add(f, &facts);
}

void tl_framer_take(struct framer *f, const struct source *source, const struct frame_batch *batch,
                    const struct tcplens_segment *segs, const struct frame_choice *choices)
{
    const struct analysed_batch *const b = tl_analysed_take(f->analysed, batch);

    for (size_t i = 0; i < batch->n; i++) {
        if (!f->begun)
            f->first_ns = f->previous_ns = batch->frames[i].ts_ns;
        f->begun = true;
        if (choices[i].listed)
            take(f, source, b, i, &segs[i], &choices[i]);
        f->previous_ns = batch->frames[i].ts_ns;
    }
}

void tl_framer_free(struct framer *f)
{
    if (f == NULL)
        return;
    tl_analysed_free(f->analysed);
    tl_pdu_free(f->pdu);
    tl_past_free(f->past);
    tl_seen_free(f->seen);
    tl_painter_free(f->painter);
    tl_items_free(f->items);
    free(f);
}
