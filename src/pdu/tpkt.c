// SPDX-License-Identifier: BSD-3-Clause
/*
 * tpkt.c - ISO transport over TCP (RFC 1006): packets with version 3 and a length; and remote
 * desktop's first exchange in it (MS-RDPBCGR 2.2.1.1).
 */
#include "pdu/speakers.h"

enum { HEAD = 4, VERSION = 3, REMOTE_DESKTOP = 3389 };

enum cotp { CONNECTION_REQUEST = 0xe0, CONNECTION_CONFIRM = 0xd0 };

static bool is_desktop(const struct hearing *h)
{
    return h->src_port == REMOTE_DESKTOP || h->dst_port == REMOTE_DESKTOP;
}

static void name_inside(struct hearing *h, size_t at, size_t len)
{
    const uint8_t type = at + 1 < h->octets.n ? h->octets.p[at + 1] : 0;

    if (len < 2 || at + 1 >= h->octets.n)
        return;
    h->depth++;
    hear_name(h, PDU_COTP, at, len);
    if (is_desktop(h) && (type == CONNECTION_REQUEST || type == CONNECTION_CONFIRM) && len > 7) {
        h->depth++;
        hear_name(h, PDU_RDP, at + 7, len - 7);
        h->depth--;
    }
    h->depth--;
}

/* What begins with another version is the rest of something, once the protocol is known. */
static bool hear_packets(struct hearing *h, bool named)
{
    size_t at = 0;

    while (at < h->len) {
        const size_t left = h->len - at;
        const uint8_t *const p = h->octets.p + at;
        size_t len = left;

        if (left < HEAD && h->may_wait) {
            hear_wait_segment(h, at);
            return true;
        }
        if (h->octets.n >= at + HEAD && p[0] == VERSION)
            len = be16(p + 2);
        if (left < len && h->may_wait) {
            hear_wait_octets(h, at, len - left);
            return true;
        }
        if (len > left || len < HEAD)
            len = left;
        if (named)
            (at == 0 ? hear_name : hear_more)(h, PDU_TPKT, at, len);
        if (h->octets.n >= at + HEAD && p[0] == VERSION)
            name_inside(h, at + HEAD, len - HEAD);
        at += len;
    }
    return true;
}

/* Remote desktop begins with a request of connection; its TPKT has no name. */
bool hear_tpkt(struct hearing *h)
{
    const uint8_t *const p = h->octets.p;
    const bool first = h->talk->speaker != PDU_TPKT;

    if (!first || !is_desktop(h))
        return hear_packets(h, true);
    if (h->octets.n < 11 || p[0] != VERSION || p[5] != CONNECTION_REQUEST ||
        be16(p + 2) != h->len || p[4] != h->len - 5)
        return false;
    h->talk->speaker = PDU_TPKT;
    return hear_packets(h, false);
}
