// SPDX-License-Identifier: BSD-3-Clause
/*
 * tell_closing.c - tells of FIN, its acknowledgment, and RST (RFC 9293 3.6, 3.5.2).
 *
 * A close is four steps: each side's FIN, and the acknowledgment of each. A segment may take two of
 * them at once. Steps are numbered as they come; how many there are in all is known only when the
 * close is complete, and filled in then (story.c).
 */
#include "explain/close.h"
#include "explain/sight.h"

uint8_t tl_close_new_steps(const struct sight *s)
{
    const uint8_t self = s->v->side;
    unsigned steps = 0;

    if (flagged(s, TCPLENS_FIN) && !judged(s, V_UNACCEPTABLE))
        steps |= self == 0 ? STEP_FIN_0 : STEP_FIN_1;
    if (judged(s, V_ACKS_FIN))
        steps |= self == 0 ? STEP_ACK_1 : STEP_ACK_0;
    return (uint8_t)(steps & ~(unsigned)s->past->close_seen);
}

static bool is_over(uint8_t state)
{
    return state == TCPLENS_CLOSED || state == TCPLENS_TIME_WAIT;
}

bool tl_rst_comes_late(const struct sight *s)
{
    return s->past->closed || s->past->rst_frame != 0 ||
           (is_over(s->v->before[0]) && is_over(s->v->before[1]));
}

bool tl_rst_refuses_data(const struct sight *s)
{
    return judged(s, V_RST_UNREAD) && s->self->fin_frame != 0;
}

/* RFC 9293 3.5.2: a RST may carry a text that says why. */
static void tell_rst_cause(struct sight *s)
{
    struct tell *const tell = tl_row_tell(s, TELL_RST_CAUSE);

    tell->n = s->seg->payload_len;
    if (s->app.kind == APP_TEXT)
        tell->text = tl_row_text(s, s->app.subject, s->app.subject_len);
}

static void tell_rst(struct sight *s)
{
    const struct verdict *const v = s->v;
    const int64_t ns = v->of_ns > 0 ? v->of_ns : -1;
    const bool answers = !flagged(s, TCPLENS_ACK);

    if (judged(s, V_UNACCEPTABLE))
        return;
    if (judged(s, V_RST_ANSWERS_SYN))
        tl_row_tell_since(s, TELL_REFUSES, s->peer->syn_last_frame,
                          s->seg->ts_ns - s->peer->syn_last_ns);
    else if (tl_rst_comes_late(s))
        tl_row_tell_since(s, TELL_RST_NO_CONNECTION, v->of_frame, ns);
    else if (tl_rst_refuses_data(s))
        tl_row_tell_since(s, TELL_ABORTS_UNREAD, v->of_frame, ns);
    else
        tl_row_tell_since(s, TELL_ABORTS, answers ? v->of_frame : 0, ns);
    if (s->seg->payload_len > 0)
        tell_rst_cause(s);
}

static void tell_fin(struct sight *s)
{
    const bool acks_fin = judged(s, V_ACKS_FIN);
    struct tell *tell;

    if (s->self->fin_frame != 0 && judged(s, V_SPURIOUS)) {
        tell = tl_row_tell(s, TELL_SPURIOUS);
        tell->frame = s->self->fin_frame;
        tell->frame2 = s->peer->ack_frame;
        tell->ns = s->seg->ts_ns - s->self->fin_ns;
        return;
    }
    if (s->self->fin_frame != 0) {
        tl_row_tell_since(s, TELL_CLOSES_AGAIN, s->self->fin_frame,
                          s->seg->ts_ns - s->self->fin_ns);
        return;
    }
    tell = tl_row_tell(s, acks_fin ? TELL_CLOSES_AND_ACKS_FIN : TELL_CLOSES);
    tell->n = s->past->close_steps + 1u;
    tell->frame = acks_fin ? s->peer->fin_frame : 0;
    tell->ns = acks_fin ? s->seg->ts_ns - s->peer->fin_ns : -1;
    if (s->peer->fin_frame != 0 && !acks_fin &&
        (s->past->close_seen & (STEP_ACK_0 | STEP_ACK_1)) == 0)
        tl_row_tell(s, TELL_CROSSES_FIN)->frame = s->peer->fin_frame;
}

void tl_tell_closing(struct sight *s)
{
    if (judged(s, V_DATA_AFTER_CLOSE))
        tl_row_tell(s, TELL_DATA_AFTER_CLOSE)->n = s->seg->payload_len;
    if (flagged(s, TCPLENS_RST)) {
        tell_rst(s);
        return;
    }
    if (flagged(s, TCPLENS_FIN) && !judged(s, V_UNACCEPTABLE))
        tell_fin(s);
    if (judged(s, V_ACKS_FIN) && (!flagged(s, TCPLENS_FIN) || s->self->fin_frame != 0)) {
        tl_row_tell_since(s, TELL_CLOSE_CONFIRMED, s->peer->fin_frame,
                          s->seg->ts_ns - s->peer->fin_ns);
        s->row->tells[s->row->n_tells - 1].n = s->past->close_steps + 1u;
    }
}
