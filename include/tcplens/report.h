// SPDX-License-Identifier: BSD-3-Clause
/*
 * report.h - a capture as the documents of docs/report-format.md: what the page of `tcplens report`
 * and `tcplens ui` shows.
 *
 *     struct tcplens_report_options o = {.payload = false};
 *     struct tcplens_report *r;
 *     if (tcplens_report_new(&r, &o, &err) == TCPLENS_OK &&
 *         tcplens_report_read_file(r, "a.pcap", &err) == TCPLENS_OK)
 *         status = tcplens_report_write(r, write_to_file, fp, &err);   the page
 *     tcplens_report_free(r);
 *
 * A handle belongs to one thread at a time. Memory is bounded by the options, whatever the length
 * of the capture; `left_out` of the overview tells what found no room.
 */
#ifndef TCPLENS_REPORT_H
#define TCPLENS_REPORT_H

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

struct tcplens_report;

/**
 * struct tcplens_report_options - all zero is the default
 * @payload:   what segments carry is part of the report; else headers only
 * @redact:    replace addresses and payloads, the same everywhere, and leave out names of files and
 *             interfaces and comments
 * @redact_key: what addresses are replaced by depends on it; NULL for one that nobody knows
 * @filter:    libpcap expression, NULL for all frames
 * @title:     of the page; NULL for the file's or the interface's name
 * @max_frames: stop after so many frames that passed the filter, 0 for no limit
 * @max_connections: held at the same time, 0 for 131072
 * @max_told:  connections told in full, those with the gravest findings first, then the largest; 0
 *             for 1000
 * @max_listed: frames in the list, of the connections told; 0 for 200,000
 * @max_trees: of those, frames that are taken apart; 0 for 100,000
 * @live, @revision: for a page that is served while frames still arrive: says so, and grows with
 *             every report of the same capture
 * @stop, @progress, @progress_ctx: as in struct tcplens_explain_options
 * Texts are *borrowed* for the life of the handle.
 */
struct tcplens_report_options {
    bool payload, redact;
    const char *redact_key, *filter, *title;
    uint64_t max_frames;
    uint32_t max_connections, max_told, max_listed, max_trees;
    bool live;
    uint64_t revision;
    const volatile int *stop;
    tcplens_progress_fn *progress;
    void *progress_ctx;
};

/**
 * struct tcplens_report_stats - what was read, and what of it is in the report
 * @frames, @segments, @connections: of the capture
 * @evicted:   connections forgotten while still open, because the table was full
 * @told:      connections told in full; @connections_listed: in the table
 * @listed, @trees: frames in the list, and of those with a tree
 */
struct tcplens_report_stats {
    uint64_t frames, segments, connections, evicted;
    uint64_t told, connections_listed, listed, trees;
};

/* On success `*ret` is *owned* by the caller. TCPLENS_ERR_USAGE for options that make no sense. */
enum tcplens_status tcplens_report_new(struct tcplens_report **ret,
                                       const struct tcplens_report_options *options,
                                       struct tcplens_error *err)
    __attribute__((warn_unused_result));

/*
 * Read a capture file, once only for a handle: twice over, or where that cannot be ("-" for
 * standard input) once, and then it is the first connections and frames that find room. With
 * TCPLENS_ERR_CUT, and with damage within the file, the report holds what came before.
 */
enum tcplens_status tcplens_report_read_file(struct tcplens_report *r, const char *path,
                                             struct tcplens_error *err)
    __attribute__((warn_unused_result));

/*
 * Write the document `name` ("overview", "frames/0", "trees/3", "connection/1") as JSON.
 * TCPLENS_ERR_USAGE if there is none of that name.
 */
enum tcplens_status tcplens_report_document(struct tcplens_report *r, const char *name,
                                            tcplens_sink *sink, void *sink_ctx,
                                            struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Write the page, with all documents in it. */
enum tcplens_status tcplens_report_write(struct tcplens_report *r, tcplens_sink *sink,
                                         void *sink_ctx, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Write the page without documents, for who serves those under data/NAME beside it. */
enum tcplens_status tcplens_report_page(tcplens_sink *sink, void *sink_ctx,
                                        struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* The content security policy of that page, to which connect-src and frame-ancestors are to be
 * added: a header's value, *borrowed* for ever. */
const char *tcplens_report_policy(void);

void tcplens_report_stats(const struct tcplens_report *r, struct tcplens_report_stats *out);

/* NULL is allowed. */
void tcplens_report_free(struct tcplens_report *r);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
