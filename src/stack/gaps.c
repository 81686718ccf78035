// SPDX-License-Identifier: BSD-3-Clause
#include "stack/gaps.h"

#include <string.h>

static bool touch(struct seq_range a, struct seq_range b)
{
    return seq_leq(a.left, b.right) && seq_leq(b.left, a.right);
}

static void drop(struct gaps *g, uint32_t i)
{
    memmove(&g->ranges[i], &g->ranges[i + 1], (--g->n - i) * sizeof g->ranges[0]);
}

bool gaps_add(struct gaps *g, struct seq_range range)
{
    const struct seq_range came = range;
    uint32_t i = 0;

    while (i < g->n) {
        if (!touch(g->ranges[i], came)) {
            i++;
            continue;
        }
        if (seq_lt(g->ranges[i].left, range.left))
            range.left = g->ranges[i].left;
        range.right = seq_max(range.right, g->ranges[i].right);
        drop(g, i);
    }
    if (g->n == GAPS_MAX)
        return false;
    memmove(&g->ranges[1], &g->ranges[0], g->n++ * sizeof g->ranges[0]);
    g->ranges[0] = range;
    return true;
}

struct tcplens_seq gaps_close(struct gaps *g, struct tcplens_seq next)
{
    uint32_t i = 0;

    while (i < g->n) {
        if (seq_lt(next, g->ranges[i].left)) {
            i++;
            continue;
        }
        next = seq_max(next, g->ranges[i].right);
        drop(g, i);
    }
    return next;
}

bool gaps_hold(const struct gaps *g, struct seq_range range)
{
    for (uint32_t i = 0; i < g->n; i++)
        if (seq_leq(g->ranges[i].left, range.left) && seq_leq(range.right, g->ranges[i].right))
            return true;
    return false;
}

void gaps_tell(struct gaps *g, struct tcp_options *out)
{
    const uint32_t max = sizeof out->sack / sizeof out->sack[0];
    uint32_t n = 0;

    if (!seq_eq(g->duplicate.left, g->duplicate.right)) {
        out->sack[n].left = g->duplicate.left;
        out->sack[n++].right = g->duplicate.right;
        g->duplicate = (struct seq_range){{0}, {0}};
    }
    for (uint32_t i = 0; i < g->n && n < max; i++, n++) {
        out->sack[n].left = g->ranges[i].left;
        out->sack[n].right = g->ranges[i].right;
    }
    out->sacks = (uint8_t)n;
    if (n > 0)
        out->present |= TCPLENS_OPT_SACK;
}
