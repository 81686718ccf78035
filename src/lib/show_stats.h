// SPDX-License-Identifier: BSD-3-Clause
/*
 * show_stats.h - the statistics of `show -z` over the frames that are shown, and the display
 * filters that some of their columns have of their own.
 */
#ifndef TL_LIB_SHOW_STATS_H
#define TL_LIB_SHOW_STATS_H

#include "lib/matcher.h"
#include "stat/stat.h"

enum { SHOW_STATS_MAX = 16, SHOW_STATS_FILTERS = 64 };

/**
 * struct show_stats - @n of @of are made
 * @filters: *owned*: of the columns of each, @n_filters of them; NULL where a column takes all
 *           frames
 */
struct show_stats {
    struct statistic of[SHOW_STATS_MAX];
    struct matcher *filters[SHOW_STATS_MAX][SHOW_STATS_FILTERS];
    unsigned n_filters[SHOW_STATS_MAX];
    unsigned n;
};

/* Make the one that `spec` names; as tl_statistic_new(). */
enum tcplens_status tl_show_stats_add(struct show_stats *s, const char *spec, struct items *items,
                                      unsigned *parts, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Count a frame, of which `items` holds all that was asked for. */
void tl_show_stats_frame(struct show_stats *s, const struct items *items);

/* All tables, in the order in which they were asked for. */
void tl_show_stats_print(struct show_stats *s, int64_t zero_ns, struct text *out);

void tl_show_stats_free(struct show_stats *s);

#endif
