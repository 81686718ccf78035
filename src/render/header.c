// SPDX-License-Identifier: BSD-3-Clause
/*
 * header.c - a TCP header in the manner of RFC 9293 figure 1, with this segment's values in the
 * fields, and beside it what each value says.
 *
 * Values are read from the frame as captured, not from the decoded record: octets that the capture
 * cut are shown as "?", never as zeros.
 */
#include <string.h>

#include "base/octets.h"
#include "render/frame_head.h"
#include "render/words.h"

enum {
    HEADER_LEN = 20,
    BITS = 32,
    FIGURE_WIDTH = 2 * BITS + 1,
    MARGIN = 2,
    FLAGS_OFF = 13,
    CHECKSUM_OFF = 16
};

/**
 * struct drawing - a header about to be drawn
 * @octets:   the fixed part; zeros beyond @captured
 * @captured: how many of them are known
 */
struct drawing {
    struct page *page;
    const struct tcplens_segment *seg;
    uint8_t octets[HEADER_LEN];
    size_t captured;
};

static const char flag_letters[3][9] = {"CEUAPRSF", "WCRCSSYI", "REGKHTNN"};

static void put_ruler(struct page *p)
{
    char tens[FIGURE_WIDTH + 1], ones[FIGURE_WIDTH + 1], rule[FIGURE_WIDTH + 1];

    memset(tens, ' ', FIGURE_WIDTH);
    memset(ones, ' ', FIGURE_WIDTH);
    for (unsigned bit = 0; bit < BITS; bit++) {
        if (bit % 10 == 0)
            tens[2 * bit + 1] = (char)('0' + bit / 10);
        ones[2 * bit + 1] = (char)('0' + bit % 10);
    }
    tens[FIGURE_WIDTH - 1] = ones[FIGURE_WIDTH - 1] = rule[0] = '\0';
    tens[2 * 30 + 2] = '\0';
    page_tab(p, MARGIN);
    page_put(p, STYLE_FAINT, tens);
    page_newline(p);
    page_tab(p, MARGIN);
    page_put(p, STYLE_FAINT, ones);
    page_newline(p);
}

static void put_rule(struct page *p)
{
    page_tab(p, MARGIN);
    page_repeat(p, STYLE_FAINT, "+-", BITS);
    page_put(p, STYLE_FAINT, "+");
    page_newline(p);
}

/* `s` in the middle of a field of `bits`, with the bar that ends it. */
static void put_field(struct page *p, unsigned bits, const char *s)
{
    const size_t width = 2 * (size_t)bits - 1;
    const size_t columns = page_columns(p->view, s);
    const size_t end = p->column + width;

    if (columns < width)
        page_tab(p, p->column + (width - columns) / 2);
    page_put(p, STYLE_STRONG, s);
    if (p->column < end)
        page_tab(p, end);
    page_put(p, STYLE_FAINT, "|");
}

static void begin_fields(struct page *p)
{
    page_tab(p, MARGIN);
    page_put(p, STYLE_FAINT, "|");
}

/* The field of `octets` octets at `off`: its name and value, or "?". */
static const char *field_text(struct draft *d, const struct drawing *w, const char *name,
                              size_t off, size_t octets)
{
    struct text *const t = draft_begin(d);

    text_str(t, name);
    text_char(t, ' ');
    if (w->captured < off + octets) {
        text_char(t, '?');
    } else if (off == CHECKSUM_OFF) {
        text_str(t, "0x");
        text_hex(t, be16(w->octets + off), 4);
    } else if (octets == 4) {
        text_u64(t, be32(w->octets + off));
    } else {
        text_u64(t, be16(w->octets + off));
    }
    return draft_end(d);
}

static const char *bits_text(struct draft *d, const struct drawing *w, size_t off, unsigned v)
{
    struct text *const t = draft_begin(d);

    if (w->captured <= off)
        text_char(t, '?');
    else
        text_u64(t, v);
    return draft_end(d);
}

/* Data offset, reserved bits, flags and window: names above, values below. */
static void put_fourth_word(const struct drawing *w)
{
    struct page *const p = w->page;
    const struct catalogue *const c = p->view->catalogue;
    const char *const names[2][3] = {
        {tr(c, N_("Data")), "", ""},
        {tr(c, N_("Offset")), tr(c, N_("Rsrvd")), tr(c, N_("Window"))},
    };
    const uint8_t *const o = w->octets;
    struct draft d;

    for (unsigned line = 0; line < 3; line++) {
        begin_fields(p);
        put_field(p, 4, line == 2 ? "" : names[line][0]);
        put_field(p, 4, line == 2 ? "" : names[line][1]);
        for (unsigned bit = 0; bit < 8; bit++)
            put_field(p, 1, (char[]){flag_letters[line][bit], '\0'});
        put_field(p, 16, line == 2 ? "" : names[line][2]);
        page_newline(p);
    }
    begin_fields(p);
    put_field(p, 4, bits_text(&d, w, 12, o[12] >> 4));
    put_field(p, 4, bits_text(&d, w, 12, o[12] & 0xf));
    for (unsigned bit = 0; bit < 8; bit++)
        put_field(p, 1, bits_text(&d, w, FLAGS_OFF, o[FLAGS_OFF] >> (7 - bit) & 1));
    put_field(p, 16, bits_text(&d, w, 15, be16(o + 14)));
    page_newline(p);
}

static void put_pair(const struct drawing *w, const char *left, const char *right, size_t off)
{
    struct draft d;

    begin_fields(w->page);
    put_field(w->page, 16, field_text(&d, w, left, off, 2));
    put_field(w->page, 16, field_text(&d, w, right, off + 2, 2));
    page_newline(w->page);
    put_rule(w->page);
}

static void put_word(const struct drawing *w, const char *name, size_t off)
{
    struct draft d;

    begin_fields(w->page);
    put_field(w->page, BITS, field_text(&d, w, name, off, 4));
    page_newline(w->page);
    put_rule(w->page);
}

/* A row for what has no fixed form: options, data. */
static void put_amount(const struct drawing *w, const char *template, uint64_t n)
{
    const struct phrase_arg args[] = {{.name = "n", .type = PHRASE_COUNT, .u = n}};
    struct draft d;

    if (n == 0)
        return;
    phrase(draft_begin(&d), template, args, 1);
    begin_fields(w->page);
    put_field(w->page, BITS, draft_end(&d));
    page_newline(w->page);
    put_rule(w->page);
}

static uint64_t options_len(const struct tcplens_segment *seg)
{
    return seg->header_len > HEADER_LEN ? (uint64_t)seg->header_len - HEADER_LEN : 0;
}

static void put_figure(const struct drawing *w)
{
    struct page *const p = w->page;
    const struct catalogue *const c = p->view->catalogue;
    const uint64_t options = options_len(w->seg);

    put_ruler(p);
    put_rule(p);
    put_pair(w, tr(c, N_("Source Port")), tr(c, N_("Destination Port")), 0);
    put_word(w, tr(c, N_("Sequence Number")), 4);
    put_word(w, tr(c, N_("Acknowledgment Number")), 8);
    put_fourth_word(w);
    put_rule(p);
    put_pair(w, tr(c, N_("Checksum")), tr(c, N_("Urgent Pointer")), CHECKSUM_OFF);
    put_amount(w, tr_n(c, "Options: {n} byte", "Options: {n} bytes", options), options);
    put_amount(w, tr_n(c, "Data: {n} byte", "Data: {n} bytes", w->seg->payload_len),
               w->seg->payload_len);
}

static void put_flags(struct text *t, const struct catalogue *c, uint16_t flags)
{
    static const struct {
        uint16_t flag;
        const char *words;
    } table[] = {
        {TCPLENS_SYN, N_("SYN: opens, this seq is the ISN")},
        {TCPLENS_ACK, N_("ACK: the acknowledgment number counts")},
        {TCPLENS_FIN, N_("FIN: has nothing more to send")},
        {TCPLENS_RST, N_("RST: ends the connection at once")},
        {TCPLENS_PSH, N_("PSH: to be handed to the application now")},
        {TCPLENS_URG, N_("URG: the urgent pointer counts")},
        {TCPLENS_ECE, N_("ECE: congestion was met, or in a SYN: ECN is understood")},
        {TCPLENS_CWR, N_("CWR: has slowed down, or in a SYN: ECN is understood")},
        {TCPLENS_AE, N_("AE: part of the accurate ECN counter (RFC 9768), once a reserved bit")},
    };
    bool first = true;

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if ((flags & table[i].flag) == 0)
            continue;
        if (!first)
            text_str(t, tr(c, N_("; ")));
        text_str(t, tr(c, table[i].words));
        first = false;
    }
    if (first)
        text_str(t, tr(c, N_("none is set, which no TCP sends")));
}

static const char *seq_words(const struct tcplens_segment *seg)
{
    if ((seg->flags & TCPLENS_SYN) != 0)
        return N_("the ISN: data will begin at {seq} + 1");
    if (seg->payload_len > 0)
        return N_("of the first of its {n} bytes of data; the next segment begins at {next}");
    if ((seg->flags & TCPLENS_FIN) != 0)
        return N_("taken by the FIN; nothing follows");
    return N_("of the byte that it would send next: this segment has no data");
}

static void put_sentence(struct text *t, const struct catalogue *c,
                         const struct tcplens_segment *seg, const char *id)
{
    const struct phrase_arg args[] = {
        {.name = "seq", .type = PHRASE_U64, .u = seg->seq.v},
        {.name = "next",
         .type = PHRASE_U64,
         .u = (uint32_t)(seg->seq.v + seg->payload_len + ((seg->flags & TCPLENS_FIN) != 0))},
        {.name = "ack", .type = PHRASE_U64, .u = seg->ack.v},
        {.name = "n", .type = PHRASE_COUNT, .u = seg->payload_len},
        {.name = "words", .type = PHRASE_U64, .u = seg->header_len / 4U},
        {.name = "header", .type = PHRASE_U64, .u = seg->header_len},
        {.name = "options", .type = PHRASE_U64, .u = options_len(seg)},
        {.name = "window", .type = PHRASE_U64, .u = seg->wnd},
    };

    phrase(t, tr(c, id), args, sizeof(args) / sizeof(args[0]));
}

enum point {
    POINT_SEQ,
    POINT_ACK,
    POINT_OFFSET,
    POINT_FLAGS,
    POINT_WINDOW,
    POINT_CHECKSUM,
    POINTS
};

static void put_point_words(struct text *t, const struct catalogue *c, const struct drawing *w,
                            enum point point)
{
    const struct tcplens_segment *const seg = w->seg;

    switch (point) {
    case POINT_SEQ:
        put_sentence(t, c, seg, seq_words(seg));
        break;
    case POINT_ACK:
        put_sentence(t, c, seg,
                     (seg->flags & TCPLENS_ACK) != 0 ? N_("everything before {ack} has arrived")
                                                     : N_("means nothing: ACK is not set"));
        break;
    case POINT_OFFSET:
        put_sentence(t, c, seg,
                     N_("{words}: the header is {words} × 4 = {header} bytes, {options} of them "
                        "options"));
        break;
    case POINT_FLAGS:
        put_flags(t, c, seg->flags);
        break;
    case POINT_WINDOW:
        put_sentence(t, c, seg,
                     (seg->flags & TCPLENS_SYN) != 0
                         ? N_("room for {window} bytes; a SYN's window is never scaled")
                         : N_("{window}, times the scale that the SYNs agreed on"));
        break;
    case POINT_CHECKSUM:
        text_str(t, "0x");
        text_hex(t, be16(w->octets + CHECKSUM_OFF), 4);
        text_str(t, tr(c, N_(": ")));
        text_str(t, frame_head_verdict(c, seg));
        break;
    case POINTS:
        break;
    }
}

static void put_points(const struct drawing *w)
{
    const struct view *const view = w->page->view;
    const struct catalogue *const c = view->catalogue;
    const char *const labels[POINTS] = {
        "seq",
        "ack",
        tr(c, N_("data offset")),
        tr(c, N_("flags")),
        tr(c, N_("window")),
        tr(c, N_("checksum")),
    };
    size_t width = 0;
    struct draft d;

    for (unsigned i = 0; i < POINTS; i++)
        width = page_columns(view, labels[i]) > width ? page_columns(view, labels[i]) : width;
    for (unsigned i = 0; i < POINTS; i++) {
        put_point_words(draft_begin(&d), c, w, (enum point)i);
        frame_head_point(w->page, labels[i], width, draft_end(&d));
    }
}

void tl_render_header(struct text *t, const struct view *view, const struct tcplens_segment *seg)
{
    const struct catalogue *const c = view->catalogue;
    struct page page;
    struct drawing w = {.page = &page, .seg = seg};

    w.captured = seg->caplen > seg->l4_off ? seg->caplen - seg->l4_off : 0U;
    if (w.captured > HEADER_LEN)
        w.captured = HEADER_LEN;
    if (w.captured > 0)
        memcpy(w.octets, seg->frame + seg->l4_off, w.captured);
    page_init(&page, t, view);
    frame_head_put(&page, seg, tr(c, N_("TCP header (RFC 9293 3.1)")));
    page_newline(&page);
    if (page_width(view) >= MARGIN + FIGURE_WIDTH)
        put_figure(&w);
    if (w.captured < HEADER_LEN) {
        frame_head_point(&page, "?", 1, tr(c, N_("the capture cut this header")));
        return;
    }
    page_newline(&page);
    put_points(&w);
    frame_head_options(&page, seg);
}
