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

/* What authenticates the PDU: NTLM, SPNEGO or Kerberos. */
static void name_trailer(struct hearing *h, size_t at, size_t len)
{
    const struct span s = hear_part(h, at, len);
    const size_t auth = is_dcerpc(s) ? number(s.p, 10) : 0;

    if (auth != 0 && s.n == len && auth + TRAILER + HEAD <= len)
        gss_name_bare(h, at + len - auth, auth);
}

bool hear_dcerpc(struct hearing *h)
{
    static const struct length_rule rule = {
        .head = HEAD, .each = true, .length = pdu_length, .inside = name_trailer};

    if (h->octets.n >= HEAD && !is_dcerpc(h->octets))
        return false;
    return hear_lengths(h, PDU_DCERPC, &rule);
}
