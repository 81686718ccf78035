// SPDX-License-Identifier: BSD-3-Clause
#include "lib/sieve.h"

#include <stdlib.h>

#include "base/error.h"
#include "lib/frame_view.h"
#include "lib/matcher.h"
#include "lib/show_passes.h"

/**
 * struct sieve
 * @matcher:  *owned*
 * @analysed: *owned*; NULL if the filter asks for what frames alone say
 * @pdu, @past: *owned*; NULL if it does not ask what segments carry
 * @seen:     *owned*; NULL if it does not ask for numbers of conversations
 * @streams:  counts of segments, if they are @counted
 * @origin, @quoted: of the frame at hand
 * @first_ns, @previous_ns: times of the first frame and of the one before
 * @begun:    there was a frame
 */
struct sieve {
    struct matcher *matcher;
    struct analysed *analysed;
    struct pdu_engine *pdu;
    struct past *past;
    struct seen *seen;
    struct stream_memory streams;
    struct frame_origin origin;
    struct tcplens_segment quoted;
    int64_t first_ns, previous_ns;
    bool begun, counted, needs_origin;
};

static void free_stages(struct sieve *s)
{
    tl_analysed_free(s->analysed);
    tl_pdu_free(s->pdu);
    tl_past_free(s->past);
    tl_seen_free(s->seen);
    tl_streams_fini(&s->streams);
    s->analysed = NULL;
    s->pdu = NULL;
    s->past = NULL;
    s->seen = NULL;
    s->streams = (struct stream_memory){0};
    s->begun = false;
}

static enum tcplens_status open_pdus(struct sieve *s, struct tcplens_error *err)
{
    s->past = tl_past_new();
    if (s->past == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    return tl_pdu_new(&s->pdu, &(struct pdu_options){0}, err);
}

enum tcplens_status tl_sieve_restart(struct sieve *s, struct tcplens_error *err)
{
    const struct items *const items = tl_matcher_items(s->matcher);
    const unsigned parts = tl_matcher_parts(s->matcher);
    const struct analysed_options options = {.unjudged = (parts & ~(unsigned)PARTS_DECODED) == 0};
    enum tcplens_status status = TCPLENS_OK;

    free_stages(s);
    s->needs_origin = tl_frame_needs_origin(items);
    s->counted = items->wanted[F_TCP_STREAM_PACKET];
    if (tl_frame_needs_seen(items)) {
        s->seen = tl_seen_new();
        if (s->seen == NULL)
            return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    }
    if ((parts & ~(unsigned)PARTS_ALONE) != 0)
        status = tl_analysed_new(&s->analysed, NULL, &options, err);
    return status == TCPLENS_OK && (parts & PARTS_OF_PDUS) != 0 ? open_pdus(s, err) : status;
}

enum tcplens_status tl_sieve_new(struct sieve **ret, const char *filter, struct tcplens_error *err)
{
    struct sieve *const s = calloc(1, sizeof *s);
    enum tcplens_status status;

    if (s == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    status = tl_matcher_new(&s->matcher, filter, NULL, err);
    if (status == TCPLENS_OK)
        status = tl_sieve_restart(s, err);
    if (status != TCPLENS_OK) {
        tl_sieve_free(s);
        return status;
    }
    *ret = s;
    return TCPLENS_OK;
}

void tl_sieve_batch(struct sieve *s, const struct source *source, const struct frame_batch *batch,
                    bool *matches)
{
    const struct analysed_batch *analysed = NULL;

    if (s->analysed != NULL)
        analysed = tl_analysed_take(s->analysed, batch);
    for (size_t i = 0; i < batch->n; i++) {
        const struct tcplens_frame *const frame = &batch->frames[i];
        struct field_view view = {.frame = frame, .past = s->past, .seen = s->seen};

        if (!s->begun)
            s->first_ns = s->previous_ns = frame->ts_ns;
        s->begun = true;
        view.first_ns = s->first_ns;
        view.previous_ns = view.previous_shown_ns = s->previous_ns;
        if (s->needs_origin) {
            tl_frame_origin(&s->origin, source, frame);
            view.origin = &s->origin;
        }
        if (analysed != NULL)
            tl_frame_view_segment(&view, analysed, i, s->pdu, &s->quoted);
        if (analysed != NULL && s->counted)
            view.packet = tl_streams_count(&s->streams, view.row);
        matches[i] = tl_matcher_match(s->matcher, &view);
        s->previous_ns = frame->ts_ns;
    }
}

uint64_t tl_sieve_given_up(const struct sieve *s)
{
    return tl_matcher_given_up(s->matcher);
}

void tl_sieve_free(struct sieve *s)
{
    if (s == NULL)
        return;
    free_stages(s);
    tl_matcher_free(s->matcher);
    free(s);
}
