// SPDX-License-Identifier: BSD-3-Clause
/*
 * fold.c - runs of ordinary data and ACKs become one rung each.
 *
 * Ordinary is what bears no mark, opens and closes nothing, changes no state and is evidence of no
 * finding: what is left between two folds is what somebody looks for.
 */
#include "picture/make.h"

enum { RUN_MIN = 3 }; /* two segments take no more room than what would stand for them */

static bool is_ordinary(const struct rung *rung)
{
    const struct row *const row = rung->row;
    const uint16_t special = TCPLENS_SYN | TCPLENS_FIN | TCPLENS_RST;

    return rung->kind == RUNG_SEGMENT && rung->marks == 0 && rung->finding == 0 &&
           (row->flags & special) == 0 && row->before[0] == row->after[0] &&
           row->before[1] == row->after[1] && row->phase != PHASE_OPENING;
}

/* How many rungs from the first on make a run. */
static size_t run_length(const struct rung *rungs, size_t n)
{
    size_t i = 0;

    while (i < n && is_ordinary(&rungs[i]) && rungs[i].row->phase == rungs[0].row->phase)
        i++;
    return i;
}

static struct rung fold_run(const struct rung *rungs, size_t n)
{
    struct rung fold = rungs[0];

    fold.kind = RUNG_FOLD;
    fold.last = rungs[n - 1].row;
    for (size_t i = 0; i < n; i++) {
        const struct row *const row = rungs[i].row;

        fold.sum.segments[row->side]++;
        fold.sum.octets[row->side] += row->payload_len;
        if (fold.oldest[row->side] == NULL)
            fold.oldest[row->side] = row;
        fold.newest[row->side] = row;
    }
    return fold;
}

size_t tl_ladder_fold(struct rung *rungs, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n;) {
        const size_t run = run_length(rungs + i, n - i);

        if (run >= RUN_MIN) {
            rungs[kept++] = fold_run(rungs + i, run);
            i += run;
        } else {
            rungs[kept++] = rungs[i++];
        }
    }
    return kept;
}
