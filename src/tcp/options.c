// SPDX-License-Identifier: BSD-3-Clause
/*
 * options.c - one table of what the registry assigns: each kind's name, the lengths its RFC allows,
 * and the bit that stands for it in a segment record. Iterating knows no kinds but END and NOP.
 */
#include "tcp/options.h"

#include <assert.h>
#include <stddef.h>

/* Experiment identifier of TCP Fast Open within kinds 253 and 254 (RFC 7413 4.1.1, RFC 6994). */
/**
 * struct rule - what is well formed for one kind
 * @name:     the registry's
 * @bit:      enum tcplens_option
 * @min, @max: length of the value in octets, without kind and length
 * @step:     the length beyond `min` is a multiple of it
 */
struct rule {
    const char *name;
    uint8_t bit, min, max, step;
};

enum { VALUE_MAX = 38 }; /* 40 octets of options, less kind and length */

/* clang-format off */
static const struct rule rules[256] = {
    [TCP_KIND_END] = {"End of Option List", 0, 0, 0, 1},
    [TCP_KIND_NOP] = {"No-Operation", 0, 0, 0, 1},
    [TCP_KIND_MSS] = {"Maximum Segment Size", TCPLENS_OPT_MSS, 2, 2, 1},
    [TCP_KIND_WSCALE] = {"Window Scale", TCPLENS_OPT_WSCALE, 1, 1, 1},
    [TCP_KIND_SACK_PERMITTED] = {"SACK Permitted", TCPLENS_OPT_SACK_PERMITTED, 0, 0, 1},
    [TCP_KIND_SACK] = {"SACK", TCPLENS_OPT_SACK, 8, 32, 8},
    [6] = {"Echo", TCPLENS_OPT_OTHER, 4, 4, 1},
    [7] = {"Echo Reply", TCPLENS_OPT_OTHER, 4, 4, 1},
    [TCP_KIND_TIMESTAMPS] = {"Timestamps", TCPLENS_OPT_TIMESTAMPS, 8, 8, 1},
    [9] = {"Partial Order Connection Permitted", TCPLENS_OPT_OTHER, 0, 0, 1},
    [10] = {"Partial Order Service Profile", TCPLENS_OPT_OTHER, 1, 1, 1},
    [11] = {"CC", TCPLENS_OPT_OTHER, 4, 4, 1},
    [12] = {"CC.NEW", TCPLENS_OPT_OTHER, 4, 4, 1},
    [13] = {"CC.ECHO", TCPLENS_OPT_OTHER, 4, 4, 1},
    [14] = {"TCP Alternate Checksum Request", TCPLENS_OPT_OTHER, 1, 1, 1},
    [15] = {"TCP Alternate Checksum Data", TCPLENS_OPT_OTHER, 0, VALUE_MAX, 1},
    [16] = {"Skeeter", TCPLENS_OPT_OTHER, 0, VALUE_MAX, 1},
    [17] = {"Bubba", TCPLENS_OPT_OTHER, 0, VALUE_MAX, 1},
    [18] = {"Trailer Checksum Option", TCPLENS_OPT_OTHER, 1, 1, 1},
    [TCP_KIND_MD5] = {"MD5 Signature Option", TCPLENS_OPT_OTHER, 16, 16, 1},
    [20] = {"SCPS Capabilities", TCPLENS_OPT_OTHER, 2, VALUE_MAX, 1},
    [21] = {"Selective Negative Acknowledgements", TCPLENS_OPT_OTHER, 4, 4, 1},
    [22] = {"Record Boundaries", TCPLENS_OPT_OTHER, 0, 0, 1},
    [23] = {"Corruption experienced", TCPLENS_OPT_OTHER, 0, 0, 1},
    [24] = {"SNAP", TCPLENS_OPT_OTHER, 0, VALUE_MAX, 1},
    [26] = {"TCP Compression Filter", TCPLENS_OPT_OTHER, 0, VALUE_MAX, 1},
    [27] = {"Quick-Start Response", TCPLENS_OPT_OTHER, 6, 6, 1},
    [TCP_KIND_UTO] = {"User Timeout Option", TCPLENS_OPT_OTHER, 2, 2, 1},
    [TCP_KIND_AO] = {"TCP Authentication Option (TCP-AO)", TCPLENS_OPT_OTHER, 2, VALUE_MAX, 1},
    [TCP_KIND_MPTCP] = {"Multipath TCP (MPTCP)", TCPLENS_OPT_OTHER, 1, VALUE_MAX, 1},
    [TCP_KIND_FAST_OPEN] = {"TCP Fast Open Cookie", TCPLENS_OPT_FAST_OPEN, 0, 16, 2},
    [TCP_KIND_ENO] = {"Encryption Negotiation (TCP-ENO)", TCPLENS_OPT_OTHER, 0, VALUE_MAX, 1},
    [TCP_KIND_ACCECN_0] = {"Accurate ECN Order 0 (AccECN0)", TCPLENS_OPT_OTHER, 0, 9, 3},
    [TCP_KIND_ACCECN_1] = {"Accurate ECN Order 1 (AccECN1)", TCPLENS_OPT_OTHER, 0, 9, 3},
    [TCP_KIND_EXPERIMENT_1] = {"RFC3692-style Experiment 1", TCPLENS_OPT_OTHER, 0, VALUE_MAX, 1},
    [TCP_KIND_EXPERIMENT_2] = {"RFC3692-style Experiment 2", TCPLENS_OPT_OTHER, 0, VALUE_MAX, 1},
};
/* clang-format on */

const char *tl_tcp_option_name(uint8_t kind)
{
    return rules[kind].name;
}

enum tcp_option_status tl_tcp_option_next(struct span *list, size_t uncaptured,
                                          struct tcp_option *out)
{
    const uint8_t *const p = list->p;
    size_t length = 1;

    if (list->n == 0)
        return uncaptured == 0 ? TCP_OPTION_END : TCP_OPTION_CUT;
    if (p[0] == TCP_KIND_END)
        return TCP_OPTION_END;
    if (p[0] != TCP_KIND_NOP) {
        if (list->n < 2)
            return uncaptured == 0 ? TCP_OPTION_BAD : TCP_OPTION_CUT;
        length = p[1];
        if (length < 2 || length > list->n + uncaptured)
            return TCP_OPTION_BAD;
        if (length > list->n)
            return TCP_OPTION_CUT;
    }
    (void)span_take(list, length);
    *out = (struct tcp_option){.kind = p[0]};
    if (length > 2)
        out->value = (struct span){p + 2, length - 2};
    return TCP_OPTION_OK;
}

static bool is_fast_open_experiment(const struct tcp_option *option)
{
    return (option->kind == TCP_KIND_EXPERIMENT_1 || option->kind == TCP_KIND_EXPERIMENT_2) &&
           option->value.n >= 2 && be16(option->value.p) == TCP_EXPERIMENT_FAST_OPEN;
}

/* A cookie is absent (a request of one) or 4 to 16 octets, an even number (RFC 7413 4.1.1). */
static bool is_cookie_length(size_t n)
{
    return n == 0 || (n >= 4 && n <= 16 && n % 2 == 0);
}

/* The bit of one option: its own if it is well formed, else TCPLENS_OPT_BAD. 0 for a NOP. */
static unsigned option_bit(const struct tcp_option *option)
{
    const struct rule *const rule = &rules[option->kind];
    const size_t n = option->value.n;

    if (is_fast_open_experiment(option))
        return is_cookie_length(n - 2) ? TCPLENS_OPT_FAST_OPEN : TCPLENS_OPT_BAD;
    if (rule->name == NULL)
        return TCPLENS_OPT_OTHER;
    if (n < rule->min || n > rule->max || (n - rule->min) % rule->step != 0)
        return TCPLENS_OPT_BAD;
    if (option->kind == TCP_KIND_FAST_OPEN && !is_cookie_length(n))
        return TCPLENS_OPT_BAD;
    return rule->bit;
}

unsigned tl_tcp_option_bits(struct span list, size_t uncaptured)
{
    enum tcp_option_status status;
    struct tcp_option option;
    unsigned bits = 0;

    while ((status = tl_tcp_option_next(&list, uncaptured, &option)) == TCP_OPTION_OK)
        bits |= option_bit(&option);
    return status == TCP_OPTION_BAD ? bits | TCPLENS_OPT_BAD : bits;
}

static void read_sack(const uint8_t *p, size_t n, struct tcp_options *out)
{
    assert(n % 8 == 0 && n / 8 <= sizeof out->sack / sizeof out->sack[0]);
    out->sacks = (uint8_t)(n / 8);
    for (size_t i = 0; i < out->sacks; i++, p += 8) {
        out->sack[i].left.v = be32(p);
        out->sack[i].right.v = be32(p + 4);
    }
}

/* One well-formed option. */
static void read_option(unsigned bit, const struct tcp_option *option, struct tcp_options *out)
{
    const struct span value = option->value;

    if (bit == TCPLENS_OPT_MSS) {
        out->mss = be16(value.p);
    } else if (bit == TCPLENS_OPT_WSCALE) {
        out->wscale = value.p[0];
    } else if (bit == TCPLENS_OPT_TIMESTAMPS) {
        out->ts_val = be32(value.p);
        out->ts_ecr = be32(value.p + 4);
    } else if (bit == TCPLENS_OPT_SACK) {
        read_sack(value.p, value.n, out);
    } else if (bit == TCPLENS_OPT_FAST_OPEN) {
        const bool named = option->kind == TCP_KIND_FAST_OPEN;

        out->fast_open_cookie = (uint8_t)(named ? value.n : value.n - 2);
    }
}

void tl_tcp_options_read(struct span list, struct tcp_options *out)
{
    struct tcp_option option;

    *out = (struct tcp_options){0};
    while (tl_tcp_option_next(&list, 0, &option) == TCP_OPTION_OK) {
        const unsigned bit = option_bit(&option);

        if (bit == TCPLENS_OPT_OTHER || bit == TCPLENS_OPT_BAD)
            continue;
        if (option.value.n > 0) /* else it says all by being there */
            read_option(bit, &option, out);
        out->present |= (uint8_t)bit;
    }
}
