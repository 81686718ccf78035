// SPDX-License-Identifier: BSD-3-Clause
#include "filter/relation.h"

#include <string.h>

#include "base/error.h"

enum { NAME_MAX_LEN = 32 };

/* `s` without the prefix, if it has it. */
static const char *bare(const struct relation *r, const char *s, size_t *n)
{
    const size_t prefix = strlen(r->prefix);

    if (*n <= prefix || strncmp(s, r->prefix, prefix) != 0)
        return s;
    *n -= prefix;
    return s + prefix;
}

int tl_relation_find(const struct relation *r, const char *s, size_t n)
{
    int found = -1;
    bool several = false;

    s = bare(r, s, &n);
    for (unsigned i = 0; i < r->n_fields && n > 0; i++) {
        if (strncmp(r->fields[i].name, s, n) != 0)
            continue;
        if (r->fields[i].name[n] == '\0')
            return (int)i;
        several = found >= 0;
        found = (int)i;
    }
    return several ? -1 : found;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Edit distance (Levenshtein, one row of the matrix) of `a` to the beginning of `b` that is nearest
 * to it, for names may be cut short. */
static unsigned distance(const char *a, size_t na, const char *b, size_t nb)
{
    unsigned row[NAME_MAX_LEN + 1], nearest = NAME_MAX_LEN;

    if (na > NAME_MAX_LEN || nb > NAME_MAX_LEN)
        return NAME_MAX_LEN;
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
    for (unsigned j = 0; j <= nb; j++)
        nearest = least(nearest, row[j]);
    return nearest;
}

static const char *suggest(const struct relation *r, const char *s, size_t n)
{
    unsigned best;
    const char *nearest = NULL;

    s = bare(r, s, &n);
    best = (least((unsigned)n, NAME_MAX_LEN) + 1) / 3 + 1;
    for (unsigned i = 0; i < r->n_fields; i++) {
        const char *const name = r->fields[i].name;
        const unsigned d = distance(s, n, name, strlen(name));

        /* A beginning that several share is nearest to the first of them. */
        if (n > 0 && strncmp(name, s, n) == 0)
            return name;
        if (d < best) {
            best = d;
            nearest = name;
        }
    }
    return nearest;
}

enum tcplens_status tl_relation_unknown(const struct relation *r, const char *s, size_t n,
                                        struct tcplens_error *err)
{
    const char *const near = suggest(r, s, n);

    if (near == NULL)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "there is no column \"%.*s\"", (int)n, s);
    return tl_error(err, TCPLENS_ERR_USAGE, 0, "there is no column \"%.*s\"; did you mean \"%s\"?",
                    (int)n, s, near);
}
