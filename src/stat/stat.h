// SPDX-License-Identifier: BSD-3-Clause
/*
 * stat.h - statistics over all frames, as tshark's `-z` prints them: what it wants of each frame, a
 * frame after another, and a table at the end.
 *
 * Invariant: memory is bounded; what a table has no room for is counted and told below it.
 */
#ifndef TL_STAT_STAT_H
#define TL_STAT_STAT_H

#include <stdbool.h>

#include <tcplens/error.h>

#include "base/text.h"
#include "field/items.h"

struct stat_kind;

/**
 * struct statistic - one `-z`
 * @kind:  what it is
 * @state: *owned*, the kind's
 */
struct statistic {
    const struct stat_kind *kind;
    void *state;
};

/* The statistic that `spec` names, such as "conv,tcp"; `items` is set to want what it reads, and
 * `*parts` gets what gives it. TCPLENS_ERR_USAGE: there is none of that name; the message lists
 * them. */
enum tcplens_status tl_statistic_new(struct statistic *ret, const char *spec, struct items *items,
                                     unsigned *parts, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* The display filter of column `i`, "" for none; NULL behind the last. There are at most 64. */
const char *tl_statistic_filter(const struct statistic *s, unsigned i);

/* Count a frame; bit `i` of `passed`: it passed the filter of column `i`. */
void tl_statistic_frame(struct statistic *s, const struct items *items, uint64_t passed);

/* The table; `zero_ns` is the time of the capture's first frame. To be called once. */
void tl_statistic_print(struct statistic *s, int64_t zero_ns, struct text *out);

void tl_statistic_free(struct statistic *s);

#endif
