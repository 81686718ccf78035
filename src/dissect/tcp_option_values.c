// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_option_values.c - what each kind of option says; Multipath TCP has a file of its own.
 * Numbers in comments are sections of docs/analysis.md.
 */
#include <stdio.h>

#include "dissect/dissect.h"
#include "dissect/tcp_option.h"
#include "tcp/options.h"

enum { SHIFT_MAX = 14, SACK_BLOCK = 8, TCP_OPTIONS_MAX = 40 };

void option_complain(struct dissection *d, const char *message)
{
    expert_add(d, F_X_OPTION_LEN_INVALID, EXPERT_NOTE, EXPERT_SEQUENCE, message);
}

void option_mss(const struct option *o)
{
    option_number(o, 2, 2, F_OPT_MSS_VAL);
}

void option_wscale(const struct option *o)
{
    unsigned shift;

    if (!option_has(o, 2, 1))
        return;
    shift = o->p[2];
    items_u(o->d->items, F_OPT_WSCALE_SHIFT, shift);
    if (shift > SHIFT_MAX)
        expert_add(o->d, F_X_SHIFT_INVALID, EXPERT_WARNING, EXPERT_PROTOCOL,
                   "Window scale shift exceeds 14");
    items_u(o->d->items, F_OPT_WSCALE_MULTIPLIER, 1U << (shift > SHIFT_MAX ? SHIFT_MAX : shift));
}

void option_timestamps(const struct option *o)
{
    option_number(o, 2, 4, F_OPT_TSVAL);
    option_number(o, 6, 4, F_OPT_TSECR);
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

/* Edges are shown as far as they go, also of a block that is not whole; the first two once more if
 * they are of a duplicate. */
void option_sack(const struct option *o)
{
    const uint32_t blocks = (o->len - 2) / SACK_BLOCK, base = o->d->view->row->reverse_base;
    struct items *const out = o->d->items;
    uint32_t edges[TCP_OPTIONS_MAX / 4] = {0}, n = 0;

    for (; option_has(o, 2 + 4 * n, 4); n++) {
        edges[n] = be32(o->p + 2 + 4 * n) - base;
        items_u(out, n % 2 == 0 ? F_OPT_SACK_LE : F_OPT_SACK_RE, edges[n]);
    }
    if (n < (o->len - 2) / 4)
        return; /* cut */
    if ((o->len - 2) % SACK_BLOCK != 0)
        expert_add(o->d, F_X_SUBOPTION_MALFORMED, EXPERT_ERROR, EXPERT_MALFORMED,
                   "suboption would go past end of option");
    items_u(out, F_OPT_SACK_COUNT, blocks);
    take_ranges(o->sacks, edges, blocks);
    if (!is_duplicate(o->sacks, o->d->view->row->ack))
        return;
    if (n > 0)
        items_u(out, F_OPT_DSACK_LE, edges[0]);
    if (n > 1) {
        items_u(out, F_OPT_DSACK_RE, edges[1]);
        expert_add(o->d, F_X_DSACK, EXPERT_WARNING, EXPERT_SEQUENCE, "D-SACK Sequence");
    }
}

bool option_sack_runs_out(const struct option *o)
{
    return o->len < 2 + SACK_BLOCK && is_duplicate(o->sacks, o->d->view->row->ack);
}

void option_echo(const struct option *o)
{
    option_number(o, 2, 4, F_OPT_ECHO_VALUE);
}

void option_cc(const struct option *o)
{
    option_number(o, 2, 4, F_OPT_CC_VALUE);
}

void option_md5(const struct option *o)
{
    option_rest(o, 2, F_OPT_MD5_DIGEST);
}

void option_quick_start(const struct option *o)
{
    if (option_has(o, 2, 1))
        items_u(o->d->items, F_OPT_QS_RATE, o->p[2] & 0x0fU);
    option_number(o, 3, 1, F_OPT_QS_TTL_DIFF);
}

void option_user_timeout(const struct option *o)
{
    if (!option_has(o, 2, 2))
        return;
    items_u(o->d->items, F_OPT_USER_TO_GRANULARITY, o->p[2] >> 7);
    items_u(o->d->items, F_OPT_USER_TO_VAL, be16(o->p + 2) & 0x7fffU);
}

void option_ao(const struct option *o)
{
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
        return;
    }
    option_rest(o, at, F_OPT_TFO_COOKIE);
    if (o->captured == o->len && (seg->flags & (TCPLENS_SYN | TCPLENS_ACK)) == TCPLENS_SYN)
        expert_add(o->d, F_X_TFO_SYN, EXPERT_NOTE, EXPERT_SEQUENCE, "TCP SYN with TFO Cookie");
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

    for (unsigned i = 0; i < 3; i++)
        option_number(o, at + 3 * i, 3, (enum field_id)fields[order][i]);
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
    items_u(o->d->items, F_OPT_EXID, identifier);
    if (identifier == TCP_EXPERIMENT_FAST_OPEN)
        put_cookie(o, 4);
    else if (identifier == TCP_EXPERIMENT_ACCECN_0 || identifier == TCP_EXPERIMENT_ACCECN_1)
        put_counters(o, 4, identifier - TCP_EXPERIMENT_ACCECN_0);
    else
        option_rest(o, 4, F_OPT_EXP_DATA);
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
