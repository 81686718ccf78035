// SPDX-License-Identifier: BSD-3-Clause
/*
 * ppp.c - PPP (RFC 1661), bare and in HDLC-like framing (RFC 1662).
 */
#include "print/ppp_option.h"

enum {
    HDLC_HEADER = 4,
    HDLC_ADDRESS = 0xff,
    HDLC_CONTROL = 0x03,
    DIRECTION_OUT = 0x01, /* to the peer; 0 is from it */
    CISCO_UNICAST = 0x0f,
    CISCO_BROADCAST = 0x8f,
    PROTOCOL_IP = 0x0021,
    PROTOCOL_MULTILINK = 0x003d,
    PROTOCOL_COMPRESSED = 0x00fd,
    ETHERTYPE_IP6 = 0x86dd,
    ETHERTYPE_IP = 0x0800, /* some say it this way */
    PROTOCOL_VJ_UNCOMPRESSED = 0x002f,
    PROTOCOL_MPLS = 0x0281,
    PROTOCOL_MPLS_MULTICAST = 0x0283,
    PROTOCOL_IP6 = 0x0057,
    ESCAPED_FLAG = 0x7e, /* in the place of a protocol number's first octet */
};

/* www.iana.org/assignments/ppp-numbers */
static const struct line_name names[] = {
    {PROTOCOL_IP, "IP"},
    {PROTOCOL_IP6, "IP6"},
    {0xc021, "LCP"},
    {0xc023, "PAP"},
    {0xc223, "CHAP"},
    {0x8021, "IPCP"},
    {0x8057, "IP6CP"},
    {0x80fd, "CCP"},
    {0xc025, "LQM"},
    {0xc227, "EAP"},
    {PROTOCOL_COMPRESSED, "Compressed"},
    {PROTOCOL_MULTILINK, "MLPPP"},
    {PROTOCOL_MPLS, "MPLS"},
    {PROTOCOL_MPLS_MULTICAST, "MPLS"},
    {0x8281, "MPLSCP"},
    {0x0023, "OSI"},
    {0x0025, "NS"},
    {0x0027, "DECNET"},
    {0x0029, "APPLE"},
    {0x002b, "IPX"},
    {0x002d, "VJC IP"},
    {PROTOCOL_VJ_UNCOMPRESSED, "VJNC IP"},
    {0x0031, "BRPDU"},
    {0x0033, "STII"},
    {0x0035, "VINES"},
    {0x0201, "HELLO"},
    {0x0231, "LUXCOM"},
    {0x0233, "SNS"},
    {0x8023, "OSICP"},
    {0x8025, "NSCP"},
    {0x8027, "DECNETCP"},
    {0x8029, "APPLECP"},
    {0x802b, "IPXCP"},
    {0x8033, "STIICP"},
    {0x8035, "VINESCP"},
    {0xc027, "SPAP"},
    {0xc02b, "BACP"},
    {0xc02d, "BAP"},
    {0xc03d, "MLPPP-CP"},
};

const char *ppp_protocol_name(uint16_t protocol)
{
    return line_name(names, sizeof names / sizeof names[0], protocol);
}

static void put_unknown(struct line *l, uint16_t protocol)
{
    line_str(l, "unknown PPP protocol (0x");
    line_hex(l, protocol, 4);
    line_char(l, ')');
}

/* What a named protocol holds that is not read, in hexadecimal whatever was asked for. */
static enum print_status print_unread(struct line *l, struct body b, uint16_t protocol)
{
    const char *const name = ppp_protocol_name(protocol);

    if (name != NULL)
        line_str(l, name);
    else
        put_unknown(l, protocol);
    line_char(l, ' ');
    ppp_put_octets(l, b, "\n\t");
    return PRINTED;
}

/* A fragment of a packet that several links share (RFC 1990 3), in its long format. */
static void print_multilink(struct line *l, struct body b)
{
    static const char *const flags[] = {"none", "end", "begin", "begin, end"};

    if (!l->options->link_header)
        line_str(l, "MLPPP, ");
    if (!body_has(b, 0, 2)) {
        line_str(l, "[|mlppp]");
        return;
    }
    line_str(l, "seq 0x");
    line_hex(l, be16(b.p) & 0x0fff, 3);
    line_str(l, ", Flags [");
    line_str(l, flags[b.p[0] >> 6]);
    line_number(l, "], length ", b.len);
}

enum print_status ppp_print_contents(struct line *l, struct body b, uint16_t protocol)
{
    if (protocol >> 8 == ESCAPED_FLAG)
        return ppp_print_escaped(l, (struct body){b.p - 1, b.n + 1, b.len + 1});
    switch (protocol) {
    case 0xc021: /* LCP and its like */
    case 0x8021:
    case 0x8023:
    case 0x8057:
    case 0x8281:
    case 0x80fd:
    case 0xc02b:
        return ppp_print_control(l, b, protocol);
    case 0xc023:
        return print_pap(l, b);
    case 0xc223:
        return print_chap(l, b);
    case PROTOCOL_MULTILINK:
        print_multilink(l, b);
        return PRINTED;
    case PROTOCOL_COMPRESSED:
        line_str(l, "compressed PPP data");
        return PRINTED;
    case PROTOCOL_VJ_UNCOMPRESSED:
    case PROTOCOL_IP:
    case ETHERTYPE_IP:
        return print_ip4(l, b);
    case PROTOCOL_IP6:
    case ETHERTYPE_IP6:
        return print_ip6(l, b);
    case PROTOCOL_MPLS:
    case PROTOCOL_MPLS_MULTICAST:
        return print_mpls(l, b);
    default:
        return print_unread(l, b, protocol);
    }
}

/* Take address and control off, if they are there: some captures have a direction for address. */
static void take_address(struct line *l, struct body *b)
{
    if (b->p[1] != HDLC_CONTROL || (b->p[0] > DIRECTION_OUT && b->p[0] != HDLC_ADDRESS))
        return;
    if (b->p[0] != HDLC_ADDRESS && l->options->link_header)
        line_str(l, b->p[0] == DIRECTION_OUT ? "Out " : "In  ");
    *b = body_skip(*b, 2);
}

/* Address and control may be left out, and the protocol's first octet (RFC 1661 6.5 and 6.6). */
enum print_status print_ppp(struct line *l, struct body b)
{
    const struct body whole = b;
    uint16_t protocol;
    size_t head;

    l->protocol = "ppp";
    if (b.len >= 2 && !body_has(b, 0, 2))
        return CUT;
    if (b.len >= 2)
        take_address(l, &b);
    if (b.len < 2) {
        line_link_ends(l, whole);
        line_cut(l);
        return PRINTED;
    }
    if (!body_has(b, 0, 1))
        return CUT;
    head = b.p[0] % 2 != 0 ? 1 : 2;
    if (!body_has(b, 0, head))
        return CUT;
    protocol = head == 1 ? b.p[0] : be16(b.p);
    b = body_skip(b, head);
    line_link_ends(l, b);
    if (l->options->link_header) {
        const char *const name = ppp_protocol_name(protocol);

        line_str(l, name != NULL ? name : "unknown");
        line_str(l, " (0x");
        line_hex(l, protocol, 4);
        line_str(l, "), length ");
        line_u64(l, whole.len);
        if (name == NULL)
            return PRINTED;
        line_str(l, ": ");
    }
    return ppp_print_contents(l, b, protocol);
}

/* Behind an EtherType, where tcpdump puts a colon that serves nothing. */
enum print_status print_ppp_ethertype(struct line *l, struct body b)
{
    if (b.len > 0)
        line_str(l, ": ");
    return b.len > 0 ? print_ppp(l, b) : PRINTED;
}

/* As a link layer: dumps leave out four octets, be there as many of header or not. */
enum print_status print_ppp_frame(struct line *l, struct body b)
{
    l->protocol = "ppp";
    line_link_ends(l, body_skip(b, HDLC_HEADER));
    if (body_has(b, 0, HDLC_HEADER))
        return print_ppp(l, b);
    line_cut(l);
    return PRINTED;
}

/* Cisco's HDLC, whose third and fourth octets are an EtherType. */
static enum print_status print_cisco(struct line *l, struct body b)
{
    const uint16_t type = be16(b.p + 2);
    line_printer *const printer = line_ethertype_printer(type);

    if (l->options->link_header) {
        const char *const name = line_ethertype_name(type);

        line_str(l, b.p[0] == CISCO_UNICAST ? "unicast" : "bcast");
        line_str(l, ", ethertype ");
        line_str(l, name != NULL ? name : "Unknown");
        line_str(l, " (0x");
        line_hex(l, type, 4);
        line_str(l, "), length ");
        line_u64(l, b.len);
        line_str(l, ": ");
    }
    if (printer != NULL)
        return printer(l, body_skip(b, HDLC_HEADER));
    line_unknown(l, body_skip(b, HDLC_HEADER));
    return PRINTED;
}

enum print_status print_ppp_serial(struct line *l, struct body b)
{
    const char *name;
    uint16_t protocol;

    l->protocol = "ppp_hdlc";
    if (!body_has(b, 0, HDLC_HEADER)) {
        line_link_ends(l, body_skip(b, b.n));
        line_cut(l);
        return PRINTED;
    }
    if (b.p[0] == CISCO_UNICAST || b.p[0] == CISCO_BROADCAST) {
        line_link_ends(l, body_skip(b, HDLC_HEADER));
        return print_cisco(l, b);
    }
    line_link_ends(l, body_skip(b, b.p[0] == HDLC_ADDRESS ? HDLC_HEADER : HDLC_HEADER / 2));
    if (l->options->link_header) {
        line_hex(l, b.p[0], 2);
        line_char(l, ' ');
        line_hex(l, b.p[1], 2);
        line_char(l, ' ');
        line_u64(l, b.len);
        line_char(l, ' ');
    }
    if (b.p[0] != HDLC_ADDRESS) {
        line_str(l, "unknown addr ");
        line_hex(l, b.p[2], 2);
        line_str(l, "; ctrl ");
        line_hex(l, b.p[3], 2);
        return PRINTED;
    }
    protocol = be16(b.p + 2);
    name = ppp_protocol_name(protocol);
    if (name != NULL)
        line_str(l, name);
    else
        put_unknown(l, protocol);
    line_str(l, ": ");
    return ppp_print_contents(l, body_skip(b, HDLC_HEADER), protocol);
}
