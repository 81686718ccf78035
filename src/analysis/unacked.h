// SPDX-License-Identifier: BSD-3-Clause
/*
 * unacked.h - the segments of one direction that were not acknowledged yet, in the order in which
 * they were captured (6.12, 6.15, 6.16).
 *
 * Kept in chunks of one cache line from a pool that all lists share. In ordinary traffic a list is
 * in order: each segment begins at or after the end of the one before it, so that an ACK removes a
 * prefix, and the span is that from the first to the last. Once it is not, every entry is looked
 * at, and there are at most UNACKED_MAX.
 *
 * Room is shared by one rule: no list may hold more entries than the pool has left. So a few
 * directions whose ACKs were not captured cannot use up the pool, and a new list always finds room.
 */
#ifndef TL_ANALYSIS_UNACKED_H
#define TL_ANALYSIS_UNACKED_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/segment.h>

enum { UNACKED_MAX = 10000, CHUNK_ENTRIES = 3 };

/**
 * struct unacked - a segment on its way
 * @start, @end: its numbers, as far as not acknowledged
 * @frame:       low 32 bits of its frame number
 * @ns:          its time
 */
struct unacked {
    struct tcplens_seq start, end;
    uint32_t frame;
    int64_t ns;
};

/*
 * Entries [first, first + n) are in use; `next` is the index of the list's next chunk, or of the
 * next free one. It is always written whole: of a word of which one octet was just written the
 * processor has to wait (9 ns a segment).
 */
struct chunk_link {
    uint32_t next : 28, first : 2, n : 2;
};

struct chunk {
    int64_t ns[CHUNK_ENTRIES];
    struct tcplens_seq start[CHUNK_ENTRIES], end[CHUNK_ENTRIES];
    uint32_t frame[CHUNK_ENTRIES];
    struct chunk_link link;
};

/**
 * struct unacked_pool - chunks by index; 0 is none
 * @chunks: *owned*
 * @cap, @born, @free, @used: how many there may be, were used ever; the first free; are in use
 * @grows:  instead of refusing a chunk beyond the cap, move the cap
 */
struct unacked_pool {
    struct chunk *chunks;
    uint32_t cap, born, free, used;
    bool grows;
};

/**
 * struct unacked_list - one direction's; six octets, so that the direction is one cache line
 * @tail:      its last chunk, whose `next` is the first; 0 if empty
 * @n:         entries
 * @unordered: the entries are not in order
 * @refused:   at some time there was no room for an entry
 */
struct unacked_list {
    uint32_t tail;
    uint16_t n : 14, unordered : 1, refused : 1;
} __attribute__((packed, aligned(2)));

/* Room for `entries`; false if there is no memory. */
bool tl_analysis_unacked_pool_init(struct unacked_pool *p, uint32_t entries, bool grows);
void tl_analysis_unacked_pool_fini(struct unacked_pool *p);

/* Append; false, noted in `refused`, if there is no room for it in the pool. At most UNACKED_MAX
 * entries. */
bool tl_analysis_unacked_add(struct unacked_pool *p, struct unacked_list *l,
                             const struct unacked *entry);

/* The entry captured first; false if there is none. */
bool tl_analysis_unacked_oldest(const struct unacked_pool *p, const struct unacked_list *l,
                                struct unacked *out);

/* Take an acknowledgment number into account (6.15). True, with the oldest such entry in `*out`, if
 * it is the end of an entry. */
bool tl_analysis_unacked_ack(struct unacked_pool *p, struct unacked_list *l, struct tcplens_seq ack,
                             struct unacked *out);

/* From the smallest start to the greatest end, both as unsigned distances from `base` (6.16). The
 * list is not empty. */
uint32_t tl_analysis_unacked_span(const struct unacked_pool *p, const struct unacked_list *l,
                                  struct tcplens_seq base);

void tl_analysis_unacked_clear(struct unacked_pool *p, struct unacked_list *l);

static inline void unacked_prefetch(const struct unacked_pool *p, const struct unacked_list *l)
{
    __builtin_prefetch(&p->chunks[l->tail], 1);
}

#endif
