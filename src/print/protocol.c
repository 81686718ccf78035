// SPDX-License-Identifier: BSD-3-Clause
/*
 * protocol.c - IP protocol numbers (www.iana.org/assignments/protocol-numbers): who prints what
 * follows an IP header, and what it is called.
 */
#include "print/inner.h"

enum {
    PROTOCOL_ICMP = 1,
    PROTOCOL_IGMP = 2,
    PROTOCOL_TCP = 6,
    PROTOCOL_UDP = 17,
    PROTOCOL_ICMP6 = 58,
    PROTOCOL_ETHERNET = 143, /* RFC 8986 */
};

/* IPv6's word for a packet without a payload (RFC 8200 4.7); in IPv4 it says as much. */
static enum print_status print_nothing(struct line *l, struct body b)
{
    (void)b;
    line_str(l, "no next header");
    return PRINTED;
}

static line_printer *const printers[256] = {
    [PROTOCOL_ICMP] = print_icmp,
    [PROTOCOL_IGMP] = print_igmp,
    [4] = print_ip4,
    [PROTOCOL_TCP] = print_tcp,
    [PROTOCOL_UDP] = print_udp,
    [41] = print_ip6,
    [47] = print_gre,
    [50] = print_esp,
    [51] = print_ah,
    [PROTOCOL_ICMP6] = print_icmp6,
    [59] = print_nothing,
    [108] = print_ipcomp,
    [PROTOCOL_ETHERNET] = print_bridged,
};

/* Those that tcpdump names in -v. */
static const char *const titles[256] = {
    [0] = "Options",
    [1] = "ICMP",
    [2] = "IGMP",
    [4] = "IPIP",
    [6] = "TCP",
    [8] = "EGP",
    [9] = "IGRP",
    [17] = "UDP",
    [33] = "DCCP",
    [41] = "IPv6",
    [43] = "Routing",
    [44] = "Fragment",
    [46] = "RSVP",
    [47] = "GRE",
    [50] = "ESP",
    [51] = "AH",
    [55] = "Mobile IP",
    [58] = "ICMPv6",
    [62] = "Mobile IP (old)",
    [88] = "EIGRP",
    [89] = "OSPF",
    [103] = "PIM",
    [108] = "Compressed IP",
    [112] = "VRRP",
    [113] = "PGM",
    [132] = "SCTP",
    [135] = "Mobility",
    [143] = "Ethernet",
};

const char *line_ip_protocol_title(uint8_t protocol)
{
    return titles[protocol] != NULL ? titles[protocol] : "unknown";
}

bool line_has_ports(uint8_t protocol)
{
    return protocol == PROTOCOL_TCP || protocol == PROTOCOL_UDP;
}

/* The only version of IP that may carry a protocol; 0 if both may. */
static uint8_t required_version(uint8_t protocol)
{
    switch (protocol) {
    case PROTOCOL_ICMP:
    case PROTOCOL_IGMP:
        return 4;
    case PROTOCOL_ICMP6:
    case PROTOCOL_ETHERNET:
        return 6;
    default:
        return 0;
    }
}

enum print_status line_ip_payload(struct line *l, struct body b, uint8_t protocol)
{
    line_printer *const printer = printers[protocol];
    const uint8_t version = required_version(protocol);

    if (version != 0 && version != l->ip->version) {
        line_char(l, '[');
        line_str(l, titles[protocol]);
        line_str(l, version == 4 ? " requires IPv4] (invalid)" : " requires IPv6] (invalid)");
        return PRINTED;
    }
    if (printer != NULL)
        return printer(l, b);
    line_char(l, ' ');
    line_ip_protocol(l, protocol);
    line_char(l, ' ');
    line_u64(l, b.len);
    return PRINTED;
}
