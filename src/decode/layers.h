// SPDX-License-Identifier: BSD-3-Clause
/*
 * layers.h - every header of a frame, from the outside in, for those who show all of them. The
 * record of a segment (decode.h) keeps the innermost ones only, which is all that most need.
 *
 * The decoders are the same, so that both tell the same story: a decoder says which header begins
 * before it takes it. A header that was cut is listed with what there is of it.
 */
#ifndef TL_DECODE_LAYERS_H
#define TL_DECODE_LAYERS_H

#include <stddef.h>
#include <stdint.h>

#include <tcplens/frame.h>

/* What may be in a frame. ETHERTYPE is no header: the field that says what follows was one. */
enum layer_kind {
    LAYER_ETHERNET,
    LAYER_COOKED1,
    LAYER_COOKED2,
    LAYER_NULL,
    LAYER_LOOP,
    LAYER_RAW,
    LAYER_PPP,
    LAYER_CISCO_HDLC,
    LAYER_PPPOE,
    LAYER_VLAN,
    LAYER_SERVICE_VLAN, /* IEEE 802.1ad */
    LAYER_FABRIC_PATH,
    LAYER_LLC,
    LAYER_ETHERTYPE,
    LAYER_MPLS,
    LAYER_ARP,
    LAYER_IP4,
    LAYER_IP6,
    LAYER_IP6_HOP_BY_HOP,
    LAYER_IP6_ROUTING,
    LAYER_IP6_FRAGMENT,
    LAYER_IP6_DESTINATION,
    LAYER_IP6_OTHER, /* another extension header */
    LAYER_AH,
    LAYER_GRE,
    LAYER_ERSPAN,
    LAYER_UDP,
    LAYER_VXLAN,
    LAYER_VXLAN_GPE,
    LAYER_GENEVE,
    LAYER_TEREDO,
    LAYER_ICMP,
    LAYER_ICMP6,
    LAYER_TCP,
    LAYER_DATA, /* what nothing above describes */
    LAYER_KINDS
};

enum { LAYERS_MAX = 64 };

/**
 * struct layer - a header and all that is behind it
 * @p:        *borrowed*: its first octet
 * @captured: octets from there on that were captured
 * @len:      octets from there on that were on the wire, as the lengths around it have it
 * @kind:     enum layer_kind
 * @quoted:   within a packet that an ICMP error quotes
 */
struct layer {
    const uint8_t *p;
    uint32_t captured, len;
    uint8_t kind;
    uint8_t quoted;
};

/* Those beyond LAYERS_MAX are left out. */
struct layers {
    size_t n;
    struct layer of[LAYERS_MAX];
};

/* List the headers of a frame; they borrow its octets. */
void tl_decode_layers(const struct tcplens_frame *frame, struct layers *out);

#endif
