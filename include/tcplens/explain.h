// SPDX-License-Identifier: BSD-3-Clause
/*
 * explain.h - from a capture to the stories of its connections, in one call or live.
 *
 *     struct tcplens_explain_options o = {.lang = "zh"};
 *     struct tcplens_error err;
 *     if (tcplens_explain_file("a.pcap", &o, write_to_stdout, NULL, NULL, &err) != TCPLENS_OK)
 *         fprintf(stderr, "%s\n", err.text);
 *
 * The library hands text to the caller's sink and never prints. It keeps no global state: any
 * number of explanations may run at once, each in one thread.
 */
#ifndef TCPLENS_EXPLAIN_H
#define TCPLENS_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/save.h>
#include <tcplens/sink.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* What to make of each connection. */
enum tcplens_view {
    TCPLENS_VIEW_STORY = 0, /* head, a row a segment, findings */
    TCPLENS_VIEW_BRIEF = 1, /* one line a connection */
    TCPLENS_VIEW_TABLE = 2, /* a teacher's table: where each seq and ack comes from */
};

enum tcplens_output {
    TCPLENS_OUTPUT_TEXT = 0,
    TCPLENS_OUTPUT_MARKDOWN = 1,
    TCPLENS_OUTPUT_JSON = 2, /* JSON lines, docs/json.md; never translated */
};

/* Which sequence numbers to show. */
enum tcplens_numbers {
    TCPLENS_NUMBERS_RELATIVE = 0,
    TCPLENS_NUMBERS_ABSOLUTE = 1,
    TCPLENS_NUMBERS_BOTH = 2,
};

/**
 * struct tcplens_progress - how far a file was read
 * @octets, @octets_total: of the input; total 0 if unknown
 * @frames, @connections:  so far
 */
struct tcplens_progress {
    uint64_t octets, octets_total, frames, connections;
};

/* Called every few thousand frames, and live once, when frames begin to be captured. True to go on,
 * false to stop as if the input ended. */
typedef bool tcplens_progress_fn(void *ctx, const struct tcplens_progress *progress);

/**
 * struct tcplens_explain_options - all zero is the default
 * @view:      enum tcplens_view
 * @output:    enum tcplens_output
 * @numbers:   enum tcplens_numbers
 * @lang:      "en", "zh", or a locale's name; NULL for English. *Borrowed*
 * @filter:    libpcap expression, NULL for all frames. *Borrowed*
 * @display:   display filter (tcplens-filter(7)): only connections that a frame of matches, live
 * from the first such frame on; NULL for all. *Borrowed*
 * @width:     columns, 40 at least; 0 for no limit
 * @color:     use colour (ANSI SGR)
 * @ascii:     draw with ASCII only
 * @utc_offset_s: zone of absolute times in text
 * @connection: explain only this connection (1, 2, …), 0 for all
 * @max_connections: held at the same time, 0 for 131072
 * @max_rows:  segments kept for telling, over all connections, 0 for 200000
 * @snaplen, @buffer_octets: live: as struct source_live_options, 0 for the defaults
 * @save:      live: where to save the frames as well; NULL for nowhere. *Borrowed*
 * @max_frames: stop after so many frames that passed the filter, 0 for no limit
 * @stop: stop, as if the input ended, when `*stop` becomes nonzero, which a signal handler may do;
 *        NULL for never. *Borrowed*
 * @progress, @progress_ctx: called while reading; NULL for none
 */
struct tcplens_explain_options {
    uint8_t view, output, numbers;
    bool color, ascii;
    const char *lang, *filter, *display;
    unsigned width;
    int32_t utc_offset_s;
    uint64_t connection;
    uint32_t max_connections, max_rows;
    uint32_t snaplen, buffer_octets;
    const struct tcplens_save *save;
    uint64_t max_frames;
    const volatile int *stop;
    tcplens_progress_fn *progress;
    void *progress_ctx;
};

/**
 * struct tcplens_explain_stats - what an explanation read and had to leave out
 * @frames:      frames read
 * @matched:     of those, passed by the filter
 * @tcp:         of those, TCP segments
 * @undecoded:   of those matched, frames of a link type or protocol unknown to tcplens
 * @truncated, @malformed: frames whose headers were cut, or contradict their protocol
 * @connections: found
 * @failed:      of those told, connections with a finding of severity error
 * @evicted:     forgotten while still open, because the table was full: their end is not told
 * @rows_dropped: segments whose rows were dropped to stay within max_rows
 * @received, @dropped_ring, @dropped_iface: live: as the kernel counts
 * @given_up: values that were too much for a regular expression of the display filter: it was as
 *            if it did not match them
 */
struct tcplens_explain_stats {
    uint64_t frames, matched, tcp, undecoded, truncated, malformed;
    uint64_t connections, failed, evicted, rows_dropped, given_up;
    uint64_t received, dropped_ring, dropped_iface;
};

/*
 * Explain a capture file ("-" for standard input). Stories come in the order of first frames, but
 * to keep memory bounded a connection may be told earlier: one whose ports a new one took over, one
 * that is given up because the table is full, and, when max_rows is nearly reached, one that has
 * closed. With TCPLENS_ERR_CUT, and with damage within the file, all before it was explained first.
 * `stats` may be NULL; it is filled in any case.
 */
enum tcplens_status
tcplens_explain_file(const char *path, const struct tcplens_explain_options *options,
                     tcplens_sink *sink, void *sink_ctx, struct tcplens_explain_stats *stats,
                     struct tcplens_error *err) __attribute__((warn_unused_result));

/*
 * Explain an interface live: each segment as it arrives, each connection's summary when it ends.
 * Ends at options->stop or after max_frames; what is still open then is summarised.
 */
enum tcplens_status
tcplens_explain_live(const char *interface, const struct tcplens_explain_options *options,
                     tcplens_sink *sink, void *sink_ctx, struct tcplens_explain_stats *stats,
                     struct tcplens_error *err) __attribute__((warn_unused_result));

/* Draw frame `number`'s TCP header as RFC 9293 figure 1 does. Frames are counted before any filter;
 * TCPLENS_ERR_USAGE if there is no such frame, or it holds no TCP header. */
enum tcplens_status tcplens_explain_header(const char *path, uint64_t number,
                                           const struct tcplens_explain_options *options,
                                           tcplens_sink *sink, void *sink_ctx,
                                           struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Likewise, walk through the computation of its checksum. */
enum tcplens_status tcplens_explain_checksum(const char *path, uint64_t number,
                                             const struct tcplens_explain_options *options,
                                             tcplens_sink *sink, void *sink_ctx,
                                             struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* The long explanation of a finding by its name; the list of all if `name` is NULL.
 * TCPLENS_ERR_USAGE if there is no such finding. */
enum tcplens_status
tcplens_explain_finding(const char *name, const struct tcplens_explain_options *options,
                        tcplens_sink *sink, void *sink_ctx, struct tcplens_error *err)
    __attribute__((warn_unused_result));

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
