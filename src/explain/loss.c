// SPDX-License-Identifier: BSD-3-Clause
/*
 * loss.c - findings about what was sent again, came in another order, or never came.
 *
 * Each retransmission counts for one finding: needless (spurious-retransmission), or by its
 * probable cause (retransmission.c), or just retransmission. If its first copy was never captured,
 * segment-lost stands beside the cause, or alone where no cause is seen.
 *
 *   spurious-retransmission       as the tracker says; by D-SACK; by the time stamp that the ACK of
 *                                 the repeat echoes (RFC 3522)
 *   d-sack                        a SACK block about octets that were acknowledged (RFC 2883 4)
 *   out-of-order, duplicate-acks  as the tracker says; fewer than 3 duplicate ACKs in a row are not
 *                                 worth mentioning (RFC 5681 3.2)
 *   segment-lost, segment-missing-from-capture, gap-unexplained
 *                                 what became of holes in the numbers (holes.c)
 */
#include "explain/findings.h"
#include "explain/retransmission.h"
#include "tcp/seq.h"

enum { DUP_ACKS_TELLING = 3 };

static const enum finding_id finding_of_cause[] = {
    [RESEND_UNKNOWN] = FINDING_RETRANSMISSION,
    [RESEND_DUPLICATE_ACKS] = FINDING_FAST_RETRANSMISSION,
    [RESEND_TAIL_PROBE] = FINDING_TAIL_LOSS_PROBE,
    [RESEND_TIMEOUT] = FINDING_RETRANSMISSION_TIMEOUT,
};

static void witness_retransmission(struct sight *s)
{
    const enum resend_cause cause = tl_resend_cause(s);
    const enum confidence sure = tl_resend_confidence(s, cause);
    struct finding *f;

    if (cause == RESEND_UNKNOWN && tl_fills_hole(s))
        return; /* segment-lost says it all */
    f = tl_note(s, finding_of_cause[cause], s->v->side);
    tl_evidence(f, s->v->of_frame);
    if (f->count == 1 || sure < f->confidence)
        f->confidence = (uint8_t)sure;
    if (cause == RESEND_TIMEOUT && tl_resend_silence(s) > f->ns)
        f->ns = tl_resend_silence(s);
}

/* The receiver got something twice. If it is what the other side sent again last, that was
 * needless.
 */
static void witness_d_sack(struct sight *s)
{
    const struct tcp_options *const o = &s->options;
    const struct past_side *const peer = s->peer;
    struct finding *f;

    (void)tl_note(s, FINDING_D_SACK, s->v->side);
    if (peer->resent_frame == 0 || !seq_leq(seq_of(peer->resent_left), o->sack[0].left) ||
        !seq_leq(o->sack[0].right, seq_of(peer->resent_right)))
        return;
    f = tl_note(s, FINDING_SPURIOUS_RETRANSMISSION, !s->v->side);
    f->confidence = CONFIDENCE_LIKELY; /* the network might have made a copy */
    tl_evidence(f, peer->resent_frame);
}

/* The receiver acknowledges what was sent again, and means the first copy. */
static void witness_echo(struct sight *s)
{
    struct finding *f;

    if (!tl_echoes_first_copy(s) || s->peer->timed_frame != s->peer->resent_frame)
        return;
    f = tl_note(s, FINDING_SPURIOUS_RETRANSMISSION, !s->v->side);
    f->confidence = CONFIDENCE_LIKELY; /* not every receiver echoes as it should */
    tl_evidence(f, s->peer->timed_frame);
}

void tl_witness_loss(struct sight *s)
{
    const bool takes_numbers = s->seg->payload_len > 0 || flagged(s, TCPLENS_FIN);
    struct finding *f;

    if (tl_d_sack_octets(s) > 0)
        witness_d_sack(s);
    else
        witness_echo(s);
    if (judged(s, V_DUP_ACK)) {
        f = tl_note(s, FINDING_DUPLICATE_ACKS, s->v->side);
        if (s->v->dup_acks > f->m)
            f->m = s->v->dup_acks;
    }
    if (!takes_numbers || judged(s, V_KEEP_ALIVE | V_ZERO_WINDOW_PROBE | V_UNACCEPTABLE) ||
        flagged(s, TCPLENS_SYN | TCPLENS_RST))
        return;
    if (judged(s, V_SPURIOUS))
        tl_evidence(tl_note(s, FINDING_SPURIOUS_RETRANSMISSION, s->v->side), s->v->of_frame);
    else if (judged(s, V_RETRANS | V_PARTIAL))
        witness_retransmission(s);
    else if (judged(s, V_OUT_OF_ORDER))
        tl_note(s, FINDING_OUT_OF_ORDER, s->v->side)->confidence = CONFIDENCE_LIKELY;
}

static void conclude_holes(struct summing *sum, uint8_t side)
{
    const struct past_side *const past = &sum->past->side[side];

    for (unsigned i = 0; i < past->n_holes; i++) {
        const struct hole *const hole = &past->holes[i];
        struct finding *const f = tl_conclude(
            sum, hole->ack_frame != 0 ? FINDING_SEGMENT_MISSING : FINDING_GAP_UNEXPLAINED, side);

        f->confidence = CONFIDENCE_LIKELY;
        f->n += hole->right - hole->left;
        tl_evidence(f, hole->frame);
        tl_evidence(f, hole->ack_frame);
    }
}

void tl_conclude_loss(struct summing *sum)
{
    for (uint8_t side = 0; side < 2; side++) {
        const struct finding *const dup_acks = tl_concluded(sum, FINDING_DUPLICATE_ACKS, side);

        if (dup_acks != NULL && dup_acks->m < DUP_ACKS_TELLING)
            tl_retract(sum, FINDING_DUPLICATE_ACKS, side);
        conclude_holes(sum, side);
    }
}
