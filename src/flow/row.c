// SPDX-License-Identifier: BSD-3-Clause
/* row.c - from the tracker's record, the tally and the story to a row. */
#include "flow/row.h"

#include <string.h>

/* Payload of the side's sequence space, from its first number to SND.NXT, that was never captured.
 * Modulo 2^32, as numbers are. */
static uint32_t missing(const struct endpoint *ep)
{
    const bool sent = (ep->known & (EP_BASE | EP_SND_NXT)) == (EP_BASE | EP_SND_NXT);
    const bool fin = (ep->known & EP_FIN_SENT) != 0 && ep->fin.v + 1 == ep->snd_nxt.v;
    const uint32_t space = ep->snd_nxt.v - ep->base.v - 1 - (fin ? 1 : 0);
    const uint32_t lost = space - (uint32_t)ep->octets_unique;

    /* A RST or a probe may count without moving SND.NXT: less than nothing is missing then. */
    return sent && (int32_t)lost > 0 ? lost : 0;
}

static void fill_end(struct row_end *end, const struct conn *conn, const struct tally_end *tally,
                     unsigned side)
{
    const struct endpoint *const ep = &conn->ends[side];

    *end = (struct row_end){
        .octets = ep->octets,
        .unique = ep->octets_unique,
        .wire = tally->wire,
        .ip = tally->ip,
        .rtt = tally->rtt,
        .segs = ep->segs,
        .retrans = ep->retrans_segs,
        .out_of_order = tally->out_of_order,
        .lost = missing(ep),
        .dup_acks = ep->dup_acks,
        .zero_windows = ep->zero_windows,
        .port = conn->port[side],
        .mss = ep->mss,
        .known = ep->known,
        .state = ep->state,
        .shift = ep->wscale,
    };
    memcpy(end->addr, conn->addr[side], sizeof end->addr);
}

/* The finding with the earliest evidence; those without any come last. */
static int16_t first_finding(const struct story *story)
{
    uint64_t earliest = UINT64_MAX;
    int16_t first = -1;

    for (size_t i = 0; i < story->n_findings; i++) {
        const struct finding *const f = &story->findings[i];
        const uint64_t frame = f->n_evidence > 0 ? f->evidence[0] : UINT64_MAX - 1;

        if (frame < earliest) {
            earliest = frame;
            first = (int16_t)f->id;
        }
    }
    return first;
}

static void fill_story(struct flow_row *row, const struct story *story)
{
    row->known |= FLOW_TOLD;
    row->protocol = story->protocol;
    row->health = story->health;
    row->n_findings = (uint32_t)story->n_findings;
    row->first_finding = first_finding(story);
    row->health_finding = story->health_finding >= 0;
    if (story->health_finding >= 0)
        row->reason = story->findings[story->health_finding];
}

void tl_flow_row(struct flow_row *row, const struct conn *conn, const struct tally *tally,
                 const struct story *story)
{
    const bool opened = conn->syn_frame != 0 && conn->open_frame != 0;

    *row = (struct flow_row){
        .number = conn->number,
        .first_frame = conn->first_frame,
        .last_frame = conn->last_frame,
        .close_frame = conn->close_frame,
        .first_ns = conn->first_ns,
        .last_ns = conn->last_ns,
        .handshake_ns = opened ? conn->open_ns - conn->syn_ns : -1,
        .rtt_responder_ns = conn->est_rtt_responder_ns,
        .rtt_initiator_ns = conn->est_rtt_initiator_ns,
        .stream = tally->stream,
        .first_finding = -1,
        .bits = conn->bits,
        .role_reason = conn->role_reason,
        .open_form = conn->open_form,
        .close_form = conn->close_form,
        .closer = conn->closer,
        .completeness = tally->completeness,
        .known = tally->analysed ? FLOW_ANALYSED : 0,
        .matched = tally->matched,
        .n_history = tally->n_history,
    };
    memcpy(row->history, tally->history, sizeof row->history);
    for (unsigned side = 0; side < 2; side++)
        fill_end(&row->ends[side], conn, &tally->ends[side], side);
    if (story != NULL)
        fill_story(row, story);
}
