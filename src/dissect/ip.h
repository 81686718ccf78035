// SPDX-License-Identifier: BSD-3-Clause
/* ip.h - parts of the IP headers. Within this room. */
#ifndef TL_DISSECT_IP_H
#define TL_DISSECT_IP_H

#include "dissect/dissect.h"

/* The options of an IPv4 header, as far as captured. */
void dissect_ip_options(struct dissection *d, struct span options);

/* Where a source route among them ends: the real destination; NULL if there is none, or if it has
 * been reached. */
const uint8_t *ip_options_destination(struct span options);

/* An IPv6 extension header, the layer at hand. */
void dissect_ip6_extension(struct dissection *d, const struct layer *l);

/* What the form of the two addresses of an IPv6 header tells. */
void dissect_ip6_addresses(struct dissection *d, const uint8_t *h);

/* The fragments that the data of this IP header was put together from; or, known from a first pass,
 * where its fragment will be. */
void dissect_fragments(struct dissection *d, const struct layer *ip);

#endif
