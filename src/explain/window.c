// SPDX-License-Identifier: BSD-3-Clause
/*
 * window.c - findings about windows and about probing a silent peer (RFC 9293 3.8.4, 3.8.6).
 *
 *   zero-window            a window of 0 while the other side may still send; counted each time it
 *                          closes, timed until it opens
 *   zero-window-probe, window-full, keep-alive
 *                          as the tracker says
 *   keep-alive-unanswered  2 or more keep-alives, and nothing came back
 */
#include "explain/findings.h"

enum { UNANSWERED_MIN = 2 };

void tl_witness_window(struct sight *s)
{
    const uint8_t side = s->v->side;

    if (judged(s, V_ZERO_WINDOW) && !flagged(s, TCPLENS_RST) && s->self->zero_frame == 0 &&
        s->peer->fin_frame == 0)
        (void)tl_note(s, FINDING_ZERO_WINDOW, side);
    if (judged(s, V_ZERO_WINDOW_PROBE))
        (void)tl_note(s, FINDING_ZERO_WINDOW_PROBE, side);
    if (judged(s, V_WINDOW_FULL))
        (void)tl_note(s, FINDING_WINDOW_FULL, side);
    if (judged(s, V_KEEP_ALIVE))
        (void)tl_note(s, FINDING_KEEP_ALIVE, side);
}

void tl_conclude_window(struct summing *sum)
{
    for (uint8_t side = 0; side < 2; side++) {
        const struct past_side *const past = &sum->past->side[side];
        struct finding *f = tl_concluded(sum, FINDING_ZERO_WINDOW, side);

        if (f != NULL) {
            f->ns = past->zero_total_ns;
            if (past->zero_frame != 0)
                f->ns += sum->past->last_ns - past->zero_ns;
        }
        if (past->probes < UNANSWERED_MIN)
            continue;
        f = tl_concluded(sum, FINDING_KEEP_ALIVE, side);
        if (f != NULL && f->count <= past->probes)
            tl_retract(sum, FINDING_KEEP_ALIVE, side);
        f = tl_conclude(sum, FINDING_KEEP_ALIVE_UNANSWERED, side);
        f->confidence = CONFIDENCE_LIKELY;
        f->n = past->probes;
        tl_evidence(f, past->probe_frame);
    }
}
