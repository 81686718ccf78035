// SPDX-License-Identifier: BSD-3-Clause
/* head.c - see head.h: who, when, what was carried; opening and closing are told in head_course.c,
 * what was agreed in head_agreed.c. */
#include <string.h>

#include "base/clock.h"
#include "render/head.h"
#include "render/head_parts.h"
#include "render/words.h"

void head_end(struct text *t, const struct conn *conn, unsigned side)
{
    text_socket(t, conn->addr[side], conn->port[side]);
}

void head_side(struct text *t, const struct catalogue *c, unsigned side)
{
    const struct phrase_arg arg = {.name = "side", .type = PHRASE_STR, .str = words_side(c, side)};

    phrase(t, tr(c, N_(" ({side})")), &arg, 1);
}

void head_protocol(struct text *t, const struct catalogue *c, const struct story *story)
{
    const struct phrase_arg args[] = {
        {.name = "service", .type = PHRASE_STR, .str = story->service},
    };

    if (story->protocol != NULL)
        text_str(t, story->protocol);
    else if (story->service != NULL)
        phrase(t, tr(c, N_("{service} by its port")), args, 1);
}

void head_health(struct text *t, const struct catalogue *c, const struct story *story)
{
    text_str(t, words_health(c, (enum health)story->health));
    if (story->health_finding < 0)
        return;
    text_str(t, tr(c, N_(": ")));
    words_finding_title(t, c, &story->findings[story->health_finding]);
}

void head_exchange(struct text *t, const struct catalogue *c, const struct story *story)
{
    const struct phrase_arg args[] = {
        {.name = "request", .type = PHRASE_STR, .str = story->texts + story->request},
        {.name = "response", .type = PHRASE_STR, .str = story->texts + story->response},
        {.name = "time", .type = PHRASE_SPAN_NS, .ns = story->response_ns},
    };

    if (story->request == 0)
        return;
    if (story->response != 0 && story->response_ns >= 0)
        phrase(t, tr(c, N_("{request} → {response} after {time}")), args, 3);
    else if (story->response != 0)
        phrase(t, tr(c, N_("{request} → {response}")), args, 3);
    else
        phrase(t, tr(c, N_("{request}, no response captured")), args, 3);
}

static void put_when(struct text *t, const struct view *view, const struct conn *conn)
{
    char begin[48];
    struct text b;
    const struct phrase_arg args[] = {
        {.name = "begin", .type = PHRASE_STR, .str = begin},
        {.name = "time", .type = PHRASE_SPAN_NS, .ns = conn->last_ns - conn->first_ns},
        {.name = "n", .type = PHRASE_COUNT, .u = (uint64_t)conn->ends[0].segs + conn->ends[1].segs},
    };

    text_init(&b, begin, sizeof(begin) - 1, NULL, NULL);
    clock_iso(&b, conn->first_ns, conn->first_ns % 1000 == 0 ? 6 : 9, view->utc_offset_s);
    begin[b.len] = '\0';
    phrase(t,
           tr_n(view->catalogue, "{begin}; {n} segment", "{begin}; {n} segments in {time}",
                (uint64_t)conn->ends[0].segs + conn->ends[1].segs),
           args, 3);
}

/* Octets sent more than once by either side are named, so that the sums add up. */
static void put_carried(struct text *t, const struct catalogue *c, const struct story *story)
{
    const struct endpoint *const ends = story->conn.ends;
    const uint64_t again =
        ends[0].octets - ends[0].octets_unique + ends[1].octets - ends[1].octets_unique;
    const struct phrase_arg args[] = {
        {.name = "up", .type = PHRASE_COUNT, .u = ends[0].octets_unique},
        {.name = "down", .type = PHRASE_COUNT, .u = ends[1].octets_unique},
        {.name = "n", .type = PHRASE_COUNT, .u = again},
    };

    if (ends[0].octets_unique == 0 && ends[1].octets_unique == 0) {
        text_str(t, tr(c, N_("no data")));
        return;
    }
    phrase(t,
           tr_n(c, "{up} byte →, ← {down} bytes", "{up} bytes →, ← {down} bytes",
                ends[0].octets_unique),
           args, 3);
    if (again > 0)
        phrase(t, tr_n(c, ", and {n} byte sent again", ", and {n} bytes sent again", again), args,
               3);
    if (story->request != 0) {
        text_str(t, tr(c, N_("; ")));
        head_exchange(t, c, story);
    }
}

static void put_roles(struct text *t, const struct catalogue *c, const struct conn *conn)
{
    const char *const reason = words_role_reason(c, (enum role_reason)conn->role_reason);

    if (reason != NULL && conn->syn_frame == 0) /* a SYN that came late settles it all the same */
        text_str(t, reason);
}

/* Near which end the capture was made, if one round trip is much shorter than the other. */
static const char *vantage(const struct catalogue *c, int64_t to_server, int64_t to_client)
{
    enum { MUCH = 4 };

    if (to_client / MUCH > to_server)
        return tr(c, N_("capture point → server {server}, → client {client}: captured at or near "
                        "the server"));
    if (to_server / MUCH > to_client)
        return tr(c, N_("capture point → server {server}, → client {client}: captured at or near "
                        "the client"));
    return tr(c, N_("capture point → server {server}, → client {client}"));
}

static void put_round_trip(struct text *t, const struct catalogue *c, const struct conn *conn)
{
    const struct phrase_arg args[] = {
        {.name = "server", .type = PHRASE_SPAN_NS, .ns = conn->est_rtt_responder_ns},
        {.name = "client", .type = PHRASE_SPAN_NS, .ns = conn->est_rtt_initiator_ns},
    };

    if (conn->est_rtt_responder_ns > 0 && conn->est_rtt_initiator_ns > 0)
        phrase(t, vantage(c, conn->est_rtt_responder_ns, conn->est_rtt_initiator_ns), args, 2);
    else if (conn->est_rtt_responder_ns > 0)
        phrase(t, tr(c, N_("capture point → server {server}")), args, 2);
}

const char *head_label(const struct catalogue *c, enum head_line line)
{
    static const char *const labels[] = {
        [HEAD_WHEN] = N_("when"),
        [HEAD_ROLES] = N_("roles"),
        [HEAD_OPENED] = N_("opened"),
        [HEAD_CARRIED] = N_("carried"),
        [HEAD_CLOSED] = N_("closed"),
        [HEAD_LEFT_IN] = N_("left in"),
        [HEAD_ROUND_TRIP] = N_("round trip"),
        [HEAD_AGREED] = N_("agreed"),
    };

    return tr(c, labels[line]);
}

void head_sentence(struct text *t, const struct view *view, const struct story *story,
                   enum head_line line)
{
    const struct catalogue *const c = view->catalogue;

    switch (line) {
    case HEAD_WHEN:
        put_when(t, view, &story->conn);
        break;
    case HEAD_ROLES:
        put_roles(t, c, &story->conn);
        break;
    case HEAD_OPENED:
        head_put_opened(t, c, story);
        break;
    case HEAD_CARRIED:
        put_carried(t, c, story);
        break;
    case HEAD_CLOSED:
        head_put_closed(t, c, story);
        break;
    case HEAD_LEFT_IN:
        head_put_left_in(t, c, story);
        break;
    case HEAD_ROUND_TRIP:
        put_round_trip(t, c, &story->conn);
        break;
    case HEAD_AGREED:
        head_put_agreed(t, c, &story->conn);
        break;
    case HEAD_LINES:
        break;
    }
}

/* The first segment whose range shows the difference between its last byte and the next number. */
static const struct row *first_range(const struct story *story)
{
    for (size_t i = 0; i < story->n_rows; i++) {
        const struct row *const row = &story->rows[i];

        if (!row->icmp && row->payload_len > 1 && (row->flags & TCPLENS_SYN) == 0)
            return row;
    }
    return NULL;
}

void head_growth_rules(struct text *t, const struct view *view, const struct story *story)
{
    const struct catalogue *const c = view->catalogue;
    const struct row *const row = first_range(story);

    text_str(t, tr(c, N_("How the numbers grow: data adds its length, a SYN and a FIN add 1 each, "
                         "a pure ACK adds 0.")));
    if (row != NULL) {
        const uint32_t first = view->numbers == NUMBERS_ABSOLUTE ? row->seq.v : row->rel_seq;
        const struct phrase_arg args[] = {
            {.name = "frame", .type = PHRASE_U64, .u = row->number},
            {.name = "first", .type = PHRASE_U64, .u = first},
            {.name = "last", .type = PHRASE_U64, .u = (uint32_t)(first + row->payload_len - 1)},
            {.name = "next", .type = PHRASE_U64, .u = (uint32_t)(first + row->payload_len)},
        };

        phrase(t,
               tr(c, N_(" Frame {frame}'s seq {first}:{next} means the bytes {first} to {last}; "
                        "{next} is the next number.")),
               args, sizeof args / sizeof args[0]);
    }
}
