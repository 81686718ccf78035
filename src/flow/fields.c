// SPDX-License-Identifier: BSD-3-Clause
/*
 * fields.c - the columns of a row. What belongs to one end is written once: the two ends' columns
 * and that of both read it side by side.
 */
#include <assert.h>
#include <string.h>

#include "app/app.h"
#include "flow/community_id.h"
#include "flow/row.h"
#include "render/codes.h"
#include "render/words.h"

/* What a field of both ends is. */
enum mode { MODE_ONE, MODE_SUM, MODE_EITHER };

const struct field tl_flow_fields[FLOW_FIELDS] = {
#define ONE(id, name_, type_, derived_, heading_, help_)                                           \
    [FLOW_##id] = {.name = (name_),                                                                \
                   .heading = (heading_),                                                          \
                   .help = (help_),                                                                \
                   .type = VALUE_##type_,                                                          \
                   .derived = (derived_)},
#define END_FIELD(id, name_, type_, many_, derived_, heading_, help_)                              \
    [id] = {.name = (name_),                                                                       \
            .heading = (heading_),                                                                 \
            .help = (help_),                                                                       \
            .type = VALUE_##type_,                                                                 \
            .many = (many_),                                                                       \
            .derived = (derived_)},
#define EACH(id, name_, type_, mode, heading_, client, server, help_)                              \
    END_FIELD(FLOW_##id, name_, type_, MODE_##mode == MODE_EITHER, true, heading_, help_)          \
    END_FIELD(FLOW_CLIENT_##id, "client_" name_, type_, false, false, client, help_)               \
    END_FIELD(FLOW_SERVER_##id, "server_" name_, type_, false, false, server, help_)
#include "flow/columns.def"
};

/* By field: its mode, and its own first field: FLOW_STATE of FLOW_SERVER_STATE. */
static const struct {
    uint8_t mode, base;
} shapes[FLOW_FIELDS] = {
#define ONE(id, name, type, derived, heading, help) [FLOW_##id] = {MODE_ONE, FLOW_##id},
#define EACH(id, name, type, mode, heading, client, server, help)                                  \
    [FLOW_##id] = {MODE_##mode, FLOW_##id}, [FLOW_CLIENT_##id] = {MODE_##mode, FLOW_##id},         \
    [FLOW_SERVER_##id] = {MODE_##mode, FLOW_##id},
#include "flow/columns.def"
};

static bool put_number(struct value *v, uint64_t number)
{
    value_number(v, VALUE_NUMBER, number);
    return true;
}

static bool put_amount(struct value *v, uint64_t octets)
{
    value_number(v, VALUE_AMOUNT, octets);
    return true;
}

static bool put_flag(struct value *v, bool set)
{
    value_number(v, VALUE_FLAG, set);
    return true;
}

/* Absent unless positive. */
static bool put_span(struct value *v, int64_t ns)
{
    value_ns(v, VALUE_SPAN, ns);
    return ns > 0;
}

static bool put_text(struct value *v, const char *s)
{
    if (s == NULL)
        return false;
    tl_value_text(v, s);
    return true;
}

/* A field of one end; `field` is the first of its three. */
static bool get_end(const struct row_end *end, unsigned field, struct value *v)
{
    switch (field) {
    case FLOW_ADDRESS:
        v->type = VALUE_ADDRESS;
        memcpy(v->addr, end->addr, sizeof v->addr);
        return true;
    case FLOW_PORT:
        return put_number(v, end->port);
    case FLOW_STATE:
        return end->state != TCPLENS_STATE_UNKNOWN &&
               put_text(v, tcplens_state_name((enum tcplens_state)end->state));
    case FLOW_SEGMENTS:
        return put_number(v, end->segs);
    case FLOW_BYTES:
        return put_amount(v, end->octets);
    case FLOW_UNIQUE:
        return put_amount(v, end->unique);
    case FLOW_WIRE:
        return put_amount(v, end->wire);
    case FLOW_RETRANS:
        return put_number(v, end->retrans);
    case FLOW_OUT_OF_ORDER:
        return put_number(v, end->out_of_order);
    case FLOW_LOST:
        return put_amount(v, end->lost);
    case FLOW_DUP_ACKS:
        return put_number(v, end->dup_acks);
    case FLOW_ZERO_WINDOWS:
        return put_number(v, end->zero_windows);
    case FLOW_RTT:
        return put_span(v, end->rtt.smoothed_ns);
    case FLOW_RTT_MIN:
        return put_span(v, end->rtt.min_ns);
    case FLOW_RTT_MAX:
        return put_span(v, end->rtt.max_ns);
    case FLOW_MSS:
        return (end->known & EP_MSS) != 0 && put_number(v, end->mss);
    case FLOW_SHIFT:
        return (end->known & EP_WSCALE) != 0 && end->shift != SHIFT_UNKNOWN &&
               put_number(v, end->shift);
    case FLOW_SACK:
        return put_flag(v, (end->known & EP_SACK_PERMITTED) != 0);
    case FLOW_TIMESTAMPS:
        return put_flag(v, (end->known & EP_TIMESTAMPS) != 0);
    case FLOW_ECN:
        return put_flag(v, (end->known & EP_ECN_SYN) != 0);
    default:
        assert(false && "a field of one end");
        return false;
    }
}

/* "10.0.0.1:80", "[::1]:80", made in the value's room. */
static bool put_socket(struct value *v, const struct row_end *end)
{
    struct text t;

    text_init(&t, v->room, sizeof v->room, NULL, NULL);
    text_socket(&t, end->addr, end->port);
    v->type = VALUE_TEXT;
    v->text = v->room;
    v->n = t.len;
    return true;
}

static bool put_reason(struct value *v, const struct flow_row *row, const struct catalogue *c)
{
    struct text t;

    if (!row->health_finding)
        return false;
    text_init(&t, v->room, sizeof v->room, NULL, NULL);
    words_finding_title(&t, c, &row->reason);
    v->type = VALUE_TEXT;
    v->text = v->room;
    v->n = t.len;
    return true;
}

static bool put_community_id(struct value *v, const struct flow_row *row)
{
    _Static_assert((int)VALUE_ROOM >= (int)COMMUNITY_ID, "room for it");
    tl_community_id(v->room, row->ends[0].addr, row->ends[0].port, row->ends[1].addr,
                    row->ends[1].port);
    return put_text(v, v->room);
}

static bool has_bit(const struct flow_row *row, unsigned bit)
{
    return (row->bits & bit) != 0;
}

/* What only the teller and the analysis know. */
static bool get_found(const struct relation *r, const struct flow_row *row, unsigned field,
                      struct value *v)
{
    if ((row->known & tl_flow_needs(field)) == 0)
        return false;
    switch (field) {
    case FLOW_STREAM:
        return put_number(v, row->stream);
    case FLOW_COMPLETENESS:
        return put_number(v, row->completeness);
    case FLOW_PROTOCOL:
        return put_text(v, row->protocol);
    case FLOW_HEALTH:
        return put_text(v, r->ctx == NULL ? code_health(row->health)
                                          : words_health_brief(r->ctx, (enum health)row->health));
    case FLOW_HEALTH_FINDING:
        return row->health_finding && put_text(v, tl_finding_info(row->reason.id)->name);
    case FLOW_REASON:
        return put_reason(v, row, r->ctx);
    case FLOW_FIRST_FINDING:
        return row->first_finding >= 0 &&
               put_text(v, tl_finding_info((unsigned)row->first_finding)->name);
    case FLOW_FINDINGS:
        return put_number(v, row->n_findings);
    default:
        assert(false && "a field that was found out");
        return false;
    }
}

static bool get_one(const struct relation *r, const struct flow_row *row, unsigned field,
                    struct value *v)
{
    switch (field) {
    case FLOW_CONNECTION:
        return put_number(v, row->number);
    case FLOW_CLIENT:
        return put_socket(v, &row->ends[SIDE_INITIATOR]);
    case FLOW_SERVER:
        return put_socket(v, &row->ends[SIDE_RESPONDER]);
    case FLOW_SERVICE:
        return put_text(v, tl_app_service(row->ends[SIDE_RESPONDER].port));
    case FLOW_START:
        value_ns(v, VALUE_TIME, row->first_ns);
        return true;
    case FLOW_END:
        value_ns(v, VALUE_TIME, row->last_ns);
        return true;
    case FLOW_DURATION:
        value_ns(v, VALUE_SPAN, row->last_ns - row->first_ns);
        return true;
    case FLOW_FIRST_FRAME:
        return put_number(v, row->first_frame);
    case FLOW_LAST_FRAME:
        return put_number(v, row->last_frame);
    case FLOW_ROLE_REASON:
        return put_text(v, code_role_reason(row->role_reason));
    case FLOW_OPEN:
        return put_text(v, code_open_form(row->open_form));
    case FLOW_CLOSE:
        return put_text(v, code_close_form(row->close_form));
    case FLOW_CLOSER:
        return row->close_form != CLOSE_NOT_SEEN && put_text(v, code_side(row->closer));
    case FLOW_HANDSHAKE:
        return put_span(v, row->handshake_ns);
    case FLOW_RTT_TO_SERVER:
        return put_span(v, row->rtt_responder_ns);
    case FLOW_RTT_TO_CLIENT:
        return put_span(v, row->rtt_initiator_ns);
    case FLOW_CLOSED:
        return put_flag(v, has_bit(row, CONN_CLOSED));
    case FLOW_MID_CAPTURE:
        return put_flag(v, has_bit(row, CONN_MID_CAPTURE));
    case FLOW_ONE_DIRECTION:
        return put_flag(v, has_bit(row, CONN_ONE_DIRECTION));
    case FLOW_EVICTED:
        return put_flag(v, has_bit(row, CONN_EVICTED));
    case FLOW_COMMUNITY_ID:
        return put_community_id(v, row);
    default:
        return get_found(r, row, field, v);
    }
}

static bool get_sum(const struct flow_row *row, unsigned base, struct value *v)
{
    uint64_t other;

    if (!get_end(&row->ends[SIDE_RESPONDER], base, v))
        return false;
    other = v->number;
    if (!get_end(&row->ends[SIDE_INITIATOR], base, v))
        return false;
    v->number += other;
    return true;
}

/* One end's value and then the other's, those that there are. */
static bool get_either(const struct flow_row *row, unsigned base, unsigned occurrence,
                       struct value *v)
{
    for (unsigned side = 0; side < 2; side++) {
        if (get_end(&row->ends[side], base, v) && occurrence-- == 0)
            return true;
    }
    return false;
}

static bool get(const struct relation *r, const void *opaque, unsigned field, unsigned occurrence,
                struct value *v)
{
    const struct flow_row *const row = opaque;
    const unsigned base = shapes[field].base;

    if (shapes[field].mode == MODE_EITHER && field == base)
        return get_either(row, base, occurrence, v);
    if (occurrence > 0)
        return false;
    if (shapes[field].mode == MODE_ONE)
        return get_one(r, row, field, v);
    if (field == base)
        return get_sum(row, base, v);
    return get_end(&row->ends[field - base - 1], base, v);
}

struct relation tl_flow_relation(const struct catalogue *catalogue)
{
    return (struct relation){
        .prefix = "tcplens.",
        .fields = tl_flow_fields,
        .n_fields = FLOW_FIELDS,
        .row_size = sizeof(struct flow_row),
        .get = get,
        .ctx = catalogue,
    };
}

unsigned tl_flow_needs(unsigned field)
{
    switch (field) {
    case FLOW_STREAM:
    case FLOW_COMPLETENESS:
        return FLOW_ANALYSED;
    case FLOW_PROTOCOL:
    case FLOW_HEALTH:
    case FLOW_HEALTH_FINDING:
    case FLOW_REASON:
    case FLOW_FIRST_FINDING:
    case FLOW_FINDINGS:
        return FLOW_TOLD;
    default:
        return 0;
    }
}
