// SPDX-License-Identifier: BSD-3-Clause
/* tell_opening.c - tells of SYN, SYN-ACK and the ACK that completes the handshake (RFC 9293 3.5),
 * and of TCP Fast Open (RFC 7413). */
#include "explain/sight.h"

static void tell_fast_open_syn(struct sight *s)
{
    if ((s->options.present & TCPLENS_OPT_FAST_OPEN) == 0)
        return;
    if (s->options.fast_open_cookie == 0)
        tl_row_tell(s, TELL_FAST_OPEN_COOKIE_REQUEST);
    else if (s->seg->payload_len > 0)
        tl_row_tell(s, TELL_FAST_OPEN_DATA)->n = s->seg->payload_len;
}

static void tell_syn(struct sight *s)
{
    struct tell *tell;

    if (s->self->syns > 0 && s->self->iss == s->seg->seq.v) {
        tl_row_tell_since(s, TELL_ASKS_AGAIN, s->self->syn_frame, s->seg->ts_ns - s->self->syn_ns);
    } else if (s->peer->syns > 0) {
        tell = tl_row_tell(s, TELL_CROSSES_SYN);
        tell->n = s->seg->seq.v;
        tell->frame = s->peer->syn_frame;
    } else {
        tl_row_tell(s, TELL_ASKS_TO_OPEN)->n = s->seg->seq.v;
    }
    tell_fast_open_syn(s);
}

static void tell_syn_ack(struct sight *s)
{
    const struct past_side *const peer = s->peer;

    if (s->self->syn_acks > 0 && s->self->iss == s->seg->seq.v) {
        tl_row_tell_since(s, TELL_AGREES_AGAIN, s->self->syn_last_frame,
                          s->seg->ts_ns - s->self->syn_last_ns);
    } else {
        const bool crossing = s->self->syns > 0 && peer->syns > 0;

        tl_row_tell_since(s, crossing ? TELL_AGREES_CROSSING : TELL_AGREES, peer->syn_frame,
                          s->seg->ts_ns - peer->syn_last_ns);
        s->row->tells[s->row->n_tells - 1].n = crossing ? 3 + peer->syn_acks : s->seg->seq.v;
    }
    if (judged(s, V_SYN_DATA_ACKED))
        tl_row_tell(s, TELL_FAST_OPEN_ACCEPTED)->n = peer->syn_data;
    else if (peer->syn_data > 0 && peer->fast_open)
        tl_row_tell(s, TELL_FAST_OPEN_IGNORED)->n = peer->syn_data;
}

bool tl_answers_syn_ack(const struct sight *s)
{
    return is_pure_ack(s) && s->peer->syn_acks > 1 && s->self->has_ack &&
           s->v->rel_ack == s->self->ack && s->peer->last_frame == s->peer->syn_last_frame;
}

void tl_tell_opening(struct sight *s)
{
    if (flagged(s, TCPLENS_SYN) && !judged(s, V_UNACCEPTABLE)) {
        if (flagged(s, TCPLENS_ACK))
            tell_syn_ack(s);
        else
            tell_syn(s);
    }
    if ((judged(s, V_HANDSHAKE_DONE) && !flagged(s, TCPLENS_SYN)) || tl_answers_syn_ack(s))
        tl_row_tell_since(s, TELL_COMPLETES_HANDSHAKE, s->peer->syn_last_frame,
                          s->seg->ts_ns - s->peer->syn_last_ns);
}
