// SPDX-License-Identifier: BSD-3-Clause
#include "flow/output.h"

#include "base/error.h"

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
enum { CONNECTION_CHOICES = sizeof connection_choices / sizeof connection_choices[0] };

static void want(struct flow_output *o, unsigned field)
{
    o->needs |= tl_flow_needs(field);
}

/* The columns that were asked for, or the usual ones. */
static enum tcplens_status choose_columns(struct flow_output *o, struct tcplens_error *err)
{
    struct listing *const l = &o->listing;
    enum tcplens_status status = TCPLENS_OK;

    l->choices = connection_choices;
    l->n_choices = CONNECTION_CHOICES;
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

enum tcplens_status tl_flow_output_init(struct flow_output *o,
                                        const struct tcplens_flows_options *options,
                                        struct text *out, struct tcplens_error *err)
{
    static const uint8_t forms[] = {
        [TCPLENS_FLOWS_TEXT] = LISTING_TEXT,
        [TCPLENS_FLOWS_CSV] = LISTING_CSV,
        [TCPLENS_FLOWS_JSON] = LISTING_JSON,
    };
    const struct catalogue *const catalogue = tl_catalogue(options->lang);

    *o = (struct flow_output){
        .options = options,
        .machine = tl_flow_relation(NULL),
        .shown = tl_flow_relation(catalogue),
    };
    o->listing = (struct listing){
        .relation = options->output == TCPLENS_FLOWS_TEXT ? &o->shown : &o->machine,
        .out = out,
        .view = {.catalogue = catalogue,
                 .width = options->wide ? 0 : options->width,
                 .color = options->color,
                 .ascii = options->ascii,
                 .utc_offset_s = options->utc_offset_s},
        .form = forms[options->output],
        .type = "flow",
    };
    return choose_columns(o, err);
}

enum tcplens_status tl_flow_output_begin(struct flow_output *o, bool at_once,
                                         struct tcplens_error *err)
{
    o->listing.hold = !at_once;
    return tl_listing_begin(&o->listing, err);
}

void tl_flow_output_row(struct flow_output *o, const struct flow_row *row)
{
    o->listed++;
    tl_listing_row(&o->listing, row);
}

void tl_flow_output_end(struct flow_output *o)
{
    tl_listing_end(&o->listing);
}

void tl_flow_output_fini(struct flow_output *o)
{
    tl_listing_fini(&o->listing);
}
