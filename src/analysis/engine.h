// SPDX-License-Identifier: BSD-3-Clause
/*
 * engine.h - how the files of this room work together: one segment has its turn with the state of
 * its conversation, and passes through them in the order of docs/analysis.md, section 2.
 */
#ifndef TL_ANALYSIS_ENGINE_H
#define TL_ANALYSIS_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/analysis.h"
#include "analysis/announce.h"
#include "analysis/conversation.h"
#include "analysis/option_reads.h"
#include "base/octets.h"
#include "base/table.h"
#include "decode/flow.h"

#define NO_SLOT UINT32_MAX

/**
 * struct look - what is found out of a segment before its turn
 * @seg:     *borrowed*: of the batch, or `quoted`; NULL if it takes no part (2.1)
 * @quoted:  a header quoted by an ICMP error
 * @key, @tag: of its flow
 * @slot:    of the conversation, as far as known then; NO_SLOT: none
 * @forward: index of the half that sent it
 */
struct look {
    const struct tcplens_segment *seg;
    struct flow_key key;
    uint32_t tag, slot;
    unsigned forward;
    struct tcplens_segment quoted;
};

/**
 * struct analysis
 * @conversations: *owned*, `cap` of them, [0, born) in use
 * @table:    from the tag of a flow to its slot
 * @pool:     what all lists of unacknowledged segments share
 * @looks:    of the batch at hand
 * @seed:     of the hash
 * @hand:     the next slot to look at when one must be forgotten
 * @changes:  counts what may make looks void: conversations begun and forgotten
 * @announced: connections that are to come
 * @sure_streams: streams from this one on began after something was forgotten
 */
struct analysis {
    struct conversation *conversations;
    struct table table;
    struct unacked_pool pool;
    struct look looks[ANALYSIS_BATCH];
    uint64_t seed;
    uint32_t cap, born, hand, changes;
    uint32_t streams, sure_streams;
    bool exact, streams_only;
    struct announcements announced;
    struct analysis_stats stats;
};

/* A SACK block, relative to the reverse base. */
struct sack_range {
    struct tcplens_seq left, right;
};

/**
 * struct turn - one segment and the state it meets
 * @c, @f, @r: its conversation, forward and reverse half
 * @flags:    enum tcplens_flag
 * @len:      2.3; valid with A_HAS_LENGTH
 * @captured: octets captured of header and payload
 * @quoted:   an ICMP error quotes it
 * @bogus:    the header says it is shorter than 20 octets (2.5)
 * @n_ranges, @ranges: SACK blocks of all its options, and the first two
 * @began:    the conversation begins with it, not by 3.3, and was not announced (9.4)
 */
struct turn {
    struct analysis *a;
    const struct tcplens_segment *seg;
    struct analysis_row *row;
    struct conversation *c;
    struct half *f, *r;
    unsigned flags;
    uint32_t len;
    size_t captured;
    unsigned n_ranges;
    struct sack_range ranges[2];
    bool quoted, bogus, began;
};

static inline bool turn_has(const struct turn *u, unsigned flag)
{
    return (u->flags & flag) != 0;
}

static inline bool turn_is_syn(const struct turn *u)
{
    return (u->flags & (TCPLENS_SYN | TCPLENS_ACK)) == TCPLENS_SYN;
}

static inline bool turn_shows(const struct turn *u, enum analysis_shown what)
{
    return (u->row->shown & what) != 0;
}

static inline void turn_show(struct turn *u, unsigned what)
{
    u->row->shown |= (uint16_t)what;
}

/* The analysis record comes into being (7). */
static inline void turn_note(struct turn *u)
{
    turn_show(u, A_HAS_RECORD);
}

static inline void turn_verdict(struct turn *u, unsigned verdict)
{
    turn_note(u);
    u->row->verdicts |= (uint16_t)verdict;
}

static inline bool half_is(const struct half *h, unsigned bits)
{
    return (h->bits & bits) != 0;
}

static inline void half_set(struct half *h, unsigned bits, bool on)
{
    h->bits = (uint8_t)(on ? h->bits | bits : h->bits & ~bits);
}

/* find.c: the conversation of a look (3), begun if there is none, and what a SYN does to it. */
uint32_t tl_analysis_guess(const struct analysis *a, uint32_t tag);
uint32_t tl_analysis_lookup(const struct analysis *a, const struct look *look);
void tl_analysis_find(struct turn *u, const struct look *look);

/* sequence.c: 4.1, 4.2 and 6.1. */
void tl_analysis_know_bases(struct turn *u);

/* sequence.c: section 6. */
void tl_analysis_sequence(struct turn *u);

/* options.c: section 11; false if reading ended early (2.6). */
bool tl_analysis_options(struct turn *u);

/* turn.c: octets of TCP header and payload in a packet: what its IP header says, within the frame.
 */
size_t tl_analysis_packet_len(const struct tcplens_segment *seg);

/* Whether a header is at odds with the frame, so that its lengths must be looked at. */
static inline bool segment_is_odd(const struct tcplens_segment *seg)
{
    return (seg->notes & (TCPLENS_MALFORMED | TCPLENS_TRUNCATED | TCPLENS_LEN_BEYOND_FRAME |
                          TCPLENS_LEN_FROM_FRAME)) != 0;
}

/* How many of them were captured; of a quoted header, how many are quoted. */
static inline size_t segment_captured(const struct tcplens_segment *seg, bool quoted)
{
    const size_t captured = seg->caplen - seg->l4_off;
    size_t packet;

    if (quoted || !segment_is_odd(seg))
        return captured;
    packet = tl_analysis_packet_len(seg);
    return packet < captured ? packet : captured;
}

/* turn.c: everything, in order; all of the turn but len and bogus is set. */
void tl_analysis_turn(struct turn *u);

/* turn.c: the same for `streams_only`. */
void tl_analysis_turn_stream(struct turn *u);

#endif
