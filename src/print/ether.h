// SPDX-License-Identifier: BSD-3-Clause
/* ether.h - what Ethernet shares with the other link layers that have EtherTypes. */
#ifndef TL_PRINT_ETHER_H
#define TL_PRINT_ETHER_H

#include "print/line.h"

enum { ETHER_LENGTH_MAX = 1500 }; /* a larger "length" is an EtherType (IEEE 802.3 3.2.6) */

/* "source > destination" of the Ethernet header around; nothing if there is none. */
void ether_put_addresses(struct line *l);

/* Whether a type announces a VLAN tag (IEEE 802.1Q 9.6, and two of old). */
bool ether_is_vlan(uint16_t type);

/* "vlan N, p N, DEI, " */
void ether_put_tag(struct line *l, uint16_t tag);

/* "ethertype IPv4 (0x0800), length N: " as Ethernet has it. */
void ether_put_type(struct line *l, uint16_t type, size_t length);

/* An LLC header (IEEE 802.2) and what it holds. */
enum print_status print_llc(struct line *l, struct body b);

#endif
