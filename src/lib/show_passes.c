// SPDX-License-Identifier: BSD-3-Clause
#include "lib/show_passes.h"

#include <stdlib.h>
#include <string.h>

#include "base/crew.h"
#include "base/error.h"
#include "dissect/past.h"
#include "lib/analysed.h"
#include "lib/frame_view.h"

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

/**
 * struct pass - the first one
 * @links: *borrowed*: what it sees of later frames; NULL if nobody asks, and nothing below is there
 * @pdu, @past, @items: *owned*: what it takes to see that
 */
struct pass {
    struct stream_memory *streams;
    struct links *links;
    struct pdu_engine *pdu;
    struct past *past;
    struct items *items;
};

static bool open_pass(struct pass *p, struct tcplens_error *err)
{
    p->past = tl_past_new();
    p->items = tl_items_new(false);
    if (p->past == NULL || p->items == NULL) {
        (void)tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
        return false;
    }
    return tl_pdu_new(&p->pdu, &(struct pdu_options){0}, err) == TCPLENS_OK;
}

static void close_pass(struct pass *p)
{
    tl_pdu_free(p->pdu);
    tl_past_free(p->past);
    tl_items_free(p->items);
    if (p->links != NULL)
        tl_links_sort(p->links);
}

/* Which earlier frames this one answers or completes. */
static void link_frame(struct pass *p, const struct analysed_batch *batch, size_t i)
{
    const uint64_t number = batch->read.frames[i].number;
    struct field_view view = {.frame = &batch->read.frames[i], .past = p->past, .learn = p->links};
    struct tcplens_segment quoted;

    tl_frame_view_segment(&view, batch, i, p->pdu, &quoted);
    tl_field_dissect(&view, PART_PDU, p->items);
    for (size_t k = 0; view.datagram != NULL && k < view.datagram->n_parts; k++)
        if (view.datagram->parts[k].frame < number)
            tl_links_add(p->links, LINK_DATAGRAM, view.datagram->parts[k].frame, number);
    for (size_t k = 0; view.pdu != NULL && k < view.pdu->n_joins; k++) {
        const struct pdu_join *const join = &view.pdu->joins[k];

        for (size_t n = 0; n < join->n; n++)
            if (join->segments[n].frame < number)
                tl_links_add(p->links, LINK_COMPLETE, join->segments[n].frame, number);
    }
}

static enum tcplens_status read_all(struct pass *p, struct analysed *analysed,
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
            learn(p->streams, &batch->rows[i]);
            if (p->links != NULL)
                link_frame(p, batch, i);
        }
        if (options->stop != NULL && *options->stop != 0)
            return TCPLENS_OK;
    }
    return status == TCPLENS_END || status == TCPLENS_ERR_CUT || status == TCPLENS_ERR_FORMAT
               ? TCPLENS_OK
               : status;
}

enum tcplens_status tl_show_first_pass(struct stream_memory *m, struct links *links,
                                       const char *path, const struct tcplens_show_options *options,
                                       struct tcplens_error *err)
{
    const struct analysed_options how = {
        .analysis = {.max_conversations = options->max_connections, .exact = options->exact},
        .threads = options->threads == 0 ? tl_crew_processors() : options->threads,
    };
    struct pass pass = {.streams = m, .links = links};
    struct analysed *analysed = NULL;
    struct source *source = NULL;
    enum tcplens_status status;

    if (strcmp(path, "-") == 0)
        return tl_error(err, TCPLENS_ERR_USAGE, 0,
                        "two passes: standard input can be read once only; save it in a file");
    status = tl_source_open_file(&source, path, options->filter, err);
    if (status == TCPLENS_OK)
        status = tl_analysed_new(&analysed, source, &how, err);
    if (status == TCPLENS_OK && links != NULL && !open_pass(&pass, err))
        status = TCPLENS_ERR_MEMORY;
    if (status == TCPLENS_OK)
        status = read_all(&pass, analysed, options, err);
    close_pass(&pass);
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
