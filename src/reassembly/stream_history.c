// SPDX-License-Identifier: BSD-3-Clause
#include "reassembly/stream_history.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct stream_history *tl_stream_history_new(uint32_t room)
{
    struct stream_history *const h = malloc(stream_history_size(room));

    assert(room > 0);
    if (h != NULL) {
        h->start = h->end = 0;
        h->room = room;
        h->n_origins = 0;
    }
    return h;
}

void tl_stream_history_add(struct stream_history *h, uint64_t offset, struct span octets,
                           uint64_t frame)
{
    const uint32_t i = h->n_origins++ % HISTORY_ORIGINS;

    h->origins[i].offset = offset;
    h->origins[i].frame = frame;
    if (offset != h->end)
        h->start = offset;
    h->end = offset + octets.n;
    if (octets.n > h->room) {
        octets.p += octets.n - h->room;
        octets.n = h->room;
    }
    if (h->end - h->start > h->room)
        h->start = h->end - h->room;
    while (octets.n > 0) {
        const size_t at = (size_t)((h->end - octets.n) % h->room);
        const size_t n = octets.n < h->room - at ? octets.n : h->room - at;

        memcpy(h->octets + at, octets.p, n);
        (void)span_take(&octets, n);
    }
}

static uint64_t origin_of(const struct stream_history *h, uint64_t offset)
{
    const uint32_t n = h->n_origins < HISTORY_ORIGINS ? h->n_origins : HISTORY_ORIGINS;

    for (uint32_t back = 1; back <= n; back++) {
        const uint32_t i = (h->n_origins - back) % HISTORY_ORIGINS;

        if (h->origins[i].offset <= offset)
            return h->origins[i].frame;
    }
    return 0;
}

struct stream_difference tl_stream_history_compare(const struct stream_history *h, uint64_t offset,
                                                   struct span octets)
{
    struct stream_difference d = {0};
    uint64_t from = offset > h->start ? offset : h->start;
    const uint64_t to = offset + octets.n < h->end ? offset + octets.n : h->end;

    while (from < to) {
        const size_t at = (size_t)(from % h->room);
        const size_t n = to - from < h->room - at ? (size_t)(to - from) : h->room - at;
        const uint8_t *const again = octets.p + (from - offset);

        if (memcmp(h->octets + at, again, n) != 0) {
            for (size_t i = 0; i < n; i++) {
                if (h->octets[at + i] != again[i] && d.octets++ == 0)
                    d.offset = from + i;
            }
        }
        from += n;
    }
    if (d.octets > 0)
        d.frame = origin_of(h, d.offset);
    return d;
}
