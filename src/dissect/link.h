// SPDX-License-Identifier: BSD-3-Clause
/* link.h - what stands in front of IP. Within this room. */
#ifndef TL_DISSECT_LINK_H
#define TL_DISSECT_LINK_H

#include "dissect/dissect.h"

/* Below it stands the length of an IEEE 802.3 frame in the place of a type. */
enum { ETHERTYPE_MIN = 0x600 };

/* What may stand between a frame's first header and IP: tags, labels, PPP. */
void dissect_tag(struct dissection *d, const struct layer *l);

/* What carries packets within packets: GRE, ERSPAN, VXLAN, Geneve, Teredo, IPsec's AH. */
void dissect_tunnel(struct dissection *d, const struct layer *l);

/* Within a tag's tree: what is behind the packet that it is the last tag of. */
void dissect_tag_trailer(struct dissection *d, enum field_id trailer);

#endif
