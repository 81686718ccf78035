// SPDX-License-Identifier: BSD-3-Clause
/* option.c - options of IPv4 and TCP: those that say something about the network's behaviour stay,
 * those that say who somebody is keep their place and lose their contents. */
#include <string.h>

#include "redact/address.h"
#include "redact/header.h"

enum { END = 0, NO_OPERATION = 1 };

/* IPv4 (RFC 791 3.1). */
enum { RECORD_ROUTE = 7, LOOSE_ROUTE = 131, STRICT_ROUTE = 137, ROUTER_ALERT = 148, ROUTE = 3 };

/* TCP. */
enum {
    MSS = 2,
    SCALE = 3,
    SACK_PERMITTED = 4,
    SACK = 5,
    TIMESTAMPS = 8,
    MULTIPATH = 30,
    EXPERIMENT_1 = 253, /* RFC 6994: two octets tell whose */
    EXPERIMENT_2 = 254,
};

/* The length of the option at `o`; 0 if there is no more that makes sense. */
static size_t length_of(const uint8_t *o, size_t n)
{
    if (n == 0 || o[0] == END)
        return 0;
    if (o[0] == NO_OPERATION)
        return 1;
    return n < 2 || o[1] < 2 || o[1] > n ? 0 : o[1];
}

static void redact_route(const struct permute_key *key, uint8_t *o, size_t n)
{
    size_t at = ROUTE;

    for (; at + 4 <= n; at += 4)
        tl_redact_ip4(key, o + at);
    if (at < n)
        memset(o + at, 0, n - at);
}

void tl_redact_ip4_options(const struct permute_key *key, uint8_t *options, size_t n)
{
    size_t length;

    for (; (length = length_of(options, n)) > 0; options += length, n -= length) {
        if (options[0] == RECORD_ROUTE || options[0] == LOOSE_ROUTE || options[0] == STRICT_ROUTE)
            redact_route(key, options, length);
        else if (options[0] != ROUTER_ALERT && length > 2)
            memset(options + 2, 0, length - 2);
    }
    memset(options, 0, n);
}

/* How much of an option stays, at most: of those that are as long as they should be, all. */
static size_t kept_of(uint8_t kind)
{
    switch (kind) {
    case SCALE:
    case MULTIPATH:
        return 3;
    case MSS:
    case EXPERIMENT_1:
    case EXPERIMENT_2:
        return 4;
    case TIMESTAMPS:
        return 10;
    case SACK:
        return 34;
    default:
        return 2;
    }
}

void tl_redact_tcp_options(uint8_t *options, size_t n)
{
    size_t length;

    for (; (length = length_of(options, n)) > 0; options += length, n -= length) {
        const size_t kept = kept_of(options[0]);

        if (kept < length)
            memset(options + kept, 0, length - kept);
    }
    /* What contradicts its length still does: its first octets are what tells. */
    if (n > 0 && options[0] == END)
        memset(options, 0, n);
    else if (n > 2)
        memset(options + 2, 0, n - 2);
}
