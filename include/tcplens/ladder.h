// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder.h - from a capture to the picture that every TCP text draws by hand: two lifelines, an
 * arrow a segment, states, sequence numbers, and what went wrong.
 *
 *     struct tcplens_ladder_options o = {.output = TCPLENS_LADDER_SVG, .connection = 1};
 *     struct tcplens_error err;
 *     if (tcplens_ladder_file("a.pcap", &o, write_to_file, fp, NULL, &err) != TCPLENS_OK)
 *         fprintf(stderr, "%s\n", err.text);
 */
#ifndef TCPLENS_LADDER_H
#define TCPLENS_LADDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/explain.h>
#include <tcplens/sink.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

enum tcplens_ladder_output {
    TCPLENS_LADDER_TEXT = 0,    /* for a terminal */
    TCPLENS_LADDER_SVG = 1,     /* one image: of connection 1 unless another is asked for */
    TCPLENS_LADDER_MERMAID = 2, /* likewise one diagram, for pages written in Markdown */
    TCPLENS_LADDER_HTML = 3,    /* one page that needs nothing but itself */
};

/* How far a row stands below the one before it. */
enum tcplens_ladder_time {
    TCPLENS_LADDER_EVEN = 0,
    TCPLENS_LADDER_TRUE = 1, /* as far as its time, a row at least; long pauses are cut */
    TCPLENS_LADDER_LOG = 2,
};

/**
 * struct tcplens_ladder_options - all zero is the default
 * @output:    enum tcplens_ladder_output
 * @time:      enum tcplens_ladder_time
 * @numbers:   enum tcplens_numbers
 * @fold:      make one row of each run of ordinary data and ACKs
 * @data:      show the first octets of each segment's payload
 * @hosts:     one picture of all connections, with a lifeline a host
 * @color, @ascii, @width: text: as in struct tcplens_explain_options
 * @lang, @filter, @connection, @max_connections, @max_frames, @stop, @progress, @progress_ctx:
 *             likewise; a filter and a connection choose what is drawn
 * @display:   display filter (tcplens-filter(7)): only connections that a frame of matches, of
 *             which an image holds the first; NULL for all
 * @max_rows:  rows of one picture, 1000 for 0, else 4 to 1,000,000: of a longer one the beginning
 *             and the end are drawn
 * @from_ns, @to_ns: only segments of these times, counted from the connection's beginning (with
 *             hosts, the capture's); 0 for @to_ns is no limit
 * @from_frame, @to_frame: only frames of these numbers, 0 for no limit
 */
struct tcplens_ladder_options {
    uint8_t output, time, numbers;
    bool fold, hosts, data, color, ascii;
    unsigned width;
    const char *lang, *filter, *display;
    uint64_t connection, max_frames;
    uint32_t max_connections, max_rows;
    int64_t from_ns, to_ns;
    uint64_t from_frame, to_frame;
    const volatile int *stop;
    tcplens_progress_fn *progress;
    void *progress_ctx;
};

/**
 * struct tcplens_ladder_stats - what was read, drawn, and left out
 * @frames, @connections: of the capture
 * @drawn:     connections drawn
 * @undrawn:   connections for which there was no room: with hosts, on a page, which has 100, and
 *             in an image, which has one
 * @evicted:   forgotten while still open, because the table was full: their end is not drawn
 * @rows_dropped: segments of the connections drawn that were dropped to stay within bounds
 * @given_up:  values that were too much for a regular expression of the display filter: it was as
 *             if it did not match them
 */
struct tcplens_ladder_stats {
    uint64_t frames, connections, drawn, undrawn, evicted, rows_dropped, given_up;
};

/*
 * Draw the connections of a capture file ("-" for standard input), in the order in which
 * tcplens_explain_file() tells them. With TCPLENS_ERR_CUT, and with damage within the file, what
 * came before is drawn first. `stats` may be NULL; it is filled in any case.
 */
enum tcplens_status
tcplens_ladder_file(const char *path, const struct tcplens_ladder_options *options,
                    tcplens_sink *sink, void *sink_ctx, struct tcplens_ladder_stats *stats,
                    struct tcplens_error *err) __attribute__((warn_unused_result));

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
