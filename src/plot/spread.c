// SPDX-License-Identifier: BSD-3-Clause
#include "plot/spread.h"

#include <stddef.h>

unsigned tl_spread_cell(int64_t value)
{
    const uint64_t v = (uint64_t)value;
    unsigned doublings;

    if (v < SPREAD_FINE)
        return (unsigned)v;
    doublings = 63 - (unsigned)__builtin_clzll(v) - SPREAD_SHIFT;
    return (doublings << SPREAD_SHIFT) + (unsigned)(v >> doublings);
}

/* The least value of a counter. */
static int64_t cell_begin(unsigned cell)
{
    const unsigned doublings = cell < SPREAD_FINE ? 0 : (cell >> SPREAD_SHIFT) - 1;

    return (int64_t)((uint64_t)(cell - (doublings << SPREAD_SHIFT)) << doublings);
}

int64_t tl_spread_middle(unsigned cell)
{
    return cell_begin(cell) + (cell_begin(cell + 1) - cell_begin(cell)) / 2;
}

void tl_spread_add(struct spread *s, int64_t value)
{
    if (s->n == 0 || value < s->lo)
        s->lo = value;
    if (value > s->hi)
        s->hi = value;
    s->n++;
    s->sum += (uint64_t)value;
    s->cells[tl_spread_cell(value)]++;
}

int64_t tl_spread_percentile(const struct spread *s, unsigned percent)
{
    const uint64_t rank = s->n / 100 * percent + (s->n % 100 * percent + 99) / 100;
    uint64_t below = 0;

    if (s->n == 0)
        return 0;
    for (unsigned cell = 0; cell < SPREAD_CELLS; cell++) {
        below += s->cells[cell];
        if (below >= rank && below > 0) {
            const int64_t middle = tl_spread_middle(cell);

            return middle < s->lo ? s->lo : middle > s->hi ? s->hi : middle;
        }
    }
    return s->hi;
}
