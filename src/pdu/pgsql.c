// SPDX-License-Identifier: BSD-3-Clause
/*
 * pgsql.c - PostgreSQL's messages (frontend/backend protocol 3.0): a type and a length, but for the
 * client's first, which have no type, and for the server's answer to a request for TLS, which is a
 * single octet.
 */
#include "pdu/speakers.h"

enum { HEAD = 5, SERVER = 5432, TLS_REQUEST = 80877103 };

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

bool hear_pgsql(struct hearing *h)
{
    struct pgsql_state *const state = (struct pgsql_state *)(void *)h->talk->state;
    size_t at = 0;

    if (is_answer(h, state))
        return true;
    while (at < h->len) {
        const size_t left = h->len - at;
        const uint8_t *const p = h->octets.p + at;
        size_t len = left;

        if (left < HEAD && h->may_wait) {
            hear_wait_segment(h, at);
            return true;
        }
        if (h->octets.n >= at + HEAD) {
            len = p[0] == 0 ? be32(p) : 1 + (size_t)be32(p + 1);
            state->asked_for_tls = p[0] == 0 && h->octets.n >= at + 8 && be32(p + 4) == TLS_REQUEST;
        }
        if (left < len && h->may_wait) {
            hear_wait_octets(h, at, len - left);
            return true;
        }
        if (len > left || len < HEAD - 1)
            len = left;
        (at == 0 ? hear_name : hear_more)(h, PDU_PGSQL, at, len);
        at += len;
    }
    return true;
}
