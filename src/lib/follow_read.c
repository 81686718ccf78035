// SPDX-License-Identifier: BSD-3-Clause
#include "lib/follow_read.h"

#include <string.h>

#include "base/crew.h"

enum { PROGRESS_FRAMES = 16384, DEFAULT_MEMORY = 64 << 20 };

uint64_t tl_follow_memory(const struct tcplens_follow_options *options)
{
    return options->memory != 0 ? options->memory : DEFAULT_MEMORY;
}

enum tcplens_status tl_follow_open(struct follow_reader *r, const char *path,
                                   const struct tcplens_follow_options *options,
                                   struct tcplens_error *err)
{
    const struct analysed_options analysed = {
        .analysis = {.max_conversations = options->max_connections},
        /* A pipe is read at once, and what a filter asks of the source before it reads on. */
        .threads = strcmp(path, "-") == 0 || options->display != NULL ? 1 : tl_crew_processors(),
    };
    enum tcplens_status status;

    *r = (struct follow_reader){.options = options, .next_progress = PROGRESS_FRAMES};
    status = tl_source_open_file(&r->source, path, options->filter, err);
    return status == TCPLENS_OK ? tl_analysed_new(&r->analysed, r->source, &analysed, err) : status;
}

/* Whether the caller wants to go on. */
static bool report_progress(struct follow_reader *r)
{
    const struct tcplens_follow_options *const o = r->options;
    struct analysis_stats analysis;
    struct source_stats source;
    struct tcplens_progress progress;

    if (o->progress == NULL || r->frames < r->next_progress)
        return true;
    r->next_progress = r->frames + PROGRESS_FRAMES;
    tl_analysed_stats(r->analysed, &source, &analysis);
    progress = (struct tcplens_progress){.octets = source.octets,
                                         .octets_total = source.octets_total,
                                         .frames = source.frames,
                                         .connections = analysis.conversations};
    return o->progress(o->progress_ctx, &progress);
}

enum tcplens_status tl_follow_read(struct follow_reader *r, const struct analysed_batch **ret,
                                   struct tcplens_error *err)
{
    enum tcplens_status status;

    if ((r->options->stop != NULL && *r->options->stop != 0) || !report_progress(r))
        return TCPLENS_END;
    status = tl_analysed_read(r->analysed, ret, err);
    if (status == TCPLENS_OK)
        r->frames += (*ret)->read.n;
    return status;
}

void tl_follow_close(struct follow_reader *r)
{
    tl_analysed_free(r->analysed);
    tl_source_close(r->source);
}
