// SPDX-License-Identifier: BSD-3-Clause
/*
 * marks.c - what is to be seen of a segment, from what its story tells of it.
 *
 * A segment that was sent again is marked too, at its first place: as lost, unless an ACK from the
 * other side shows that it arrived.
 */
#include "picture/make.h"

#include "explain/finding.h"

enum {
    DUP_ACKS_TELLING = 3, /* RFC 5681 3.2 */
    LOOK_AROUND = 512,    /* rungs in which to look for ACKs and copies: bounds the time */
};

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
    if (tell->code == TELL_DUP_ACK && tell->n > DUP_ACKS_TELLING)
        return; /* it says no more than those before it */
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

/* One past the last number that a segment takes. */
static uint32_t end_of(const struct row *row)
{
    return row->rel_seq + row->payload_len + ((row->flags & TCPLENS_SYN) != 0) +
           ((row->flags & TCPLENS_FIN) != 0);
}

/* Whether an ACK of the other side, captured between `sent` and `again`, covers all of `sent`. */
static bool arrived(const struct rung *sent, const struct rung *again)
{
    const struct row *const row = sent->row;
    const uint32_t end = end_of(row);

    for (const struct rung *r = sent + 1; r < again && r < sent + LOOK_AROUND; r++) {
        if (r->row != NULL && !r->row->icmp && r->row->side != row->side &&
            (r->row->flags & TCPLENS_ACK) != 0 && (int32_t)(r->row->rel_ack - end) >= 0)
            return true;
    }
    return false;
}

/* Whether two segments of one side share a number. */
static bool overlap(const struct row *a, const struct row *b)
{
    return a->side == b->side && !a->icmp && (int32_t)(end_of(a) - b->rel_seq) > 0 &&
           (int32_t)(end_of(b) - a->rel_seq) > 0;
}

/* The latest segment before rungs[again] that sent some of the same; else the one in frame `first`.
 * NULL if it is not there. */
static struct rung *earlier_copy(struct rung *rungs, size_t again, uint64_t first)
{
    for (size_t i = again; i-- > 0 && again - i < LOOK_AROUND;) {
        const struct row *const row = rungs[i].row;

        if (row == NULL || row->number < first)
            break;
        if (overlap(row, rungs[again].row))
            return &rungs[i];
    }
    return find_rung(rungs, again, first);
}

/* rungs[again] repeats what frame `first` and perhaps others sent before. */
static void mark_earlier_copy(struct rung *rungs, size_t again, uint64_t first)
{
    struct rung *const copy = earlier_copy(rungs, again, first);

    if (copy == NULL || copy->again_in != 0 || copy->row->icmp)
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
            mark_earlier_copy(rungs, i, rung->row->tells[0].frame);
    }
}

/* The finding says that what these frames sent again had arrived. */
static void clear_lost(struct rung *rungs, size_t n, const struct finding *f)
{
    for (unsigned k = 0; k < f->n_evidence; k++)
        for (size_t i = 0; i < n; i++)
            if (rungs[i].again_in == f->evidence[k])
                rungs[i].marks = (uint16_t)((rungs[i].marks & ~MARK_LOST) | MARK_REPEATED);
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
