// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_tcp_options.c - the list of TCP options: where it ends, and which lengths are possible.
 * Numbers in comments are sections of docs/analysis.md.
 */
#include <stdio.h>
#include <string.h>

#include "analysis/riverbed.h"
#include "decode/decode.h"
#include "field/dissect.h"
#include "field/tcp_option.h"
#include "tcp/header.h"
#include "tcp/options.h"

enum { NOP_RUN = 4, SHIFT_MAX = 14, TFO_IDENTIFIER = 0xf989, TCP_OPTIONS_MAX = 40 };

/**
 * struct list - a header's options while they are read
 * @p, @len:   *borrowed*: the option area as the header has it
 * @captured:  of @len
 * @syn:       the segment's flag
 * @mss_seen:  there was an option of kind 2
 * @malformed: an option had to be read beyond its end
 * @nops:      the counter of 11.7
 * @sacks:     blocks of the SACK options read so far
 */
struct list {
    struct dissection *d;
    const uint8_t *p;
    uint32_t len, captured;
    bool syn, mss_seen, malformed;
    unsigned nops;
    struct sack_ranges sacks;
};

static option_reader put_mss, put_wscale, put_timestamps, put_sack, put_echo, put_cc, put_md5;
static option_reader put_quick_start, put_user_timeout, put_ao, put_fast_open, put_accecn;
static option_reader put_experimental, put_unknown, put_probe, read_beyond;

/* What is known of a kind: the name it is complained about with, its field, its length (0: any),
 * and who reads its value. */
static const struct option_form {
    uint8_t kind, len;
    uint16_t field;
    const char *name;
    option_reader *read;
} option_forms[] = {
    {TCP_KIND_MSS, 4, F_OPT_MSS, "Maximum segment size", put_mss},
    {TCP_KIND_WSCALE, 3, F_OPT_WSCALE, "Window scale", put_wscale},
    {TCP_KIND_SACK_PERMITTED, 2, F_OPT_SACK_PERM, "SACK permitted", NULL},
    {TCP_KIND_SACK, 0, F_OPT_SACK, "SACK", put_sack},
    {6, 6, F_OPT_ECHO, "Echo", put_echo},
    {7, 6, F_OPT_ECHO, "Echo reply", put_echo},
    {TCP_KIND_TIMESTAMPS, 10, F_OPT_TIMESTAMP, "Timestamps", put_timestamps},
    {11, 6, F_OPT_CC, "CC", put_cc},
    {12, 6, F_OPT_CC, "CC.NEW", put_cc},
    {13, 6, F_OPT_CC, "CC.ECHO", put_cc},
    {TCP_KIND_MD5, 18, F_OPT_MD5, "TCP MD5 signature", put_md5},
    {20, 0, FIELDS, "SCPS capabilities", NULL},
    {21, 6, FIELDS, "Selective Negative Acknowledgment", read_beyond},
    {22, 2, FIELDS, "SCPS record boundary", NULL},
    {23, 2, FIELDS, "SCPS corruption experienced", NULL},
    {27, 8, F_OPT_QS, "Quick-Start", put_quick_start},
    {TCP_KIND_UTO, 4, F_OPT_USER_TO, "User Timeout", put_user_timeout},
    {TCP_KIND_AO, 0, F_OPT_AO, "TCP AO", put_ao},
    {TCP_KIND_MPTCP, 0, FIELDS, "MPTCP", option_mptcp},
    {TCP_KIND_FAST_OPEN, 0, F_OPT_TFO, "TCP Fast Open", put_fast_open},
    {KIND_RIVERBED_PROBE, 0, FIELDS, "Riverbed Probe", put_probe},
    {78, 16, FIELDS, "Riverbed Transparency", NULL},
    {TCP_KIND_ACCECN_0, 0, F_OPT_ACCECN, "Accurate ECN", put_accecn},
    {TCP_KIND_ACCECN_1, 0, F_OPT_ACCECN, "Accurate ECN", put_accecn},
    {TCP_KIND_EXPERIMENT_1, 0, F_OPT_EXPERIMENTAL, "Experimental", put_experimental},
    {TCP_KIND_EXPERIMENT_2, 0, F_OPT_EXPERIMENTAL, "Experimental", put_experimental},
};
static const struct option_form unknown_form = {0, 0, F_OPT_UNKNOWN, "Unknown", put_unknown};

static const struct option_form *find_form(uint8_t kind)
{
    for (size_t i = 0; i < sizeof option_forms / sizeof option_forms[0]; i++)
        if (option_forms[i].kind == kind)
            return &option_forms[i];
    return &unknown_form;
}

static void complain_of_length(struct dissection *d, const char *message)
{
    expert_add(d, F_X_OPTION_LEN_INVALID, EXPERT_NOTE, EXPERT_SEQUENCE, message);
}

/* ---- values ---- */

static bool put_mss(const struct option *o)
{
    items_u(o->d->items, F_OPT_MSS_VAL, be16(o->p + 2));
    return true;
}

static bool put_wscale(const struct option *o)
{
    const unsigned shift = o->p[2];

    items_u(o->d->items, F_OPT_WSCALE_SHIFT, shift);
    if (shift > SHIFT_MAX)
        expert_add(o->d, F_X_SHIFT_INVALID, EXPERT_WARNING, EXPERT_PROTOCOL,
                   "Window scale shift exceeds 14");
    items_u(o->d->items, F_OPT_WSCALE_MULTIPLIER, 1U << (shift > SHIFT_MAX ? SHIFT_MAX : shift));
    return true;
}

static bool put_timestamps(const struct option *o)
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
static bool put_sack(const struct option *o)
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

static bool put_echo(const struct option *o)
{
    items_u(o->d->items, F_OPT_ECHO_VALUE, be32(o->p + 2));
    return true;
}

static bool put_cc(const struct option *o)
{
    items_u(o->d->items, F_OPT_CC_VALUE, be32(o->p + 2));
    return true;
}

static bool put_md5(const struct option *o)
{
    items_octets(o->d->items, F_OPT_MD5_DIGEST, o->p + 2, 16);
    return true;
}

static bool put_quick_start(const struct option *o)
{
    items_u(o->d->items, F_OPT_QS_RATE, o->p[2] & 0x0fU);
    items_u(o->d->items, F_OPT_QS_TTL_DIFF, o->p[3]);
    return true;
}

static bool put_user_timeout(const struct option *o)
{
    items_u(o->d->items, F_OPT_USER_TO_GRANULARITY, o->p[2] >> 7);
    items_u(o->d->items, F_OPT_USER_TO_VAL, be16(o->p + 2) & 0x7fffU);
    return true;
}

static bool put_ao(const struct option *o)
{
    if (o->len < 4) {
        complain_of_length(o->d, "option length should be >= than 4");
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

static bool put_fast_open(const struct option *o)
{
    return put_cookie(o, 2);
}

static bool put_experimental(const struct option *o)
{
    char text[48];

    if (o->len < 4) {
        (void)snprintf(text, sizeof text, "option length %u smaller than 4", o->len);
        complain_of_length(o->d, text);
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
static bool put_accecn(const struct option *o)
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
        complain_of_length(o->d, text);
        return true;
    }
    for (uint32_t i = 0; i < (o->len - 2) / 3; i++)
        items_u(o->d->items, (enum field_id)order[kind][i], be24(o->p + 2 + 3 * i));
    return true;
}

static bool put_probe(const struct option *o)
{
    if (o->len > 2)
        return o->len >= riverbed_probe_needs(o->p[2]);
    complain_of_length(o->d, "option length should be >= 3)");
    return true;
}

/* Wireshark reads four octets more than the option has. */
static bool read_beyond(const struct option *o)
{
    (void)o;
    return false;
}

static bool put_unknown(const struct option *o)
{
    if (o->len > 2)
        items_octets(o->d->items, F_OPT_UNKNOWN_PAYLOAD, o->p + 2, o->len - 2);
    return true;
}

/* ---- the list ---- */

static void put_name(char *text, size_t size, uint8_t kind)
{
    const struct option_form *const form = find_form(kind);

    if (form == &unknown_form)
        (void)snprintf(text, size, "Unknown (0x%02x)", kind);
    else
        (void)snprintf(text, size, "%s", form->name);
}

/* A length that ends the list (11.3); false if it is none. */
static bool ends_list(struct list *l, uint32_t at)
{
    const uint32_t len = at + 1 < l->len ? l->p[at + 1] : 0;
    char name[48], text[128];

    put_name(name, sizeof name, l->p[at]);
    if (at + 1 >= l->len)
        (void)snprintf(text, sizeof text, "%s (length byte past end of options)", name);
    else if (len < 2)
        (void)snprintf(text, sizeof text, "%s (with too-short option length = %u byte%s)", name,
                       len, len == 1 ? "" : "s");
    else if (len > l->len - at)
        (void)snprintf(text, sizeof text,
                       "%s (option length = %u byte%s says option goes past end of options)", name,
                       len, len == 1 ? "" : "s");
    else
        return false;
    complain_of_length(l->d, text);
    return true;
}

/* Behind the end of the list only more of its kind may stand (11.2): whether that is so. */
static bool read_padding(struct list *l, uint32_t at)
{
    for (; at < l->captured; at++) {
        if (l->p[at] != TCP_KIND_END) {
            expert_add(l->d, F_X_AFTER_EOL, EXPERT_ERROR, EXPERT_PROTOCOL,
                       "Non-zero header padding");
            return false;
        }
        items_u(l->d->items, F_OPTION_KIND, TCP_KIND_END);
        items_octets(l->d->items, F_OPT_EOL, l->p + at, 1);
    }
    return l->captured == l->len;
}

static void read_nop(struct list *l, uint32_t at)
{
    items_u(l->d->items, F_OPTION_KIND, TCP_KIND_NOP);
    items_octets(l->d->items, F_OPT_NOP, l->p + at, 1);
    /* The options begin at a multiple of 4. */
    if (l->nops != 0 && at % 4 == 0) {
        l->nops = 0;
        return;
    }
    l->nops++;
    if (l->nops == NOP_RUN)
        expert_add(l->d, F_X_NOP_RUN, EXPERT_WARNING, EXPERT_PROTOCOL,
                   "4 NOP in a row - a router may have removed some options");
}

/* An option with a length; false if nothing behind it can be read. */
static bool read_option(struct list *l, uint32_t at)
{
    const struct option o = {.d = l->d, .p = l->p + at, .len = l->p[at + 1], .sacks = &l->sacks};
    const struct option_form *const form = find_form(o.p[0]);
    const uint32_t captured = l->captured - at < o.len ? l->captured - at : o.len;
    char text[40];

    if (form->field != FIELDS)
        items_octets(l->d->items, (enum field_id)form->field, o.p, captured);
    items_u(l->d->items, F_OPTION_KIND, o.p[0]);
    items_u(l->d->items, F_OPTION_LEN, o.len);
    if (o.p[0] == TCP_KIND_MSS) {
        l->mss_seen = true;
        if (!l->syn)
            expert_add(l->d, F_X_MSS_PRESENT, EXPERT_WARNING, EXPERT_PROTOCOL,
                       "The non-SYN packet does contain a MSS option");
    }
    if (form->len != 0 && o.len != form->len) {
        (void)snprintf(text, sizeof text, "option length should be %u", form->len);
        complain_of_length(l->d, text);
        return captured == o.len;
    }
    if (captured < o.len)
        return false;
    l->malformed = form->read != NULL && !form->read(&o);
    return !l->malformed;
}

/* Whether the list was read to its regular end. */
static bool read_list(struct list *l)
{
    uint32_t at = 0;

    while (at < l->captured) {
        const uint8_t kind = l->p[at];

        if (kind == TCP_KIND_END) {
            items_u(l->d->items, F_OPTION_KIND, kind);
            items_octets(l->d->items, F_OPT_EOL, l->p + at, 1);
            return read_padding(l, at + 1);
        }
        if (kind == TCP_KIND_NOP) {
            read_nop(l, at++);
            continue;
        }
        if (at + 1 == l->captured && l->captured < l->len)
            return false;
        if (ends_list(l, at) || !read_option(l, at))
            return false;
        at += l->p[at + 1];
    }
    return l->captured == l->len;
}

void dissect_tcp_options(struct dissection *d)
{
    const struct span b = tl_decode_transport(d->view->segment);
    struct list l = {
        .d = d,
        .p = b.p + TCP_HEADER_MIN,
        .len = (b.p[12] >> 4) * 4U - TCP_HEADER_MIN,
        .syn = (b.p[13] & TCPLENS_SYN) != 0,
    };

    l.captured = b.n - TCP_HEADER_MIN < l.len ? (uint32_t)(b.n - TCP_HEADER_MIN) : l.len;
    if (l.len > 0)
        items_octets(d->items, F_TCP_OPTIONS, l.p, l.captured);
    if (read_list(&l) && l.syn && !l.mss_seen)
        expert_add(d, F_X_MSS_ABSENT, EXPERT_NOTE, EXPERT_PROTOCOL,
                   "The SYN packet does not contain a MSS option");
    if (l.malformed)
        expert_add(d, FIELDS, EXPERT_ERROR, EXPERT_MALFORMED,
                   "Malformed Packet (Exception occurred)");
}
