// SPDX-License-Identifier: BSD-3-Clause
#include "explain/copies.h"

#include <stdlib.h>
#include <string.h>

/* So many pieces are looked through for one segment: a window of small ones. */
enum { STEPS_MAX = 4096 };

bool tl_copies_init(struct copies *c)
{
    *c = (struct copies){.octets = malloc(COPIES_OCTETS),
                         .pieces = malloc(COPIES_PIECES * sizeof *c->pieces)};
    return c->octets != NULL && c->pieces != NULL;
}

void tl_copies_fini(struct copies *c)
{
    free(c->octets);
    free(c->pieces);
    *c = (struct copies){.octets = NULL};
}

void tl_copies_keep(struct copies *c, uint64_t *last, uint64_t frame, uint32_t seq,
                    struct span octets)
{
    const uint64_t to_end = COPIES_OCTETS - c->kept % COPIES_OCTETS;

    if (c->octets == NULL || octets.n == 0 || octets.n > COPIES_OCTETS)
        return;
    if (octets.n > to_end)
        c->kept += to_end; /* a piece lies in one stretch */
    memcpy(c->octets + c->kept % COPIES_OCTETS, octets.p, octets.n);
    c->pieces[c->n % COPIES_PIECES] = (struct piece){
        .frame = frame, .at = c->kept, .before = *last, .seq = seq, .n = (uint32_t)octets.n};
    c->kept += octets.n;
    *last = ++c->n;
}

/* The piece of a link; NULL if it, or what it held, gave way. */
static const struct piece *find(const struct copies *c, uint64_t link)
{
    const struct piece *piece;

    if (c->octets == NULL || link == 0 || c->n - (link - 1) > COPIES_PIECES)
        return NULL;
    piece = &c->pieces[(link - 1) % COPIES_PIECES];
    return c->kept - piece->at <= COPIES_OCTETS ? piece : NULL;
}

/* How far into `octets`, which begin at `seq`, they first differ from the piece; octets.n if they
 * do not. */
static size_t first_difference(const struct copies *c, const struct piece *piece, uint32_t seq,
                               struct span octets)
{
    const int32_t ahead = (int32_t)(piece->seq - seq);
    const uint8_t *kept = c->octets + piece->at % COPIES_OCTETS;
    size_t at = 0, skip = 0, n;

    if (ahead > 0)
        at = (size_t)ahead;
    else
        skip = (size_t)(-(int64_t)ahead);
    if (at >= octets.n || skip >= piece->n)
        return octets.n;
    kept += skip;
    n = piece->n - skip < octets.n - at ? piece->n - skip : octets.n - at;
    if (memcmp(octets.p + at, kept, n) == 0)
        return octets.n;
    while (octets.p[at] == *kept++)
        at++;
    return at;
}

bool tl_copies_differ(const struct copies *c, uint64_t last, uint32_t seq, struct span octets,
                      struct difference *out)
{
    const struct piece *piece;
    size_t first = octets.n;

    for (unsigned step = 0; step < STEPS_MAX && (piece = find(c, last)) != NULL; step++) {
        const size_t at = first_difference(c, piece, seq, octets);

        if (at < first) {
            first = at;
            *out = (struct difference){.frame = piece->frame, .seq = seq + (uint32_t)at};
        }
        last = piece->before;
    }
    return first < octets.n;
}
