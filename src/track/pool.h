// SPDX-License-Identifier: BSD-3-Clause
/*
 * pool.h - chunks of one cache line, for what only some endpoints need: the queue of segments not
 * yet acknowledged, and the list of holes. An idle connection holds none.
 *
 * Born with a cap; chunks are addressed by index, 0 is none. The one given back last is given out
 * next, because its lines are still in the cache.
 */
#ifndef TL_TRACK_POOL_H
#define TL_TRACK_POOL_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#include <tcplens/segment.h>

/**
 * struct sent - a segment on its way
 * @start:  first number
 * @len:    numbers it takes: payload, SYN and FIN
 * @syn, @fin: of these, one is the SYN's, one the FIN's
 * @resent: another copy was captured, so that nobody knows which one an ACK answers (Karn)
 * @frame, @ns: of the first copy
 */
struct sent {
    struct tcplens_seq start;
    unsigned len : 29;
    unsigned syn : 1;
    unsigned fin : 1;
    unsigned resent : 1;
    uint64_t frame;
    int64_t ns;
};

/* Numbers [start, end) that were not captured. */
struct hole {
    struct tcplens_seq start, end;
};

enum { CHUNK_SENT = 2, CHUNK_HOLES = 7 };

/**
 * struct chunk - of one owner
 * @next:  the owner's next chunk, or the next free one
 * @first, @n: entries [first, first + n) are in use
 */
struct chunk {
    uint32_t next;
    uint8_t first, n;
    union {
        struct sent sent[CHUNK_SENT];
        struct hole holes[CHUNK_HOLES];
    } of;
};

struct pool {
    struct chunk *chunks; /* owned */
    uint32_t cap, born, free;
};

/* Room for `cap` chunks; the memory is touched only as it is used. False if there is none. */
bool tl_pool_init(struct pool *p, uint32_t cap);
void tl_pool_fini(struct pool *p);

/* An empty chunk, 0 if the cap is reached. */
static inline uint32_t pool_get(struct pool *p)
{
    uint32_t i = p->free;

    if (i != 0)
        p->free = p->chunks[i].next;
    else if (p->born <= p->cap)
        i = p->born++;
    else
        return 0;
    p->chunks[i].next = 0;
    p->chunks[i].first = 0;
    p->chunks[i].n = 0;
    return i;
}

static inline void pool_put(struct pool *p, uint32_t chunk)
{
    assert(chunk != 0 && chunk < p->born);
    p->chunks[chunk].next = p->free;
    p->free = chunk;
}

#endif
