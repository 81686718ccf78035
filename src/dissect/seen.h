// SPDX-License-Identifier: BSD-3-Clause
/*
 * seen.h - which pairs of ends spoke before: the numbers that Wireshark gives the conversations of
 * Ethernet, IP and UDP, in the order of their first frames.
 *
 * Both directions are one pair. Memory is bounded: of each kind SEEN_MAX pairs are remembered, and
 * those that come later have no number.
 */
#ifndef TL_DISSECT_SEEN_H
#define TL_DISSECT_SEEN_H

#include <stddef.h>
#include <stdint.h>

enum { SEEN_MAX = 1 << 18, SEEN_END_MAX = 18 };

enum seen_kind { SEEN_ETHER, SEEN_IP4, SEEN_IP6, SEEN_UDP, SEEN_KINDS };

/**
 * struct seen_pair - a conversation, as of its latest frame
 * @index:    the number of conversations of its kind before it
 * @frames:   how many it has had, the latest included
 * @first_ns, @previous_ns: times of its first frame, and of the one before the latest; the first's
 *            own if there is none
 */
struct seen_pair {
    uint64_t index, frames;
    int64_t first_ns, previous_ns;
};

/**
 * struct seen_ends - who speaks: *borrowed*, `n` octets each, at most SEEN_END_MAX: addresses, and
 * ports if there are any
 */
struct seen_ends {
    const uint8_t *src, *dst;
    size_t n;
};

struct multipath;
struct seen;

/* *Owned*; NULL if there is no memory. */
struct seen *tl_seen_new(void);

/* NULL is allowed. */
void tl_seen_free(struct seen *s);

/* Frame `number` of time `ns` is of this pair. *Borrowed* until the next call; NULL if there is no
 * room. A frame counts once, however often it is told. */
const struct seen_pair *seen_meet(struct seen *s, enum seen_kind kind, const struct seen_ends *ends,
                                  uint64_t number, int64_t ns);

/* Likewise the connections of Multipath TCP. *Borrowed*; NULL if there is no memory. */
struct multipath *seen_multipath(struct seen *s);

#endif
