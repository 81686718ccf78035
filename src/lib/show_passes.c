// SPDX-License-Identifier: BSD-3-Clause
#include "lib/show_passes.h"

#include <stdlib.h>
#include <string.h>

#include "base/crew.h"
#include "base/error.h"
#include "lib/analysed.h"

enum { STREAMS_FIRST = 1024 };

/* The row's record; NULL if there is none, or no room for it. */
static struct stream_record *record_of(struct stream_memory *m, const struct analysis_row *row)
{
    struct stream_record *more;
    uint32_t cap;

    if ((row->shown & A_HAS_STREAM) == 0)
        return NULL;
    if (row->stream < m->cap)
        return &m->of[row->stream];
    for (cap = m->cap == 0 ? STREAMS_FIRST : m->cap; cap <= row->stream && cap < STREAMS_KEPT;)
        cap *= 2;
    more = row->stream < cap ? realloc(m->of, cap * sizeof *m->of) : NULL;
    if (more == NULL) {
        m->beyond++;
        return NULL;
    }
    memset(more + m->cap, 0, (cap - m->cap) * sizeof *more);
    m->of = more;
    m->cap = cap;
    return &m->of[row->stream];
}

static void learn(struct stream_memory *m, const struct analysis_row *row)
{
    struct stream_record *const record = record_of(m, row);

    if (record == NULL)
        return;
    record->completeness = row->completeness_after;
    if (row->initial_rtt_ns != 0)
        record->initial_rtt_ns = row->initial_rtt_ns;
}

static enum tcplens_status read_all(struct stream_memory *m, struct analysed *analysed,
                                    const struct tcplens_show_options *options,
                                    struct tcplens_error *err)
{
    const struct analysed_batch *batch;
    enum tcplens_status status;
    uint64_t frames = 0;

    while ((status = tl_analysed_read(analysed, &batch, err)) == TCPLENS_OK) {
        for (size_t i = 0; i < batch->read.n; i++) {
            if (options->max_frames != 0 && ++frames > options->max_frames)
                return TCPLENS_OK;
            learn(m, &batch->rows[i]);
        }
        if (options->stop != NULL && *options->stop != 0)
            return TCPLENS_OK;
    }
    return status == TCPLENS_END || status == TCPLENS_ERR_CUT || status == TCPLENS_ERR_FORMAT
               ? TCPLENS_OK
               : status;
}

enum tcplens_status tl_show_first_pass(struct stream_memory *m, const char *path,
                                       const struct tcplens_show_options *options,
                                       struct tcplens_error *err)
{
    const struct analysed_options how = {
        .analysis = {.max_conversations = options->max_connections, .exact = options->exact},
        .threads = options->threads == 0 ? tl_crew_processors() : options->threads,
    };
    struct analysed *analysed = NULL;
    struct source *source = NULL;
    enum tcplens_status status;

    if (strcmp(path, "-") == 0)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "two passes: standard input can be read once only; save it in a file");
    status = tl_source_open_file(&source, path, options->filter, err);
    if (status == TCPLENS_OK)
        status = tl_analysed_new(&analysed, source, &how, err);
    if (status == TCPLENS_OK)
        status = read_all(m, analysed, options, err);
    tl_analysed_free(analysed);
    tl_source_close(source);
    return status;
}

void tl_streams_foretell(const struct stream_memory *m, struct analysis_row *row)
{
    if ((row->shown & A_HAS_STREAM) == 0 || row->stream >= m->cap)
        return;
    row->completeness = m->of[row->stream].completeness;
    if ((row->shown & A_HAS_RECORD) != 0 && row->initial_rtt_ns == 0)
        row->initial_rtt_ns = m->of[row->stream].initial_rtt_ns;
}

uint32_t tl_streams_count(struct stream_memory *m, const struct analysis_row *row)
{
    struct stream_record *const record = record_of(m, row);

    return record == NULL ? 0 : ++record->segments;
}

void tl_streams_fini(struct stream_memory *m)
{
    free(m->of);
    *m = (struct stream_memory){0};
}
