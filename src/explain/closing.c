// SPDX-License-Identifier: BSD-3-Clause
/*
 * closing.c - findings about the end of a connection (RFC 9293 3.5.2, 3.5.3, 3.6, 3.10.7).
 *
 *   fin-ack-merged        a FIN that is the first to acknowledge the other side's FIN
 *   half-close            100 ms or more between the acknowledged FIN and the other, or data in
 *                         between
 *   simultaneous-close    each FIN was sent before the other had arrived
 *   time-wait-holder      one side alone ends in TIME-WAIT
 *   close-unfinished      one FIN, acknowledged, and none of the other side for a second or more
 *   half-open             a RST without ACK from a side that had not closed: it takes its number
 *                         from what it answers, so it knows of no connection (RFC 9293 3.5.1)
 *   rst-forged            the side that seems to have sent a RST sends new data after it
 *   connection-aborted    a RST that takes effect; it is worth a notice only if one side had closed
 *                         and nothing was left unacknowledged
 *   refused-after-handshake  the same in answer to the handshake's last ACK
 *   aborted-unread-data   a RST that answers data after its sender's own FIN; possibly also one
 * that follows unanswered data within a second aborted-after-idle    30 s or more of silence before
 * the RST or before what it answers rst-from-elsewhere    its TTL differs by 2 or more from the
 * first packet of its sender rst-after-close, rst-ignored, unacceptable-segment, challenge-ack,
 * data-after-close as the tracker says
 */
#include "decode/decode.h"
#include "explain/close.h"
#include "explain/findings.h"

#define HALF_CLOSED_MIN_NS INT64_C(100000000)
#define IDLE_MIN_NS        INT64_C(30000000000)
#define ANSWER_MAX_NS      INT64_C(1000000000)
#define UNFINISHED_MIN_NS  INT64_C(1000000000)
enum { TTL_DIFFERENCE = 2, ID_APART = 4096 };

int64_t tl_half_closed_ns(const struct past *past)
{
    const struct past_side *const a = &past->side[0], *const b = &past->side[1];
    int64_t ns;

    if (a->fin_frame == 0 || b->fin_frame == 0)
        return -1;
    ns = a->fin_ns < b->fin_ns ? b->fin_ns - a->fin_ns : a->fin_ns - b->fin_ns;
    if (past->fin_gap_data > 0)
        return ns;
    return ns >= HALF_CLOSED_MIN_NS && past->merged_frame == 0 ? ns : -1;
}

/* Whether everything that either side sent was acknowledged, as far as the capture shows. */
static bool all_acknowledged(const struct past *past)
{
    for (unsigned side = 0; side < 2; side++) {
        const struct past_side *const from = &past->side[side], *const to = &past->side[!side];

        if (from->edge.frame != 0 && (!to->has_ack || mark_end(&from->edge) != to->ack))
            return false;
    }
    return true;
}

static void witness_idle(struct sight *s)
{
    const struct past *const past = s->past;
    int64_t silence = s->seg->ts_ns - past->last_ns;
    struct finding *f;

    if (past->segments == 0)
        return;
    if (silence < ANSWER_MAX_NS && past->last_gap_ns > silence)
        silence = past->last_gap_ns;
    if (silence < IDLE_MIN_NS)
        return;
    f = tl_note(s, FINDING_ABORTED_AFTER_IDLE, s->v->side);
    f->confidence = CONFIDENCE_POSSIBLE;
    f->ns = silence;
}

/* Two IPv4 identifications too far apart to be counted by one host; many hosts set none in a RST.
 */
static bool is_of_another_count(uint16_t id, uint16_t before)
{
    const int apart = (int16_t)(id - before);

    return id != 0 && before != 0 && (apart > ID_APART || apart < -ID_APART);
}

static void witness_ttl(struct sight *s)
{
    const uint8_t usual = s->conn->ends[s->v->side].ttl;
    struct ip_facts ip;
    struct finding *f;
    int difference;

    if (s->self->segs == 0)
        return;
    tl_decode_ip(s->seg, &ip);
    difference = ip.ttl - usual;
    if (difference > -TTL_DIFFERENCE && difference < TTL_DIFFERENCE)
        return;
    f = tl_note(s, FINDING_RST_FROM_ELSEWHERE, s->v->side);
    f->confidence =
        is_of_another_count(ip.id, s->self->ip_id) ? CONFIDENCE_LIKELY : CONFIDENCE_POSSIBLE;
    f->n = ip.ttl;
    f->m = usual;
}

static enum finding_id finding_of_rst(const struct sight *s)
{
    if (tl_rst_refuses_data(s))
        return FINDING_ABORTED_UNREAD_DATA;
    /* It said SYN-ACK and nothing else, and the handshake's last ACK drew the RST. */
    if (!flagged(s, TCPLENS_ACK) && s->self->syn_acks > 0 && s->self->segs == s->self->syn_acks &&
        s->peer->last_data_frame == 0)
        return FINDING_REFUSED_AFTER_HANDSHAKE;
    return FINDING_CONNECTION_ABORTED;
}

/* Data that were acknowledged, not answered, and then a RST: most likely nobody read them. The same
 * RST ends a connection whose program asked for a hard close. */
static void witness_unread(struct sight *s)
{
    struct finding *f;

    if (!judged(s, V_RST_UNREAD) || tl_rst_refuses_data(s) || s->v->of_ns < 0 ||
        s->v->of_ns > ANSWER_MAX_NS)
        return;
    f = tl_note(s, FINDING_ABORTED_UNREAD_DATA, s->v->side);
    f->severity = SEVERITY_NOTICE;
    f->confidence = CONFIDENCE_POSSIBLE;
    tl_evidence(f, s->v->of_frame);
}

/* The other side thought the connection open, this one knows nothing of it. */
static void witness_half_open(struct sight *s)
{
    struct finding *f;

    if (flagged(s, TCPLENS_ACK) || s->v->of_frame == 0 || s->self->fin_frame != 0 ||
        s->v->before[s->v->side] != TCPLENS_ESTABLISHED)
        return;
    f = tl_note(s, FINDING_HALF_OPEN, s->v->side);
    f->confidence = CONFIDENCE_LIKELY;
    tl_evidence(f, s->v->of_frame);
}

/* New data of a side whose RST had ended the connection: it was not its own. */
static void witness_life_after_rst(struct sight *s)
{
    const struct past *const past = s->past;
    struct finding *f;

    if (past->rst_frame == 0 || past->rst_side != s->v->side || s->seg->payload_len == 0 ||
        (int32_t)(s->v->rel_seq + s->seg->payload_len - past->rst_seq) <= 0)
        return;
    f = tl_note(s, FINDING_RST_FORGED, s->v->side);
    f->confidence = CONFIDENCE_LIKELY; /* two hosts behind one address do the same */
    tl_evidence(f, past->rst_frame);
}

static void witness_rst(struct sight *s)
{
    const bool closing = (s->past->close_seen & (STEP_FIN_0 | STEP_FIN_1)) != 0;
    struct finding *f;

    if (judged(s, V_UNACCEPTABLE)) {
        (void)tl_note(s, FINDING_RST_IGNORED, s->v->side);
        witness_ttl(s);
        return;
    }
    if (judged(s, V_RST_ANSWERS_SYN))
        return;
    if (tl_rst_comes_late(s)) {
        tl_evidence(tl_note(s, FINDING_RST_AFTER_CLOSE, s->v->side), s->v->of_frame);
        return;
    }
    f = tl_note(s, finding_of_rst(s), s->v->side);
    tl_evidence(f, flagged(s, TCPLENS_ACK) ? 0 : s->v->of_frame);
    if (f->id == FINDING_CONNECTION_ABORTED)
        witness_half_open(s);
    if (closing && all_acknowledged(s->past))
        f->severity = SEVERITY_NOTICE;
    witness_unread(s);
    witness_idle(s);
    witness_ttl(s);
}

void tl_witness_closing(struct sight *s)
{
    const uint8_t side = s->v->side;

    if (flagged(s, TCPLENS_RST))
        witness_rst(s);
    else if (!judged(s, V_UNACCEPTABLE))
        witness_life_after_rst(s);
    else if (!flagged(s, TCPLENS_SYN))
        (void)tl_note(s, FINDING_UNACCEPTABLE_SEGMENT, side);
    if (judged(s, V_CHALLENGE_ACK))
        tl_evidence(tl_note(s, FINDING_CHALLENGE_ACK, side), s->v->of_frame);
    if (judged(s, V_DATA_AFTER_CLOSE))
        tl_note(s, FINDING_DATA_AFTER_CLOSE, side)->n += s->seg->payload_len;
}

/* The side that closed later; SIDE_NONE if not both did. */
static uint8_t later_closer(const struct past *past)
{
    if (past->side[0].fin_frame == 0 || past->side[1].fin_frame == 0)
        return SIDE_NONE;
    return past->side[0].fin_frame < past->side[1].fin_frame ? SIDE_RESPONDER : SIDE_INITIATOR;
}

/* A finding whose evidence are both FINs. */
static struct finding *conclude_from_fins(struct summing *sum, enum finding_id id, uint8_t side)
{
    struct finding *const f = tl_conclude(sum, id, side);

    tl_evidence(f, sum->past->side[0].fin_frame);
    tl_evidence(f, sum->past->side[1].fin_frame);
    return f;
}

static void conclude_time_wait(struct summing *sum)
{
    const struct conn *const conn = sum->conn;
    const bool a = conn->ends[0].state == TCPLENS_TIME_WAIT;
    const bool b = conn->ends[1].state == TCPLENS_TIME_WAIT;
    struct finding *f;

    if (a == b || !sum->past->closed)
        return;
    f = tl_conclude(sum, FINDING_TIME_WAIT_HOLDER, a ? SIDE_INITIATOR : SIDE_RESPONDER);
    f->confidence = CONFIDENCE_LIKELY; /* no segment shows TIME-WAIT */
    tl_evidence(f, sum->past->side[a ? 0 : 1].fin_frame);
    tl_evidence(f, sum->past->closed_frame);
}

static void conclude_unfinished(struct summing *sum)
{
    const struct past *const past = sum->past;
    const uint8_t closer = past->side[0].fin_frame != 0 ? SIDE_INITIATOR : SIDE_RESPONDER;
    const int64_t ns = sum->now_ns - past->side[closer].fin_ns;
    struct finding *f;

    if ((past->close_seen & (closer == 0 ? STEP_ACK_0 : STEP_ACK_1)) == 0 ||
        past->side[!closer].fin_frame != 0 || past->rst_frame != 0 || ns < UNFINISHED_MIN_NS ||
        (sum->conn->bits & CONN_EVICTED) != 0)
        return;
    f = tl_conclude(sum, FINDING_CLOSE_UNFINISHED, !closer);
    f->confidence = CONFIDENCE_LIKELY;
    f->ns = ns;
    tl_evidence(f, past->side[closer].fin_frame);
}

/* If somebody else made the RST, it does not say what its alleged sender knew or did. */
static void conclude_forged(struct summing *sum)
{
    const uint8_t side = sum->past->rst_side;
    struct finding *aborted;

    if (tl_concluded(sum, FINDING_RST_FORGED, side) == NULL)
        return;
    tl_retract(sum, FINDING_HALF_OPEN, side);
    aborted = tl_concluded(sum, FINDING_CONNECTION_ABORTED, side);
    if (aborted != NULL)
        aborted->confidence = CONFIDENCE_POSSIBLE;
}

void tl_conclude_closing(struct summing *sum)
{
    const struct past *const past = sum->past;
    const int64_t half_closed = tl_half_closed_ns(past);
    const uint8_t later = later_closer(past);

    conclude_forged(sum);
    if (later == SIDE_NONE) {
        conclude_unfinished(sum);
        return;
    }
    if (sum->conn->close_form == CLOSE_SIMULTANEOUS)
        (void)conclude_from_fins(sum, FINDING_SIMULTANEOUS_CLOSE, SIDE_NONE);
    else if (past->merged_frame != 0)
        tl_evidence(tl_conclude(sum, FINDING_FIN_ACK_MERGED, later), past->merged_frame);
    if (half_closed >= 0 && sum->conn->close_form != CLOSE_SIMULTANEOUS)
        conclude_from_fins(sum, FINDING_HALF_CLOSE, later)->ns = half_closed;
    conclude_time_wait(sum);
}
