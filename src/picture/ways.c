// SPDX-License-Identifier: BSD-3-Clause
/*
 * ways.c - how long a segment is on its way between the capture point and either end: half of the
 * shortest round trip that the capture shows, the handshake's or that of an ACK.
 *
 * The shortest, so that no answer leaves an end before what it answers has arrived there. Where one
 * of the ends answers nothing, nothing is said.
 */
#include "picture/make.h"

#define ROUND_TRIP_MAX_NS (600 * INT64_C(1000000000)) /* beyond it, it was no round trip */

static bool is_answer(unsigned code)
{
    return code == TELL_ACKS || code == TELL_CLOSE_CONFIRMED || code == TELL_CLOSES_AND_ACKS_FIN ||
           code == TELL_AGREES || code == TELL_COMPLETES_HANDSHAKE;
}

/* A segment that answers another one after tell->ns: its sender is not farther away than that. */
static void shorten(int64_t round_trip_ns[2], const struct row *row)
{
    for (unsigned i = 0; i < row->n_tells; i++) {
        const struct tell *const tell = &row->tells[i];

        if (is_answer(tell->code) && tell->ns >= 0 && tell->ns < round_trip_ns[row->side])
            round_trip_ns[row->side] = tell->ns;
    }
}

void tl_ladder_find_ways(const struct story *story, int64_t way_ns[2])
{
    const struct conn *const conn = &story->conn;
    const int64_t handshake_ns[2] = {conn->est_rtt_initiator_ns, conn->est_rtt_responder_ns};
    int64_t round_trip_ns[2];

    for (unsigned side = 0; side < 2; side++)
        round_trip_ns[side] = handshake_ns[side] > 0 ? handshake_ns[side] : INT64_MAX;
    for (size_t i = 0; i < story->n_rows; i++)
        shorten(round_trip_ns, &story->rows[i]);
    for (unsigned side = 0; side < 2; side++)
        way_ns[side] = round_trip_ns[side] < ROUND_TRIP_MAX_NS ? round_trip_ns[side] / 2 : -1;
    if (way_ns[0] < 0 || way_ns[1] < 0)
        way_ns[0] = way_ns[1] = 0;
}
