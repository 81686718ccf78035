// SPDX-License-Identifier: BSD-3-Clause
/* protocol.h - IP protocol numbers (www.iana.org/assignments/protocol-numbers) decoded here. */
#ifndef TL_DECODE_PROTOCOL_H
#define TL_DECODE_PROTOCOL_H

enum ip_protocol {
    PROTOCOL_HOP_BY_HOP = 0,
    PROTOCOL_ICMP = 1,
    PROTOCOL_IP4 = 4,
    PROTOCOL_TCP = 6,
    PROTOCOL_UDP = 17,
    PROTOCOL_IP6 = 41,
    PROTOCOL_ROUTING = 43,
    PROTOCOL_FRAGMENT = 44,
    PROTOCOL_GRE = 47,
    PROTOCOL_AH = 51,
    PROTOCOL_ICMP6 = 58,
    PROTOCOL_NO_NEXT = 59,
    PROTOCOL_DESTINATION = 60,
    PROTOCOL_MOBILITY = 135,
    PROTOCOL_MPLS = 137,
    PROTOCOL_HIP = 139,
    PROTOCOL_SHIM6 = 140,
};

#endif
