// SPDX-License-Identifier: BSD-3-Clause
#include "lib/ending.h"

#include <assert.h>
#include <stdlib.h>

#include "base/error.h"

enum tcplens_status tl_endings_init(struct endings *e, uint32_t cap, struct tcplens_error *err)
{
    assert(cap > 0);
    *e = (struct endings){.cap = cap};
    e->ring = calloc(cap, sizeof *e->ring);
    e->told = calloc(cap, sizeof *e->told);
    if (e->ring == NULL || e->told == NULL) {
        tl_endings_fini(e);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    }
    return TCPLENS_OK;
}

void tl_endings_fini(struct endings *e)
{
    free(e->ring);
    free(e->told);
    *e = (struct endings){0};
}

void tl_endings_push(struct endings *e, uint32_t slot, uint64_t number, int64_t now_ns)
{
    assert(slot < e->cap);
    if (e->n == e->cap) {
        e->first = (e->first + 1) % e->cap;
        e->n--;
    }
    e->ring[(e->first + e->n) % e->cap] =
        (struct ending){.number = number, .due_ns = now_ns + ENDING_GRACE_NS, .slot = slot};
    e->n++;
}

bool tl_endings_pop(struct endings *e, int64_t now_ns, struct ending *ret)
{
    const struct ending *const next = &e->ring[e->first];

    if (e->n == 0 || next->due_ns > now_ns)
        return false;
    *ret = *next;
    e->first = (e->first + 1) % e->cap;
    e->n--;
    return true;
}

bool tl_endings_told(const struct endings *e, uint32_t slot, uint64_t number)
{
    assert(slot < e->cap);
    return e->told[slot] == number;
}

void tl_endings_mark(struct endings *e, uint32_t slot, uint64_t number)
{
    assert(slot < e->cap);
    e->told[slot] = number;
}
