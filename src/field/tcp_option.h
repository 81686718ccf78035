// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_option.h - one TCP option on its way to items.
 *
 * A reader of an option's value is called once the option's length is one that the option may have,
 * with all its octets captured. If it must read beyond them it returns false: what follows in the
 * header then has no items (11.5 of docs/analysis.md).
 */
#ifndef TL_FIELD_TCP_OPTION_H
#define TL_FIELD_TCP_OPTION_H

#include <stdbool.h>
#include <stdint.h>

#include "field/dissect.h"

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
 * @p:   *borrowed*: its kind octet, and @len octets from there, all captured
 * @len: octets that its length field says it has
 * @sacks: *borrowed*: the blocks read so far
 */
struct option {
    struct dissection *d;
    const uint8_t *p;
    uint32_t len;
    struct sack_ranges *sacks;
};

typedef bool option_reader(const struct option *o);

option_reader option_mptcp;
option_reader option_mss, option_wscale, option_timestamps, option_sack, option_echo, option_cc;
option_reader option_md5, option_quick_start, option_user_timeout, option_ao, option_fast_open;
option_reader option_experimental, option_accecn, option_probe, option_snack, option_unknown;

/* Complain about an option of an impossible length. */
void option_complain(struct dissection *d, const char *message);

#endif
