// SPDX-License-Identifier: BSD-3-Clause
/*
 * tls.c - records of TLS (RFC 8446 5.1), and what is none: a record begins with a type from 20 to
 * 25, and a version, which is any once one was known; and the names of what certificates hold.
 */
#include "app/tls_record.h"
#include "pdu/speakers.h"
#include "pdu/x509.h"
#include "tcp/seq.h"

enum {
    TLS_HEAD = 5,
    TEXT = 4,
    CERTIFICATE_REQUEST = 13,
    CERTIFICATE_STATUS = 22,
    SSL3 = 0x0300,
    TLS12 = 0x0303,
};

/**
 * struct tls_state - of a conversation
 * @known:         a record had a version that is known
 * @ciphered:      by side: the record that changes the cipher was seen
 * @ciphered_from: and where it stands
 */
struct tls_state {
    bool known, ciphered[2];
    struct tcplens_seq ciphered_from[2];
};

_Static_assert(sizeof(struct tls_state) <= TALK_STATE, "it is kept in struct talk");

/* Whether a record begins here. What a client proposes is no version yet. */
static bool is_record(struct tls_state *state, struct span s)
{
    const bool has_head = s.n >= TLS_HEAD && s.p[0] >= 20 && s.p[0] <= 25;
    const unsigned version = has_head ? be16(s.p + 1) : 0;
    const bool is_version = version >= SSL3 && version <= TLS12;

    if (is_version &&
        (s.p[0] != TLS_HANDSHAKE || (s.n > TLS_HEAD && s.p[TLS_HEAD] != TLS_CLIENT_HELLO)))
        state->known = true;
    return has_head && (is_version || state->known);
}

/* What begins with printable characters is another protocol. */
static bool is_text(struct span s)
{
    size_t i = 0;

    while (i < s.n && i < TEXT && s.p[i] >= 0x20 && s.p[i] < 0x7f)
        i++;
    return i == TEXT && s.n >= TLS_HEAD;
}

/* ---- what is in the clear ---- */

/* Take a vector that is as long as it says. */
static bool take_whole(struct span *s, size_t n, struct span *out)
{
    uint32_t len = 0;

    if (!tl_tls_take_number(s, n, &len) || len > s->n)
        return false;
    *out = (struct span){span_take(s, len), len};
    return true;
}

/* Certificates, the subject's first (RFC 5246 7.4.2). */
static void name_certificates(struct hearing *h, struct span body)
{
    struct span list, certificate;

    if (!take_whole(&body, 3, &list))
        return;
    while (take_whole(&list, 3, &certificate))
        x509_name_certificate(h, certificate);
}

/* A response of OCSP (RFC 6066 8). */
static void name_status(struct hearing *h, struct span body)
{
    enum { OCSP = 1 };
    const uint8_t *const type = span_take(&body, 1);
    struct span response;

    if (type != NULL && *type == OCSP && take_whole(&body, 3, &response))
        ocsp_name_response(h, response);
}

/* The authorities that certificates are asked from (RFC 5246 7.4.4). */
static void name_authorities(struct hearing *h, struct span body, uint16_t version)
{
    struct span skipped, list, authority;

    if (!take_whole(&body, 1, &skipped))
        return;
    if (version == TLS12 && !take_whole(&body, 2, &skipped))
        return;
    if (!take_whole(&body, 2, &list))
        return;
    while (take_whole(&list, 2, &authority))
        x509_name_subject(h, authority);
}

static void name_messages(struct hearing *h, struct span record, uint16_t version)
{
    while (record.n > TLS_HANDSHAKE_HEADER) {
        const unsigned type = record.p[0];
        struct span body;

        (void)span_take(&record, 1);
        if (!take_whole(&record, 3, &body))
            return;
        if (type == TLS_CERTIFICATE)
            name_certificates(h, body);
        else if (type == CERTIFICATE_REQUEST)
            name_authorities(h, body, version);
        else if (type == CERTIFICATE_STATUS)
            name_status(h, body);
    }
}

/* Look into the records of octets [0, end), which are whole. */
static void look_inside(struct hearing *h, size_t end)
{
    struct tls_state *const state = hear_state(h, PDU_TLS);
    const unsigned side = h->side;
    struct span rest = hear_part(h, 0, end);

    while (is_record(state, rest)) {
        const struct tcplens_seq seq = seq_add(h->start, (uint32_t)(rest.p - h->octets.p));
        const unsigned type = rest.p[0];
        const uint16_t version = be16(rest.p + 1);
        struct span body = {NULL, 0};

        (void)span_take(&rest, TLS_HEAD - 2);
        (void)take_whole(&rest, 2, &body);
        if (type == TLS_CHANGE_CIPHER_SPEC && !state->ciphered[side]) {
            state->ciphered[side] = true;
            state->ciphered_from[side] = seq;
        }
        if (type == TLS_HANDSHAKE &&
            (!state->ciphered[side] || seq_lt(seq, state->ciphered_from[side])))
            name_messages(h, body, version);
    }
}

/* A record that has to wait has its name already, if it is the first. */
bool hear_tls(struct hearing *h)
{
    struct tls_state *const state = hear_state(h, PDU_TLS);
    size_t at = 0;

    while (at < h->len) {
        const size_t left = h->len - at;
        const uint8_t *const p = h->octets.p + at;
        size_t len = left;

        if (left < TLS_HEAD && h->may_wait) {
            hear_wait_segment(h, at);
        } else if (is_record(state, hear_rest(h, at))) {
            len = TLS_HEAD + (size_t)be16(p + 3);
            if (left < len && h->may_wait)
                hear_wait_octets(h, at, len - left);
        } else if (at == 0 && is_text(h->octets)) {
            return false;
        }
        if (len > left)
            len = left;
        if (at == 0)
            hear_name(h, PDU_TLS, at, len);
        else if (h->wait == WAIT_NOT)
            hear_more(h, PDU_TLS, at, len);
        if (h->wait != WAIT_NOT)
            break;
        at += len;
    }
    look_inside(h, at);
    return true;
}
