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

/* What does not begin so is the rest of a PDU whose beginning was not seen. */
static size_t session_length(struct span s)
{
    if (s.p[0] != SESSION_MESSAGE && (s.p[0] < SESSION_REQUEST || s.p[0] > SESSION_KEEP_ALIVE))
        return LENGTH_ALL;
    return (s.p[1] & 0xfe) == 0 ? HEAD + (be32(s.p) & 0x1ffff) : LENGTH_ALL;
}

static size_t direct_length(struct span s)
{
    if (s.p[0] != SESSION_MESSAGE && s.p[0] != SESSION_KEEP_ALIVE)
        return LENGTH_ALL;
    return HEAD + (be32(s.p) & 0xffffff);
}

static void name_inside(struct hearing *h, size_t at, size_t len)
{
    const struct span s = hear_part(h, at, len);
    uint32_t magic;

    if (s.n < HEAD || len == HEAD || s.p[0] != SESSION_MESSAGE ||
        (h->src_port != DIRECT && h->dst_port != DIRECT && (s.p[1] & 0xfe) != 0))
        return;
    magic = s.n >= HEAD + 4 ? be32(s.p + HEAD) : 0;
    if (magic == 0xff534d42) {
        smb_name(h, at + HEAD, len - HEAD);
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
    static const struct length_rule session = {
        .head = HEAD, .length = session_length, .inside = name_inside};
    static const struct length_rule direct = {
        .head = HEAD, .length = direct_length, .inside = name_inside};
    const bool is_direct = h->src_port == DIRECT || h->dst_port == DIRECT;

    return hear_lengths(h, PDU_NBSS, is_direct ? &direct : &session);
}
