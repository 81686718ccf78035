// SPDX-License-Identifier: BSD-3-Clause
#include "pdu/gss.h"

#include "pdu/ber.h"

static const uint8_t oid_spnego[] = {0x2b, 0x06, 0x01, 0x05, 0x05, 0x02};
static const uint8_t oid_krb5[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 0x01, 0x02, 0x02};
static const uint8_t oid_krb5_ms[] = {0x2a, 0x86, 0x48, 0x82, 0xf7, 0x12, 0x01, 0x02, 0x02};

enum tag {
    OID = 0x06,
    OCTETS = 0x04,
    SEQUENCE = 0x30,
    GSS_TOKEN = 0x60,
    NEG_INIT = 0xa0,
    NEG_RESPONSE = 0xa1,
    MECH_TOKEN = 0xa2,
    MECH_MIC = 0xa3,
};

static bool is_oid(const struct ber *e, const uint8_t *oid, size_t n)
{
    return e->tag == OID && e->value.n == n && memcmp(e->value.p, oid, n) == 0;
}

static bool is_krb5(const struct ber *e)
{
    return is_oid(e, oid_krb5, sizeof oid_krb5) || is_oid(e, oid_krb5_ms, sizeof oid_krb5_ms);
}

static bool is_ntlm(struct span s)
{
    return s.n >= 8 && memcmp(s.p, "NTLMSSP", 8) == 0;
}

/* The version of NTLM's signatures (MS-NLMP 2.2.2.9). */
static bool is_ntlm_signature(struct span s)
{
    return s.n == 16 && le32(s.p) == 1;
}

/* What a mechanism says inside SPNEGO. */
static void name_mechanism(struct hearing *h, struct span s)
{
    struct ber token, oid;
    struct span inside;

    if (is_ntlm(s) || is_ntlm_signature(s)) {
        hear_name_span(h, PDU_NTLMSSP, s);
        return;
    }
    if (!ber_read(s, &token) || token.tag != GSS_TOKEN) {
        if (s.n >= 2 && be16(s.p) == 0x0404)
            hear_name_span(h, PDU_SPNEGO_KRB5, s);
        return;
    }
    inside = token.value;
    if (ber_take(&inside, &oid) && is_krb5(&oid))
        hear_name_span(h, PDU_SPNEGO_KRB5, s);
}

/* NegTokenInit or NegTokenResp (RFC 4178 4.2): its mechanism's token, and its MIC. */
static void name_negotiation(struct hearing *h, struct span s)
{
    struct ber choice, sequence, element, octets;

    if (!ber_read(s, &choice) || !ber_read(choice.value, &sequence) || sequence.tag != SEQUENCE)
        return;
    while (ber_take(&sequence.value, &element))
        if ((element.tag == MECH_TOKEN || element.tag == MECH_MIC) &&
            ber_read(element.value, &octets) && octets.tag == OCTETS)
            name_mechanism(h, octets.value);
}

static void name_spnego(struct hearing *h, struct span s)
{
    hear_name_span(h, PDU_SPNEGO, s);
    h->depth++;
    name_negotiation(h, s);
    h->depth--;
}

static void name_token(struct hearing *h, struct span s)
{
    struct ber token, oid;

    if (is_ntlm(s)) {
        hear_name_span(h, PDU_NTLMSSP, s);
        return;
    }
    if (!ber_read(s, &token))
        return;
    if (token.tag == NEG_INIT || token.tag == NEG_RESPONSE) {
        name_spnego(h, s);
        return;
    }
    if (token.tag != GSS_TOKEN || !ber_take(&token.value, &oid))
        return;
    if (is_oid(&oid, oid_spnego, sizeof oid_spnego))
        name_spnego(h, token.value);
    else if (is_krb5(&oid))
        hear_name_span(h, PDU_SPNEGO_KRB5, s);
}

void gss_name_bare(struct hearing *h, size_t at, size_t len)
{
    h->depth++;
    name_token(h, hear_part(h, at, len));
    h->depth--;
}

void gss_name(struct hearing *h, size_t at, size_t len)
{
    const struct span s = hear_part(h, at, len);

    h->depth++;
    if (s.n > 0)
        hear_name_span(h, PDU_GSS_API, s);
    h->depth++;
    name_token(h, s);
    h->depth -= 2;
}
