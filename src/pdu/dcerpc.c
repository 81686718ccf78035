// SPDX-License-Identifier: BSD-3-Clause
/*
 * dcerpc.c - connection-oriented DCE/RPC (C706 12.6): PDUs with their length in the sender's order,
 * and at their end the token of who authenticates it.
 */
#include "pdu/dcerpc.h"

#include "pdu/gss.h"
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

/* What authenticates the PDU: NTLM, SPNEGO or Kerberos, by its number in the trailer's head. */
static void name_trailer(struct hearing *h, const uint8_t *p, size_t at, size_t len)
{
    const size_t auth = number(p, 10);

    if (auth == 0 || auth + TRAILER + HEAD > len || at + len > h->octets.n)
        return;
    gss_name_bare(h, at + len - auth, auth);
}

bool hear_dcerpc(struct hearing *h)
{
    size_t at = 0;

    while (at < h->len) {
        const size_t left = h->len - at;
        struct span s = h->octets;
        size_t len;

        (void)span_take(&s, at < s.n ? at : s.n);
        if (left < HEAD && h->may_wait) {
            hear_wait_segment(h, at);
            return true;
        }
        if (!is_dcerpc(s))
            return at > 0;
        len = number(s.p, 8);
        if (left < len && h->may_wait) {
            hear_wait_octets(h, at, len - left);
            return true;
        }
        if (len > left)
            len = left;
        hear_name(h, PDU_DCERPC, at, len);
        name_trailer(h, s.p, at, len);
        at += len;
    }
    return true;
}
