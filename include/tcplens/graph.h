// SPDX-License-Identifier: BSD-3-Clause
/*
 * graph.h - from a capture to plots of one connection: sequence numbers over time as tcptrace draws
 * them, throughput, round-trip times, bytes in flight, windows.
 *
 *     struct tcplens_graph_options o = {.output = TCPLENS_GRAPH_SVG};
 *     struct tcplens_graph_stats stats;
 *     struct tcplens_error err;
 *     if (tcplens_graph_file("a.pcap", &o, write_to_file, fp, &stats, &err) != TCPLENS_OK)
 *         fprintf(stderr, "%s\n", err.text);
 *
 * Memory does not grow with the capture, and neither does an image: what falls into the same place
 * is drawn once, from its lowest value to its highest.
 */
#ifndef TCPLENS_GRAPH_H
#define TCPLENS_GRAPH_H

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

enum tcplens_graph_kind {
    TCPLENS_GRAPH_TIME_SEQUENCE = 0, /* segments, ACKs, SACK blocks and the window over time */
    TCPLENS_GRAPH_THROUGHPUT = 1,    /* octets sent, and newly acknowledged, per second */
    TCPLENS_GRAPH_RTT = 2,           /* round-trip times, and their distribution */
    TCPLENS_GRAPH_IN_FLIGHT = 3,     /* not acknowledged yet, and the window for it */
    TCPLENS_GRAPH_WINDOW = 4,
};

enum tcplens_graph_output {
    TCPLENS_GRAPH_TEXT = 0, /* for a terminal */
    TCPLENS_GRAPH_SVG = 1,
    TCPLENS_GRAPH_CSV = 2, /* every segment, as it is read; its columns are in tcplens-graph(1) */
    TCPLENS_GRAPH_XPL = 3, /* commands of xplot, as tcptrace writes them */
};

/* Whose data are drawn; the other side's are the ACKs, windows and SACK blocks. */
enum tcplens_graph_from {
    TCPLENS_GRAPH_FROM_AUTO = 0, /* of who sends most; of CSV, both */
    TCPLENS_GRAPH_FROM_INITIATOR = 1,
    TCPLENS_GRAPH_FROM_RESPONDER = 2,
};

/**
 * struct tcplens_graph_options - all zero is the default
 * @kind, @output, @from: the enums above
 * @color, @ascii: text: as in struct tcplens_explain_options
 * @width, @height: text: columns, 40 at least, 100 for 0; lines, 10 at least, 30 for 0
 * @connection: which one, 1, 2, …; 0 for the one with most octets of payload, or the first one, if
 *             the input cannot be read twice
 * @display:   display filter (tcplens-filter(7)): only a connection that a frame of matches; NULL
 * for any. It needs an input that can be read twice
 * @lang, @filter, @max_connections, @max_frames, @stop, @progress, @progress_ctx: as in struct
 *             tcplens_explain_options
 */
struct tcplens_graph_options {
    uint8_t kind, output, from;
    bool color, ascii;
    unsigned width, height;
    const char *lang, *filter, *display;
    uint64_t connection, max_frames;
    uint32_t max_connections;
    const volatile int *stop;
    tcplens_progress_fn *progress;
    void *progress_ctx;
};

/**
 * struct tcplens_graph_stats - what was read and drawn
 * @frames, @connections: of the capture, as far as it was read
 * @connection: the one drawn, 0 if none
 * @segments:  of it, of both sides
 * @most:      it was chosen because it has most octets; else, without one being named, because it
 *             is the first
 * @given_up:  values that were too much for a regular expression of the display filter: it was as
 *            if it did not match them
 * @evicted:   it was forgotten while still open, because the table was full: its end is not drawn
 */
struct tcplens_graph_stats {
    uint64_t frames, connections, connection, segments, given_up;
    bool most, evicted;
};

/*
 * Draw one connection of a capture file ("-" for standard input). To choose it a file is read
 * twice. TCPLENS_ERR_USAGE if there is no such connection. With TCPLENS_ERR_CUT, and with damage
 * within the file, what came before is drawn first. `stats` may be NULL; it is filled in any case.
 */
enum tcplens_status tcplens_graph_file(const char *path,
                                       const struct tcplens_graph_options *options,
                                       tcplens_sink *sink, void *sink_ctx,
                                       struct tcplens_graph_stats *stats, struct tcplens_error *err)
    __attribute__((warn_unused_result));

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
