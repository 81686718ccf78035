// SPDX-License-Identifier: BSD-3-Clause
/*
 * pgsql.c - PostgreSQL's messages (frontend/backend protocol 3.0): a type and a length, but for the
 * client's first, which have no type, and for the server's answer to a request for TLS, which is a
 * single octet.
 */
#include "pdu/lengths.h"
#include "pdu/speakers.h"

enum { HEAD = 5, TLS_REQUEST = 80877103 };

struct pgsql_state {
    bool asked_for_tls;
};

static bool is_answer(struct hearing *h, struct pgsql_state *state)
{
    if (!state->asked_for_tls || h->len != 1 || h->octets.n != 1)
        return false;
    state->asked_for_tls = false;
    if (h->octets.p[0] == 'S')
        h->talk->speaker = PDU_TLS;
    return true;
}

static size_t message_length(struct span s)
{
    const size_t len = s.p[0] == 0 ? be32(s.p) : 1 + (size_t)be32(s.p + 1);

    return len >= HEAD - 1 ? len : LENGTH_ALL;
}

static void note_request(struct hearing *h, size_t at, size_t len)
{
    struct pgsql_state *const state = hear_state(h, PDU_PGSQL);
    const struct span s = hear_part(h, at, len);

    state->asked_for_tls = s.n >= 8 && s.p[0] == 0 && be32(s.p + 4) == TLS_REQUEST;
}

bool hear_pgsql(struct hearing *h)
{
    static const struct length_rule rule = {
        .head = HEAD, .length = message_length, .inside = note_request};

    return is_answer(h, hear_state(h, PDU_PGSQL)) || hear_lengths(h, PDU_PGSQL, &rule);
}
