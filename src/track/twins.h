// SPDX-License-Identifier: BSD-3-Clause
/*
 * twins.h - for tests: two trackers fed alike, of which one lets every segment go the general way.
 * The straight line of steady.c must make no difference, to the last bit.
 */
#ifndef TRACK_TWINS_H
#define TRACK_TWINS_H

#include <stdbool.h>
#include <string.h>

#include "track/track.h"

struct twins {
    struct tracker *usual, *general;
};

static inline bool twins_new(struct twins *t, uint32_t max_conns)
{
    const struct track_options usual = {.max_conns = max_conns, .seed = 1};
    const struct track_options general = {.max_conns = max_conns, .seed = 1, .general_only = true};

    return tl_track_new(&t->usual, &usual, NULL) == TCPLENS_OK &&
           tl_track_new(&t->general, &general, NULL) == TCPLENS_OK;
}

static inline void twins_free(struct twins *t)
{
    tl_track_free(t->usual);
    tl_track_free(t->general);
}

/* Track a batch in both: the same verdicts, and of every connection touched the same record? */
static inline bool twins_agree(struct twins *t, const struct tcplens_segment *segs, size_t n)
{
    static struct verdict usual[TRACK_BATCH], general[TRACK_BATCH];

    /* Both write into the same octets before, so that what lies between fields is alike. */
    memset(usual, 0, sizeof usual);
    memset(general, 0, sizeof general);
    tl_track_batch(t->usual, segs, n, usual);
    tl_track_batch(t->general, segs, n, general);
    if (memcmp(usual, general, n * sizeof usual[0]) != 0)
        return false;
    for (size_t i = 0; i < n; i++) {
        const uint32_t slot = usual[i].slot;
        const void *a, *b;

        if (slot == TRACK_NO_CONN)
            continue;
        /* Octet by octet on purpose: records are cleared whole when they begin. */
        a = tl_track_conn(t->usual, slot);
        b = tl_track_conn(t->general, slot);
        if (memcmp(a, b, sizeof(struct conn)) != 0)
            return false;
    }
    return true;
}

#endif
