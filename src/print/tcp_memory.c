// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_memory.c - two tables with open addressing: keys of 12 octets for IPv4, 36 for IPv6.
 *
 * A key is both addresses and both ports, ordered so that the two directions have the same: the
 * lower port is the first one's, and of equal ports the lower address.
 */
#include "print/tcp_memory.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

enum {
    SLOTS_4 = 1 << 18,
    SLOTS_6 = 1 << 16,
    PROBES = 32,
    KEY_4 = 12,
    KEY_6 = 36,
};

/**
 * struct origin - an entry, in front of its key
 * @used:     when, on the table's own clock; 0 for a free slot
 * @low_seq:  the first sequence number of the end that the key names first
 * @high_seq: the other end's
 */
struct origin {
    uint32_t used, low_seq, high_seq;
};

/* Invariant: `slots` is a power of two; an entry is within PROBES of where its hash points. */
struct table {
    uint8_t *entries;
    uint32_t slots, key_size, clock;
};

struct tcp_memory {
    uint64_t seed;
    struct table ip4, ip6;
};

static bool make_table(struct table *t, uint32_t slots, uint32_t key_size)
{
    *t = (struct table){.slots = slots, .key_size = key_size};
    /* Fresh pages: only those that are used will cost memory. */
    t->entries = calloc(slots, sizeof(struct origin) + key_size);
    return t->entries != NULL;
}

struct tcp_memory *tcp_memory_new(void)
{
    struct tcp_memory *const m = calloc(1, sizeof(*m));

    if (m == NULL)
        return NULL;
    m->seed = hash_seed();
    if (!make_table(&m->ip4, SLOTS_4, KEY_4) || !make_table(&m->ip6, SLOTS_6, KEY_6)) {
        tcp_memory_free(m);
        return NULL;
    }
    return m;
}

void tcp_memory_free(struct tcp_memory *m)
{
    if (m == NULL)
        return;
    free(m->ip4.entries);
    free(m->ip6.entries);
    free(m);
}

/* Four octets wherever they stand; only for hashing and comparing. */
static uint32_t word_at(const uint8_t *p)
{
    uint32_t v;

    memcpy(&v, p, sizeof v);
    return v;
}

static uint64_t hash_key(uint64_t seed, const uint8_t *key, uint32_t size)
{
    uint64_t h = seed;

    for (uint32_t i = 0; i < size; i += 4)
        h = hash_word(h, word_at(key + i));
    return h;
}

static inline struct origin *slot_at(const struct table *t, uint32_t i)
{
    const size_t size = sizeof(struct origin) + t->key_size;

    return (struct origin *)(void *)(t->entries + (size_t)(i & (t->slots - 1)) * size);
}

static inline uint8_t *key_of(struct origin *o)
{
    return (uint8_t *)(o + 1);
}

/* The entry of `key`, or the one to make it of: then `*found` is false. */
static struct origin *find_slot(const struct table *t, uint64_t seed, const uint8_t *key,
                                bool *found)
{
    const uint32_t begin = (uint32_t)(hash_key(seed, key, t->key_size) >> 20);
    struct origin *oldest = slot_at(t, begin);

    *found = false;
    for (uint32_t i = 0; i < PROBES; i++) {
        struct origin *const o = slot_at(t, begin + i);

        if (o->used == 0)
            return o;
        if (memcmp(key_of(o), key, t->key_size) == 0) {
            *found = true;
            return o;
        }
        if ((int32_t)(o->used - oldest->used) < 0)
            oldest = o;
    }
    return oldest;
}

/* Make the key of a segment; whether the sender is the end that it names second. */
static bool make_key(uint8_t *key, const struct ip_info *ip, const struct tcp_numbers *s)
{
    const size_t n = ip->version == 6 ? 16 : 4;
    const bool reversed = s->src_port > s->dst_port ||
                          (s->src_port == s->dst_port && memcmp(ip->src, ip->dst, n) > 0);
    const uint16_t low = reversed ? s->dst_port : s->src_port;
    const uint16_t high = reversed ? s->src_port : s->dst_port;

    memcpy(key, reversed ? ip->dst : ip->src, n);
    memcpy(key + n, reversed ? ip->src : ip->dst, n);
    memcpy(key + 2 * n, &low, sizeof low);
    memcpy(key + 2 * n + sizeof low, &high, sizeof high);
    return reversed;
}

struct tcp_origin tcp_memory_find(struct tcp_memory *m, const struct ip_info *ip,
                                  const struct tcp_numbers *s)
{
    struct table *const t = ip->version == 6 ? &m->ip6 : &m->ip4;
    uint8_t key[KEY_6];
    const bool reversed = make_key(key, ip, s);
    bool found;
    struct origin *const o = find_slot(t, m->seed, key, &found);
    const bool fresh = !found || s->syn;

    if (fresh) {
        memcpy(key_of(o), key, t->key_size);
        o->low_seq = reversed ? s->ack - 1 : s->seq;
        o->high_seq = reversed ? s->seq : s->ack - 1;
    }
    t->clock += t->clock == UINT32_MAX ? 2 : 1;
    o->used = t->clock;
    return (struct tcp_origin){
        .seq = reversed ? o->high_seq : o->low_seq,
        .ack = reversed ? o->low_seq : o->high_seq,
        .fresh = fresh,
    };
}
