// SPDX-License-Identifier: BSD-3-Clause
/*
 * checksum.c - a TCP checksum step by step (RFC 9293 3.1, RFC 1071): pseudo-header, header, data,
 * each with its words and its sum; carries folded in; the complement; and what the field holds.
 *
 * The sums are of all octets; only the words shown are limited.
 */
#include <string.h>

#include "base/octets.h"
#include "decode/decode.h"
#include "render/frame_head.h"

enum { PROTOCOL_TCP = 6, CHECKSUM_OFF = 16, WORD_COLUMNS = 5, LINES_SHOWN = 4, INDENT = 4 };

/* A running walk: the page and the sum so far. */
struct walk {
    struct page *page;
    uint64_t sum;
};

static void put_step(struct walk *w, const char *words)
{
    page_tab(w->page, 2);
    page_words(w->page, STYLE_STRONG, INDENT, words);
    page_newline(w->page);
}

static uint16_t word_at(struct span octets, size_t off)
{
    return (uint16_t)(off + 1 < octets.n ? be16(octets.p + off) : octets.p[off] << 8);
}

/* The words of `octets`, as many to a line as fit, at most a few lines; `meaning` beside the first.
 */
static void put_words(struct walk *w, struct span octets, const char *meaning)
{
    struct page *const p = w->page;
    const bool wide = page_width(p->view) >= INDENT + 16 * WORD_COLUMNS;
    const size_t per_line = meaning == NULL && wide ? 16 : 4;
    const size_t shown = 2 * per_line * (meaning != NULL ? 1 + octets.n / 8 : LINES_SHOWN);

    for (size_t off = 0; off < octets.n && off < shown; off += 2) {
        struct draft d;

        if (off > 0 && off / 2 % per_line == 0)
            page_newline(p);
        page_tab(p, p->column == 0 ? INDENT : p->column + 1);
        text_hex(draft_begin(&d), word_at(octets, off), 4);
        page_put(p, STYLE_PLAIN, draft_end(&d));
        if (meaning != NULL && (off / 2 == per_line - 1 || off + 2 >= octets.n)) {
            page_tab(p, INDENT + 4 * WORD_COLUMNS);
            page_words(p, STYLE_FAINT, INDENT + 4 * WORD_COLUMNS, meaning);
            meaning = off + 2 >= octets.n ? NULL : "";
        }
    }
    if (octets.n > shown)
        page_words(p, STYLE_FAINT, INDENT, " …");
    page_newline(p);
}

static void add(struct walk *w, struct span octets)
{
    for (size_t off = 0; off < octets.n; off += 2)
        w->sum += word_at(octets, off);
}

/* "sum so far 0x1b2c3". */
static void put_sum(struct walk *w)
{
    const struct catalogue *const c = w->page->view->catalogue;
    struct draft d;
    struct text *const t = draft_begin(&d);
    unsigned digits = 4;

    while (digits < 16 && w->sum >> (4 * digits) != 0)
        digits++;
    text_str(t, tr(c, N_("sum so far")));
    text_str(t, " 0x");
    text_hex(t, w->sum, digits);
    page_tab(w->page, INDENT);
    page_words(w->page, STYLE_PLAIN, INDENT, draft_end(&d));
    page_newline(w->page);
}

static void put_address(struct walk *w, const uint8_t addr[16], uint8_t version, const char *name)
{
    const struct span octets = version == 4 ? (struct span){addr + 12, 4} : (struct span){addr, 16};
    struct draft d;
    struct text *const t = draft_begin(&d);

    text_str(t, name);
    text_char(t, ' ');
    text_ip(t, addr);
    put_words(w, octets, draft_end(&d));
    add(w, octets);
}

static void put_pseudo_header(struct walk *w, const struct tcplens_segment *seg)
{
    const struct catalogue *const c = w->page->view->catalogue;
    const uint32_t len = seg->header_len + seg->payload_len;
    const uint8_t protocol[2] = {0, PROTOCOL_TCP};
    const uint8_t length[4] = {(uint8_t)(len >> 24), (uint8_t)(len >> 16), (uint8_t)(len >> 8),
                               (uint8_t)len};
    const struct phrase_arg args[] = {
        {.name = "header", .type = PHRASE_U64, .u = seg->header_len},
        {.name = "data", .type = PHRASE_U64, .u = seg->payload_len},
        {.name = "length", .type = PHRASE_U64, .u = len},
    };
    struct ip_facts ip;
    struct draft d;
    struct span shown;

    tl_decode_ip(seg, &ip);
    put_step(w,
             tr(c, N_("1. The pseudo-header: not sent, but summed, so that a segment gone astray "
                      "is noticed")));
    put_address(w, ip.src, ip.version, tr(c, N_("source address")));
    put_address(w, ip.dst, ip.version, tr(c, N_("destination address")));
    put_words(w, (struct span){protocol, 2}, tr(c, N_("protocol 6: TCP")));
    add(w, (struct span){protocol, 2});
    shown = ip.version == 4 ? (struct span){length + 2, 2} : (struct span){length, 4};
    phrase(draft_begin(&d), tr(c, N_("TCP length: {header} + {data} = {length} bytes")), args, 3);
    put_words(w, shown, draft_end(&d));
    add(w, shown);
    put_sum(w);
}

static void put_header(struct walk *w, const struct tcplens_segment *seg)
{
    const struct catalogue *const c = w->page->view->catalogue;
    uint8_t header[60] = {0};
    const struct span octets = {header, seg->header_len};

    memcpy(header, seg->frame + seg->l4_off, seg->header_len);
    memset(header + CHECKSUM_OFF, 0, 2);
    put_step(w, tr(c, N_("2. The TCP header, with the checksum field taken as 0")));
    put_words(w, octets, NULL);
    add(w, octets);
    put_sum(w);
}

static void put_data(struct walk *w, const struct tcplens_segment *seg)
{
    const struct catalogue *const c = w->page->view->catalogue;
    const struct span octets = tl_decode_payload(seg);
    const struct phrase_arg args[] = {
        {.name = "n", .type = PHRASE_COUNT, .u = octets.n},
        {.name = "words", .type = PHRASE_COUNT, .u = octets.n / 2 + octets.n % 2},
    };
    struct draft d;

    if (octets.n == 0) {
        put_step(w, tr(c, N_("3. No data")));
        return;
    }
    phrase(draft_begin(&d),
           octets.n % 2 == 0
               ? tr(c, N_("3. The data: {n} bytes, {words} words"))
               : tr(c, N_("3. The data: {n} bytes, {words} words, a zero byte completes the last")),
           args, 2);
    put_step(w, draft_end(&d));
    put_words(w, octets, NULL);
    add(w, octets);
    put_sum(w);
}

static void put_folding(struct walk *w)
{
    const struct catalogue *const c = w->page->view->catalogue;

    put_step(w, tr(c, N_("4. Carries beyond 16 bits are added at the low end")));
    do {
        const uint64_t high = w->sum >> 16, low = w->sum & 0xffff;
        struct draft d;
        struct text *const t = draft_begin(&d);

        text_str(t, "0x");
        text_hex(t, high, high > 0xffff ? 8 : 4);
        text_str(t, " + 0x");
        text_hex(t, low, 4);
        text_str(t, " = 0x");
        w->sum = high + low;
        text_hex(t, w->sum, w->sum > 0xffff ? 5 : 4);
        page_tab(w->page, INDENT);
        page_words(w->page, STYLE_PLAIN, INDENT, draft_end(&d));
        page_newline(w->page);
    } while (w->sum >> 16 != 0);
}

static void put_verdict(struct walk *w, const struct tcplens_segment *seg)
{
    const struct catalogue *const c = w->page->view->catalogue;
    struct checksum_facts facts;
    struct draft d;
    struct text *t = draft_begin(&d);

    tl_decode_checksum(seg, &facts);
    put_step(w, tr(c, N_("5. The complement is the checksum")));
    text_str(t, "~0x");
    text_hex(t, w->sum, 4);
    text_str(t, " = 0x");
    text_hex(t, ~w->sum, 4);
    page_tab(w->page, INDENT);
    page_words(w->page, STYLE_PLAIN, INDENT, draft_end(&d));
    page_newline(w->page);
    t = draft_begin(&d);
    text_str(t, tr(c, N_("6. The field holds")));
    text_str(t, " 0x");
    text_hex(t, facts.field, 4);
    text_str(t, tr(c, N_(": ")));
    text_str(t, frame_head_verdict(c, seg));
    put_step(w, draft_end(&d));
}

void tl_render_checksum(struct text *t, const struct view *view, const struct tcplens_segment *seg)
{
    const struct catalogue *const c = view->catalogue;
    struct checksum_facts facts;
    struct page page;
    struct walk walk = {.page = &page};

    page_init(&page, t, view);
    frame_head_put(&page, seg, tr(c, N_("TCP checksum, in words of 16 bits (RFC 9293 3.1)")));
    tl_decode_checksum(seg, &facts);
    if (facts.verdict == CHECKSUM_UNKNOWN) {
        put_step(&walk, frame_head_verdict(c, seg));
        return;
    }
    put_pseudo_header(&walk, seg);
    put_header(&walk, seg);
    put_data(&walk, seg);
    put_folding(&walk);
    put_verdict(&walk, seg);
}
