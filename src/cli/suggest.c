// SPDX-License-Identifier: BSD-3-Clause
/*
 * suggest.c - nearest by edit distance: insertions, deletions, substitutions and transpositions of
 * neighbours each count one (optimal string alignment). Three rows of the usual matrix suffice.
 */
#include "suggest.h"

#include <string.h>

enum { WORD_MAX = 32 };

static unsigned min(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Words longer than WORD_MAX are no option of ours, and as far away as can be. */
static unsigned distance(const char *a, const char *b)
{
    const size_t na = strlen(a), nb = strlen(b);
    unsigned rows[3][WORD_MAX + 1];
    unsigned *before = rows[0], *last = rows[1], *row = rows[2];

    if (na > WORD_MAX || nb > WORD_MAX)
        return WORD_MAX;
    for (unsigned j = 0; j <= nb; j++)
        before[j] = last[j] = j;
    for (unsigned i = 1; i <= na; i++) {
        unsigned *const oldest = before;

        row[0] = i;
        for (unsigned j = 1; j <= nb; j++) {
            const unsigned change = last[j - 1] + (a[i - 1] != b[j - 1]);

            row[j] = min(change, min(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = min(row[j], before[j - 2] + 1);
        }
        before = last;
        last = row;
        row = oldest;
    }
    return last[nb];
}

const char *suggest(const char *word, const char *const *names, size_t n)
{
    unsigned best = (unsigned)min((unsigned)strlen(word), WORD_MAX) / 3 + 1;
    const char *nearest = NULL;

    for (size_t i = 0; i < n; i++) {
        const unsigned d = distance(word, names[i]);

        if (d <= best && (nearest == NULL || d < best)) {
            best = d;
            nearest = names[i];
        }
    }
    return nearest;
}
