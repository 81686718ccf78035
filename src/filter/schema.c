// SPDX-License-Identifier: BSD-3-Clause
#include "filter/schema.h"

#include <string.h>

enum { NAME_LONGEST = 64 };

/* `name` without the prefix, if it has it. */
static const char *bare(const struct schema *s, const char *name, size_t *n)
{
    const size_t prefix = strlen(s->prefix);

    if (*n <= prefix || strncmp(name, s->prefix, prefix) != 0)
        return name;
    *n -= prefix;
    return name + prefix;
}

int tl_schema_find(const struct schema *s, const char *name, size_t n)
{
    int found = -1;
    bool several = false;

    name = bare(s, name, &n);
    for (unsigned i = 0; i < s->n_fields && n > 0; i++) {
        const char *const of_field = s->field(s, i).name;

        if (strncmp(of_field, name, n) != 0)
            continue;
        if (of_field[n] == '\0')
            return (int)i;
        several = found >= 0;
        found = s->shorten ? (int)i : -1;
    }
    return several ? -1 : found;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Edit distance (Levenshtein, one row of the matrix) of `a` to `b`, or, if `cut`, to the beginning
 * of `b` that is nearest to it. */
static unsigned distance(const char *a, size_t na, const char *b, bool cut)
{
    const size_t nb = strlen(b);
    unsigned row[NAME_LONGEST + 1], nearest;

    if (na > NAME_LONGEST || nb > NAME_LONGEST)
        return NAME_LONGEST;
    for (unsigned j = 0; j <= nb; j++)
        row[j] = j;
    for (unsigned i = 1; i <= na; i++) {
        unsigned corner = row[0];

        row[0] = i;
        for (unsigned j = 1; j <= nb; j++) {
            const unsigned change = corner + (a[i - 1] != b[j - 1]);

            corner = row[j];
            row[j] = least(change, least(row[j], row[j - 1]) + 1);
        }
    }
    nearest = row[nb];
    for (unsigned j = 0; cut && j <= nb; j++)
        nearest = least(nearest, row[j]);
    return nearest;
}

int tl_schema_nearest(const struct schema *s, const char *name, size_t n)
{
    unsigned best;
    int nearest = -1;

    name = bare(s, name, &n);
    if (n == 0)
        return -1;
    best = (least((unsigned)n, NAME_LONGEST) + 1) / 3 + 1;
    for (unsigned i = 0; i < s->n_fields; i++) {
        const char *const of_field = s->field(s, i).name;
        const unsigned d = distance(name, n, of_field, s->shorten);

        /* A beginning that several share is nearest to the first of them. */
        if (strncmp(of_field, name, n) == 0)
            return (int)i;
        if (d < best) {
            best = d;
            nearest = (int)i;
        }
    }
    return nearest;
}
