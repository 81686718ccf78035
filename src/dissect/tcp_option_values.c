// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_option_values.c - what each kind of option says; Multipath TCP has a file of its own.
 * Numbers in comments are sections of docs/analysis.md.
 */
#include <inttypes.h>
#include <stdio.h>

#include "dissect/info.h"
#include "dissect/tcp_option.h"
#include "tcp/options.h"

enum { SHIFT_MAX = 14, SACK_BLOCK = 8, TCP_OPTIONS_MAX = 40 };

void option_complain(struct dissection *d, const char *message)
{
    expert_below(d, F_X_OPTION_LEN_INVALID, EXPERT_NOTE, EXPERT_SEQUENCE, message);
}

void option_mss(const struct option *o)
{
    struct text line;

    option_number(o, 2, 2, F_OPT_MSS_VAL);
    if (!option_has(o, 2, 2))
        return;
    info_number(o->d, " MSS=", be16(o->p + 2));
    if (!o->d->items->lines)
        return;
    line = items_line(o->d->items);
    text_str(&line, "TCP Option - Maximum segment size: ");
    text_u64(&line, be16(o->p + 2));
    text_str(&line, " bytes");
    items_say(o->d->items, o->item, &line);
}

void option_wscale(const struct option *o)
{
    struct items *const out = o->d->items;
    unsigned shift, used;

    if (!option_has(o, 2, 1))
        return;
    shift = o->p[2];
    used = shift > SHIFT_MAX ? SHIFT_MAX : shift;
    option_number(o, 2, 1, F_OPT_WSCALE_SHIFT);
    if (shift > SHIFT_MAX)
        expert_below(o->d, F_X_SHIFT_INVALID, EXPERT_WARNING, EXPERT_PROTOCOL,
                     "Window scale shift exceeds 14");
    items_at(items_generated(items_u(out, F_OPT_WSCALE_MULTIPLIER, 1U << used)), o->p + 2, 1);
    info_number(o->d, " WS=", 1U << used);
    ITEMS_SAY(out, o->item, "TCP Option - Window scale: %u (multiply by %u)", shift, 1U << used);
}

void option_timestamps(const struct option *o)
{
    option_number(o, 2, 4, F_OPT_TSVAL);
    option_number(o, 6, 4, F_OPT_TSECR);
    if (!option_has(o, 2, 8))
        return;
    info_number(o->d, " TSval=", be32(o->p + 2));
    info_number(o->d, " TSecr=", be32(o->p + 6));
}

/* Whether the header's first block was acknowledged already, or lies within the second: RFC 2883 4,
 * asked again with every option (11.5). */
static bool is_duplicate(const struct sack_ranges *s, uint32_t ack)
{
    return (int32_t)(s->right[0] - ack) <= 0 ||
           (s->n > 1 && (int32_t)(s->left[1] - s->right[0]) < 0 &&
            (int32_t)(s->right[1] - s->right[0]) >= 0);
}

static void take_ranges(struct sack_ranges *s, const uint32_t *edges, uint32_t blocks)
{
    for (uint32_t i = 0; i < blocks; i++, s->n++) {
        if (s->n < 2) {
            s->left[s->n] = edges[2 * i];
            s->right[s->n] = edges[2 * i + 1];
        }
    }
}

/* An edge of a block, at its place. */
static void put_edge(const struct option *o, uint32_t n, uint32_t edge)
{
    struct items *const out = o->d->items;
    const bool left = n % 2 == 0;
    struct item *const it = items_at(items_u(out, left ? F_OPT_SACK_LE : F_OPT_SACK_RE, edge),
                                     o->p + 2 + 4 * (size_t)n, 4);

    ITEMS_SAY(out, it, "%s edge = %" PRIu32 " (relative)", left ? "left" : "right", edge);
}

static void say_blocks(const struct option *o, const uint32_t *edges, uint32_t blocks)
{
    struct text line;

    if (!o->d->items->lines)
        return;
    line = items_line(o->d->items);
    text_str(&line, "TCP Option - SACK");
    for (uint32_t i = 0; i < blocks; i++) {
        text_char(&line, ' ');
        text_u64(&line, edges[2 * (size_t)i]);
        text_char(&line, '-');
        text_u64(&line, edges[2 * (size_t)i + 1]);
    }
    items_say(o->d->items, o->item, &line);
}

static void put_duplicate(const struct option *o, enum field_id field, uint32_t edge)
{
    struct items *const out = o->d->items;
    struct item *const it = items_generated(items_u(out, field, edge));

    ITEMS_SAY(out, it, "D-SACK %s Edge = %" PRIu32 " (relative)",
              field == F_OPT_DSACK_LE ? "Left" : "Right", edge);
}

/* Edges are shown as far as they go, also of a block that is not whole; the first two once more if
 * they are of a duplicate. */
void option_sack(const struct option *o)
{
    const uint32_t blocks = (o->len - 2) / SACK_BLOCK, base = o->d->view->row->reverse_base;
    struct items *const out = o->d->items;
    uint32_t edges[TCP_OPTIONS_MAX / 4] = {0}, n = 0;

    for (; option_has(o, 2 + 4 * n, 4); n++) {
        edges[n] = be32(o->p + 2 + 4 * n) - base;
        put_edge(o, n, edges[n]);
        if (n % 2 != 0) {
            info_number(o->d, " SLE=", edges[n - 1]);
            info_number(o->d, " SRE=", edges[n]);
        }
    }
    say_blocks(o, edges, n / 2);
    if (n < (o->len - 2) / 4)
        return; /* cut */
    if ((o->len - 2) % SACK_BLOCK != 0) {
        items_heading(out, "suboption would go past end of option");
        expert_below(o->d, F_X_SUBOPTION_MALFORMED, EXPERT_ERROR, EXPERT_MALFORMED,
                     "suboption would go past end of option");
    }
    items_generated(items_u(out, F_OPT_SACK_COUNT, blocks));
    take_ranges(o->sacks, edges, blocks);
    if (!is_duplicate(o->sacks, o->d->view->row->ack))
        return;
    if (n > 0)
        put_duplicate(o, F_OPT_DSACK_LE, edges[0]);
    if (n > 1) {
        put_duplicate(o, F_OPT_DSACK_RE, edges[1]);
        items_heading(out, "D-SACK Sequence");
        expert_below(o->d, F_X_DSACK, EXPERT_WARNING, EXPERT_SEQUENCE, "D-SACK Sequence");
    }
}

bool option_sack_runs_out(const struct option *o)
{
    return o->len < 2 + SACK_BLOCK && is_duplicate(o->sacks, o->d->view->row->ack);
}

void option_echo(const struct option *o)
{
    option_number(o, 2, 4, F_OPT_ECHO_VALUE);
    if (!option_has(o, 2, 4))
        return;
    info_number(o->d, " ECHO=", be32(o->p + 2));
    ITEMS_SAY(o->d->items, o->item, "TCP Option - Echo: %" PRIu32, be32(o->p + 2));
}

void option_cc(const struct option *o)
{
    option_number(o, 2, 4, F_OPT_CC_VALUE);
    if (option_has(o, 2, 4))
        info_number(o->d, " CC=", be32(o->p + 2));
}

void option_md5(const struct option *o)
{
    option_rest(o, 2, F_OPT_MD5_DIGEST);
}

void option_quick_start(const struct option *o)
{
    option_number(o, 2, 1, F_OPT_QS_RATE);
    option_number(o, 3, 1, F_OPT_QS_TTL_DIFF);
    if (option_has(o, 2, 2)) {
        info_add(o->d, " QSresp=");
        info_add(o->d, tl_word(tl_words_quick_start, o->p[2] & 0x0f));
    }
}

void option_user_timeout(const struct option *o)
{
    option_number(o, 2, 2, F_OPT_USER_TO_GRANULARITY);
    option_number(o, 2, 2, F_OPT_USER_TO_VAL);
    if (option_has(o, 2, 2))
        info_number(o->d, " USER_TO=", be16(o->p + 2) & 0x7fff);
}

void option_ao(const struct option *o)
{
    info_add(o->d, "TCP AO");
    if (o->len < 4) {
        option_complain(o->d, "option length should be >= than 4");
        return;
    }
    option_number(o, 2, 1, F_OPT_AO_KEYID);
    option_number(o, 3, 1, F_OPT_AO_RNEXTKEYID);
    option_rest(o, 4, F_OPT_AO_MAC);
}

static void put_cookie(const struct option *o, uint32_t at)
{
    const struct tcplens_segment *const seg = o->d->view->segment;

    if (o->len == at) {
        items_mark(o->d->items, F_OPT_TFO_REQUEST);
        info_add(o->d, " TFO=R");
        return;
    }
    option_rest(o, at, F_OPT_TFO_COOKIE);
    if (o->captured == o->len)
        info_add(o->d, " TFO=C");
    if (o->captured == o->len && (seg->flags & (TCPLENS_SYN | TCPLENS_ACK)) == TCPLENS_SYN)
        expert_below(o->d, F_X_TFO_SYN, EXPERT_NOTE, EXPERT_SEQUENCE, "TCP SYN with TFO Cookie");
}

void option_fast_open(const struct option *o)
{
    put_cookie(o, 2);
}

/* Counters of three octets from `at` on, the later ones left out if they did not change; the two
 * orders differ in which comes first. */
static void put_counters(const struct option *o, uint32_t at, unsigned order)
{
    static const uint16_t fields[2][3] = {
        {F_OPT_ACCECN_EE0B, F_OPT_ACCECN_ECEB, F_OPT_ACCECN_EE1B},
        {F_OPT_ACCECN_EE1B, F_OPT_ACCECN_ECEB, F_OPT_ACCECN_EE0B},
    };

    static const char *const names[2][3] = {
        {" EE0B=", " ECEB=", " EE1B="},
        {" EE1B=", " ECEB=", " EE0B="},
    };

    for (unsigned i = 0; i < 3; i++) {
        const uint8_t *const p = o->p + at + (size_t)3 * i;

        if (!option_has(o, at + 3 * i, 3))
            return;
        option_number(o, at + 3 * i, 3, (enum field_id)fields[order][i]);
        info_number(o->d, names[order][i], (uint32_t)p[0] << 16 | be16(p + 1));
    }
}

void option_accecn(const struct option *o)
{
    char text[64];

    if (o->len <= 11 && (o->len - 2) % 3 == 0) {
        put_counters(o, 2, o->p[0] == TCP_KIND_ACCECN_0 ? 0 : 1);
        return;
    }
    (void)snprintf(text, sizeof text, "option length should be 2, 5, 8, or 11 instead of %u",
                   o->len);
    option_complain(o->d, text);
}

static void say_experiment(const struct option *o, unsigned identifier)
{
    const char *const name = tl_word(tl_words_tcp_experiment, identifier);

    ITEMS_SAY(o->d->items, o->item, "TCP Option - Experimental: %s",
              name != NULL ? name : "Unknown");
}

/* One that is not known. */
static void put_experiment(const struct option *o, unsigned identifier)
{
    char text[16];

    option_rest(o, 4, F_OPT_EXP_DATA);
    if (o->d->info == NULL || o->captured < o->len)
        return;
    (void)snprintf(text, sizeof text, " ExID=%X", identifier);
    info_add(o->d, text);
}

void option_experimental(const struct option *o)
{
    unsigned identifier;
    char text[48];

    if (o->len < 4) {
        (void)snprintf(text, sizeof text, "option length %u smaller than 4", o->len);
        option_complain(o->d, text);
        return;
    }
    if (!option_has(o, 2, 2))
        return;
    identifier = be16(o->p + 2);
    option_number(o, 2, 2, F_OPT_EXID);
    say_experiment(o, identifier);
    if (identifier == TCP_EXPERIMENT_FAST_OPEN)
        put_cookie(o, 4);
    else if (identifier == TCP_EXPERIMENT_ACCECN_0 || identifier == TCP_EXPERIMENT_ACCECN_1)
        put_counters(o, 4, identifier - TCP_EXPERIMENT_ACCECN_0);
    else
        put_experiment(o, identifier);
}

/* Of a WAN accelerator: only its length counts. */
void option_probe(const struct option *o)
{
    if (o->len < 3)
        option_complain(o->d, "option length should be >= 3)");
}

void option_unknown(const struct option *o)
{
    option_rest(o, 2, F_OPT_UNKNOWN_PAYLOAD);
}
