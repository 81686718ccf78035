// SPDX-License-Identifier: BSD-3-Clause
#include "lib/dump_view.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "decode/decode.h"

enum {
    LINK_ETHERNET = 1,
    LINK_RAW = 101,
    LINK_COOKED1 = 113,
    LINK_COOKED2 = 276,
    TYPE_IP4 = 0x0800,
    TYPE_ARP = 0x0806,
    TYPE_IP6 = 0x86dd,
    /* The longest IP packet that is no jumbogram, behind the longest header: no filter looks
     * farther. */
    VIEW_MAX = 65535 + 40 + 20,
};

/* The header of a link layer that stays in a view: its length, and where its protocol stands. */
struct link_header {
    uint16_t link_type;
    uint8_t octets, type_off;
};

static struct link_header header_of(uint16_t link_type)
{
    static const struct link_header headers[] = {
        {LINK_ETHERNET, 14, 12}, {LINK_COOKED1, 16, 14}, {LINK_COOKED2, 20, 0}};

    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        if (headers[i].link_type == link_type)
            return headers[i];
    }
    return (struct link_header){LINK_RAW, 0, 0};
}

/* What announces the header at l3_off; 0 if there is none. */
static uint16_t type_of(const struct tcplens_segment *seg)
{
    if (seg->kind == TCPLENS_KIND_OTHER)
        return 0;
    if (seg->kind == TCPLENS_KIND_ARP)
        return TYPE_ARP;
    return seg->frame[seg->l3_off] >> 4 == 6 ? TYPE_IP6 : TYPE_IP4;
}

/* The view of a frame. Its octets are the frame's own, or in `buf`. */
static struct tcplens_frame view_of(const struct tcplens_frame *frame, uint8_t *buf)
{
    const struct link_header header = header_of(frame->link_type);
    struct tcplens_frame view = *frame;
    struct tcplens_segment seg;
    uint32_t rest, taken_out;
    uint16_t type;

    tl_decode_batch(frame, 1, &seg);
    type = type_of(&seg);
    if (type == 0 || seg.l3_off < header.octets || seg.l3_off > frame->caplen ||
        (header.octets == 0 && type == TYPE_ARP))
        return view;
    taken_out = (uint32_t)seg.l3_off - header.octets;
    view.link_type = header.link_type;
    if (taken_out == 0)
        return view;
    rest = frame->caplen - seg.l3_off;
    if (rest > VIEW_MAX - (uint32_t)header.octets)
        rest = VIEW_MAX - (uint32_t)header.octets;
    memcpy(buf, frame->octets, header.octets);
    memcpy(buf + header.octets, frame->octets + seg.l3_off, rest);
    if (header.octets > 0) {
        buf[header.type_off] = (uint8_t)(type >> 8);
        buf[header.type_off + 1] = (uint8_t)type;
    }
    view.octets = buf;
    view.caplen = header.octets + rest;
    view.len = frame->len > taken_out ? frame->len - taken_out : 0;
    return view;
}

/* The first word of `expression` that asks for a wrapping; NULL if there is none. */
static const char *find_wrapping(const char *expression)
{
    static const char *const words[] = {"vlan", "mpls", "pppoes", "geneve"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const size_t n = strlen(words[i]);

        for (const char *p = expression; (p = strstr(p, words[i])) != NULL; p++) {
            const bool begins = p == expression ||
                                (!isalnum((unsigned char)p[-1]) && strchr("\\-_.", p[-1]) == NULL);

            if (begins && !isalnum((unsigned char)p[n]) && (p[n] == '\0' || !strchr("-_.", p[n])))
                return words[i];
        }
    }
    return NULL;
}

enum tcplens_status tl_dump_view_filter(struct dump_view *v, const char *expression,
                                        struct tcplens_error *err)
{
    const char *const wrapping = expression != NULL ? find_wrapping(expression) : NULL;
    struct filter fresh;
    enum tcplens_status status;

    if (wrapping != NULL)
        return tl_error(err, TCPLENS_ERR_FILTER, 0,
                        "the filter asks for \"%s\", which --vlan-transparent takes out of what it "
                        "sees: leave away one of the two",
                        wrapping);
    if (v->buf == NULL)
        v->buf = malloc(VIEW_MAX);
    if (v->buf == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory for the capture filter");
    status = tl_filter_init(&fresh, expression, err);
    if (status != TCPLENS_OK)
        return status;
    tl_filter_fini(&v->filter);
    v->filter = fresh;
    return TCPLENS_OK;
}

enum tcplens_status tl_dump_view_apply(struct dump_view *v, struct frame_batch *batch,
                                       struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;
    size_t kept = 0;

    if (v->filter.expression == NULL)
        return TCPLENS_OK;
    for (size_t i = 0; i < batch->n && status == TCPLENS_OK; i++) {
        const struct tcplens_frame view = view_of(&batch->frames[i], v->buf);
        bool passes;

        status = tl_filter_passes(&v->filter, &view, &passes, err);
        if (passes)
            batch->frames[kept++] = batch->frames[i];
    }
    batch->n = kept;
    return status;
}

void tl_dump_view_fini(struct dump_view *v)
{
    tl_filter_fini(&v->filter);
    free(v->buf);
}
