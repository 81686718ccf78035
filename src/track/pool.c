// SPDX-License-Identifier: BSD-3-Clause
#include "track/pool.h"

#include <assert.h>
#include <stddef.h>

#include "base/memory.h"

static_assert(sizeof(struct chunk) == 64, "one cache line");

bool tl_pool_init(struct pool *p, uint32_t cap)
{
    struct chunk *const chunks = tl_memory_new((size_t)cap + 1, sizeof *chunks);

    if (chunks == NULL)
        return false;
    *p = (struct pool){.chunks = chunks, .cap = cap, .born = 1};
    return true;
}

void tl_pool_fini(struct pool *p)
{
    tl_memory_free(p->chunks, (size_t)p->cap + 1, sizeof *p->chunks);
}
