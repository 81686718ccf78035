// SPDX-License-Identifier: BSD-3-Clause
#include "stack/ring.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool ring_init(struct ring *r, uint32_t size)
{
    size_t places = 1;

    while (places < size)
        places *= 2;
    *r = (struct ring){.octets = malloc(places), .mask = places - 1, .size = size};
    return r->octets != NULL;
}

void ring_fini(struct ring *r)
{
    free(r->octets);
    *r = (struct ring){0};
}

void ring_write(struct ring *r, uint64_t at, struct span data)
{
    const size_t place = at & r->mask;
    const size_t before_wrap = r->mask + 1 - place;
    const size_t head = data.n < before_wrap ? data.n : before_wrap;

    assert(at >= r->first && at - r->first + data.n <= r->size);
    if (data.n == 0)
        return;
    memcpy(r->octets + place, data.p, head);
    memcpy(r->octets, data.p + head, data.n - head);
}

void ring_peek(const struct ring *r, uint64_t at, size_t n, struct span out[2])
{
    const size_t place = at & r->mask;
    const size_t before_wrap = r->mask + 1 - place;
    const size_t head = n < before_wrap ? n : before_wrap;

    assert(at >= r->first && at + n <= r->end);
    out[0] = (struct span){r->octets + place, head};
    out[1] = (struct span){r->octets, n - head};
}

void ring_take(struct ring *r, uint8_t *to, size_t n)
{
    struct span runs[2];

    ring_peek(r, r->first, n, runs);
    if (to != NULL && n > 0) {
        memcpy(to, runs[0].p, runs[0].n);
        memcpy(to + runs[0].n, runs[1].p, runs[1].n);
    }
    r->first += n;
}
