// SPDX-License-Identifier: BSD-3-Clause
#include "pdu/wait.h"

#include <stdlib.h>
#include <string.h>

struct wait *wait_new(struct tcplens_seq start, struct tcplens_seq end, uint64_t frame)
{
    struct wait *const w = calloc(1, sizeof *w);

    if (w == NULL)
        return NULL;
    w->start = start;
    w->end = end;
    w->first_frame = w->last_frame = frame;
    return w;
}

void wait_empty(struct wait *w)
{
    free(w->octets);
    free(w->segments);
    w->octets = NULL;
    w->segments = NULL;
    w->n_segments = w->cap_segments = w->cap_octets = 0;
    w->reach = w->in_reach = w->top = 0;
}

void wait_free(struct wait *w)
{
    if (w == NULL)
        return;
    wait_empty(w);
    free(w);
}

static bool make_room(struct wait *w, uint32_t octets)
{
    if (w->n_segments == w->cap_segments) {
        const uint32_t cap = w->cap_segments == 0 ? 4 : 2 * w->cap_segments;
        struct pdu_segment *const segments = realloc(w->segments, cap * sizeof *segments);

        if (segments == NULL)
            return false;
        w->segments = segments;
        w->cap_segments = cap;
    }
    if (octets > w->cap_octets) {
        const uint32_t twice = w->cap_octets > UINT32_MAX / 2 ? UINT32_MAX : 2 * w->cap_octets;
        const uint32_t cap = octets > twice ? octets : twice;
        uint8_t *const p = realloc(w->octets, cap);

        if (p == NULL)
            return false;
        w->octets = p;
        w->cap_octets = cap;
    }
    return true;
}

/* Copy what no earlier segment has brought already, and compare the rest. */
static void fill_gaps(struct wait *w, struct pdu_segment *added, struct span octets)
{
    const uint32_t offset = added->offset, end = offset + added->len;
    uint32_t at = offset;

    for (uint32_t i = 0; i < w->n_segments && at < end; i++) {
        const struct pdu_segment *const s = &w->segments[i];
        uint32_t stop = s->offset < end ? s->offset : end;

        if (stop > at) {
            memcpy(w->octets + at, octets.p + (at - offset), stop - at);
            at = stop;
        }
        stop = s->offset + s->len < end ? s->offset + s->len : end;
        if (stop <= at)
            continue;
        added->conflict |= memcmp(w->octets + at, octets.p + (at - offset), stop - at) != 0;
        at = stop;
    }
    if (at < end)
        memcpy(w->octets + at, octets.p + (at - offset), end - at);
}

/* Whether a part of the frame is only more of the part before. */
static bool continues(const struct pdu_segment *before, const struct pdu_segment *added)
{
    return before->frame == added->frame && before->offset + before->len == added->offset &&
           added->len != 0 && before->conflict == added->conflict;
}

bool wait_add(struct wait *w, uint64_t frame, uint32_t offset, struct span octets)
{
    const uint32_t end = offset + (uint32_t)octets.n;
    struct pdu_segment added = {.frame = frame, .offset = offset, .len = (uint32_t)octets.n};
    uint32_t i = w->n_segments;

    if (octets.n > UINT32_MAX - offset || !make_room(w, end))
        return false;
    if (offset < w->top)
        fill_gaps(w, &added, octets);
    else if (octets.n > 0)
        memcpy(w->octets + offset, octets.p, octets.n);
    if (end > w->top)
        w->top = end;
    while (i > 0 && w->segments[i - 1].offset > offset)
        i--;
    if (i > 0 && continues(&w->segments[i - 1], &added)) {
        w->segments[--i].len += added.len;
    } else {
        memmove(&w->segments[i + 1], &w->segments[i], (w->n_segments - i) * sizeof *w->segments);
        w->segments[i] = added;
        w->n_segments++;
    }
    w->last_frame = frame;
    if (i < w->in_reach)
        w->in_reach = i;
    while (w->in_reach < w->n_segments && w->segments[w->in_reach].offset <= w->reach) {
        const struct pdu_segment *const s = &w->segments[w->in_reach++];

        if (s->offset + s->len > w->reach)
            w->reach = s->offset + s->len;
    }
    return true;
}

void wait_mark_overlaps(struct wait *w)
{
    uint32_t end = 0;

    for (uint32_t i = 0; i < w->n_segments; i++) {
        struct pdu_segment *const s = &w->segments[i];

        s->overlap = s->offset < end;
        if (s->offset + s->len > end)
            end = s->offset + s->len;
    }
}
