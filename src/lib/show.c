// SPDX-License-Identifier: BSD-3-Clause
/*
 * show.c - a capture file to rows or trees: source → (decode → datagram → analysis) → items → text.
 *
 * Only what some asked field needs is done: the parts of a frame's dissection are chosen by the
 * fields, and without a field of TCP no conversation is looked for.
 */
#include <tcplens/show.h>

#include <stdlib.h>
#include <string.h>

#include "base/crew.h"
#include "base/error.h"
#include "base/text.h"
#include "decode/decode.h"
#include "dissect/dissect.h"
#include "lib/analysed.h"
#include "lib/frame_view.h"
#include "lib/matcher.h"
#include "lib/pipeline.h"
#include "lib/saving.h"
#include "lib/show_colors.h"
#include "lib/show_form.h"
#include "lib/show_passes.h"
#include "lib/show_stats.h"
#include "pdu/pdu.h"

enum { OUTPUT_OCTETS = 65536, PROGRESS_FRAMES = 16384 };

_Static_assert((int)DIALECT_4_0 == (int)TCPLENS_DIALECT_4_0 &&
                   (int)DIALECT_4_4 == (int)TCPLENS_DIALECT_4_4,
               "one enumeration, seen from inside and outside");

/**
 * struct show - one capture on its way to rows
 * @options:  *borrowed* from the caller of the library
 * @source:   *owned*
 * @analysed: *owned*, NULL if frames are enough
 * @pdu:      *owned*, NULL if nobody asked what segments carry
 * @past:     *owned*, likewise
 * @seen:     *owned*; NULL if nobody asks for numbers of conversations
 * @alone:    the batch, if they are
 * @batch:    the one at hand, if they are not; *borrowed* from @analysed
 * @parts:    enum field_part: what the fields need
 * @items:    *owned*: of the frame at hand
 * @matcher:  *owned*: the display filter; NULL if every frame is shown
 * @together: choosing a frame and showing it take one dissection
 * @form:     how they are written
 * @stats:    what is counted over them
 * @painter:  *owned*: which colours they have; NULL for none
 * @saving:   what is saved of them
 * @out:      writer over @output
 * @first_ns, @previous_ns, @previous_shown_ns: times of the first frame, of the one before, and of
 *            the one shown before
 * @links:    with two passes, what the first has seen of later frames
 * @streams:  what is kept of streams: counts of segments, if they are @counted, and with two passes
 *            what their ends tell
 * @quoted:   of the frame at hand: the segment that an ICMP error quotes
 * @foretold: of the frame at hand, with two passes: its row, with what its stream's end tells
 * @origin:   of the frame at hand, if it @needs_origin: somebody asks for what only the source
 *            knows of a frame. It @asks_origin of each while it is at hand, unless all have the
 * same
 */
struct show {
    const struct tcplens_show_options *options;
    struct source *source;
    struct analysed *analysed;
    struct pdu_engine *pdu;
    struct past *past;
    struct stream_memory streams;
    struct links links;
    struct seen *seen;
    struct frame_batch alone;
    const struct analysed_batch *batch;
    unsigned parts;
    struct items *items;
    struct matcher *matcher;
    bool together;
    struct show_form form;
    struct show_stats stats;
    struct painter *painter;
    struct saving saving;
    struct text out;
    uint64_t frames, shown, crowded;
    int64_t first_ns, previous_ns, previous_shown_ns;
    struct tcplens_segment quoted;
    struct analysis_row foretold;
    struct frame_origin origin;
    bool counted, needs_origin, asks_origin;
    char output[OUTPUT_OCTETS];
};

static void show_free(struct show *s)
{
    if (s == NULL)
        return;
    tl_pdu_free(s->pdu);
    tl_past_free(s->past);
    tl_streams_fini(&s->streams);
    tl_links_fini(&s->links);
    tl_seen_free(s->seen);
    tl_analysed_free(s->analysed);
    tl_source_close(s->source);
    tl_show_form_free(&s->form);
    tl_items_free(s->items);
    tl_matcher_free(s->matcher);
    tl_show_stats_free(&s->stats);
    tl_painter_free(s->painter);
    free(s);
}

static enum tcplens_status show_new(struct show **ret, const struct tcplens_show_options *options,
                                    tcplens_sink *sink, void *sink_ctx, struct tcplens_error *err)
{
    struct show *const s = calloc(1, sizeof *s);
    enum tcplens_status status;

    if (s == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    s->options = options;
    text_init(&s->out, s->output, OUTPUT_OCTETS, sink, sink_ctx);
    status = tl_show_form_new(&s->form, options, &s->items, &s->parts, err);
    if (status == TCPLENS_OK && options->display != NULL)
        status = tl_matcher_new(&s->matcher, options->display, NULL, err);
    if (status == TCPLENS_OK && (options->color || options->paint))
        status = tl_painter_new(&s->painter, s->items, &s->parts, err);
    for (unsigned i = 0; i < options->n_statistics && status == TCPLENS_OK; i++)
        status = tl_show_stats_add(&s->stats, options->statistics[i], s->items, &s->parts, err);
    if (status != TCPLENS_OK) {
        show_free(s);
        return status;
    }
    s->needs_origin = tl_frame_needs_origin(s->items) ||
                      (s->matcher != NULL && tl_frame_needs_origin(tl_matcher_items(s->matcher)));
    *ret = s;
    return TCPLENS_OK;
}

/* Rows that are wanted at once cannot wait for a block to fill, and what the source is asked of a
 * frame, or saves of it, not until it has read on. */
static unsigned threads(const struct show *s, const char *path)
{
    const struct tcplens_show_options *const o = s->options;

    if (o->flush_each || o->save != NULL || s->asks_origin || strcmp(path, "-") == 0)
        return 1;
    return o->threads == 0 ? tl_crew_processors() : o->threads;
}

/* The parts of a frame's dissection that showing it and choosing it need. */
static unsigned needs(const struct show *s)
{
    return s->parts | (s->matcher != NULL ? tl_matcher_parts(s->matcher) : 0);
}

static bool needs_more(const struct show *s, unsigned parts)
{
    return (needs(s) & ~parts) != 0;
}

static enum tcplens_status open_pdus(struct show *s, struct tcplens_error *err)
{
    s->past = tl_past_new();
    if (s->past == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    return tl_pdu_new(&s->pdu, &(struct pdu_options){0}, err);
}

static enum tcplens_status open_seen(struct show *s, struct tcplens_error *err)
{
    if (!tl_frame_needs_seen(s->items) &&
        (s->matcher == NULL || !tl_frame_needs_seen(tl_matcher_items(s->matcher))))
        return TCPLENS_OK;
    s->seen = tl_seen_new();
    return s->seen != NULL ? TCPLENS_OK : tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
}

/*
 * Choosing a frame and showing it take two dissections, the second only of those that are shown;
 * or one: where the first would be most of the second; and where what segments carry is looked at,
 * for what the applications of frames that are not shown said counts too.
 */
static void plan_dissection(struct show *s)
{
    const unsigned all = needs(s);

    s->together = s->matcher != NULL && ((all & PARTS_OF_PDUS) != 0 || s->seen != NULL ||
                                         (all == s->parts && !s->items->tree));
    if (!s->together)
        return;
    s->parts = all;
    tl_matcher_share(s->matcher, s->items);
}

static enum tcplens_status open_analysed(struct show *s, const char *path,
                                         struct tcplens_error *err)
{
    const struct tcplens_show_options *const o = s->options;
    const struct analysed_options options = {
        .analysis = {.max_conversations = o->max_connections, .exact = o->exact},
        .threads = threads(s, path),
        .unjudged = !needs_more(s, PARTS_DECODED),
    };

    return tl_analysed_new(&s->analysed, s->source, &options, err);
}

static enum tcplens_status open_file(struct show *s, const char *path, struct tcplens_error *err)
{
    const struct tcplens_show_options *const o = s->options;
    enum tcplens_status status = tl_source_open_file(&s->source, path, o->filter, err);

    if (status == TCPLENS_OK) {
        s->asks_origin = s->needs_origin && !tl_frame_origin_of_all(&s->origin, s->source);
        status = open_seen(s, err);
    }
    plan_dissection(s);
    s->counted = s->items->wanted[F_TCP_STREAM_PACKET] && o->dialect == TCPLENS_DIALECT_4_4;
    if (status == TCPLENS_OK && o->two_passes && needs_more(s, PARTS_DECODED))
        status = tl_show_first_pass(&s->streams, (needs(s) & PARTS_OF_PDUS) != 0 ? &s->links : NULL,
                                    path, o, err);
    if (status == TCPLENS_OK && o->save != NULL) {
        status = tl_saving_source(&s->saving, s->source, false, NULL, err);
        if (status == TCPLENS_OK)
            status = tl_saving_open(&s->saving, o->save, err);
    }
    if (status != TCPLENS_OK || !needs_more(s, PARTS_ALONE))
        return status;
    if ((needs(s) & PARTS_OF_PDUS) != 0)
        status = open_pdus(s, err);
    return status == TCPLENS_OK ? open_analysed(s, path, err) : status;
}

/* What the stages before its dissection know of the frame; whether it is to be shown, and if so,
 * its items. */
static bool dissect(struct show *s, const struct tcplens_frame *frame, size_t i)
{
    const struct analysed_batch *const b = s->batch;
    struct field_view view = {
        .frame = frame,
        .past = s->past,
        .seen = s->seen,
        .dialect = s->options->dialect,
        .names = !s->options->numeric,
        .coloured = s->painter != NULL,
        .time_form = s->options->time_form,
        .first_ns = s->first_ns,
        .previous_ns = s->previous_ns,
        .previous_shown_ns = s->shown == 0 ? frame->ts_ns : s->previous_shown_ns,
    };

    if (s->asks_origin)
        tl_frame_origin(&s->origin, s->source, frame);
    if (s->needs_origin)
        view.origin = &s->origin;
    if (b != NULL)
        tl_frame_view_segment(&view, b, i, s->pdu, &s->quoted);
    if (b != NULL && s->options->two_passes) {
        s->foretold = *view.row;
        tl_streams_foretell(&s->streams, &s->foretold);
        view.row = &s->foretold;
        view.links = &s->links;
    }
    if (b != NULL && s->counted)
        view.packet = tl_streams_count(&s->streams, view.row);
    if (s->matcher != NULL && !s->together && !tl_matcher_match(s->matcher, &view))
        return false;
    tl_field_dissect(&view, s->parts, s->items);
    return s->matcher == NULL || !s->together || tl_matcher_holds(s->matcher, s->items);
}

/* Whether as much was read or saved as is wanted. */
static bool has_enough(const struct show *s)
{
    const struct tcplens_show_options *const o = s->options;

    return (o->max_frames != 0 && s->frames >= o->max_frames) ||
           (o->max_saved != 0 && s->saving.saver != NULL &&
            tl_save_octets(s->saving.saver) >= o->max_saved);
}

/* The colours of the frame whose items are at hand. */
static void paint(struct show *s)
{
    const struct color_rule *rule;

    if (s->painter == NULL)
        return;
    rule = tl_painter_rule(s->painter, s->items);
    if (rule != NULL)
        tl_painter_tell(rule, s->items);
    tl_show_form_paint(&s->form, s->options->paint ? rule : NULL);
}

static enum tcplens_status show_batch(struct show *s, const struct frame_batch *batch,
                                      struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;

    for (size_t i = 0; i < batch->n && !has_enough(s) && status == TCPLENS_OK; i++) {
        const struct tcplens_frame *const frame = &batch->frames[i];

        if (s->frames == 0)
            s->first_ns = s->previous_ns = frame->ts_ns;
        if (dissect(s, frame, i)) {
            paint(s);
            tl_show_form_frame(&s->form, &s->out, s->items);
            tl_show_stats_frame(&s->stats, s->items);
            s->shown++;
            s->crowded += s->items->overflow != 0;
            s->previous_shown_ns = frame->ts_ns;
            if (s->options->flush_each)
                text_flush(&s->out);
            if (s->saving.saver != NULL)
                status = tl_saving_frame(&s->saving, frame, err);
        }
        s->previous_ns = frame->ts_ns;
        s->frames++;
    }
    return status;
}

static bool is_stopped(const struct show *s)
{
    return s->out.failed || has_enough(s) || (s->options->stop != NULL && *s->options->stop != 0);
}

/* Whether the caller wants to go on. */
static bool report_progress(struct show *s, uint64_t *next)
{
    const struct tcplens_show_options *const o = s->options;
    struct tcplens_progress progress;
    struct analysis_stats analysis = {0};
    struct source_stats source;

    if (o->progress == NULL || s->frames < *next)
        return true;
    *next = s->frames + PROGRESS_FRAMES;
    if (s->analysed != NULL)
        tl_analysed_stats(s->analysed, &source, &analysis);
    else
        tl_source_stats(s->source, &source);
    progress = (struct tcplens_progress){.octets = source.octets,
                                         .octets_total = source.octets_total,
                                         .frames = source.frames,
                                         .connections = analysis.conversations};
    return o->progress(o->progress_ctx, &progress);
}

/* Read to the end of the input, or to what ends it early: that status. */
static enum tcplens_status show_all(struct show *s, struct tcplens_error *err)
{
    uint64_t next_progress = PROGRESS_FRAMES;
    enum tcplens_status status;

    do {
        status = s->analysed != NULL ? tl_analysed_read(s->analysed, &s->batch, err)
                                     : tl_source_read(s->source, &s->alone, err);
        if (status == TCPLENS_OK)
            status = show_batch(s, s->batch != NULL ? &s->batch->read : &s->alone, err);
        if (status != TCPLENS_OK)
            return status;
    } while (!is_stopped(s) && report_progress(s, &next_progress));
    return TCPLENS_END;
}

static void count(const struct show *s, struct tcplens_show_stats *out)
{
    struct analysis_stats analysis = {0};
    struct pdu_stats pdus = {0};

    if (s->analysed != NULL)
        tl_analysed_stats(s->analysed, NULL, &analysis);
    if (s->pdu != NULL)
        tl_pdu_stats(s->pdu, &pdus);
    *out = (struct tcplens_show_stats){
        .frames = s->frames,
        .shown = s->shown,
        .given_up = s->matcher != NULL ? tl_matcher_given_up(s->matcher) : 0,
        .forgotten = analysis.forgotten,
        .unjoined = pdus.forgotten,
        .unlinked = s->links.left + s->streams.beyond,
        .crowded = s->crowded,
    };
}

enum tcplens_status tcplens_show_file(const char *path, const struct tcplens_show_options *options,
                                      tcplens_sink *sink, void *sink_ctx,
                                      struct tcplens_show_stats *stats, struct tcplens_error *err)
{
    enum tcplens_status status;
    struct show *s = NULL;

    if (stats != NULL)
        *stats = (struct tcplens_show_stats){0};
    status = show_new(&s, options, sink, sink_ctx, err);
    if (s == NULL)
        return status;
    status = open_file(s, path, err);
    if (status == TCPLENS_OK) {
        tl_show_form_begin(&s->form, &s->out, path);
        status = show_all(s, err);
        tl_show_form_end(&s->form, &s->out);
        tl_show_stats_print(&s->stats, s->first_ns, &s->out);
        status = tl_saving_end(&s->saving, status, err);
        if (stats != NULL)
            count(s, stats);
    }
    status = tl_finish_output(&s->out, status, err);
    show_free(s);
    return status;
}
