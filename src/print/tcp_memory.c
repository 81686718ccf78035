// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_memory.c - two tables, one for IPv4 and one for IPv6, in sets of 32 entries: the size of a
 * cache line of tags, 16 bits of each entry's hash. A look-up reads the line of tags and then, most
 * of the time, the one entry that it wants.
 *
 * A key is both addresses and both ports, ordered so that the two directions have the same: the
 * lower port is the first one's, and of equal ports the lower address.
 */
#include "print/tcp_memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/hash.h"

enum {
    LINE_OCTETS = 64,
    SET = LINE_OCTETS / sizeof(uint16_t),
    SETS_4 = 1 << 14,
    SETS_6 = 1 << 12,
    KEY_4 = 12,
    KEY_6 = 36,
};

/**
 * struct origin - an entry, in front of its key
 * @used:     when, on the table's own clock
 * @low_seq:  the first sequence number of the end that the key names first
 * @high_seq: the other end's
 */
struct origin {
    uint32_t used, low_seq, high_seq;
};

/**
 * struct table - sets of entries
 * @tags:     of the entries, 0 for a free one; *owned*: a mapping that the entries are in, too.
 * Sets begin at cache lines
 * @octets:   of the mapping
 * @sets:     their number, a power of two
 * @key_size: octets
 * @clock:    counts look-ups
 *
 * Invariant: from where its hash points to on, and round its set, an entry is found before any free
 * one; so nothing is ever taken out, only replaced.
 */
struct table {
    uint16_t *tags;
    uint8_t *entries;
    size_t octets;
    uint32_t sets, key_size, clock;
};

struct tcp_memory {
    uint64_t seed;
    struct table ip4, ip6;
};

/* Where a key may be. */
struct place {
    uint16_t tag;
    uint32_t set, begin;
};

static bool make_table(struct table *t, uint32_t sets, uint32_t key_size)
{
    const size_t tags = (size_t)sets * LINE_OCTETS;
    const size_t entries = (size_t)sets * SET * (sizeof(struct origin) + key_size);
    /* Fresh pages: only those that are used will cost memory. calloc() gives no such promise: once
     * a printer was freed, it hands out the same memory, 19 MB that it has to clear. */
    void *const memory =
        mmap(NULL, tags + entries, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED)
        return false;
    *t = (struct table){
        .tags = memory,
        .entries = (uint8_t *)memory + tags,
        .octets = tags + entries,
        .sets = sets,
        .key_size = key_size,
    };
    return true;
}

static void free_table(struct table *t)
{
    if (t->tags != NULL)
        (void)munmap(t->tags, t->octets);
}

struct tcp_memory *tcp_memory_new(void)
{
    struct tcp_memory *const m = calloc(1, sizeof(*m));

    if (m == NULL)
        return NULL;
    m->seed = hash_seed();
    if (!make_table(&m->ip4, SETS_4, KEY_4) || !make_table(&m->ip6, SETS_6, KEY_6)) {
        tcp_memory_free(m);
        return NULL;
    }
    return m;
}

void tcp_memory_free(struct tcp_memory *m)
{
    if (m == NULL)
        return;
    free_table(&m->ip4);
    free_table(&m->ip6);
    free(m);
}

/* Four octets wherever they stand; only for hashing and comparing. */
static inline uint32_t word_at(const uint8_t *p)
{
    uint32_t v;

    memcpy(&v, p, sizeof v);
    return v;
}

/* Keys are whole words; the compiler unrolls this. */
static inline bool same_key(const uint8_t *a, const uint8_t *b, uint32_t size)
{
    uint32_t differ = 0;

    for (uint32_t i = 0; i < size; i += 4)
        differ |= word_at(a + i) ^ word_at(b + i);
    return differ == 0;
}

static inline uint64_t hash_key(uint64_t seed, const uint8_t *key, uint32_t size)
{
    uint64_t h = hash_word(seed, word_at(key));

    for (uint32_t i = 4; i < size; i += 8)
        h = hash_word(h, (uint64_t)word_at(key + i) << 32 | word_at(key + i + 4));
    return h;
}

static inline struct place place_of(const struct table *t, uint64_t hash)
{
    return (struct place){
        .tag = (uint16_t)(hash | 1),
        .set = (uint32_t)(hash >> 16) & (t->sets - 1),
        .begin = (uint32_t)(hash >> 48) % SET,
    };
}

static inline const uint16_t *tags_of(const struct table *t, uint32_t set)
{
    return t->tags + (size_t)set * SET;
}

static inline struct origin *entry_at(const struct table *t, uint32_t set, uint32_t i,
                                      uint32_t key_size)
{
    const size_t size = sizeof(struct origin) + key_size;

    return (struct origin *)(void *)(t->entries + ((size_t)set * SET + i) * size);
}

static inline uint8_t *key_of(struct origin *o)
{
    return (uint8_t *)(o + 1);
}

/* Which entry of a full set was not used for longest. */
static uint32_t find_oldest(const struct table *t, uint32_t set)
{
    uint32_t oldest = 0, oldest_age = 0;

    for (uint32_t i = 0; i < SET; i++) {
        const uint32_t age = t->clock - entry_at(t, set, i, t->key_size)->used;

        if (age > oldest_age) {
            oldest = i;
            oldest_age = age;
        }
    }
    return oldest;
}

/* The entry of `key`, or the one to make it of: then `*found` is false. `key_size` is the table's,
 * known to the compiler. */
static inline __attribute__((always_inline)) struct origin *
find_entry(const struct table *t, uint64_t seed, const uint8_t *key, uint32_t key_size, bool *found)
{
    const struct place place = place_of(t, hash_key(seed, key, key_size));
    uint16_t *const tags = t->tags + (size_t)place.set * SET;
    uint32_t i = place.begin;

    *found = false;
    for (uint32_t n = 0; n < SET && tags[i] != 0; n++) {
        struct origin *const o = entry_at(t, place.set, i, key_size);

        if (tags[i] == place.tag && same_key(key_of(o), key, key_size)) {
            *found = true;
            return o;
        }
        i = (i + 1) % SET;
    }
    if (tags[i] != 0)
        i = find_oldest(t, place.set);
    tags[i] = place.tag;
    return entry_at(t, place.set, i, key_size);
}

/* Make the key of a segment; whether the sender is the end that it names second. */
static inline __attribute__((always_inline)) bool make_key(uint8_t *key, const struct ip_info *ip,
                                                           const struct tcp_numbers *s, size_t n)
{
    const bool reversed = s->src_port > s->dst_port ||
                          (s->src_port == s->dst_port && memcmp(ip->src, ip->dst, n) > 0);
    const uint32_t low = reversed ? s->dst_port : s->src_port;
    const uint32_t high = reversed ? s->src_port : s->dst_port;
    const uint32_t ports = low << 16 | high;

    memcpy(key, reversed ? ip->dst : ip->src, n);
    memcpy(key + n, reversed ? ip->src : ip->dst, n);
    memcpy(key + 2 * n, &ports, sizeof ports);
    return reversed;
}

static inline __attribute__((always_inline)) void find(struct table *t, uint64_t seed,
                                                       const struct ip_info *ip,
                                                       const struct tcp_numbers *s,
                                                       struct tcp_origin *out)
{
    const uint32_t key_size = ip->version == 6 ? KEY_6 : KEY_4;
    uint8_t key[KEY_6];
    const bool reversed = make_key(key, ip, s, (key_size - 4) / 2);
    bool found;
    struct origin *const o = find_entry(t, seed, key, key_size, &found);

    out->fresh = !found || s->syn;
    if (out->fresh) {
        memcpy(key_of(o), key, key_size);
        o->low_seq = reversed ? s->ack - 1 : s->seq;
        o->high_seq = reversed ? s->seq : s->ack - 1;
    }
    o->used = ++t->clock;
    out->seq = reversed ? o->high_seq : o->low_seq;
    out->ack = reversed ? o->low_seq : o->high_seq;
}

void tcp_memory_find(struct tcp_memory *m, const struct ip_info *ip, const struct tcp_numbers *s,
                     struct tcp_origin *out)
{
    if (ip->version == 6)
        find(&m->ip6, m->seed, ip, s, out);
    else
        find(&m->ip4, m->seed, ip, s, out);
}

uint64_t tcp_memory_expect(const struct tcp_memory *m, const uint8_t addresses[8],
                           const uint8_t ports[4])
{
    const struct ip_info ip = {.src = addresses, .dst = addresses + 4};
    const struct tcp_numbers s = {.src_port = be16(ports), .dst_port = be16(ports + 2)};
    uint8_t key[KEY_4];
    uint64_t hash;

    (void)make_key(key, &ip, &s, 4);
    hash = hash_key(m->seed, key, KEY_4);
    __builtin_prefetch(tags_of(&m->ip4, place_of(&m->ip4, hash).set));
    return hash;
}

void tcp_memory_fetch(const struct tcp_memory *m, uint64_t expected)
{
    const struct place place = place_of(&m->ip4, expected);
    const uint16_t *const tags = tags_of(&m->ip4, place.set);
    uint32_t i = place.begin;

    for (uint32_t n = 0; n < SET && tags[i] != 0 && tags[i] != place.tag; n++)
        i = (i + 1) % SET;
    __builtin_prefetch(entry_at(&m->ip4, place.set, i, KEY_4), 1);
}
