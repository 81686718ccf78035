// SPDX-License-Identifier: BSD-3-Clause
/* parse_segment.c - a segment as packetdrill and tcpdump write it. */
#include <string.h>

#include "lab/parse.h"
#include "stack/packet.h"

/* Letters of flags, each at the place of its bit. */
static const char flag_letters[] = "FSRP.UEW";

static uint16_t parse_flags(struct script_line *w)
{
    struct span word = script_peek(w);
    uint16_t flags = 0;

    if (span_is(word, "-")) {
        (void)script_take(w);
        return 0;
    }
    for (; word.n > 0; (void)span_take(&word, 1)) {
        const char *const at = word.p[0] != '\0' ? strchr(flag_letters, word.p[0]) : NULL;

        if (at == NULL) {
            (void)script_fail(w, "flags of FSRP.UEW");
            return 0;
        }
        flags |= (uint16_t)(1U << (at - flag_letters));
    }
    if (flags == 0)
        (void)script_fail(w, "flags of FSRP.UEW");
    (void)script_take(w);
    return flags;
}

/* Digits up to the end of `s`, or up to `stop`; negative numbers wrap round. */
static bool take_number(struct span *s, char stop, uint32_t *out)
{
    const bool minus = s->n > 0 && s->p[0] == '-';
    uint64_t v = 0;
    unsigned digits = 0;

    if (minus)
        (void)span_take(s, 1);
    for (; s->n > 0 && s->p[0] >= '0' && s->p[0] <= '9' && v <= UINT32_MAX; digits++)
        v = v * 10 + (uint64_t)(*span_take(s, 1) - '0');
    if (digits == 0 || v > UINT32_MAX)
        return false;
    *out = minus ? (uint32_t)(0 - v) : (uint32_t)v;
    if (stop != '\0' && (s->n == 0 || *span_take(s, 1) != (uint8_t)stop))
        return false;
    return stop != '\0' || s->n == 0;
}

static uint32_t parse_seq(struct script_line *w, const char *what)
{
    struct span word = script_peek(w);
    uint32_t v = 0;

    if (!take_number(&word, '\0', &v))
        (void)script_fail(w, what);
    (void)script_take(w);
    return v;
}

/* `START:END`; the length stands behind it in brackets. */
static void parse_range(struct script_line *w, uint32_t *left, uint32_t *right)
{
    struct span word = script_peek(w);

    *left = *right = 0;
    if (!take_number(&word, ':', left) || !take_number(&word, '\0', right))
        (void)script_fail(w, "a range as 1:1001(1000)");
    (void)script_take(w);
}

static void parse_sack(struct script_line *w, struct tcp_options *o)
{
    o->present |= TCPLENS_OPT_SACK;
    do {
        if (o->sacks == sizeof o->sack / sizeof o->sack[0]) {
            (void)script_fail(w, "at most four blocks");
            return;
        }
        parse_range(w, &o->sack[o->sacks].left.v, &o->sack[o->sacks].right.v);
        o->sacks++;
    } while (!w->failed && !span_is(script_peek(w), ",") && !span_is(script_peek(w), ">"));
}

static void parse_option(struct script_line *w, struct tcp_options *o)
{
    static const char *const names[] = {"mss", "nop", "sackOK", "wscale", "TS", "sack", NULL};

    switch (script_choice(w, "an option: mss, nop, sackOK, wscale, TS or sack", names)) {
    case 0:
        o->present |= TCPLENS_OPT_MSS;
        o->mss = (uint16_t)script_number(w, "a segment size up to 65535", UINT16_MAX);
        break;
    case 2:
        o->present |= TCPLENS_OPT_SACK_PERMITTED;
        break;
    case 3:
        o->present |= TCPLENS_OPT_WSCALE;
        o->wscale = (uint8_t)script_number(w, "a shift up to 255", UINT8_MAX);
        break;
    case 4:
        o->present |= TCPLENS_OPT_TIMESTAMPS;
        if (script_skip(w, "val"))
            o->ts_val = (uint32_t)script_number(w, "a number", UINT32_MAX);
        break;
    case 5:
        parse_sack(w, o);
        break;
    default:
        break;
    }
}

static void parse_options(struct script_line *w, struct lab_segment *s)
{
    s->said |= LAB_SAID_OPTIONS;
    if (script_skip(w, ">"))
        return;
    do
        parse_option(w, &s->options);
    while (script_skip(w, ","));
    script_need(w, ">");
}

static void parse_ecn(struct script_line *w, struct lab_segment *s)
{
    static const char *const names[] = {"not-ect", "ect1", "ect0", "ce", NULL};
    const int ecn = script_choice(w, "ack, win, urg, options, or an ECN mark", names);

    s->ecn = (uint8_t)(ecn < 0 ? 0 : ecn);
    s->said |= LAB_SAID_ECN;
}

struct lab_segment parse_segment(struct script_line *w)
{
    struct lab_segment s = {.flags = parse_flags(w), .wnd = UINT16_MAX};
    uint32_t right;

    parse_range(w, &s.seq, &right);
    script_need(w, "(");
    s.len = (uint32_t)script_number(w, "the length of the text", UINT16_MAX);
    script_need(w, ")");
    if (!w->failed && right - s.seq != s.len)
        (void)script_fail(w, "a range that is as long as the text");
    while (!script_end(w)) {
        if (script_skip(w, "ack")) {
            s.ack = parse_seq(w, "an acknowledgment number");
            s.said |= LAB_SAID_ACK;
        } else if (script_skip(w, "win")) {
            s.wnd = (uint16_t)script_number(w, "a window up to 65535", UINT16_MAX);
            s.said |= LAB_SAID_WINDOW;
        } else if (script_skip(w, "urg")) {
            s.urgent = (uint16_t)script_number(w, "an urgent pointer up to 65535", UINT16_MAX);
        } else if (script_skip(w, "<")) {
            parse_options(w, &s);
        } else {
            parse_ecn(w, &s);
        }
    }
    return s;
}
