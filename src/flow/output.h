// SPDX-License-Identifier: BSD-3-Clause
/*
 * output.h - what becomes of a row of a connection: selected, grouped, sorted, and written.
 *
 * Each of these is there only if it is asked for; without sorting and grouping a row is written as
 * soon as it comes, and forgotten.
 */
#ifndef TL_FLOW_OUTPUT_H
#define TL_FLOW_OUTPUT_H

#include <tcplens/flows.h>

#include "flow/listing.h"
#include "flow/row.h"

/**
 * struct flow_output
 * @options:  *borrowed*
 * @machine, @shown: the relation of what is listed; the second in the reader's language
 * @listing:  writes
 * @needs:    which stages the columns, the order and the filter want: bits of enum flow_known
 * @listed, @unsorted: as in struct tcplens_flows_stats
 */
struct flow_output {
    const struct tcplens_flows_options *options;
    struct relation machine, shown;
    struct listing listing;
    unsigned needs;
    uint64_t listed, unsorted;
};

/* Live, rows are written as they come: `at_once`. */
enum tcplens_status tl_flow_output_init(struct flow_output *o,
                                        const struct tcplens_flows_options *options,
                                        struct text *out, struct tcplens_error *err);

/* Before the first row; `at_once`: write rows as they come. */
enum tcplens_status tl_flow_output_begin(struct flow_output *o, bool at_once,
                                         struct tcplens_error *err);
void tl_flow_output_row(struct flow_output *o, const struct flow_row *row);
void tl_flow_output_end(struct flow_output *o);
void tl_flow_output_fini(struct flow_output *o);

#endif
