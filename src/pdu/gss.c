// SPDX-License-Identifier: BSD-3-Clause
#include "pdu/gss.h"

#include "pdu/ber.h"

enum tag {
    OID = 0x06,
    OCTETS = 0x04,
    SEQUENCE = 0x30,
    GSS_TOKEN = 0x60,
    NEG_INIT = 0xa0,
    MECHANISMS = 0xa0,
    SUPPORTED_MECHANISM = 0xa1,
    MECH_TOKEN = 0xa2,
    MECH_MIC = 0xa3,
};

enum { CLASS = 0xc0, CLASS_UNIVERSAL = 0, CLASS_CONTEXT = 0x80 };

static const struct {
    uint8_t n, octets[11], protocol;
} mechanisms[] = {
    {6, {0x2b, 0x06, 0x01, 0x05, 0x05, 0x02}, PDU_SPNEGO},
    {9, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02}, PDU_SPNEGO_KRB5},
    {9, {0x2a, 0x86, 0x48, 0x82, 0xf7, 0x12, 0x01, 0x02, 0x02}, PDU_SPNEGO_KRB5},
    {10, {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02, 0x03}, PDU_SPNEGO_KRB5},
    {10, {0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0a}, PDU_NTLMSSP},
    {10, {0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x1e}, PDU_NEGOEX},
};

static enum pdu_protocol mechanism_of(const struct ber *e)
{
    for (size_t i = 0; i < sizeof mechanisms / sizeof mechanisms[0]; i++)
        if (e->tag == OID && e->value.n == mechanisms[i].n &&
            memcmp(e->value.p, mechanisms[i].octets, e->value.n) == 0)
            return mechanisms[i].protocol;
    return PDU_NONE;
}

static bool is_ntlm(struct span s)
{
    return s.n >= 8 && memcmp(s.p, "NTLMSSP", 8) == 0;
}

/* The version of NTLM's signatures (MS-NLMP 2.2.2.9). */
static bool is_ntlm_signature(struct span s)
{
    return s.n >= 16 && le32(s.p) == 1;
}

/* Kerberos' MIC and Wrap (RFC 4121 4.2.6). */
static bool is_krb5_protection(struct span s)
{
    return s.n >= 16 && (be16(s.p) == 0x0404 || be16(s.p) == 0x0504);
}

/* ---- SPNEGO ---- */

static bool is_from_client(const struct hearing *h)
{
    const uint16_t server = h->talk->server_port;

    return server != 0 ? h->dst_port == server : h->dst_port < h->src_port;
}

/* The mechanism that is preferred. */
static void note_mechanisms(struct gss_talk *talk, struct span list)
{
    struct ber sequence, first;

    if (ber_read(list, &sequence) && ber_read(sequence.value, &first))
        talk->mechanism = (uint8_t)mechanism_of(&first);
}

static void name_mechanism(struct hearing *h, const struct gss_talk *talk, struct span token)
{
    struct ber octets;

    if (talk->mechanism != PDU_NONE && ber_read(token, &octets) && octets.tag == OCTETS &&
        octets.value.n > 0)
        hear_name_span(h, talk->mechanism, octets.value);
}

/* NegTokenInit (RFC 4178 4.2.1); a server's tells only what could be done. */
static void name_init(struct hearing *h, struct gss_talk *talk, struct span s)
{
    struct ber e;

    while (is_from_client(h) && ber_take(&s, &e))
        if (e.tag == MECHANISMS)
            note_mechanisms(talk, e.value);
        else if (e.tag == MECH_TOKEN)
            name_mechanism(h, talk, e.value);
}

/* NegTokenResp (RFC 4178 4.2.2) */
static void name_response(struct hearing *h, struct gss_talk *talk, struct span s)
{
    struct ber e, oid;

    while (ber_take(&s, &e))
        if (e.tag == MECH_TOKEN || e.tag == MECH_MIC)
            name_mechanism(h, talk, e.value);
        else if (e.tag == SUPPORTED_MECHANISM && ber_read(e.value, &oid))
            talk->mechanism = (uint8_t)mechanism_of(&oid);
}

static void name_negotiation(struct hearing *h, struct gss_talk *talk, struct span s)
{
    struct ber choice, sequence;

    if (ber_read(s, &choice) && ber_read(choice.value, &sequence) && sequence.tag == SEQUENCE)
        (choice.tag == NEG_INIT ? name_init : name_response)(h, talk, sequence.value);
}

static void name_spnego(struct hearing *h, struct gss_talk *talk, struct span s)
{
    hear_name_span(h, PDU_SPNEGO, s);
    h->depth++;
    name_negotiation(h, talk, s);
    h->depth--;
}

/* ---- GSS-API ---- */

static void name_as(struct hearing *h, struct gss_talk *talk, enum pdu_protocol protocol,
                    struct span s)
{
    if (protocol == PDU_SPNEGO)
        name_spnego(h, talk, s);
    else if (protocol != PDU_NONE)
        hear_name_span(h, protocol, s);
}

/* Whose a token is, and what of it is theirs: by its framing, else by the one before. */
static enum pdu_protocol owner(struct gss_talk *talk, struct span *s)
{
    struct ber token, oid;
    struct span inside;

    if (is_ntlm(*s))
        return PDU_NTLMSSP;
    if (s->p[0] == GSS_TOKEN && ber_read(*s, &token)) {
        inside = token.value;
        if (!ber_take(&inside, &oid))
            return PDU_NONE;
        talk->framed = (uint8_t)mechanism_of(&oid);
        if (talk->framed == PDU_SPNEGO)
            *s = inside;
        return talk->framed;
    }
    if (talk->framed != PDU_NONE && is_krb5_protection(*s))
        return PDU_SPNEGO_KRB5;
    return talk->framed;
}

void gss_name_bare(struct hearing *h, struct gss_talk *talk, size_t at, size_t len)
{
    struct span s = hear_part(h, at, len);
    enum pdu_protocol protocol;

    if (s.n == 0)
        return;
    h->depth++;
    protocol = owner(talk, &s);
    if (protocol == PDU_NONE && (s.p[0] & CLASS) == CLASS_CONTEXT)
        protocol = PDU_SPNEGO;
    name_as(h, talk, protocol, s);
    h->depth--;
}

void gss_name(struct hearing *h, struct gss_talk *talk, size_t at, size_t len)
{
    const struct span s = hear_part(h, at, len);
    const unsigned class = s.n > 0 ? s.p[0] & CLASS : CLASS_UNIVERSAL;

    if (talk->framed == PDU_NONE && !is_ntlm(s)) {
        if (class == CLASS_UNIVERSAL)
            return;
        /* SPNEGO without its frame takes the place of GSS-API. */
        if (class == CLASS_CONTEXT) {
            gss_name_bare(h, talk, at, len);
            return;
        }
    }
    h->depth++;
    hear_name_span(h, PDU_GSS_API, s);
    gss_name_bare(h, talk, at, len);
    h->depth--;
}

void gss_name_spnego(struct hearing *h, struct gss_talk *talk, size_t at, size_t len)
{
    const struct span s = hear_part(h, at, len);

    h->depth++;
    name_as(h, talk, is_ntlm(s) ? PDU_NTLMSSP : PDU_SPNEGO, s);
    h->depth--;
}

enum pdu_protocol gss_name_protection(struct hearing *h, size_t at, size_t len)
{
    struct span s = hear_part(h, at, len);
    struct gss_talk framing = {0};
    enum pdu_protocol protocol = PDU_NONE;

    if (is_krb5_protection(s))
        protocol = PDU_SPNEGO_KRB5;
    else if (is_ntlm_signature(s))
        protocol = PDU_NTLMSSP;
    else if (s.n > 0)
        protocol = owner(&framing, &s);
    h->depth++;
    if (protocol != PDU_NONE)
        hear_name_span(h, protocol, s);
    h->depth--;
    return protocol;
}
