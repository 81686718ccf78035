// SPDX-License-Identifier: BSD-3-Clause
/* option_words.c - TCP options in words, as the view of one header lists them. */
#include "decode/decode.h"
#include "render/frame_head.h"
#include "tcp/options.h"

enum { HEADER_MIN = 20, VALUE_SHOWN = 24, SACK_BLOCK_LEN = 8 };

static void put_hex(struct text *t, struct span value)
{
    const size_t n = value.n < VALUE_SHOWN ? value.n : VALUE_SHOWN;

    for (size_t i = 0; i < n; i++)
        text_hex(t, value.p[i], 2);
    if (n < value.n)
        text_str(t, "…");
}

static void put_sack(struct text *t, const struct catalogue *c, struct span value)
{
    const uint8_t *block;

    text_str(t, tr(c, N_("SACK: holds beyond the gap")));
    for (unsigned i = 0; (block = span_take(&value, SACK_BLOCK_LEN)) != NULL; i++) {
        text_str(t, i == 0 ? " " : ", ");
        text_u64(t, be32(block));
        text_char(t, ':');
        text_u64(t, be32(block + 4));
    }
}

/* Any option by its registered name and its octets. */
static void put_other(struct text *t, const struct catalogue *c, const struct tcp_option *option)
{
    const char *const name = tl_tcp_option_name(option->kind);
    const struct phrase_arg args[] = {{.name = "kind", .type = PHRASE_U64, .u = option->kind}};

    if (name != NULL)
        text_str(t, name);
    else
        phrase(t, tr(c, N_("option of the unassigned kind {kind}")), args, 1);
    if (option->value.n > 0) {
        text_str(t, ": 0x");
        put_hex(t, option->value);
    }
}

static void put_fast_open(struct text *t, const struct catalogue *c, struct span value)
{
    const struct phrase_arg args[] = {{.name = "n", .type = PHRASE_COUNT, .u = value.n}};

    if (value.n == 0)
        text_str(t, tr(c, N_("TCP Fast Open: asks for a cookie")));
    else
        phrase(t,
               tr_n(c, "TCP Fast Open: a cookie of {n} byte",
                    "TCP Fast Open: a cookie of {n} bytes", value.n),
               args, 1);
}

/* The options whose value is one of a fixed length; false if this is none, or its length is not. */
static bool put_fixed(struct text *t, const struct catalogue *c, const struct tcp_option *option)
{
    const uint8_t *const v = option->value.p;
    const size_t n = option->value.n;
    const struct phrase_arg args[] = {
        {.name = "mss", .type = PHRASE_U64, .u = n == 2 ? be16(v) : 0},
        {.name = "shift", .type = PHRASE_U64, .u = n == 1 ? v[0] : 0},
        {.name = "unit", .type = PHRASE_U64, .u = n == 1 ? UINT64_C(1) << (v[0] & 31) : 0},
        {.name = "value", .type = PHRASE_U64, .u = n == 8 ? be32(v) : 0},
        {.name = "echo", .type = PHRASE_U64, .u = n == 8 ? be32(v + 4) : 0},
    };
    const char *id;

    if (option->kind == TCP_KIND_MSS && n == 2)
        id = N_("Maximum Segment Size {mss}: takes at most {mss} bytes of data in one segment");
    else if (option->kind == TCP_KIND_WSCALE && n == 1)
        id = N_("Window Scale {shift}: its windows will count in units of {unit}");
    else if (option->kind == TCP_KIND_TIMESTAMPS && n == 8)
        id = N_("Timestamps: its clock says {value}, the other side's last said {echo}");
    else if (option->kind == TCP_KIND_SACK_PERMITTED && n == 0)
        id = N_("SACK Permitted: gaps may be reported to it");
    else
        return false;
    phrase(t, tr(c, id), args, sizeof(args) / sizeof(args[0]));
    return true;
}

static void put_option(struct text *t, const struct catalogue *c, const struct tcp_option *option)
{
    if (option->kind == TCP_KIND_NOP)
        text_str(t, tr(c, N_("NOP: padding")));
    else if (option->kind == TCP_KIND_SACK && option->value.n > 0)
        put_sack(t, c, option->value);
    else if (option->kind == TCP_KIND_FAST_OPEN)
        put_fast_open(t, c, option->value);
    else if (!put_fixed(t, c, option))
        put_other(t, c, option);
}

/* One option's point; consecutive ones are told apart by their offset in the header. */
static void put_point(struct page *p, size_t off, const char *words)
{
    struct draft d;
    struct text *const t = draft_begin(&d);

    text_str(t, "+");
    text_u64(t, off);
    frame_head_point(p, draft_end(&d), 3, words);
}

void frame_head_options(struct page *p, const struct tcplens_segment *seg)
{
    const struct catalogue *const c = p->view->catalogue;
    struct span list = tl_decode_options(seg);
    const size_t captured = list.n;
    const size_t whole = seg->header_len > HEADER_MIN ? (size_t)seg->header_len - HEADER_MIN : 0;
    const size_t uncaptured = whole > captured ? whole - captured : 0;
    struct tcp_option option;

    for (;;) {
        const size_t off = HEADER_MIN + captured - list.n;
        const enum tcp_option_status status = tl_tcp_option_next(&list, uncaptured, &option);
        struct draft d;

        if (status == TCP_OPTION_END) {
            if (off < HEADER_MIN + captured)
                put_point(p, off, tr(c, N_("end of the options")));
            return;
        }
        if (status != TCP_OPTION_OK) {
            put_point(p, off,
                      status == TCP_OPTION_CUT
                          ? tr(c, N_("the capture cut the options here"))
                          : tr(c, N_("an option with a length that cannot be: the rest is "
                                     "unreadable")));
            return;
        }
        put_option(draft_begin(&d), c, &option);
        put_point(p, off, draft_end(&d));
    }
}
