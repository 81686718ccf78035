// SPDX-License-Identifier: BSD-3-Clause
/*
 * tpkt.c - ISO transport over TCP (RFC 1006): packets with version 3 and a length; and remote
 * desktop's first exchange in it (MS-RDPBCGR 2.2.1.1).
 */
#include "pdu/lengths.h"
#include "pdu/speakers.h"

enum { HEAD = 4, COTP_HEAD = 7, VERSION = 3, REMOTE_DESKTOP = 3389 };

enum { CONNECTION_REQUEST = 0xe0, CONNECTION_CONFIRM = 0xd0, DISCONNECT_REQUEST = 0x80 };

static bool is_desktop(const struct hearing *h)
{
    return h->src_port == REMOTE_DESKTOP || h->dst_port == REMOTE_DESKTOP;
}

static size_t packet_length(struct span s)
{
    return s.p[0] == VERSION ? be16(s.p + 2) : LENGTH_ALL;
}

/* Remote desktop's part of a connection's packet: a negotiation of 8 octets, or the client's cookie
 * in front of it. */
static bool is_negotiation(struct span s, bool request)
{
    static const char cookie[] = "Cookie: ";

    if (request && s.n >= sizeof cookie - 1 && memcmp(s.p, cookie, sizeof cookie - 1) == 0)
        return true;
    return s.n >= 8 && (request ? s.p[0] == 1 : s.p[0] == 2 || s.p[0] == 3) && le16(s.p + 2) == 8;
}

static void name_inside(struct hearing *h, size_t at, size_t len)
{
    const struct span s = hear_part(h, at, len);
    struct span rest = s;
    unsigned type;

    if (s.n < HEAD + 2 || s.p[0] != VERSION)
        return;
    type = s.p[HEAD + 1];
    h->depth++;
    hear_name(h, PDU_COTP, at + HEAD, len - HEAD);
    if (is_desktop(h) && (type == CONNECTION_REQUEST || type == CONNECTION_CONFIRM) &&
        span_take(&rest, HEAD + COTP_HEAD) != NULL &&
        is_negotiation(rest, type == CONNECTION_REQUEST)) {
        h->depth++;
        hear_name_span(h, PDU_RDP, rest);
        h->depth--;
    }
    h->depth--;
}

/* Whether the packet asks for a connection, confirms or ends one. */
static bool names_connection(const struct hearing *h)
{
    const unsigned type = h->octets.n > HEAD + 1 ? h->octets.p[HEAD + 1] : 0;

    return type == CONNECTION_REQUEST || type == CONNECTION_CONFIRM || type == DISCONNECT_REQUEST;
}

/* The first packet of remote desktop: what is in it has a name, it has none. */
static bool begin_desktop(struct hearing *h)
{
    const uint8_t *const p = h->octets.p;
    size_t len;

    if (h->octets.n < HEAD || p[0] != VERSION || p[1] != 0)
        return false;
    h->talk->speaker = PDU_TPKT;
    len = be16(p + 2);
    if (len > h->len && h->may_wait)
        hear_wait_octets(h, 0, len - h->len);
    else if (names_connection(h))
        name_inside(h, 0, len < h->len ? len : h->len);
    else
        hear_name(h, PDU_DATA, 0, h->len);
    return true;
}

/* What begins with another version is the rest of something, once the protocol is known. */
bool hear_tpkt(struct hearing *h)
{
    static const struct length_rule rule = {
        .head = HEAD, .length = packet_length, .inside = name_inside};

    if (h->talk->speaker == PDU_TPKT || !is_desktop(h))
        return hear_lengths(h, PDU_TPKT, &rule);
    return begin_desktop(h);
}
