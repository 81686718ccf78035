// SPDX-License-Identifier: BSD-3-Clause
#include "flow/output.h"

#include "base/error.h"
#include "flow/zeek.h"

#define DEFAULT_MEMORY (UINT64_C(256) << 20)

/* What text shows of itself; the ranks say in which order columns go when room is short. */
static const struct listing_choice connection_choices[] = {
    {FLOW_CONNECTION, 9},
    {FLOW_HEALTH, 2},
    {FLOW_CLIENT, 0},
    {FLOW_SERVER, 1},
    {FLOW_SERVICE, 12},
    {FLOW_PROTOCOL, 13},
    {FLOW_START, 20},
    {FLOW_DURATION, 5},
    {FLOW_OPEN, 22},
    {FLOW_CLOSE, 14},
    {FLOW_CLOSER, 15},
    {FLOW_CLIENT_STATE, 16},
    {FLOW_SERVER_STATE, 17},
    {FLOW_CLIENT_SEGMENTS, 18},
    {FLOW_SERVER_SEGMENTS, 19},
    {FLOW_CLIENT_UNIQUE, 3},
    {FLOW_SERVER_UNIQUE, 4},
    {FLOW_RETRANS, 7},
    {FLOW_OUT_OF_ORDER, 23},
    {FLOW_LOST, 24},
    {FLOW_ZERO_WINDOWS, 25},
    {FLOW_RTT_TO_SERVER, 10},
    {FLOW_RTT_TO_CLIENT, 21},
    {FLOW_SERVER_RTT, 26},
    {FLOW_CLIENT_RTT, 27},
    {FLOW_REASON, 6},
};

/* Of these, those that groups of the kind have. */
static const struct listing_choice group_choices[] = {
    {GROUP_HOST, 0},          {GROUP_CLIENT, 0},      {GROUP_SERVER, 1},   {GROUP_PORT, 0},
    {GROUP_SERVICE, 3},       {GROUP_CONNECTIONS, 1}, {GROUP_FAILED, 7},   {GROUP_SENT, 4},
    {GROUP_RECEIVED, 5},      {GROUP_SEGMENTS, 9},    {GROUP_RETRANS, 8},  {GROUP_LOST, 12},
    {GROUP_ZERO_WINDOWS, 13}, {GROUP_RTT_MEAN, 10},   {GROUP_RTT_MAX, 11}, {GROUP_START, 14},
};
enum {
    CONNECTION_CHOICES = sizeof connection_choices / sizeof connection_choices[0],
    GROUP_CHOICES = sizeof group_choices / sizeof group_choices[0],
};

/* A field of what is listed is wanted: so are the stages that know it. */
static void want(struct flow_output *o, unsigned field)
{
    if (o->grouped)
        o->needs |= field == GROUP_FAILED ? FLOW_TOLD : 0U;
    else
        o->needs |= tl_flow_needs(field);
}

static unsigned choose_group_columns(struct flow_output *o)
{
    unsigned n = 0;

    _Static_assert((int)GROUP_CHOICES <= (int)OUTPUT_CHOICES, "room for them");
    for (unsigned i = 0; i < GROUP_CHOICES; i++) {
        if (!o->machine.fields[group_choices[i].field].derived)
            o->choices[n++] = group_choices[i];
    }
    return n;
}

/* The columns that were asked for, or the usual ones. */
static enum tcplens_status choose_columns(struct flow_output *o, struct tcplens_error *err)
{
    struct listing *const l = &o->listing;
    enum tcplens_status status = TCPLENS_OK;

    l->choices = o->grouped ? o->choices : connection_choices;
    l->n_choices = o->grouped ? choose_group_columns(o) : CONNECTION_CHOICES;
    if (o->options->columns != NULL)
        status = tl_listing_columns(l, o->options->columns, err);
    else if (l->form != LISTING_TEXT)
        tl_listing_all(l);
    for (unsigned i = 0; i < l->n; i++)
        want(o, l->columns[i]);
    for (unsigned i = 0; l->n == 0 && i < l->n_choices; i++)
        want(o, l->choices[i].field);
    return status;
}

/* Groups come by bytes, and so do the first so many of anything, unless something else is said. */
static enum tcplens_status choose_order(struct flow_output *o, struct tcplens_error *err)
{
    const struct tcplens_flows_options *const options = o->options;
    const uint64_t memory = options->memory != 0 ? options->memory : DEFAULT_MEMORY;
    const uint64_t cap = memory / o->machine.row_size + 1;
    const uint64_t top = options->top != 0 && options->top < cap ? options->top : cap;
    const char *const keys = options->sort != NULL ? options->sort : "bytes";
    enum tcplens_status status;

    o->sorted = options->sort != NULL || options->top != 0 || o->grouped;
    if (!o->sorted)
        return TCPLENS_OK;
    status = tl_order_init(&o->order, &o->machine, keys, (size_t)top, err);
    for (unsigned i = 0; status == TCPLENS_OK && i < o->order.n_keys; i++)
        want(o, o->order.fields[i]);
    return status;
}

static enum tcplens_status choose_rows(struct flow_output *o, struct tcplens_error *err)
{
    const struct tcplens_flows_options *const options = o->options;
    enum tcplens_status status;

    if (options->where == NULL)
        return TCPLENS_OK;
    o->schema = tl_relation_schema(&o->connections);
    status = tl_condition_compile(&o->where, &o->schema, options->where, NULL, err);
    for (unsigned i = 0; status == TCPLENS_OK && i < FLOW_FIELDS; i++)
        o->needs |= tl_condition_reads(o->where, i) ? tl_flow_needs(i) : 0U;
    return status;
}

static void init_listing(struct flow_output *o, const struct catalogue *catalogue, struct text *out)
{
    static const uint8_t forms[] = {
        [TCPLENS_FLOWS_TEXT] = LISTING_TEXT,
        [TCPLENS_FLOWS_CSV] = LISTING_CSV,
        [TCPLENS_FLOWS_JSON] = LISTING_JSON,
        [TCPLENS_FLOWS_ZEEK] = LISTING_CSV, /* takes no part */
    };
    const struct tcplens_flows_options *const options = o->options;

    o->listing = (struct listing){
        .relation = options->output == TCPLENS_FLOWS_TEXT ? &o->shown : &o->machine,
        .out = out,
        .view = {.catalogue = catalogue,
                 .width = options->wide ? 0 : options->width,
                 .color = options->color,
                 .ascii = options->ascii,
                 .utc_offset_s = options->utc_offset_s},
        .form = forms[options->output],
        .type = o->grouped ? "flow-group" : "flow",
    };
}

enum tcplens_status tl_flow_output_init(struct flow_output *o,
                                        const struct tcplens_flows_options *options,
                                        struct text *out, struct tcplens_error *err)
{
    const struct catalogue *const catalogue = tl_catalogue(options->lang);
    const enum tcplens_flows_by by = (enum tcplens_flows_by)options->by;
    const uint64_t memory = options->memory != 0 ? options->memory : DEFAULT_MEMORY;
    enum tcplens_status status = TCPLENS_OK;

    *o = (struct flow_output){
        .options = options,
        .connections = tl_flow_relation(NULL),
        .machine = tl_flow_relation(NULL),
        .shown = tl_flow_relation(catalogue),
        .grouped = by != TCPLENS_BY_CONNECTION,
    };
    if (o->grouped) {
        o->machine = o->shown = tl_group_relation(by);
        status = tl_groups_init(&o->groups, by, memory, err);
    }
    init_listing(o, catalogue, out);
    if (status == TCPLENS_OK && options->output == TCPLENS_FLOWS_ZEEK)
        o->needs |= FLOW_TOLD;
    else if (status == TCPLENS_OK)
        status = choose_columns(o, err);
    if (status == TCPLENS_OK)
        status = choose_order(o, err);
    if (status == TCPLENS_OK)
        status = choose_rows(o, err);
    return status;
}

static bool is_zeek(const struct flow_output *o)
{
    return o->options->output == TCPLENS_FLOWS_ZEEK;
}

enum tcplens_status tl_flow_output_begin(struct flow_output *o, bool at_once,
                                         struct tcplens_error *err)
{
    o->listing.hold = !at_once || o->sorted;
    return is_zeek(o) ? TCPLENS_OK : tl_listing_begin(&o->listing, err);
}

static void write_row(struct flow_output *o, const void *row)
{
    const struct flow_row *const flow = row;

    if (!is_zeek(o)) {
        tl_listing_row(&o->listing, row);
        return;
    }
    if (!o->begun)
        tl_zeek_head(o->listing.out, flow->first_ns);
    o->begun = true;
    if (flow->last_ns > o->last_ns)
        o->last_ns = flow->last_ns;
    tl_zeek_row(o->listing.out, flow);
}

/* Write it, or keep it to be sorted. */
static void put_row(struct flow_output *o, const void *row)
{
    if (!o->sorted)
        write_row(o, row);
    else if (o->status == TCPLENS_OK)
        o->status = tl_order_add(&o->order, row, &o->err);
}

void tl_flow_output_row(struct flow_output *o, const struct flow_row *row)
{
    if (o->options->display != NULL && !row->matched)
        return;
    if (o->where != NULL && !tl_condition_match(o->where, &o->schema, row))
        return;
    o->listed++;
    if (o->grouped)
        tl_groups_add(&o->groups, row);
    else
        put_row(o, row);
}

/* What sorting had to leave out, though it was asked for. */
static uint64_t left_out(const struct flow_output *o)
{
    const uint64_t top = o->options->top;
    const uint64_t wanted = top != 0 && top < o->order.came ? top : o->order.came;

    return o->sorted ? wanted - o->order.n : 0;
}

enum tcplens_status tl_flow_output_end(struct flow_output *o, struct tcplens_error *err)
{
    for (uint32_t i = 0; o->grouped && i < o->groups.n; i++)
        put_row(o, &o->groups.groups[i]);
    if (o->sorted)
        tl_order_sort(&o->order);
    for (size_t i = 0; o->sorted && i < o->order.n; i++)
        write_row(o, tl_order_row(&o->order, i));
    if (!is_zeek(o)) {
        tl_listing_end(&o->listing);
    } else {
        if (!o->begun)
            tl_zeek_head(o->listing.out, 0);
        tl_zeek_end(o->listing.out, o->last_ns);
    }
    o->unsorted = left_out(o) + o->groups.left;
    if (o->status != TCPLENS_OK)
        *err = o->err;
    return o->status;
}

void tl_flow_output_fini(struct flow_output *o)
{
    tl_condition_free(o->where);
    if (o->grouped)
        tl_groups_fini(&o->groups);
    tl_order_fini(&o->order);
    tl_listing_fini(&o->listing);
}
