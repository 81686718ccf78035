// SPDX-License-Identifier: BSD-3-Clause
/*
 * flows.h - the connections of captures as a list: one row each, selected, sorted, grouped.
 *
 *     struct tcplens_flows_options o = {.output = TCPLENS_FLOWS_CSV, .where = "retransmissions >
 * 3"}; struct tcplens_flows *f; if (tcplens_flows_new(&f, &o, write_to_stdout, NULL, &err) ==
 * TCPLENS_OK) { status = tcplens_flows_read_file(f, "a.pcap", &err);
 *         ... tcplens_flows_close(f, &stats, &err) ...
 *
 * Several files are one capture, read one after the other. A handle belongs to one thread at a
 * time.
 */
#ifndef TCPLENS_FLOWS_H
#define TCPLENS_FLOWS_H

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

struct tcplens_flows;

enum tcplens_flows_output {
    TCPLENS_FLOWS_TEXT = 0, /* columns for people, in their language */
    TCPLENS_FLOWS_CSV = 1,  /* RFC 4180, with a heading; never translated, as the rest */
    TCPLENS_FLOWS_JSON = 2, /* JSON lines, docs/json.md */
    TCPLENS_FLOWS_ZEEK = 3, /* Zeek's conn.log */
};

/* What a row is. */
enum tcplens_flows_by {
    TCPLENS_BY_CONNECTION = 0,
    TCPLENS_BY_HOST = 1,    /* what an address sent and got */
    TCPLENS_BY_SERVICE = 2, /* all connections to a port */
    TCPLENS_BY_PAIR = 3,    /* all connections from one address to another */
};

/**
 * struct tcplens_flows_options - all zero is the default
 * @output:    enum tcplens_flows_output
 * @by:        enum tcplens_flows_by; rows of connections only in TCPLENS_FLOWS_ZEEK
 * @color, @ascii, @lang, @width, @utc_offset_s: as in struct tcplens_explain_options
 * @wide:      text: all columns of the list, however wide it gets
 * @filter:    libpcap expression: which frames to count; NULL for all
 * @where:     which connections to list, an expression over the columns; NULL for all
 * @display:   display filter (tcplens-filter(7)): only connections that a frame of matches; NULL
 * for all
 * @columns:   which columns, by name, with commas between; "all"; NULL for the usual ones
 * @sort:      by which columns, likewise; amounts from the greatest, all else from the least, and
 *             the other way round with '-' before the name; NULL for the order in which they end
 * @top:       the first so many rows, 0 for all; by bytes unless @sort says otherwise
 * @max_connections: held at the same time, 0 for 131072
 * @threads:   that work on a file, 0 for as many as there are processors, but one for
 *             tcplens_flows_conversations(); rows do not depend on it
 * @memory:    octets for rows that wait to be sorted, and for groups; 0 for 256 MiB
 * @snaplen, @buffer_octets, @max_frames, @stop, @progress, @progress_ctx: as in struct
 *             tcplens_explain_options
 * Texts are *borrowed* for the life of the handle.
 */
struct tcplens_flows_options {
    uint8_t output, by;
    bool color, ascii, wide;
    const char *lang, *filter, *where, *display, *columns, *sort;
    unsigned width;
    int32_t utc_offset_s;
    uint64_t top, memory, max_frames;
    uint32_t max_connections, snaplen, buffer_octets;
    unsigned threads;
    const volatile int *stop;
    tcplens_progress_fn *progress;
    void *progress_ctx;
};

/**
 * struct tcplens_flows_stats - what was read and what had to be left out
 * @frames, @matched: frames read, and passed by the filter
 * @connections: found
 * @listed:      of those, passed by @where and @display
 * @evicted:     given up while still open, because the table was full
 * @unsorted:    rows that found no room to be sorted, and are missing
 * @received, @dropped_ring, @dropped_iface: live: as the kernel counts
 * @given_up: values that were too much for a regular expression of the display filter: it was as
 *            if it did not match them
 */
struct tcplens_flows_stats {
    uint64_t frames, matched, connections, listed, evicted, unsorted, given_up;
    uint64_t received, dropped_ring, dropped_iface;
};

/* On success `*ret` is *owned* by the caller. TCPLENS_ERR_USAGE for an expression, a column or
 * options that make no sense. */
enum tcplens_status tcplens_flows_new(struct tcplens_flows **ret,
                                      const struct tcplens_flows_options *options,
                                      tcplens_sink *sink, void *ctx, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Read a capture file to its end, "-" for standard input. What comes before damage counts. */
enum tcplens_status tcplens_flows_read_file(struct tcplens_flows *f, const char *path,
                                            struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Capture on an interface until options->stop; without sorting, a connection is listed soon after
 * it has ended. */
enum tcplens_status tcplens_flows_read_live(struct tcplens_flows *f, const char *interface,
                                            struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* List what has not been listed, say in `stats` (may be NULL) what there was, and free everything.
 * NULL is allowed. */
enum tcplens_status tcplens_flows_close(struct tcplens_flows *f, struct tcplens_flows_stats *stats,
                                        struct tcplens_error *err);

/* Whether `where` is a filter that connections can be selected with. If not, TCPLENS_ERR_USAGE says
 * what is wrong, and `*column` where: the octet of it, from 0. */
enum tcplens_status tcplens_flows_check_where(const char *where, size_t *column,
                                              struct tcplens_error *err);

/*
 * tshark's table of TCP conversations (tshark -q -z conv,tcp) for a capture file, to the octet. Of
 * the options count @filter, @max_connections, @memory and @stop. `*left_out` are conversations
 * that found no room.
 */
enum tcplens_status tcplens_flows_conversations(const char *path,
                                                const struct tcplens_flows_options *options,
                                                tcplens_sink *sink, void *ctx, uint64_t *left_out,
                                                struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Called with each column: its name, and what it is. Texts are *borrowed* until it returns. */
typedef void tcplens_column_fn(void *ctx, const char *name, const char *help);

/* Every column of rows `by`, in the language `lang`. */
void tcplens_flows_list_columns(enum tcplens_flows_by by, const char *lang, tcplens_column_fn *fn,
                                void *ctx);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
