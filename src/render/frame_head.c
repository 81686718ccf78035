// SPDX-License-Identifier: BSD-3-Clause
#include "render/frame_head.h"

#include <string.h>

#include "decode/decode.h"

enum { MARGIN = 2 };

static void put_end(struct text *t, const uint8_t addr[16], uint16_t port, uint8_t version)
{
    if (version == 6)
        text_char(t, '[');
    text_ip(t, addr);
    if (version == 6)
        text_char(t, ']');
    text_char(t, ':');
    text_u64(t, port);
}

void frame_head_put(struct page *p, const struct tcplens_segment *seg, const char *what)
{
    const struct catalogue *const c = p->view->catalogue;
    const struct phrase_arg args[] = {{.name = "frame", .type = PHRASE_U64, .u = seg->number}};
    struct ip_facts ip;
    struct draft d;
    struct text *t;

    tl_decode_ip(seg, &ip);
    phrase(draft_begin(&d), tr(c, N_("Frame {frame}")), args, 1);
    page_words(p, STYLE_STRONG, MARGIN, draft_end(&d));
    t = draft_begin(&d);
    text_str(t, "   ");
    put_end(t, ip.src, seg->src_port, ip.version);
    text_str(t, " → ");
    put_end(t, ip.dst, seg->dst_port, ip.version);
    text_str(t, "   ");
    text_str(t, what);
    page_words(p, STYLE_PLAIN, MARGIN, draft_end(&d));
    page_newline(p);
}

void frame_head_point(struct page *p, const char *label, size_t label_width, const char *words)
{
    const size_t indent = MARGIN + label_width + 2;

    page_tab(p, MARGIN);
    page_put(p, STYLE_FAINT, label);
    page_tab(p, indent);
    page_words(p, STYLE_PLAIN, indent, words);
    page_newline(p);
}

const char *frame_head_verdict(const struct catalogue *c, const struct tcplens_segment *seg)
{
    struct checksum_facts facts;

    tl_decode_checksum(seg, &facts);
    switch (facts.verdict) {
    case CHECKSUM_RIGHT:
        return tr(c, N_("right"));
    case CHECKSUM_OFFLOADED:
        return tr(c, N_("not computed yet: the field holds the sum of the pseudo-header alone, for "
                        "the network interface to complete (offload); nothing is wrong"));
    case CHECKSUM_WRONG:
        return tr(c, N_("wrong: the receiver drops this segment, unless the capture changed it"));
    case CHECKSUM_UNKNOWN:
        break;
    }
    return tr(c, N_("not known: not all of the segment was captured"));
}
