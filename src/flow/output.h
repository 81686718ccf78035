// SPDX-License-Identifier: BSD-3-Clause
/*
 * output.h - what becomes of a row of a connection: selected, added up, sorted, and written.
 *
 * Each of these is there only if it is asked for; without sorting and groups a row is written as
 * soon as it comes, and forgotten.
 */
#ifndef TL_FLOW_OUTPUT_H
#define TL_FLOW_OUTPUT_H

#include <tcplens/flows.h>

#include "filter/condition.h"
#include "flow/group.h"
#include "flow/listing.h"
#include "flow/order.h"
#include "flow/row.h"

enum { OUTPUT_CHOICES = 24 };

/**
 * struct flow_output
 * @options:  *borrowed*
 * @connections: rows of connections, in no language: what @where reads
 * @machine, @shown: rows as they are listed; the second in the reader's language
 * @schema:   those as @where sees them
 * @where:    *owned*, or NULL
 * @groups:   if @grouped
 * @order:    if @sorted
 * @choices:  of the columns of groups
 * @listing:  writes, but for Zeek's form
 * @needs:    which stages the columns, the order and the filter want: bits of enum flow_known
 * @last_ns:  time of the newest frame of a row written
 * @listed, @unsorted: as in struct tcplens_flows_stats
 * @status, @err: TCPLENS_ERR_MEMORY once a row could not be kept
 */
struct flow_output {
    const struct tcplens_flows_options *options;
    struct relation connections, machine, shown;
    struct schema schema;
    struct condition *where;
    struct groups groups;
    struct order order;
    bool grouped, sorted;
    struct listing_choice choices[OUTPUT_CHOICES];
    struct listing listing;
    unsigned needs;
    int64_t last_ns;
    bool begun;
    uint64_t listed, unsorted;
    enum tcplens_status status;
    struct tcplens_error err;
};

/* In place: the output holds pointers to itself. tl_flow_output_fini() is due in any case. */
enum tcplens_status tl_flow_output_init(struct flow_output *o,
                                        const struct tcplens_flows_options *options,
                                        struct text *out, struct tcplens_error *err);

/* Before the first row; `at_once`: write rows as they come, if nothing else is asked for. */
enum tcplens_status tl_flow_output_begin(struct flow_output *o, bool at_once,
                                         struct tcplens_error *err);
void tl_flow_output_row(struct flow_output *o, const struct flow_row *row);
enum tcplens_status tl_flow_output_end(struct flow_output *o, struct tcplens_error *err);
void tl_flow_output_fini(struct flow_output *o);

#endif
