// SPDX-License-Identifier: BSD-3-Clause
/* remember.c - a told segment becomes part of the past; the only place that writes there. */
#include <string.h>

#include "explain/close.h"
#include "explain/data.h"
#include "explain/retransmission.h"
#include "explain/sight.h"
#include "track/copy.h"

static void remember_syn(struct sight *s)
{
    struct past_side *const self = s->self;

    if (self->syn_frame == 0 || self->iss != s->seg->seq.v) {
        self->syn_frame = s->seg->number;
        self->syn_ns = s->seg->ts_ns;
        self->iss = s->seg->seq.v;
    }
    self->syn_cut = (s->seg->notes & (TCPLENS_TRUNCATED | TCPLENS_OPTIONS_CUT)) != 0;
    self->syn_last_frame = s->seg->number;
    self->syn_last_ns = s->seg->ts_ns;
    if (flagged(s, TCPLENS_ACK)) {
        self->syn_acks++;
        return;
    }
    self->syns++;
    self->syn_data = s->seg->payload_len;
    self->fast_open = (s->options.present & TCPLENS_OPT_FAST_OPEN) != 0;
}

static void remember_seq(struct sight *s)
{
    struct mark *const edge = &s->self->edge;
    const struct mark now = {
        .frame = s->seg->number,
        .base = s->v->rel_seq,
        .len = s->seg->payload_len,
        .syn = flagged(s, TCPLENS_SYN),
        .fin = flagged(s, TCPLENS_FIN),
    };

    if (judged(s, V_RETRANS | V_SPURIOUS | V_KEEP_ALIVE | V_ZERO_WINDOW_PROBE | V_UNACCEPTABLE |
                      V_OUT_OF_ORDER) ||
        flagged(s, TCPLENS_RST))
        return;
    if (edge->frame == 0 || (int32_t)(mark_end(&now) - mark_end(edge)) >= 0)
        *edge = now;
}

static void remember_sack(struct sight *s)
{
    struct past_side *const self = s->self;

    for (unsigned i = 0; i < s->options.sacks; i++) {
        const uint32_t right = s->options.sack[i].right.v;

        if (!self->has_sacked || (int32_t)(right - self->sacked) > 0)
            self->sacked = right;
        self->has_sacked = true;
    }
}

static void remember_ack(struct sight *s)
{
    struct past_side *const self = s->self;
    const uint32_t rel_ack = s->v->rel_ack;

    if (!flagged(s, TCPLENS_ACK) || judged(s, V_UNACCEPTABLE))
        return;
    if (!self->has_ack || (int32_t)(rel_ack - self->ack) > 0) {
        if (tl_echoes_first_copy(s))
            s->peer->resent_frame = 0;
        s->peer->timed_frame = 0;
        if (self->has_ack) {
            memmove(&self->older[1], &self->older[0], sizeof self->older - sizeof self->older[0]);
            self->older[0] = (struct said){self->ack_frame, self->ack};
        }
        self->ack_moved = self->has_ack;
        self->has_ack = true;
        self->ack = rel_ack;
        self->ack_frame = s->seg->number;
        self->ack_ns = s->seg->ts_ns;
        self->dup_acks = 0;
        if (s->peer->recover_cause != 0 && (int32_t)(rel_ack - s->peer->recover_end) >= 0)
            s->peer->recover_cause = 0;
    }
    remember_sack(s);
    if (judged(s, V_DUP_ACK))
        self->dup_acks = s->v->dup_acks;
    if (judged(s, V_ACKS_NEW) && s->v->rtt_ns > 0 &&
        (self->best_ack_ns == 0 || s->v->rtt_ns < self->best_ack_ns))
        self->best_ack_ns = s->v->rtt_ns;
}

static void remember_window(struct sight *s)
{
    struct past_side *const self = s->self;

    if (flagged(s, TCPLENS_RST))
        return;
    self->window = s->v->window;
    if (s->v->window == 0 && self->zero_frame == 0) {
        self->zero_frame = s->seg->number;
        self->zero_ns = s->seg->ts_ns;
    } else if (s->v->window > 0 && self->zero_frame != 0) {
        self->zero_total_ns += s->seg->ts_ns - self->zero_ns;
        self->zero_frame = 0;
    }
}

static void remember_response(struct sight *s)
{
    struct past *const past = s->past;
    const int64_t asked_ns = s->peer->last_data_ns; /* the request's last octet, if it was long */
    int64_t waited;

    if (past->requests_waiting > 0)
        past->requests_waiting--;
    if (past->request_frame == 0)
        return; /* of pipelined requests only the first is timed */
    if (past->request_frame == past->first_request) {
        past->first_response = s->seg->number;
        past->response_ns = s->seg->ts_ns - past->request_ns;
    }
    waited = s->seg->ts_ns - (asked_ns > past->request_ns ? asked_ns : past->request_ns);
    past->waited_ns += waited;
    if (waited > past->slowest_ns) {
        past->slowest_ns = waited;
        past->slowest_frame = s->seg->number;
        past->slowest_request = past->request_frame;
    }
    past->request_frame = 0;
}

/* Requests and responses; whichever comes first settles the protocol. */
static void remember_message(struct sight *s)
{
    struct past *const past = s->past;

    if (past->protocol <= APP_TEXT)
        past->protocol = s->app.kind;
    if (tl_is_request(s)) {
        if (past->requests_waiting++ == 0) {
            past->request_frame = s->seg->number;
            past->request_ns = s->seg->ts_ns;
            past->request_side = s->v->side;
        }
        if (past->first_request == 0)
            past->first_request = s->seg->number;
    } else if (tl_is_response(s) && s->app.number != 100) {
        remember_response(s); /* 100 is no final response (RFC 9110 15.2.1) */
    }
}

static void remember_data(struct sight *s)
{
    struct past_side *const self = s->self;
    const uint32_t len = s->seg->payload_len;
    const uint32_t full = tl_full_payload(s->conn, s->v->side);

    if (len == 0 || judged(s, V_RETRANS | V_SPURIOUS | V_KEEP_ALIVE | V_UNACCEPTABLE) ||
        flagged(s, TCPLENS_RST))
        return;
    if (s->past->first_talker == 0) {
        s->past->first_talker = (uint8_t)(1 + s->v->side);
        s->past->first_data = s->seg->number;
    }
    if (!tl_continues_message(s)) {
        self->message_frame = s->seg->number;
        self->message_kind = s->app.kind;
    }
    self->full = full > 0 && len >= full;
    self->last_data_frame = s->seg->number;
    self->last_data_ns = s->seg->ts_ns;
    s->peer->message_frame = 0; /* what it sends next is a new message */
    if ((s->past->close_seen & (s->v->side == 0 ? STEP_ACK_1 : STEP_ACK_0)) != 0)
        s->past->fin_gap_data += len;
    remember_message(s);
}

static void remember_close(struct sight *s)
{
    const uint8_t steps = tl_close_new_steps(s);

    if (flagged(s, TCPLENS_RST)) {
        if (s->past->rst_frame == 0 && !judged(s, V_UNACCEPTABLE)) {
            s->past->rst_frame = s->seg->number;
            s->past->rst_side = s->v->side;
            s->past->rst_seq = s->v->rel_seq;
        }
        return;
    }
    if (flagged(s, TCPLENS_FIN) && s->self->fin_frame == 0 && !judged(s, V_UNACCEPTABLE)) {
        s->self->fin_frame = s->seg->number;
        s->self->fin_ns = s->seg->ts_ns;
    }
    if (steps == 0)
        return;
    if (steps == (STEP_FIN_0 | STEP_ACK_1) || steps == (STEP_FIN_1 | STEP_ACK_0))
        s->past->merged_frame = s->seg->number;
    s->past->close_seen |= steps;
    s->past->close_steps++;
    if (s->past->close_seen == (STEP_FIN_0 | STEP_FIN_1 | STEP_ACK_0 | STEP_ACK_1)) {
        s->past->closed = true;
        s->past->closed_frame = s->seg->number;
    }
}

/* Keep-alives count until the other side says anything. */
static void remember_probe(struct sight *s)
{
    s->peer->probes = 0;
    if (!judged(s, V_KEEP_ALIVE))
        return;
    if (s->self->probes++ == 0)
        s->self->probe_frame = s->seg->number;
}

/* Which copy of the oldest octet arrived, the receiver's echo will tell. */
static void remember_stamp(struct sight *s)
{
    struct past_side *const self = s->self;
    uint32_t ecr;

    self->timed_frame = 0;
    if (!judged(s, V_SPURIOUS) && s->peer->has_ack && s->v->rel_seq == s->peer->ack &&
        tl_time_stamps(s, &self->timed_ts, &ecr))
        self->timed_frame = s->seg->number;
}

/* What was sent again and why: the repair goes on until all that was sent before is acknowledged.
 */
static void remember_repair(struct sight *s)
{
    struct past_side *const self = s->self;
    enum resend_cause cause;

    if (s->seg->payload_len == 0 && !flagged(s, TCPLENS_FIN))
        return;
    if (judged(s, V_RETRANS) && !judged(s, V_KEEP_ALIVE)) {
        cause = tl_resend_cause(s);
        self->resent_frame = judged(s, V_SPURIOUS) ? 0 : s->seg->number;
        self->resent_left = s->seg->seq.v;
        self->resent_right = s->seg->seq.v + s->seg->payload_len;
        remember_stamp(s);
        if (cause == RESEND_TIMEOUT || cause == RESEND_DUPLICATE_ACKS) {
            self->recover_cause = (uint8_t)cause;
            self->recover_end = mark_end(&self->edge);
        }
        self->backoff_ns = cause == RESEND_TIMEOUT ? tl_resend_silence(s) : self->backoff_ns;
    } else {
        self->backoff_ns = 0;
    }
    self->sent_ns = s->seg->ts_ns;
}

static void remember_time(struct sight *s)
{
    struct past *const past = s->past;

    if (past->segments++ > 0)
        past->last_gap_ns = s->seg->ts_ns - past->last_ns;
    past->last_ns = s->seg->ts_ns;
}

void tl_remember(struct sight *s)
{
    s->past->phase = s->phase;
    s->past->open |= judged(s, V_HANDSHAKE_DONE) || !flagged(s, TCPLENS_SYN | TCPLENS_RST);
    if (flagged(s, TCPLENS_SYN) && !judged(s, V_UNACCEPTABLE))
        remember_syn(s);
    tl_remember_holes(s);
    remember_data(s);
    remember_repair(s);
    remember_seq(s);
    remember_ack(s);
    remember_window(s);
    remember_close(s);
    remember_probe(s);
    remember_time(s);
    s->self->ip_id = segment_ip_id(s->seg);
    s->self->last_frame = s->seg->number;
    s->self->segs++;
}
