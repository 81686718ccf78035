// SPDX-License-Identifier: BSD-3-Clause
/*
 * provenance.c - why seq is what it is, and why ack is.
 *
 * The teacher's answer is sought first: a number continues the sender's segment before it, or
 * repeats it. What the tracker remembers of older frames is asked only if that does not fit.
 * Invariant: wherever a frame is named, base + len + syn + fin gives the number.
 */
#include "explain/sight.h"

/* The number itself, as `frame` has it. */
static struct provenance same_as(uint8_t source, uint64_t frame, uint32_t number)
{
    return (struct provenance){.source = source, .base = number, .frame = frame};
}

static struct provenance after_mark(const struct mark *m)
{
    const bool took_numbers = m->len > 0 || m->syn || m->fin;

    return (struct provenance){
        .source = took_numbers ? SEQ_AFTER : SEQ_UNCHANGED,
        .syn = m->syn,
        .fin = m->fin,
        .base = m->base,
        .len = m->len,
        .frame = m->frame,
    };
}

static struct provenance seq_of_syn(const struct sight *s)
{
    if (s->self->syn_frame != 0 && s->self->iss == s->seg->seq.v)
        return same_as(SEQ_ISN_AGAIN, s->self->syn_frame, s->v->rel_seq);
    return same_as(SEQ_ISN, 0, 0);
}

/* RFC 9293 3.5.2: a RST that answers a segment with ACK takes its number from there; one that
 * answers a segment without has number 0. */
static struct provenance seq_of_rst(const struct sight *s)
{
    if (!flagged(s, TCPLENS_ACK) && s->peer->has_ack && s->peer->ack == s->v->rel_seq)
        return same_as(SEQ_COPIED_ACK, s->peer->ack_frame, s->v->rel_seq);
    if (s->seg->seq.v == 0 && s->self->segs == 0)
        return same_as(SEQ_RST_ZERO, 0, 0);
    for (unsigned i = 0; i < PAST_ACKS && !flagged(s, TCPLENS_ACK); i++) {
        const struct said *const said = &s->peer->older[i];

        if (said->frame != 0 && said->ack == s->v->rel_seq) /* more was on its way since */
            return same_as(SEQ_COPIED_ACK, said->frame, said->ack);
    }
    return same_as(SEQ_OTHER, 0, 0);
}

static struct provenance seq_of_later(const struct sight *s)
{
    const struct verdict *const v = s->v;
    const struct mark *const edge = &s->self->edge;
    const struct mark known = {
        .frame = v->seq_frame,
        .base = v->seq_base,
        .len = v->seq_len,
        .syn = (v->seq_flags & TCPLENS_SYN) != 0,
        .fin = (v->seq_flags & TCPLENS_FIN) != 0,
    };

    if (edge->frame != 0 && mark_end(edge) == v->rel_seq)
        return after_mark(edge);
    if (known.frame != 0 && mark_end(&known) == v->rel_seq)
        return after_mark(&known);
    if (edge->frame == 0)
        return same_as(SEQ_FIRST_SEEN, 0, 0);
    if ((int32_t)(v->rel_seq - mark_end(edge)) > 0 && !judged(s, V_UNACCEPTABLE) &&
        !flagged(s, TCPLENS_RST))
        return (struct provenance){.source = SEQ_AFTER_GAP,
                                   .base = mark_end(edge),
                                   .len = v->rel_seq - mark_end(edge),
                                   .frame = edge->frame};
    return same_as(SEQ_OTHER, 0, 0);
}

static struct provenance seq_provenance(const struct sight *s)
{
    struct provenance p;

    if (flagged(s, TCPLENS_SYN))
        return seq_of_syn(s);
    if (judged(s, V_KEEP_ALIVE) ||
        (judged(s, V_ZERO_WINDOW_PROBE) && s->v->rel_seq + 1 == mark_end(&s->self->edge)))
        return same_as(SEQ_KEEP_ALIVE, 0, 0);
    if (judged(s, V_RETRANS | V_SPURIOUS | V_DUP_CAPTURE | V_PARTIAL))
        return same_as(SEQ_REPEATS, s->v->of_frame, s->v->rel_seq);
    if (flagged(s, TCPLENS_RST)) {
        p = seq_of_rst(s);
        if (p.source != SEQ_OTHER)
            return p;
    }
    return seq_of_later(s);
}

static struct provenance ack_provenance(const struct sight *s)
{
    const struct verdict *const v = s->v;
    const uint32_t rel_ack = v->rel_ack;
    const struct provenance known = {
        .source = ACK_AFTER,
        .syn = (v->ack_flags & TCPLENS_SYN) != 0,
        .fin = (v->ack_flags & TCPLENS_FIN) != 0,
        .base = v->ack_base,
        .len = v->ack_len,
        .frame = v->ack_frame,
    };

    if (!flagged(s, TCPLENS_ACK))
        return same_as(ACK_ABSENT, 0, 0);
    if (s->self->has_ack && rel_ack == s->self->ack)
        return same_as(ACK_UNCHANGED, s->self->ack_frame, rel_ack);
    if (known.frame != 0 && known.base + known.len + known.syn + known.fin == rel_ack)
        return known;
    if (mark_end(&s->peer->edge) == rel_ack && s->peer->edge.frame != 0) {
        struct provenance p = after_mark(&s->peer->edge);

        p.source = ACK_AFTER; /* the tracker forgets what was on its way when a RST comes */
        return p;
    }
    if (judged(s, V_ACK_UNSEEN))
        return same_as(ACK_UNSEEN, 0, 0);
    if (s->self->has_ack && (int32_t)(rel_ack - s->self->ack) < 0)
        return same_as(ACK_OLDER, s->self->ack_frame, rel_ack);
    if (judged(s, V_ACKS_NEW))
        return same_as(ACK_PARTLY, 0, 0);
    return same_as(s->self->has_ack ? ACK_OTHER : ACK_FIRST_SEEN, 0, 0);
}

void tl_provenance(struct sight *s)
{
    s->row->from_seq = seq_provenance(s);
    s->row->from_ack = ack_provenance(s);
}
