// SPDX-License-Identifier: BSD-3-Clause
/*
 * dcerpc.c - connection-oriented DCE/RPC (C706 12.6): PDUs with their length in the sender's order,
 * and at their end the token of who authenticates it.
 */
#include "pdu/dcerpc.h"

#include "pdu/gss.h"
#include "pdu/lengths.h"
#include "pdu/speakers.h"

enum { HEAD = 16, TRAILER = 8, TYPE_MAX = 19 };

enum type {
    FAULT = 3,
    BIND = 11,
    BIND_ACK = 12,
    ALTER_CONTEXT = 14,
    ALTER_CONTEXT_RESPONSE = 15,
    AUTH3 = 16,
};

/* MS-RPCE 2.2.1.1.7 and 2.2.1.1.8. */
enum service { SPNEGO = 9, KERBEROS = 16 };
enum level { CONNECT = 2, INTEGRITY = 5, PRIVACY = 6 };

/* @bound: a PDU that agrees on authentication was seen */
struct dcerpc_state {
    struct gss_talk gss;
    bool bound;
};

static uint16_t number(const uint8_t *p, size_t at)
{
    return (p[4] & 0x10) != 0 ? le16(p + at) : be16(p + at);
}

bool is_dcerpc(struct span s)
{
    return s.n >= HEAD && s.p[0] == 5 && s.p[1] <= 1 && s.p[2] <= TYPE_MAX &&
           (s.p[4] & 0xee) == 0 && s.p[5] <= 3 && number(s.p, 8) >= HEAD;
}

static size_t pdu_length(struct span s)
{
    return is_dcerpc(s) ? number(s.p, 8) : LENGTH_ALL;
}

static bool is_binding(unsigned type)
{
    return type == BIND || type == BIND_ACK || type == ALTER_CONTEXT ||
           type == ALTER_CONTEXT_RESPONSE || type == AUTH3;
}

/* A token that protects a PDU. What is sealed has its names again, from where it is opened, if it
 * was seen how that was agreed on. */
static void name_protection(struct hearing *h, bool opened, size_t at, size_t len)
{
    const enum pdu_protocol protocol = gss_name_protection(h, at, len);

    if (!opened || protocol == PDU_NONE)
        return;
    h->depth++;
    hear_name(h, protocol == PDU_NTLMSSP ? PDU_DATA : protocol, at, len);
    h->depth--;
}

/* What authenticates the PDU (MS-RPCE 2.2.2.11), as far as it goes through GSS-API: SPNEGO always,
 * Kerberos only to protect. */
static void name_trailer(struct hearing *h, size_t at, size_t len)
{
    struct dcerpc_state *const state = hear_state(h, PDU_DCERPC);
    const struct span s = hear_part(h, at, len);
    const size_t auth = is_dcerpc(s) ? number(s.p, 10) : 0;
    size_t token;
    unsigned kind, level;

    if (auth == 0 || s.n != len || auth + TRAILER + HEAD > len)
        return;
    token = len - auth;
    kind = s.p[token - TRAILER];
    level = s.p[token - TRAILER + 1];
    if (is_binding(s.p[2])) {
        state->bound = true;
        if (kind == SPNEGO && (level == CONNECT || level >= INTEGRITY))
            gss_name_bare(h, &state->gss, at + token, auth);
    } else if (level >= INTEGRITY ? kind == SPNEGO || kind == KERBEROS
                                  : kind == SPNEGO && level == CONNECT) {
        name_protection(h, level == PRIVACY && state->bound && s.p[2] != FAULT, at + token, auth);
    }
}

bool hear_dcerpc(struct hearing *h)
{
    static const struct length_rule rule = {
        .head = HEAD, .length = pdu_length, .inside = name_trailer};

    if (h->octets.n >= HEAD && !is_dcerpc(h->octets))
        return false;
    return hear_lengths(h, PDU_DCERPC, &rule);
}
