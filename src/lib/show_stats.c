// SPDX-License-Identifier: BSD-3-Clause
#include "lib/show_stats.h"

#include "base/error.h"

/* The filters of a statistic's columns, and what they need to know. */
static enum tcplens_status add_filters(struct show_stats *s, struct items *items, unsigned *parts,
                                       struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;

    for (unsigned i = 0; i < SHOW_STATS_FILTERS && status == TCPLENS_OK; i++) {
        const char *const filter = tl_statistic_filter(&s->of[s->n], i);

        if (filter == NULL)
            break;
        s->n_filters[s->n] = i + 1;
        if (*filter == '\0')
            continue;
        status = tl_matcher_new(&s->filters[s->n][i], filter, NULL, err);
        if (status != TCPLENS_OK)
            break;
        *parts |= tl_matcher_parts(s->filters[s->n][i]);
        tl_matcher_share(s->filters[s->n][i], items);
    }
    return status;
}

enum tcplens_status tl_show_stats_add(struct show_stats *s, const char *spec, struct items *items,
                                      unsigned *parts, struct tcplens_error *err)
{
    enum tcplens_status status;

    if (s->n == SHOW_STATS_MAX)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "at most %d statistics at once", SHOW_STATS_MAX);
    status = tl_statistic_new(&s->of[s->n], spec, items, parts, err);
    if (status != TCPLENS_OK)
        return status;
    status = add_filters(s, items, parts, err);
    s->n++;
    return status;
}

void tl_show_stats_frame(struct show_stats *s, const struct items *items)
{
    for (unsigned i = 0; i < s->n; i++) {
        uint64_t passed = UINT64_MAX;

        for (unsigned k = 0; k < s->n_filters[i]; k++)
            if (s->filters[i][k] != NULL && !tl_matcher_holds(s->filters[i][k], items))
                passed &= ~(UINT64_C(1) << k);
        tl_statistic_frame(&s->of[i], items, passed);
    }
}

void tl_show_stats_print(struct show_stats *s, int64_t zero_ns, struct text *out)
{
    for (unsigned i = 0; i < s->n; i++)
        tl_statistic_print(&s->of[i], zero_ns, out);
}

void tl_show_stats_free(struct show_stats *s)
{
    for (unsigned i = 0; i < s->n; i++) {
        for (unsigned k = 0; k < s->n_filters[i]; k++)
            tl_matcher_free(s->filters[i][k]);
        tl_statistic_free(&s->of[i]);
    }
    s->n = 0;
}
