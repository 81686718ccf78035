// SPDX-License-Identifier: BSD-3-Clause
/*
 * ip6_extension.h - what may stand between an IPv6 header and its payload (RFC 8200 4), and IPv4's
 * share of it, the authentication header (RFC 4302).
 */
#ifndef TL_PRINT_IP6_EXTENSION_H
#define TL_PRINT_IP6_EXTENSION_H

#include "print/line.h"

/* How printing an extension header ended. */
enum extension_end {
    EXTENSION_NEXT, /* go on with the next header */
    EXTENSION_STOP, /* nothing more to print of this packet */
    EXTENSION_CUT,  /* the whole line ends here */
};

/**
 * struct extension - the walk along the chain
 * @begin:       *borrowed*: where the IPv6 header ends
 * @rest:        from the next header on; an extension's printer takes its own off the front
 * @next:        protocol number of what is at the front of `rest`
 * @payload_len: of the IPv6 header
 * @jumbo:       the jumbo payload length (RFC 2675), 0 if none was found
 */
struct extension {
    const uint8_t *begin;
    struct body rest;
    uint8_t next;
    uint16_t payload_len;
    uint32_t jumbo;
};

typedef enum extension_end extension_printer(struct line *l, struct extension *x);

extension_printer ip6_print_hop_by_hop, ip6_print_destination, ip6_print_ah, ip6_print_mobility;

/* These two look at the whole packet's information: a fragment, and where it finally goes. */
enum extension_end ip6_print_fragment(struct line *l, struct extension *x, struct ip_info *ip);
enum extension_end ip6_print_routing(struct line *l, struct extension *x, struct ip_info *ip);

#endif
