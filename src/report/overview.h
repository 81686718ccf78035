// SPDX-License-Identifier: BSD-3-Clause
/*
 * overview.h - the document that a page begins with: what the capture is, a row a connection, and
 * what is wrong or was left out.
 *
 * Rows are bounded: from OVERVIEW_ROWS on only connections with a warning or an error get one, and
 * from twice as many on none does.
 */
#ifndef TL_REPORT_OVERVIEW_H
#define TL_REPORT_OVERVIEW_H

#include "flow/row.h"
#include "report/document.h"

enum { OVERVIEW_ROWS = 30000 };

/**
 * struct overview_row - one connection
 * @worst:    its gravest finding, if it has any
 * @told:     its document is in the report
 */
struct overview_row {
    struct flow_row flow;
    struct finding worst;
    bool told;
};

/* An empty one is all zero; `rows` is *owned*: n of them. `left_out`: those without a row. */
struct overview_rows {
    struct overview_row *rows;
    size_t n, room;
    uint64_t left_out;
    bool failed;
};

/**
 * struct overview - the rest of it; texts are *borrowed*
 * @start_ns, @end_ns: times of the first frame and of the latest
 * @frames, @octets, @segments, @connections: read; octets on the wire
 * @listed, @trees: frames that found a place in the list, and of those with a tree
 * @frames_chunk, @trees_chunk: how many of them a document has
 * @untold:   connections without a document
 * @evicted, @dropped, @undecoded, @cut, @malformed: connections given up; frames that the capture
 *            lacks, that nothing here decodes, of which headers were cut, that contradict their
 *            protocol
 * @damage:   what ended the capture early; NULL if nothing did
 */
struct overview {
    const char *title, *damage;
    uint64_t revision;
    bool live, payload, redacted;
    int64_t start_ns, end_ns;
    uint64_t frames, octets, segments, connections;
    uint64_t listed, trees, untold;
    uint32_t frames_chunk, trees_chunk;
    uint64_t evicted, dropped, undecoded, cut, malformed;
};

/* Keep a row of the connection whose story this is. */
void tl_overview_add(struct overview_rows *rows, const struct story *story,
                     const struct tally *tally);

/* By number, as they are written. */
void tl_overview_sort(struct overview_rows *rows);

/* The document `d`, begun and ended; false if memory was short. tl_document_fini() is due in any
 * case. */
bool tl_report_overview(struct document *d, const struct overview *o,
                        const struct overview_rows *rows);

void tl_overview_fini(struct overview_rows *rows);

/* complaints.c: what is wrong with the capture; what was left out of the report. */
void tl_overview_complaints(struct document *d, const struct overview *o);
void tl_overview_left_out(struct document *d, const struct overview *o,
                          const struct overview_rows *rows);

#endif
