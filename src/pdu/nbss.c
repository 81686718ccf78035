// SPDX-License-Identifier: BSD-3-Clause
/*
 * nbss.c - sessions of NetBIOS (RFC 1002 4.3), and SMB directly over TCP, which has the same frame
 * with a longer length (MS-SMB2 2.1).
 */
#include "pdu/smb.h"
#include "pdu/speakers.h"

enum { HEAD = 4 };

enum type { SESSION_MESSAGE = 0, SESSION_REQUEST = 0x81, SESSION_KEEP_ALIVE = 0x85 };

static bool is_direct(const struct hearing *h)
{
    return h->src_port == 445 || h->dst_port == 445;
}

/* Whether a PDU can begin so; else it is the rest of one whose beginning was not seen. */
static bool is_head(const uint8_t *p, bool direct)
{
    if (p[0] != SESSION_MESSAGE && (p[0] < SESSION_REQUEST || p[0] > SESSION_KEEP_ALIVE))
        return false;
    return direct ? p[0] == SESSION_MESSAGE || p[0] == SESSION_KEEP_ALIVE : (p[1] & 0xfe) == 0;
}

static void name_inside(struct hearing *h, size_t at, size_t len)
{
    const uint32_t magic = at + 4 <= h->octets.n && len >= 4 ? be32(h->octets.p + at) : 0;

    if (magic == 0xff534d42) {
        smb_name(h, at, len);
    } else if ((magic & 0xffffff) == 0x534d42 && magic >> 24 >= 0xfc) {
        smb2_name(h, at, len);
    } else if (len > 0) {
        h->depth++;
        hear_name(h, PDU_DATA, at, len);
        h->depth--;
    }
}

bool hear_nbss(struct hearing *h)
{
    const bool direct = is_direct(h);
    size_t at = 0;

    while (at < h->len) {
        const size_t left = h->len - at;
        const uint8_t *const p = h->octets.p + at;
        size_t len = left;
        bool whole = false;

        if (left < HEAD && h->may_wait) {
            hear_wait_segment(h, at);
            return true;
        }
        if (h->octets.n >= at + HEAD && is_head(p, direct)) {
            whole = true;
            len = HEAD + (be32(p) & (direct ? 0xffffffU : 0x1ffffU));
        }
        if (left < len && h->may_wait) {
            hear_wait_octets(h, at, len - left);
            return true;
        }
        if (len > left)
            len = left;
        (at == 0 ? hear_name : hear_more)(h, PDU_NBSS, at, len);
        if (whole && p[0] == SESSION_MESSAGE)
            name_inside(h, at + HEAD, len - HEAD);
        at += len;
    }
    return true;
}
