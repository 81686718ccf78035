// SPDX-License-Identifier: BSD-3-Clause
/* follow_tshark.c - a capture file to tshark's `-z follow,tcp,…`: source → decode → analysis, which
 * knows tcp.stream → the connection. */
#include <tcplens/follow.h>

#include <stdlib.h>

#include "base/error.h"
#include "decode/decode.h"
#include "follow/wireshark.h"
#include "lib/analysed.h"
#include "lib/follow_read.h"
#include "lib/pipeline.h"

/* Whether Wireshark hands the segment to those who follow its stream. */
static bool is_of(const struct analysis_row *row, uint32_t stream)
{
    enum { NEEDED = A_HAS_STREAM | A_HAS_LENGTH | A_WHOLE };

    return (row->shown & NEEDED) == NEEDED && row->stream == stream;
}

/**
 * struct job
 * @reader:  the capture
 * @w:       the connection
 * @store:   its memory
 */
struct job {
    struct follow_reader reader;
    struct wireshark w;
    struct stream_store store;
    struct text out;
    char output[PIPELINE_OUTPUT];
};

static void take_batch(struct job *job, const struct analysed_batch *batch)
{
    struct tcplens_segment quoted;

    for (size_t i = 0; i < batch->read.n; i++) {
        const struct analysis_row *const row = &batch->rows[i];

        if (!is_of(row, job->w.request.stream))
            continue;
        if ((row->shown & A_QUOTED) == 0)
            tl_wireshark_take(&job->w, &batch->segs[i], row);
        else if (tl_decode_icmp_quote(&batch->segs[i], &quoted))
            tl_wireshark_take(&job->w, &quoted, row);
    }
}

static enum tcplens_status run(struct job *job, struct tcplens_error *err)
{
    const struct analysed_batch *batch;
    enum tcplens_status status;

    do {
        status = tl_follow_read(&job->reader, &batch, err);
        if (status == TCPLENS_OK)
            take_batch(job, batch);
    } while (status == TCPLENS_OK && !job->out.failed);
    return status;
}

enum tcplens_status tl_follow_as_tshark(const char *path,
                                        const struct tcplens_follow_options *options,
                                        tcplens_sink *sink, void *sink_ctx,
                                        struct tcplens_follow_stats *stats,
                                        struct tcplens_error *err)
{
    struct wireshark_request request;
    enum tcplens_status status = tl_wireshark_parse(options->as_tshark, &request, err);
    struct job *job;

    if (status != TCPLENS_OK)
        return status;
    job = calloc(1, sizeof *job);
    if (job == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    status = tl_follow_open(&job->reader, path, options, err);
    if (status == TCPLENS_OK) {
        job->store.max = tl_follow_memory(options);
        text_init(&job->out, job->output, sizeof job->output, sink, sink_ctx);
        tl_wireshark_begin(&job->w, &request, &job->store, &job->out);
        status = run(job, err);
        tl_wireshark_end(&job->w);
        status = tl_finish_output(&job->out, status, err);
    }
    stats->frames = job->reader.frames;
    stats->given_up = job->store.given_up;
    tl_follow_close(&job->reader);
    free(job);
    return status;
}
