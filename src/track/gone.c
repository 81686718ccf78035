// SPDX-License-Identifier: BSD-3-Clause
#include "track/gone.h"

#include <stddef.h>
#include <string.h>

#include "base/memory.h"

bool tl_gone_init(struct gone *g, uint32_t cap)
{
    uint32_t buckets = 1;

    while (buckets * GONE_WAYS < cap)
        buckets *= 2;
    g->mask = buckets - 1;
    g->buckets = tl_memory_new(buckets, sizeof *g->buckets);
    return g->buckets != NULL;
}

void tl_gone_fini(struct gone *g)
{
    tl_memory_free(g->buckets, (size_t)g->mask + 1, sizeof *g->buckets);
}

void tl_gone_put(struct gone *g, uint64_t hash, uint64_t number)
{
    struct gone_entry *const bucket = g->buckets[hash & g->mask];
    size_t at = 0;

    while (at < GONE_WAYS - 1 && bucket[at].hash != hash && bucket[at].number != 0)
        at++;
    memmove(&bucket[1], &bucket[0], at * sizeof bucket[0]);
    bucket[0] = (struct gone_entry){hash, number};
}

uint64_t tl_gone_find(const struct gone *g, uint64_t hash)
{
    for (size_t i = 0; i < GONE_WAYS; i++) {
        const struct gone_entry *const entry = &g->buckets[hash & g->mask][i];

        if (entry->number != 0 && entry->hash == hash)
            return entry->number;
    }
    return 0;
}
