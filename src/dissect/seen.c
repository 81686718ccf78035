// SPDX-License-Identifier: BSD-3-Clause
#include "dissect/seen.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/table.h"
#include "dissect/multipath.h"

enum { FIRST_CAP = 256, KEY_OCTETS = 40 };

/**
 * struct known - a pair that was met
 * @key:     the lesser end, the greater, and zeros
 * @number, @latest_ns: of its latest frame
 */
struct known {
    uint8_t key[KEY_OCTETS];
    uint64_t number;
    int64_t latest_ns;
    struct seen_pair pair;
};

/* Those of one kind: @n of @cap; the index is the place. */
struct circle {
    struct table table;
    struct known *of; /* *owned* */
    uint32_t n, cap;
};

struct seen {
    uint64_t seed;
    struct circle of[SEEN_KINDS];
    struct multipath *multipath; /* *owned*: NULL until somebody asks */
};

struct seen *tl_seen_new(void)
{
    struct seen *const s = calloc(1, sizeof *s);

    if (s != NULL)
        s->seed = hash_seed();
    return s;
}

void tl_seen_free(struct seen *s)
{
    if (s == NULL)
        return;
    for (size_t i = 0; i < SEEN_KINDS; i++) {
        if (s->of[i].cap != 0)
            tl_table_fini(&s->of[i].table);
        free(s->of[i].of);
    }
    tl_multipath_free(s->multipath);
    free(s);
}

static bool grow(struct circle *c)
{
    const uint32_t cap = c->cap == 0 ? FIRST_CAP : c->cap * 2;
    struct known *const of = realloc(c->of, cap * sizeof *of);

    if (of == NULL)
        return false;
    c->of = of;
    if (!(c->cap == 0 ? tl_table_init(&c->table, cap) : tl_table_grow(&c->table)))
        return false;
    c->cap = cap;
    return true;
}

static void make_key(uint8_t key[KEY_OCTETS], const struct seen_ends *ends)
{
    const bool ordered = memcmp(ends->src, ends->dst, ends->n) <= 0;

    memset(key, 0, KEY_OCTETS);
    memcpy(key, ordered ? ends->src : ends->dst, ends->n);
    memcpy(key + ends->n, ordered ? ends->dst : ends->src, ends->n);
}

static uint32_t tag_of(const struct seen *s, const uint8_t key[KEY_OCTETS])
{
    uint64_t hash = s->seed, word;

    for (size_t i = 0; i < KEY_OCTETS; i += sizeof word) {
        memcpy(&word, key + i, sizeof word);
        hash = hash_word(hash, word);
    }
    return table_tag(hash);
}

static struct known *find(const struct circle *c, uint32_t tag, const uint8_t key[KEY_OCTETS])
{
    if (c->cap == 0)
        return NULL;
    for (uint32_t at = tag & c->table.mask; c->table.cells[at].slot_plus_1 != 0;
         at = (at + 1) & c->table.mask) {
        struct known *const k = &c->of[c->table.cells[at].slot_plus_1 - 1];

        if (c->table.cells[at].tag == tag && memcmp(k->key, key, KEY_OCTETS) == 0)
            return k;
    }
    return NULL;
}

const struct seen_pair *seen_meet(struct seen *s, enum seen_kind kind, const struct seen_ends *ends,
                                  uint64_t number, int64_t ns)
{
    struct circle *const c = &s->of[kind];
    uint8_t key[KEY_OCTETS];
    struct known *k;
    uint32_t tag;

    make_key(key, ends);
    tag = tag_of(s, key);
    k = find(c, tag, key);
    if (k == NULL) {
        if (c->n == SEEN_MAX || (c->n == c->cap && !grow(c)))
            return NULL;
        k = &c->of[c->n];
        *k = (struct known){.latest_ns = ns, .pair = {.index = c->n, .first_ns = ns}};
        memcpy(k->key, key, KEY_OCTETS);
        tl_table_put(&c->table, tag, c->n++);
    }
    if (k->number != number) {
        k->number = number;
        k->pair.frames++;
        k->pair.previous_ns = k->latest_ns;
        k->latest_ns = ns;
    }
    return &k->pair;
}

struct multipath *seen_multipath(struct seen *s)
{
    if (s->multipath == NULL)
        s->multipath = tl_multipath_new();
    return s->multipath;
}
