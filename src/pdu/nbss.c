// SPDX-License-Identifier: BSD-3-Clause
/*
 * nbss.c - sessions of NetBIOS (RFC 1002 4.3), and SMB directly over TCP, which has the same frame
 * with a longer length (MS-SMB2 2.1).
 */
#include "pdu/lengths.h"
#include "pdu/smb.h"
#include "pdu/speakers.h"

enum { HEAD = 4, DIRECT = 445 };

enum type { SESSION_MESSAGE = 0, SESSION_REQUEST = 0x81, SESSION_KEEP_ALIVE = 0x85 };

/* Whether the octets, a head or more, begin a message: else they are the rest of one whose
 * beginning was not seen. Only what stands first is asked. */
static bool is_head(struct span s, bool direct)
{
    if (direct)
        return s.p[0] == SESSION_MESSAGE || s.p[0] == SESSION_KEEP_ALIVE;
    return (s.p[0] == SESSION_MESSAGE ||
            (s.p[0] >= SESSION_REQUEST && s.p[0] <= SESSION_KEEP_ALIVE)) &&
           (s.p[1] & 0xfe) == 0;
}

static void name_inside(struct hearing *h, size_t at, size_t len)
{
    const struct span s = hear_part(h, at, len);
    uint32_t magic;

    if (s.n < HEAD || len == HEAD || s.p[0] != SESSION_MESSAGE)
        return;
    magic = s.n >= HEAD + 4 ? be32(s.p + HEAD) : 0;
    if (magic == 0xff534d42) {
        /* Behind what is malformed, Wireshark puts nothing together. */
        if (!smb_name(h, at + HEAD, len - HEAD))
            h->may_wait = false;
    } else if ((magic & 0xffffff) == 0x534d42 && magic >> 24 >= 0xfc) {
        smb2_name(h, at + HEAD, len - HEAD);
    } else {
        h->depth++;
        hear_name(h, PDU_DATA, at + HEAD, len - HEAD);
        h->depth--;
    }
}

bool hear_nbss(struct hearing *h)
{
    static const struct length_rule rule = {
        .head = HEAD, .at = 1, .size = 3, .plus = HEAD, .inside = name_inside};
    const bool direct = h->src_port == DIRECT || h->dst_port == DIRECT;

    if (h->octets.n >= HEAD && !is_head(h->octets, direct)) {
        hear_name(h, PDU_NBSS, 0, h->len);
        return true;
    }
    return hear_lengths(h, PDU_NBSS, &rule);
}
