// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_option.h - one TCP option on its way to items.
 *
 * A reader of an option's value is called once the option's length is one that the option may have.
 * It gives the values that were captured, in their order; how much Wireshark reads of the option,
 * and so whether anything behind it has items, tl_analysis_option_reads() knows.
 */
#ifndef TL_FIELD_TCP_OPTION_H
#define TL_FIELD_TCP_OPTION_H

#include <stdbool.h>
#include <stdint.h>

#include "dissect/dissect.h"

/**
 * struct sack_ranges - SACK blocks of all options of a header, relative; one that is missing is 0
 * @n:     how many there are
 * @left, @right: edges of the first two
 */
struct sack_ranges {
    unsigned n;
    uint32_t left[2], right[2];
};

/**
 * struct option - an option
 * @d:   the frame's dissection
 * @item: its own, for what a tree says of it
 * @p:   *borrowed*: its kind octet
 * @len: octets from there on that its length field says it has, of which @captured were captured
 * @sacks: *borrowed*: the blocks read so far
 */
struct option {
    struct dissection *d;
    struct item *item;
    const uint8_t *p;
    uint32_t len, captured;
    struct sack_ranges *sacks;
};

/* Whether its octets [at, at + n) were captured. */
static inline bool option_has(const struct option *o, uint32_t at, uint32_t n)
{
    return at <= o->captured && n <= o->captured - at;
}

/* The number of `n` octets at `at`, or those bits of it that the field takes, if it was captured
 * whole: its item, one that nobody sees otherwise. */
static inline struct item *option_number(const struct option *o, uint32_t at, uint32_t n,
                                         enum field_id field)
{
    if (!option_has(o, at, n))
        return &o->d->items->of[o->d->items->max - 1];
    return items_be(o->d->items, field, o->p + at, n);
}

/* The octets of the option from `at` on, if it was captured whole and has any there. */
static inline void option_rest(const struct option *o, uint32_t at, enum field_id field)
{
    if (o->captured == o->len && o->len > at)
        items_octets(o->d->items, field, o->p + at, o->len - at);
}

typedef void option_reader(const struct option *o);

option_reader option_mptcp;
option_reader option_mss, option_wscale, option_timestamps, option_sack, option_echo, option_cc;
option_reader option_md5, option_quick_start, option_user_timeout, option_ao, option_fast_open;
option_reader option_experimental, option_accecn, option_probe, option_unknown;
option_reader option_scps, option_snack;

/* Whether a SACK option of less than one block would have to show one (11.5). */
bool option_sack_runs_out(const struct option *o);

/* Complain about the impossible length that was added last. */
void option_complain(struct dissection *d, const char *message);

#endif
