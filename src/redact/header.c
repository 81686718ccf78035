// SPDX-License-Identifier: BSD-3-Clause
#include "redact/header.h"

#include <stdbool.h>
#include <string.h>

#include "base/octets.h"
#include "redact/address.h"

enum {
    ETHER_OCTETS = 6,
    IP4_HEADER = 20,
    IP6_HEADER = 40,
    ARP_HEADER = 8,
    ICMP_HEADER = 8,
    ICMP_REDIRECT = 5,
    TCP_HEADER = 20,
    ROUTING_HEADER = 8,
    AH_HEADER = 12,
};

/* ICMPv6 types of neighbour discovery (RFC 4861) and of listeners (RFC 2710), with addresses
 * behind their first 8 octets, and options behind those. */
static const struct {
    uint8_t type, addresses, options;
} neighbours[] = {
    {130, 1, 0},  {131, 1, 0},  {132, 1, 0},  {133, 0, 8},
    {134, 0, 16}, {135, 1, 24}, {136, 1, 24}, {137, 2, 40},
};
enum { OPTION_SOURCE_LINK = 1, OPTION_TARGET_LINK = 2 };

/* ---- How long ---- */

static size_t gre_length(const struct layer *l)
{
    size_t n = 4;

    if (l->captured < n)
        return n;
    for (unsigned bit = 0x80; bit >= 0x10; bit >>= 1) /* checksum, key, sequence; not routing */
        if (bit != 0x40 && (l->p[0] & bit) != 0)
            n += 4;
    return n;
}

static size_t icmp6_length(const struct layer *l)
{
    for (size_t i = 0; i < sizeof neighbours / sizeof neighbours[0]; i++)
        if (l->captured > 0 && l->p[0] == neighbours[i].type)
            return neighbours[i].options != 0 ? l->captured
                                              : ICMP_HEADER + (size_t)16 * neighbours[i].addresses;
    return ICMP_HEADER;
}

/* A length that the octet `at` of the header tells. */
static size_t told_length(const struct layer *l, size_t at, size_t more, size_t unit)
{
    return l->captured > at ? (l->p[at] + more) * unit : l->captured;
}

static size_t wanted_length(const struct layer *l)
{
    static const uint8_t fixed[LAYER_KINDS] = {
        [LAYER_ETHERNET] = 14,    [LAYER_COOKED1] = 16,     [LAYER_COOKED2] = 20,
        [LAYER_NULL] = 4,         [LAYER_LOOP] = 4,         [LAYER_PPP] = 4,
        [LAYER_CISCO_HDLC] = 4,   [LAYER_PPPOE] = 6,        [LAYER_VLAN] = 4,
        [LAYER_SERVICE_VLAN] = 4, [LAYER_FABRIC_PATH] = 16, [LAYER_LLC] = 3,
        [LAYER_MPLS] = 4,         [LAYER_IP6] = IP6_HEADER, [LAYER_IP6_FRAGMENT] = 8,
        [LAYER_ERSPAN] = 8,       [LAYER_UDP] = 8,          [LAYER_VXLAN] = 8,
        [LAYER_VXLAN_GPE] = 8,    [LAYER_GENEVE] = 8,       [LAYER_ICMP] = ICMP_HEADER,
    };

    switch (l->kind) {
    case LAYER_ARP:
        return l->captured > 5 ? ARP_HEADER + 2 * ((size_t)l->p[4] + l->p[5]) : l->captured;
    case LAYER_IP4:
        return l->captured > 0 ? (size_t)(l->p[0] & 15) * 4 : 0;
    case LAYER_TCP:
        return l->captured > 12 && l->p[12] >> 4 > 5 ? (size_t)(l->p[12] >> 4) * 4 : TCP_HEADER;
    case LAYER_IP6_HOP_BY_HOP:
    case LAYER_IP6_ROUTING:
    case LAYER_IP6_DESTINATION:
    case LAYER_IP6_OTHER:
        return told_length(l, 1, 1, 8);
    case LAYER_AH:
        return told_length(l, 1, 2, 4);
    case LAYER_GRE:
        return gre_length(l);
    case LAYER_ICMP6:
        return icmp6_length(l);
    default:
        return fixed[l->kind];
    }
}

size_t tl_redact_header_length(const struct layer *l)
{
    const size_t wanted = wanted_length(l);

    return wanted < l->captured ? wanted : l->captured;
}

/* ---- What is replaced ---- */

/* Zeros from `at` on. */
static void clear_from(uint8_t *h, size_t n, size_t at)
{
    if (n > at)
        memset(h + at, 0, n - at);
}

/* The address at `at`, if it is all there; what is there of it becomes zeros if not. */
static void replace_ip4(const struct permute_key *key, uint8_t *h, size_t n, size_t at)
{
    if (n >= at + 4)
        tl_redact_ip4(key, h + at);
    else
        clear_from(h, n, at);
}

static void replace_ip6(const struct permute_key *key, uint8_t *h, size_t n, size_t at)
{
    if (n >= at + 16)
        tl_redact_ip6(key, h + at);
    else
        clear_from(h, n, at);
}

static void replace_ether(const struct permute_key *key, uint8_t *h, size_t n, size_t at)
{
    if (n >= at + ETHER_OCTETS)
        tl_redact_ether(key, h + at);
    else
        clear_from(h, n, at);
}

/* A cooked header's address of the link layer: 8 octets, of which `length` count. */
static void replace_cooked(const struct permute_key *key, uint8_t *h, size_t n, size_t at,
                           unsigned length)
{
    if (length == ETHER_OCTETS)
        replace_ether(key, h, n, at);
    else if (n > at)
        memset(h + at, 0, n - at < 8 ? n - at : 8);
}

static void redact_arp(const struct permute_key *key, uint8_t *h, size_t n)
{
    if (n <= 5 || h[4] != ETHER_OCTETS || h[5] != 4) {
        clear_from(h, n, ARP_HEADER);
        return;
    }
    for (size_t at = ARP_HEADER; at < n; at += ETHER_OCTETS + 4) {
        replace_ether(key, h, n, at);
        replace_ip4(key, h, n, at + ETHER_OCTETS);
    }
}

static void redact_routing(const struct permute_key *key, uint8_t *h, size_t n)
{
    size_t addresses = 0, at = ROUTING_HEADER;

    if (n > 4 && (h[2] == 0 || h[2] == 2))
        addresses = h[1] / 2;
    else if (n > 4 && h[2] == 4)
        addresses = (size_t)h[4] + 1;
    for (; addresses > 0 && at < n; addresses--, at += 16)
        replace_ip6(key, h, n, at);
    clear_from(h, n, at);
}

/* Options of neighbour discovery: addresses of the link layer are replaced, all else becomes zeros.
 */
static void redact_neighbour_options(const struct permute_key *key, uint8_t *h, size_t n)
{
    while (n >= 2 && h[1] > 0) {
        const size_t length = (size_t)h[1] * 8;
        const size_t here = length < n ? length : n;

        if ((h[0] == OPTION_SOURCE_LINK || h[0] == OPTION_TARGET_LINK) && length == 8)
            replace_ether(key, h, here, 2);
        else
            clear_from(h, here, 2);
        h += here;
        n -= here;
    }
    clear_from(h, n, 0);
}

static void redact_icmp6(const struct permute_key *key, uint8_t *h, size_t n)
{
    for (size_t i = 0; i < sizeof neighbours / sizeof neighbours[0]; i++) {
        const size_t options = neighbours[i].options;

        if (n == 0 || h[0] != neighbours[i].type)
            continue;
        for (size_t k = 0; k < neighbours[i].addresses; k++)
            replace_ip6(key, h, n, ICMP_HEADER + 16 * k);
        if (options != 0 && n > options)
            redact_neighbour_options(key, h + options, n - options);
    }
}

static void redact_ip4(const struct permute_key *key, uint8_t *h, size_t n)
{
    replace_ip4(key, h, n, 12);
    replace_ip4(key, h, n, 16);
    if (n > IP4_HEADER)
        tl_redact_ip4_options(key, h + IP4_HEADER, n - IP4_HEADER);
}

void tl_redact_header(const struct permute_key *key, unsigned kind, uint8_t *h, size_t n)
{
    switch (kind) {
    case LAYER_ETHERNET:
        replace_ether(key, h, n, 0);
        replace_ether(key, h, n, ETHER_OCTETS);
        return;
    case LAYER_COOKED1:
        replace_cooked(key, h, n < 14 ? n : 14, 6, n > 5 ? be16(h + 4) : 0);
        return;
    case LAYER_COOKED2:
        replace_cooked(key, h, n, 12, n > 11 ? h[11] : 0);
        return;
    case LAYER_FABRIC_PATH:
        clear_from(h, n < 12 ? n : 12, 0);
        return;
    case LAYER_ARP:
        redact_arp(key, h, n);
        return;
    case LAYER_IP4:
        redact_ip4(key, h, n);
        return;
    case LAYER_IP6:
        replace_ip6(key, h, n, 8);
        replace_ip6(key, h, n, 24);
        return;
    case LAYER_IP6_ROUTING:
        redact_routing(key, h, n);
        return;
    case LAYER_IP6_HOP_BY_HOP:
    case LAYER_IP6_DESTINATION:
    case LAYER_IP6_OTHER:
        clear_from(h, n, 2); /* options become padding */
        return;
    case LAYER_AH:
        clear_from(h, n, AH_HEADER);
        return;
    case LAYER_GENEVE:
        clear_from(h, n, 8);
        return;
    case LAYER_TEREDO:
        clear_from(h, n, 4);
        return;
    case LAYER_ICMP:
        if (n > 0 && h[0] == ICMP_REDIRECT)
            replace_ip4(key, h, n, 4);
        clear_from(h, n, ICMP_HEADER);
        return;
    case LAYER_ICMP6:
        redact_icmp6(key, h, n);
        return;
    case LAYER_TCP:
        if (n > TCP_HEADER)
            tl_redact_tcp_options(h + TCP_HEADER, n - TCP_HEADER);
        return;
    default: /* numbers that mean something on one link only */
        return;
    }
}
