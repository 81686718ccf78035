// SPDX-License-Identifier: BSD-3-Clause
/*
 * ldap.c - LDAP's messages (RFC 4511 4.1.1), bare or in the wrapping that SASL agreed on (RFC 4422
 * 3.7), up to the TLS that StartTLS leads to.
 */
#include "pdu/ber.h"
#include "pdu/gss.h"
#include "pdu/lengths.h"
#include "pdu/speakers.h"

enum tag {
    SEQUENCE = 0x30,
    BIND_REQUEST = 0x60,
    BIND_RESPONSE = 0x61,
    EXTENDED_REQUEST = 0x77,
    EXTENDED_RESPONSE = 0x78,
    SASL = 0xa3,
    SASL_CREDENTIALS = 0x87,
    OCTETS = 0x04,
};

enum { MARK = 4, WRAPPED_MAX = INT32_MAX };

struct ldap_state {
    bool starts_tls;
};

static size_t place(const struct hearing *h, struct span s)
{
    return (size_t)(s.p - h->octets.p);
}

/* What a bind carries: the mechanism's token. */
static void name_bind(struct hearing *h, struct span s, bool response)
{
    struct ber e, mechanism, token;

    while (ber_take(&s, &e)) {
        if (response && e.tag == SASL_CREDENTIALS && e.value.n > 0)
            gss_name_bare(h, place(h, e.value), e.value.n);
        if (response || e.tag != SASL || !ber_take(&e.value, &mechanism) ||
            !ber_take(&e.value, &token) || token.tag != OCTETS || token.value.n == 0)
            continue;
        gss_name(h, place(h, token.value), token.value.n);
    }
}

static void note_operation(struct hearing *h, const struct ber *operation)
{
    static const char start_tls[] = "1.3.6.1.4.1.1466.20037";
    struct ldap_state *const state = hear_state(h, PDU_LDAP);
    struct span s = operation->value;
    struct ber e;

    switch (operation->tag) {
    case BIND_REQUEST:
    case BIND_RESPONSE:
        name_bind(h, s, operation->tag == BIND_RESPONSE);
        break;
    case EXTENDED_REQUEST:
        state->starts_tls = ber_take(&s, &e) && e.value.n == sizeof start_tls - 1 &&
                            memcmp(e.value.p, start_tls, e.value.n) == 0;
        break;
    case EXTENDED_RESPONSE:
        /* The result code 0 is success. */
        if (state->starts_tls && ber_take(&s, &e) && e.value.n == 1 && e.value.p[0] == 0)
            h->talk->speaker = PDU_TLS;
        break;
    default:
        break;
    }
}

static size_t message_length(struct span s)
{
    struct ber message;
    size_t len;

    if (s.p[0] == SEQUENCE)
        return ber_read(s, &message) ? message.head + message.len : LENGTH_UNKNOWN;
    len = MARK + (size_t)be32(s.p);
    return len <= WRAPPED_MAX ? len : LENGTH_ALL;
}

/* What a bind carries, and what a wrapped message does: it is as clear as its mechanism leaves it.
 */
static void look_inside(struct hearing *h, size_t at, size_t len)
{
    struct span s = hear_part(h, at, len);
    struct ber message, id, operation;

    if (s.n > MARK && s.p[0] != SEQUENCE)
        gss_name(h, at + MARK, len - MARK);
    else if (ber_read(s, &message) && ber_take(&message.value, &id) &&
             ber_read(message.value, &operation))
        note_operation(h, &operation);
}

bool hear_ldap(struct hearing *h)
{
    static const struct length_rule rule = {
        .head = MARK, .each = true, .length = message_length, .inside = look_inside};

    return hear_lengths(h, PDU_LDAP, &rule);
}
