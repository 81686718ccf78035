// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_option_values.c - what each kind of option says; Multipath TCP has a file of its own.
 * Numbers in comments are sections of docs/analysis.md.
 */
#include <stdio.h>

#include "analysis/riverbed.h"
#include "field/dissect.h"
#include "field/tcp_option.h"
#include "tcp/options.h"

enum { SHIFT_MAX = 14, TFO_IDENTIFIER = 0xf989, TCP_OPTIONS_MAX = 40 };

void option_complain(struct dissection *d, const char *message)
{
    expert_add(d, F_X_OPTION_LEN_INVALID, EXPERT_NOTE, EXPERT_SEQUENCE, message);
}

bool option_mss(const struct option *o)
{
    items_u(o->d->items, F_OPT_MSS_VAL, be16(o->p + 2));
    return true;
}

bool option_wscale(const struct option *o)
{
    const unsigned shift = o->p[2];

    items_u(o->d->items, F_OPT_WSCALE_SHIFT, shift);
    if (shift > SHIFT_MAX)
        expert_add(o->d, F_X_SHIFT_INVALID, EXPERT_WARNING, EXPERT_PROTOCOL,
                   "Window scale shift exceeds 14");
    items_u(o->d->items, F_OPT_WSCALE_MULTIPLIER, 1U << (shift > SHIFT_MAX ? SHIFT_MAX : shift));
    return true;
}

bool option_timestamps(const struct option *o)
{
    items_u(o->d->items, F_OPT_TSVAL, be32(o->p + 2));
    items_u(o->d->items, F_OPT_TSECR, be32(o->p + 6));
    return true;
}

/* Whether the header's first block was acknowledged already, or lies within the second: RFC 2883 4,
 * asked again with every option (11.5). */
static bool is_duplicate(const struct sack_ranges *s, uint32_t ack)
{
    return (int32_t)(s->right[0] - ack) <= 0 ||
           (s->n > 1 && (int32_t)(s->left[1] - s->right[0]) < 0 &&
            (int32_t)(s->right[1] - s->right[0]) >= 0);
}

/* Edges are shown as far as they go, also of a block that is not whole; the first two once more if
 * they are of a duplicate. */
bool option_sack(const struct option *o)
{
    const uint32_t blocks = (o->len - 2) / 8, base = o->d->view->row->reverse_base;
    struct items *const out = o->d->items;
    uint32_t edges[10] = {0}, n = 0;

    _Static_assert(sizeof edges >= TCP_OPTIONS_MAX, "an option area holds so many");
    for (; 4 * n + 6 <= o->len; n++) {
        edges[n] = be32(o->p + 2 + 4 * n) - base;
        items_u(out, n % 2 == 0 ? F_OPT_SACK_LE : F_OPT_SACK_RE, edges[n]);
    }
    if (o->len != 2 + 8 * blocks)
        expert_add(o->d, F_X_SUBOPTION_MALFORMED, EXPERT_ERROR, EXPERT_MALFORMED,
                   "suboption would go past end of option");
    items_u(out, F_OPT_SACK_COUNT, blocks);
    for (uint32_t i = 0; i < blocks; i++, o->sacks->n++) {
        if (o->sacks->n < 2) {
            o->sacks->left[o->sacks->n] = edges[2 * i];
            o->sacks->right[o->sacks->n] = edges[2 * i + 1];
        }
    }
    if (!is_duplicate(o->sacks, o->d->view->row->ack))
        return true;
    if (n > 0)
        items_u(out, F_OPT_DSACK_LE, edges[0]);
    if (n < 2)
        return false;
    items_u(out, F_OPT_DSACK_RE, edges[1]);
    expert_add(o->d, F_X_DSACK, EXPERT_WARNING, EXPERT_SEQUENCE, "D-SACK Sequence");
    return true;
}

bool option_echo(const struct option *o)
{
    items_u(o->d->items, F_OPT_ECHO_VALUE, be32(o->p + 2));
    return true;
}

bool option_cc(const struct option *o)
{
    items_u(o->d->items, F_OPT_CC_VALUE, be32(o->p + 2));
    return true;
}

bool option_md5(const struct option *o)
{
    items_octets(o->d->items, F_OPT_MD5_DIGEST, o->p + 2, 16);
    return true;
}

bool option_quick_start(const struct option *o)
{
    items_u(o->d->items, F_OPT_QS_RATE, o->p[2] & 0x0fU);
    items_u(o->d->items, F_OPT_QS_TTL_DIFF, o->p[3]);
    return true;
}

bool option_user_timeout(const struct option *o)
{
    items_u(o->d->items, F_OPT_USER_TO_GRANULARITY, o->p[2] >> 7);
    items_u(o->d->items, F_OPT_USER_TO_VAL, be16(o->p + 2) & 0x7fffU);
    return true;
}

bool option_ao(const struct option *o)
{
    if (o->len < 4) {
        option_complain(o->d, "option length should be >= than 4");
        return true;
    }
    items_u(o->d->items, F_OPT_AO_KEYID, o->p[2]);
    items_u(o->d->items, F_OPT_AO_RNEXTKEYID, o->p[3]);
    if (o->len > 4)
        items_octets(o->d->items, F_OPT_AO_MAC, o->p + 4, o->len - 4);
    return true;
}

static bool put_cookie(const struct option *o, uint32_t at)
{
    const struct tcplens_segment *const seg = o->d->view->segment;

    if (o->len == at) {
        items_label(o->d->items, F_OPT_TFO_REQUEST);
        return true;
    }
    items_octets(o->d->items, F_OPT_TFO_COOKIE, o->p + at, o->len - at);
    if ((seg->flags & (TCPLENS_SYN | TCPLENS_ACK)) == TCPLENS_SYN)
        expert_add(o->d, F_X_TFO_SYN, EXPERT_NOTE, EXPERT_SEQUENCE, "TCP SYN with TFO Cookie");
    return true;
}

bool option_fast_open(const struct option *o)
{
    return put_cookie(o, 2);
}

bool option_experimental(const struct option *o)
{
    char text[48];

    if (o->len < 4) {
        (void)snprintf(text, sizeof text, "option length %u smaller than 4", o->len);
        option_complain(o->d, text);
        return true;
    }
    items_u(o->d->items, F_OPT_EXID, be16(o->p + 2));
    if (be16(o->p + 2) == TFO_IDENTIFIER)
        return put_cookie(o, 4);
    if (o->len > 4)
        items_octets(o->d->items, F_OPT_EXP_DATA, o->p + 4, o->len - 4);
    return true;
}

static uint32_t be24(const uint8_t *p)
{
    return (uint32_t)be16(p) << 8 | p[2];
}

/* Counters of three octets, the later ones left out if they did not change; the two kinds differ
 * in which comes first. */
bool option_accecn(const struct option *o)
{
    static const uint16_t order[2][3] = {
        {F_OPT_ACCECN_EE0B, F_OPT_ACCECN_ECEB, F_OPT_ACCECN_EE1B},
        {F_OPT_ACCECN_EE1B, F_OPT_ACCECN_ECEB, F_OPT_ACCECN_EE0B},
    };
    const unsigned kind = o->p[0] == TCP_KIND_ACCECN_0 ? 0 : 1;
    char text[64];

    if (o->len > 11 || (o->len - 2) % 3 != 0) {
        (void)snprintf(text, sizeof text, "option length should be 2, 5, 8, or 11 instead of %u",
                       o->len);
        option_complain(o->d, text);
        return true;
    }
    for (uint32_t i = 0; i < (o->len - 2) / 3; i++)
        items_u(o->d->items, (enum field_id)order[kind][i], be24(o->p + 2 + 3 * i));
    return true;
}

bool option_probe(const struct option *o)
{
    if (o->len > 2)
        return o->len >= riverbed_probe_needs(o->p[2]);
    option_complain(o->d, "option length should be >= 3)");
    return true;
}

/* Wireshark reads four octets more than the option has. */
bool option_snack(const struct option *o)
{
    (void)o;
    return false;
}

bool option_unknown(const struct option *o)
{
    if (o->len > 2)
        items_octets(o->d->items, F_OPT_UNKNOWN_PAYLOAD, o->p + 2, o->len - 2);
    return true;
}
