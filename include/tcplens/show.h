// SPDX-License-Identifier: BSD-3-Clause
/*
 * show.h - frames as rows of named fields or as trees: what tshark's `-T fields` and `-V` print,
 * for fields that are registered here.
 */
#ifndef TCPLENS_SHOW_H
#define TCPLENS_SHOW_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/explain.h>
#include <tcplens/save.h>
#include <tcplens/sink.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* How frames are shown. */
enum tcplens_show_form {
    TCPLENS_SHOW_FIELDS, /* a row of columns, a frame each */
    TCPLENS_SHOW_LIST,   /* a line a frame: number, time, addresses, protocol, length, info */
    TCPLENS_SHOW_TREE,   /* every value of every layer, a line each */
    TCPLENS_SHOW_JSON,   /* tshark's `-T json`, with no key twice */
    TCPLENS_SHOW_JSONRAW,
    TCPLENS_SHOW_EK,      /* for Elasticsearch's bulk interface */
    TCPLENS_SHOW_PDML,    /* XML */
    TCPLENS_SHOW_NDJSON,  /* a flat line of JSON a frame: docs/machine-output.md */
    TCPLENS_SHOW_NOTHING, /* to save frames, or for statistics */
};

/* Which Wireshark a tree reads like where they differ. */
enum tcplens_dialect { TCPLENS_DIALECT_4_4, TCPLENS_DIALECT_4_0 };

/* How the list's column Time is written. */
enum tcplens_when {
    TCPLENS_WHEN_RELATIVE, /* since the first frame */
    TCPLENS_WHEN_DELTA,    /* since the frame before, or the one shown before */
    TCPLENS_WHEN_DELTA_SHOWN,
    TCPLENS_WHEN_EPOCH,
    TCPLENS_WHEN_ABSOLUTE, /* the time of day; with the date; with the day of the year */
    TCPLENS_WHEN_DATE,
    TCPLENS_WHEN_DAY_OF_YEAR,
    TCPLENS_WHEN_UTC, /* the same in UTC */
    TCPLENS_WHEN_UTC_DATE,
    TCPLENS_WHEN_UTC_DAY_OF_YEAR,
};

/* Which values of a field that a frame has several times. */
enum tcplens_occurrence {
    TCPLENS_OCCURRENCE_ALL,
    TCPLENS_OCCURRENCE_FIRST,
    TCPLENS_OCCURRENCE_LAST,
};

/**
 * struct tcplens_show_options - which fields, and how
 * @form:        enum tcplens_show_form
 * @dialect:     enum tcplens_dialect
 * @time_form:   enum tcplens_when
 * @list:        with a tree, the list's line in front of it
 * @tabs:        between the list's columns instead of blanks
 * @hex:         with a tree or the list, the frame's octets below it
 * @list_columns: *borrowed*: columns of the list, as Wireshark's gui.column.format has them; NULL
 *               for the usual ones
 * @fields:      *borrowed*: names of columns, @n_fields of them. Rows have at least 1; for JSON and
 *               EK, none means the whole tree, for NDJSON the usual ones
 * @protocols:   *borrowed*: @n_protocols names: in a tree, those of which more is shown than one
 * line; in JSON and EK, those that are shown; none: all
 * @statistics:  *borrowed*: @n_statistics specifications as tshark's -z takes them, such as
 * "conv,ip": tables over all frames that are shown, behind the last
 * @save:        *borrowed*: where to save the frames that are shown; NULL for nowhere. With it one
 *               thread works
 * @color:       tell which of Wireshark's colouring rules each frame falls under
 * @paint:       in a list, in its colours
 * @raw:         JSON: raw values beside the shown ones
 * @filter:      *borrowed*: libpcap expression that frames must pass; NULL for all
 * @display:     *borrowed*: display filter (tcplens-filter(7)) that frames must match to be shown;
 * others are read all the same; NULL for all
 * @max_frames:  stop after so many that passed, 0 for no limit
 * @max_saved:   stop once the savefile has so many octets, 0 for no limit
 * @separator:   between columns; 0 counts as a tab
 * @aggregator:  between the values of a field; 0 counts as a comma
 * @quote:       around each column that holds a value; 0 for none
 * @occurrence:  enum tcplens_occurrence
 * @numeric:     no names for addresses of stations in trees
 * @bom:         begin with a byte order mark, for programs that ask for one
 * @header:      begin with the names
 * @flush_each:  hand over every row at once
 * @two_passes:  read the file twice, so that what only a stream's end tells is known in all of its
 *               frames: tcp.completeness, tcp.analysis.initial_rtt
 * @exact:       no caps on what is remembered of connections and fragments: memory grows with the
 *               capture
 * @max_connections: remembered at once, 0 for the default
 * @threads:     that work on a file, 0 for as many as there are processors; rows do not depend on
 * it. Standard input, and @flush_each, take one
 * @progress, @progress_ctx: as in struct tcplens_explain_options
 * @stop:        *borrowed*: looked at between batches: ends reading once it is not 0; or NULL
 */
struct tcplens_show_options {
    uint8_t form, dialect, time_form;
    bool list, tabs, hex;
    const char *list_columns;
    const char *const *fields;
    unsigned n_fields;
    const char *const *protocols;
    unsigned n_protocols;
    bool raw, color, paint;
    const char *const *statistics;
    unsigned n_statistics;
    const struct tcplens_save *save;
    const char *filter, *display;
    uint64_t max_frames, max_saved;
    char separator, aggregator, quote;
    uint8_t occurrence;
    bool numeric, bom, header, flush_each, two_passes, exact;
    uint32_t max_connections;
    unsigned threads;
    tcplens_progress_fn *progress;
    void *progress_ctx;
    const volatile int *stop;
};

/**
 * struct tcplens_show_stats - what was done
 * @frames:    that passed the capture filter
 * @shown:     of those, that the display filter matched
 * @given_up:  values that were too much for a regular expression of the display filter: it was as
 *             if it did not match them
 * @forgotten: connections given up because there were too many: rows of theirs may differ from
 *             what Wireshark shows
 * @unjoined:  PDUs that were not put together, for want of room for their segments
 * @unlinked:  what of later frames a first pass saw and had no room for
 * @crowded:   frames that hold more values than are kept of one
 */
struct tcplens_show_stats {
    uint64_t frames, shown, given_up, forgotten, unjoined, unlinked, crowded;
};

/*
 * Print a capture file, "-" for standard input. TCPLENS_ERR_USAGE: there is no field of that name.
 * With TCPLENS_ERR_CUT, and with damage within the file, all before it was printed first. `stats`
 * may be NULL; it is filled in any case.
 */
enum tcplens_status tcplens_show_file(const char *path, const struct tcplens_show_options *options,
                                      tcplens_sink *sink, void *sink_ctx,
                                      struct tcplens_show_stats *stats, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/**
 * struct tcplens_field - a field of the registry; texts are static
 * @name: such as "tcp.seq"
 * @type: such as "unsigned"
 * @doc:  what it is
 */
struct tcplens_field {
    const char *name, *type, *doc;
};

/* The field number `i` of the registry, from 0 on, in its order; false if there are no more. */
bool tcplens_field_at(unsigned i, struct tcplens_field *out);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
