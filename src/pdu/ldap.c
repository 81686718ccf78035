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
    OCTETS = 0x04,
    BIND_REQUEST = 0x60,
    BIND_RESPONSE = 0x61,
    EXTENDED_REQUEST = 0x77,
    EXTENDED_RESPONSE = 0x78,
    INTERMEDIATE_RESPONSE = 0x79,
    SASL = 0xa3,
    NTLM_NEGOTIATE = 0x8a, /* MS-ADTS 5.1.1.1.3 */
    NTLM_RESPONSE = 0x8b,
    SASL_CREDENTIALS = 0x87,
    EXTENDED_VALUE = 0x81,
    CONTROLS = 0xa0,
};

enum { MARK = 4, WRAPPED_MAX = INT32_MAX };

enum mechanism { MECHANISM_NONE, MECHANISM_SPNEGO, MECHANISM_GSSAPI };

/**
 * struct ldap_state
 * @gss:        what authenticates
 * @mechanism:  enum mechanism of the latest bind
 * @starts_tls: it was asked for
 */
struct ldap_state {
    struct gss_talk gss;
    uint8_t mechanism;
    bool starts_tls;
};

static size_t place(const struct hearing *h, struct span s)
{
    return (size_t)(s.p - h->octets.p);
}

static bool is_text(struct span s, const char *text)
{
    return s.n == strlen(text) && memcmp(s.p, text, s.n) == 0;
}

static void name_inside(struct hearing *h, enum pdu_protocol protocol, struct span s)
{
    h->depth++;
    hear_name_span(h, protocol, s);
    h->depth--;
}

/* ---- binds (RFC 4511 4.2) ---- */

static void name_bind_request(struct hearing *h, struct ldap_state *state, struct span s)
{
    struct ber e, mechanism, token;

    while (ber_take(&s, &e)) {
        if (e.tag == NTLM_NEGOTIATE || e.tag == NTLM_RESPONSE)
            name_inside(h, PDU_NTLMSSP, e.value);
        if (e.tag != SASL || !ber_take(&e.value, &mechanism))
            continue;
        state->mechanism = MECHANISM_NONE;
        if (is_text(mechanism.value, "GSS-SPNEGO"))
            state->mechanism = MECHANISM_SPNEGO;
        else if (is_text(mechanism.value, "GSSAPI"))
            state->mechanism = MECHANISM_GSSAPI;
        if (ber_take(&e.value, &token) && token.tag == OCTETS && token.value.n > 0)
            gss_name(h, &state->gss, place(h, token.value), token.value.n);
    }
}

/* NTLM without SASL answers in place of a name. */
static void name_bind_response(struct hearing *h, struct ldap_state *state, struct span s)
{
    struct ber e;

    while (ber_take(&s, &e)) {
        const size_t at = place(h, e.value);

        if (e.tag == OCTETS && e.value.n >= 8 && memcmp(e.value.p, "NTLMSSP", 8) == 0)
            name_inside(h, PDU_NTLMSSP, e.value);
        if (e.tag != SASL_CREDENTIALS || e.value.n == 0)
            continue;
        if (state->mechanism == MECHANISM_SPNEGO)
            gss_name_spnego(h, &state->gss, at, e.value.n);
        else if (state->mechanism == MECHANISM_GSSAPI)
            gss_name(h, &state->gss, at, e.value.n);
    }
}

/* ---- controls and extended operations ---- */

/* Whose values are known, they have a name. */
static void name_by_oid(struct hearing *h, struct span oid, struct span value)
{
    static const char *const known[] = {
        "1.2.840.113556.1.4.319", /* paged results (RFC 2696) */
        "1.2.840.113556.1.4.473", /* server-side sorting (RFC 2891), its response */
        "1.2.840.113556.1.4.474",
        "1.2.840.113556.1.4.841",    /* MS-ADTS's DirSync */
        "1.3.6.1.1.8",               /* cancel (RFC 3909) */
        "1.3.6.1.4.1.4203.1.11.1",   /* password modify (RFC 3062) */
        "1.3.6.1.4.1.42.2.27.8.5.1", /* password policy */
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (is_text(oid, known[i]))
            name_inside(h, PDU_LDAP, value);
}

static void name_controls(struct hearing *h, struct span s)
{
    struct ber control, type, e;

    while (ber_take(&s, &control))
        if (ber_take(&control.value, &type))
            while (ber_take(&control.value, &e))
                if (e.tag == OCTETS)
                    name_by_oid(h, type.value, e.value);
}

static void note_extended(struct hearing *h, struct ldap_state *state, struct span s)
{
    struct ber name, value;

    if (!ber_take(&s, &name))
        return;
    state->starts_tls = is_text(name.value, "1.3.6.1.4.1.1466.20037");
    if (ber_take(&s, &value) && value.tag == EXTENDED_VALUE)
        name_by_oid(h, name.value, value.value);
}

static void note_operation(struct hearing *h, const struct ber *operation)
{
    struct ldap_state *const state = hear_state(h, PDU_LDAP);
    struct span s = operation->value;
    struct ber e;

    switch (operation->tag) {
    case BIND_REQUEST:
        name_bind_request(h, state, s);
        break;
    case BIND_RESPONSE:
        name_bind_response(h, state, s);
        break;
    case EXTENDED_REQUEST:
    case INTERMEDIATE_RESPONSE:
        note_extended(h, state, s);
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

/* ---- messages ---- */

static void note_message(struct hearing *h, struct span s)
{
    struct ber message, id, operation, controls;

    if (!ber_read(s, &message) || !ber_take(&message.value, &id) ||
        !ber_take(&message.value, &operation))
        return;
    note_operation(h, &operation);
    if (ber_take(&message.value, &controls) && controls.tag == CONTROLS)
        name_controls(h, controls.value);
}

/* What Kerberos only signs lies open behind its token (RFC 4121 4.2.6.2): the checksum, of EC
 * octets, is in front if it was rotated there. */
static struct span opened(struct span s)
{
    enum { HEAD = 16, SEALED = 2 };
    const bool is_open = s.n >= HEAD && be16(s.p) == 0x0504 && (s.p[2] & SEALED) == 0;
    const size_t checksum = is_open ? be16(s.p + 4) : 0;

    if (!is_open || span_take(&s, HEAD + (be16(s.p + 6) != 0 ? checksum : 0)) == NULL)
        s.n = 0;
    return s;
}

/* A message in the wrapping that the mechanism agreed on. */
static void name_wrapped(struct hearing *h, size_t at, size_t len)
{
    struct ldap_state *const state = hear_state(h, PDU_LDAP);
    const size_t before = h->out->n_pdus;
    struct span inside = opened(hear_part(h, at, len));

    if (state->mechanism == MECHANISM_NONE)
        return;
    h->depth++;
    hear_name(h, PDU_GSS_API, at, len);
    if (gss_name_protection(h, at, len) == PDU_NONE) {
        h->out->n_pdus = before;
        hear_name(h, PDU_DATA, at, len);
    }
    while (inside.n > 0) {
        const struct span s = inside;
        struct ber message;

        if (!ber_take(&inside, &message))
            break;
        note_message(h, s);
    }
    h->depth--;
}

static void look_inside(struct hearing *h, size_t at, size_t len)
{
    const struct span s = hear_part(h, at, len);

    if (s.n > MARK && s.p[0] != SEQUENCE)
        name_wrapped(h, at + MARK, len - MARK);
    else
        note_message(h, s);
}

bool hear_ldap(struct hearing *h)
{
    static const struct length_rule rule = {
        .head = MARK, .length = message_length, .inside = look_inside};

    /* What is wrapped has to be whole. */
    if (h->octets.n > MARK && h->octets.p[0] != SEQUENCE &&
        (!h->may_wait || be32(h->octets.p) > WRAPPED_MAX) && be32(h->octets.p) > h->len - MARK)
        return true;
    return hear_lengths(h, PDU_LDAP, &rule);
}
