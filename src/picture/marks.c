// SPDX-License-Identifier: BSD-3-Clause
/*
 * marks.c - what is to be seen of a segment, from what its story tells of it.
 *
 * A segment that was sent again is marked too, at its first place: as lost, unless an ACK from the
 * other side shows that it arrived.
 */
#include "picture/make.h"

#include "explain/finding.h"

enum { LOOK_AHEAD = 512 }; /* rungs in which to look for an ACK: bounds the time */

static const struct {
    uint16_t code, marks;
    uint8_t severity;
} meanings[] = {
    {TELL_RETRANSMITS, MARK_AGAIN, SEVERITY_WARNING},
    {TELL_FAST_RETRANSMITS, MARK_AGAIN, SEVERITY_WARNING},
    {TELL_ASKS_AGAIN, MARK_AGAIN, SEVERITY_WARNING},
    {TELL_AGREES_AGAIN, MARK_AGAIN, SEVERITY_WARNING},
    {TELL_CLOSES_AGAIN, MARK_AGAIN, SEVERITY_WARNING},
    {TELL_FILLS_PARTLY_NEW, MARK_AGAIN, SEVERITY_WARNING},
    {TELL_SPURIOUS, MARK_AGAIN | MARK_NEEDLESS, SEVERITY_WARNING},
    {TELL_OUT_OF_ORDER, MARK_LATE, SEVERITY_NOTICE},
    {TELL_DUP_CAPTURE, MARK_COPY, SEVERITY_NOTICE},
    {TELL_CHECKSUM_WRONG, MARK_IGNORED, SEVERITY_WARNING},
    {TELL_UNACCEPTABLE, MARK_IGNORED, SEVERITY_NOTICE},
    {TELL_SYN_WHILE_OPEN, MARK_IGNORED, SEVERITY_NOTICE},
    {TELL_INEXACT_RST, MARK_IGNORED, SEVERITY_NOTICE},
    {TELL_AFTER_GAP, MARK_GAP, SEVERITY_NOTICE},
    {TELL_ACKS_UNSEEN, MARK_GAP, SEVERITY_NOTICE},
    {TELL_DUP_ACK, MARK_DUP_ACK, SEVERITY_NOTICE},
    {TELL_ZERO_WINDOW, MARK_ZERO_WINDOW, SEVERITY_WARNING},
    {TELL_DATA_AFTER_CLOSE, MARK_LANDMARK, SEVERITY_WARNING},
    {TELL_HTTP_REQUEST, MARK_LANDMARK, SEVERITY_INFO},
    {TELL_HTTP_RESPONSE, MARK_LANDMARK, SEVERITY_INFO},
    {TELL_TLS_CLIENT_HELLO, MARK_LANDMARK, SEVERITY_INFO},
    {TELL_TLS_SERVER_HELLO, MARK_LANDMARK, SEVERITY_INFO},
    {TELL_TLS_ALERT, MARK_LANDMARK, SEVERITY_WARNING},
    {TELL_SSH_BANNER, MARK_LANDMARK, SEVERITY_INFO},
    {TELL_DNS_QUERY, MARK_LANDMARK, SEVERITY_INFO},
    {TELL_DNS_RESPONSE, MARK_LANDMARK, SEVERITY_INFO},
    {TELL_URGENT, MARK_LANDMARK, SEVERITY_INFO},
    {TELL_D_SACK, MARK_LANDMARK, SEVERITY_NOTICE},
    {TELL_ZERO_WINDOW_PROBE, MARK_LANDMARK, SEVERITY_NOTICE},
    {TELL_ZERO_WINDOW_PROBE_ACK, MARK_LANDMARK, SEVERITY_INFO},
    {TELL_WINDOW_FULL, MARK_LANDMARK, SEVERITY_NOTICE},
    {TELL_KEEP_ALIVE, MARK_LANDMARK, SEVERITY_INFO},
    {TELL_KEEP_ALIVE_ACK, MARK_LANDMARK, SEVERITY_INFO},
    {TELL_CHALLENGE_ACK, MARK_LANDMARK, SEVERITY_NOTICE},
    {TELL_ECN_ECHO, MARK_LANDMARK, SEVERITY_NOTICE},
    {TELL_CWR, MARK_LANDMARK, SEVERITY_NOTICE},
    {TELL_MID_CAPTURE, MARK_LANDMARK, SEVERITY_NOTICE},
    {TELL_ICMP_ERROR, MARK_LANDMARK, SEVERITY_WARNING},
};

static void mark_by_tell(struct rung *rung, const struct tell *tell)
{
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (meanings[i].code != tell->code)
            continue;
        rung->marks |= meanings[i].marks;
        if (meanings[i].severity > rung->severity)
            rung->severity = meanings[i].severity;
    }
}

/* The rung of a frame among those before `end`, by bisection; NULL if it is not there. */
static struct rung *find_rung(struct rung *rungs, size_t end, uint64_t frame)
{
    size_t begin = 0;

    while (begin < end) {
        const size_t middle = begin + (end - begin) / 2;
        const struct row *const row = rungs[middle].row;

        /* What is absent has no number, and stands at most once in a story. */
        if (row == NULL) {
            struct rung *const before = find_rung(rungs + begin, middle - begin, frame);

            return before != NULL ? before : find_rung(rungs + middle + 1, end - middle - 1, frame);
        }
        if (row->number == frame)
            return &rungs[middle];
        if (row->number < frame)
            begin = middle + 1;
        else
            end = middle;
    }
    return NULL;
}

/* Whether an ACK of the other side, captured between `sent` and `again`, covers all of `sent`. */
static bool arrived(const struct rung *sent, const struct rung *again)
{
    const struct row *const row = sent->row;
    const uint32_t taken =
        row->payload_len + ((row->flags & TCPLENS_SYN) != 0) + ((row->flags & TCPLENS_FIN) != 0);
    const uint32_t end = row->rel_seq + taken;

    for (const struct rung *r = sent + 1; r < again && r < sent + LOOK_AHEAD; r++) {
        if (r->row != NULL && !r->row->icmp && r->row->side != row->side &&
            (r->row->flags & TCPLENS_ACK) != 0 && (int32_t)(r->row->rel_ack - end) >= 0)
            return true;
    }
    return false;
}

/* `again` repeats what frame `first` sent: mark the latest copy before it. */
static void mark_first_copy(struct rung *rungs, size_t again, uint64_t first)
{
    struct rung *copy = find_rung(rungs, again, first);

    while (copy != NULL && copy->again_in != 0) {
        struct rung *const next = find_rung(rungs, again, copy->again_in);

        if (next == NULL || next <= copy)
            return;
        copy = next;
    }
    if (copy == NULL || copy->row->icmp)
        return;
    copy->again_in = rungs[again].row->number;
    if ((rungs[again].marks & MARK_NEEDLESS) != 0 || arrived(copy, &rungs[again]))
        copy->marks |= MARK_REPEATED;
    else
        copy->marks |= MARK_LOST;
}

void tl_ladder_mark(struct rung *rungs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct rung *const rung = &rungs[i];

        if (rung->row == NULL)
            continue;
        if ((rung->row->flags & TCPLENS_RST) != 0) {
            rung->marks |= MARK_RST;
            rung->severity = SEVERITY_ERROR;
        }
        for (unsigned k = 0; k < rung->row->n_tells; k++)
            mark_by_tell(rung, &rung->row->tells[k]);
        if ((rung->marks & MARK_AGAIN) != 0 && rung->row->tells[0].frame != 0)
            mark_first_copy(rungs, i, rung->row->tells[0].frame);
    }
}

/* The finding says that what these frames sent again had arrived. */
static void clear_lost(struct rung *rungs, size_t n, const struct finding *f)
{
    for (unsigned k = 0; k < f->n_evidence; k++) {
        const struct rung *const again = find_rung(rungs, n, f->evidence[k]);

        for (struct rung *r = rungs; again != NULL && r < again; r++)
            if (r->again_in == f->evidence[k])
                r->marks = (uint16_t)((r->marks & ~MARK_LOST) | MARK_REPEATED);
    }
}

void tl_ladder_point_to_findings(struct rung *rungs, size_t n, const struct story *story)
{
    for (size_t i = 0; i < story->n_findings; i++) {
        const struct finding *const f = &story->findings[i];
        struct rung *rung = NULL;

        if (f->id == FINDING_SPURIOUS_RETRANSMISSION)
            clear_lost(rungs, n, f);
        if (f->severity < SEVERITY_NOTICE)
            continue;
        for (unsigned k = 0; k < f->n_evidence && rung == NULL; k++) {
            rung = find_rung(rungs, n, f->evidence[k]);
            if (rung != NULL && rung->finding != 0)
                rung = NULL;
        }
        if (rung == NULL)
            continue;
        rung->finding = (uint32_t)i + 1;
        rung->finding_severity = f->severity;
        if (f->severity > rung->severity)
            rung->severity = f->severity;
    }
}
