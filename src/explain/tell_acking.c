// SPDX-License-Identifier: BSD-3-Clause
/* tell_acking.c - tells of the acknowledgment number, the window, SACK and ECN. */
#include "explain/sight.h"
#include "tcp/seq.h"

/* What an ACK is that the tracker gave a name; false if it has none. */
static bool tell_named_ack(struct sight *s)
{
    const struct verdict *const v = s->v;
    const int64_t ns = v->of_ns > 0 ? v->of_ns : -1;

    if (judged(s, V_KEEP_ALIVE_ACK)) {
        tl_row_tell_since(s, TELL_KEEP_ALIVE_ACK, v->of_frame, ns);
    } else if (judged(s, V_ZERO_WINDOW_PROBE_ACK)) {
        tl_row_tell_since(s, TELL_ZERO_WINDOW_PROBE_ACK, v->of_frame, ns);
    } else if (judged(s, V_CHALLENGE_ACK)) {
        tl_row_tell_since(s, TELL_CHALLENGE_ACK, v->of_frame, ns);
    } else if (judged(s, V_DUP_ACK)) {
        struct tell *const tell = tl_row_tell(s, TELL_DUP_ACK);

        tell->n = v->dup_acks;
        tell->frame = s->self->ack_frame;
    } else {
        return false;
    }
    return true;
}

/* Octets that the SACK blocks report beyond the acknowledgment number. A block below it is a
 * D-SACK (RFC 2883 4) and reports nothing new. */
static uint32_t sacked_octets(const struct sight *s)
{
    uint32_t sum = 0;

    for (unsigned i = 0; i < s->options.sacks; i++) {
        if (seq_lt(s->seg->ack, s->options.sack[i].left) &&
            seq_lt(s->options.sack[i].left, s->options.sack[i].right))
            sum += s->options.sack[i].right.v - s->options.sack[i].left.v;
    }
    return sum;
}

uint32_t tl_d_sack_octets(const struct sight *s)
{
    const struct tcp_options *const o = &s->options;

    if (o->sacks == 0 || !seq_lt(o->sack[0].left, o->sack[0].right))
        return 0;
    if (seq_leq(o->sack[0].right, s->seg->ack) ||
        (o->sacks > 1 && seq_leq(o->sack[1].left, o->sack[0].left) &&
         seq_leq(o->sack[0].right, o->sack[1].right)))
        return o->sack[0].right.v - o->sack[0].left.v;
    return 0;
}

static void tell_acknowledged(struct sight *s)
{
    const struct verdict *const v = s->v;
    const uint32_t unseen = judged(s, V_ACK_UNSEEN) ? v->gap : 0;
    const uint32_t captured = judged(s, V_ACKS_NEW) && v->acked > unseen ? v->acked - unseen : 0;
    const uint32_t twice = tl_d_sack_octets(s);
    struct tell *tell;

    if (captured > 0) {
        tell = tl_row_tell(s, TELL_ACKS);
        tell->n = captured;
        tell->ns = judged(s, V_ACKS_FIN) ? -1 : v->rtt_ns; /* the FIN's tell has the time */
        if (v->ack_first_frame <= v->ack_frame) {          /* else they came in another order */
            tell->frame = v->ack_first_frame;
            tell->frame2 = v->ack_frame;
        }
    }
    if (judged(s, V_ACK_UNSEEN))
        tl_row_tell(s, TELL_ACKS_UNSEEN)->n = v->gap;
    if (s->options.sacks > 0 && sacked_octets(s) > 0)
        tl_row_tell(s, TELL_SACKS)->n = sacked_octets(s);
    if (twice > 0)
        tl_row_tell(s, TELL_D_SACK)->n = twice;
}

static void tell_window(struct sight *s)
{
    struct tell *tell;

    if (judged(s, V_ZERO_WINDOW) && !flagged(s, TCPLENS_RST)) {
        tl_row_tell(s, TELL_ZERO_WINDOW);
    } else if (judged(s, V_WINDOW_UPDATE)) {
        tell = tl_row_tell(s, TELL_WINDOW_UPDATE);
        tell->n = s->v->window;
        tell->m = s->self->window;
    }
    if (judged(s, V_WINDOW_FULL))
        tl_row_tell(s, TELL_WINDOW_FULL)->n = s->v->in_flight;
}

/* RFC 3168 6.1: only meaningful once both sides agreed on ECN. */
static void tell_ecn(struct sight *s)
{
    if (flagged(s, TCPLENS_SYN) ||
        (s->conn->ends[0].known & s->conn->ends[1].known & EP_ECN_SYN) == 0)
        return;
    if (flagged(s, TCPLENS_ECE))
        tl_row_tell(s, TELL_ECN_ECHO);
    if (flagged(s, TCPLENS_CWR))
        tl_row_tell(s, TELL_CWR);
}

void tl_tell_acking(struct sight *s)
{
    const bool told = s->row->n_tells > 0;
    const bool named = tell_named_ack(s);

    tell_acknowledged(s);
    tell_window(s);
    tell_ecn(s);
    if (!told && !named && s->row->n_tells == 0 && is_pure_ack(s))
        tl_row_tell(s, TELL_NOTHING_NEW)->frame = s->self->ack_frame;
}
