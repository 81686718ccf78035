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
 * struct option - an option
 * @d:   the frame's dissection
 * @p:   *borrowed*: its kind octet, and @len octets from there, all captured
 * @len: octets that its length field says it has
 */
struct option {
    struct dissection *d;
    const uint8_t *p;
    uint32_t len;
};

typedef bool option_reader(const struct option *o);

option_reader option_mptcp;

#endif
