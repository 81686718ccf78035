// SPDX-License-Identifier: BSD-3-Clause
/*
 * holes.c - numbers that the capture passed over, and what becomes of them.
 *
 *   filled by a late segment     out of order: nothing was missing
 *   filled by a retransmission   the first copy was lost before the capture: segment-lost
 *   acknowledged, never filled   the receiver had them: segment-missing-from-capture
 *   neither                      gap-unexplained
 *
 * A hole that was acknowledged is kept until the story is told, because some captures write an ACK
 * before the data that it acknowledges. When there are more holes than places, the oldest is
 * settled by what is known then.
 */
#include "explain/findings.h"

#include <string.h>

static bool at_or_after(uint32_t a, uint32_t b)
{
    return (int32_t)(a - b) >= 0;
}

static void remove_hole(struct past_side *side, unsigned at)
{
    memmove(&side->holes[at], &side->holes[at + 1],
            (side->n_holes - at - 1u) * sizeof side->holes[0]);
    side->n_holes--;
}

static void settle_oldest(struct sight *s, struct past_side *side, uint8_t whose)
{
    const struct hole *const hole = &side->holes[0];
    struct finding *const f =
        tl_note(s, hole->ack_frame != 0 ? FINDING_SEGMENT_MISSING : FINDING_GAP_UNEXPLAINED, whose);

    f->confidence = CONFIDENCE_LIKELY;
    f->n += hole->right - hole->left;
    tl_evidence(f, hole->ack_frame);
    remove_hole(side, 0);
}

static void add_hole(struct sight *s, struct past_side *side, uint8_t whose, struct hole hole)
{
    if (side->n_holes == PAST_HOLES)
        settle_oldest(s, side, whose);
    side->holes[side->n_holes++] = hole;
}

/* What of a hole the segment fills; the rest stays. Counts as loss if it was sent again. */
static void fill_hole(struct sight *s, unsigned at)
{
    struct hole *const hole = &s->self->holes[at];
    const uint32_t left = s->v->rel_seq, right = left + s->seg->payload_len;
    const uint32_t from = at_or_after(left, hole->left) ? left : hole->left;
    const uint32_t to = at_or_after(hole->right, right) ? right : hole->right;
    struct finding *f;

    if (at_or_after(from, to))
        return;
    if (judged(s, V_RETRANS | V_SPURIOUS)) {
        f = tl_note(s, hole->ack_frame != 0 ? FINDING_SEGMENT_MISSING : FINDING_SEGMENT_LOST,
                    s->v->side);
        f->confidence = CONFIDENCE_LIKELY;
        f->n += to - from;
        tl_evidence(f, hole->frame);
    }
    if (from == hole->left && to == hole->right) {
        remove_hole(s->self, at);
    } else if (from == hole->left) {
        hole->left = to;
    } else {
        const struct hole rest = {hole->frame, hole->ack_frame, to, hole->right};

        hole->right = from;
        if (rest.left != rest.right && s->self->n_holes < PAST_HOLES)
            s->self->holes[s->self->n_holes++] = rest;
    }
}

bool tl_fills_hole(const struct sight *s)
{
    const uint32_t left = s->v->rel_seq, right = left + s->seg->payload_len;

    for (unsigned i = 0; i < s->self->n_holes; i++) {
        const struct hole *const hole = &s->self->holes[i];

        if (!at_or_after(left, hole->right) && !at_or_after(hole->left, right))
            return true;
    }
    return false;
}

/* The ACK goes beyond all that was captured: a hole that the peer's edge has not passed yet. */
static void acknowledge_unseen(struct sight *s)
{
    struct past_side *const peer = s->peer;
    const uint32_t right = s->v->rel_ack;
    uint32_t left = mark_end(&peer->edge);

    if (peer->n_holes > 0 && at_or_after(peer->holes[peer->n_holes - 1].right, left))
        left = peer->holes[peer->n_holes - 1].right;
    if (peer->edge.frame != 0 && !at_or_after(left, right))
        add_hole(s, peer, !s->v->side, (struct hole){s->seg->number, s->seg->number, left, right});
}

void tl_remember_holes(struct sight *s)
{
    const struct verdict *const v = s->v;

    if (judged(s, V_UNACCEPTABLE) || flagged(s, TCPLENS_RST))
        return;
    for (unsigned i = s->self->n_holes; i > 0; i--)
        fill_hole(s, i - 1);
    if (judged(s, V_GAP))
        add_hole(s, s->self, v->side,
                 (struct hole){s->seg->number, 0, v->rel_seq - v->gap, v->rel_seq});
    if (!flagged(s, TCPLENS_ACK))
        return;
    for (unsigned i = 0; i < s->peer->n_holes; i++) {
        if (s->peer->holes[i].ack_frame == 0 && at_or_after(v->rel_ack, s->peer->holes[i].right))
            s->peer->holes[i].ack_frame = s->seg->number;
    }
    if (judged(s, V_ACK_UNSEEN) && s->peer->segs > 0)
        acknowledge_unseen(s);
}
