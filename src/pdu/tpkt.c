// SPDX-License-Identifier: BSD-3-Clause
/*
 * tpkt.c - ISO transport over TCP (RFC 1006): packets with version 3 and a length; and remote
 * desktop's first exchange in it (MS-RDPBCGR 2.2.1.1).
 */
#include "pdu/lengths.h"
#include "pdu/speakers.h"

enum { HEAD = 4, COTP_HEAD = 7, VERSION = 3, REMOTE_DESKTOP = 3389 };

enum { CONNECTION_REQUEST = 0xe0, CONNECTION_CONFIRM = 0xd0 };

static bool is_desktop(const struct hearing *h)
{
    return h->src_port == REMOTE_DESKTOP || h->dst_port == REMOTE_DESKTOP;
}

static size_t packet_length(struct span s)
{
    return s.p[0] == VERSION ? be16(s.p + 2) : LENGTH_ALL;
}

static void name_inside(struct hearing *h, size_t at, size_t len)
{
    const struct span s = hear_part(h, at, len);
    unsigned type;

    if (s.n < HEAD + 2 || s.p[0] != VERSION)
        return;
    type = s.p[HEAD + 1];
    h->depth++;
    hear_name(h, PDU_COTP, at + HEAD, len - HEAD);
    if (is_desktop(h) && (type == CONNECTION_REQUEST || type == CONNECTION_CONFIRM) &&
        len > HEAD + COTP_HEAD) {
        h->depth++;
        hear_name(h, PDU_RDP, at + HEAD + COTP_HEAD, len - HEAD - COTP_HEAD);
        h->depth--;
    }
    h->depth--;
}

/* Whether all there is is one packet that asks for a connection. */
static bool is_request(const struct hearing *h)
{
    const uint8_t *const p = h->octets.p;

    return h->octets.n >= HEAD + COTP_HEAD && p[0] == VERSION && be16(p + 2) == h->len &&
           p[HEAD] == h->len - HEAD - 1 && p[HEAD + 1] == CONNECTION_REQUEST;
}

/* Remote desktop begins with such a request, whose TPKT has no name. What begins with another
 * version is the rest of something, once the protocol is known. */
bool hear_tpkt(struct hearing *h)
{
    static const struct length_rule rule = {
        .head = HEAD, .length = packet_length, .inside = name_inside};

    if (h->talk->speaker == PDU_TPKT || !is_desktop(h))
        return hear_lengths(h, PDU_TPKT, &rule);
    if (!is_request(h))
        return false;
    h->talk->speaker = PDU_TPKT;
    name_inside(h, 0, h->len);
    return true;
}
