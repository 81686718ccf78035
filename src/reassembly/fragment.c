// SPDX-License-Identifier: BSD-3-Clause
#include "reassembly/fragment.h"

#include <string.h>

#include "decode/decode.h"

enum {
    IP4_HEADER = 20,
    IP4_MORE = 0x2000,
    IP4_OFFSET = 0x1fff,
    IP6_HEADER = 40,
    IP6_NEXT_OFF = 6,
    IP6_FRAGMENT_HEADER = 8,
    IP6_OFFSET = 0xfff8,
    IP6_MORE = 0x0001,
    NEXT_HOP_BY_HOP = 0,
    NEXT_ROUTING = 43,
    NEXT_FRAGMENT = 44,
    NEXT_DESTINATION = 60,
};

/* The VLAN whose tag is directly before the IP header; datagrams of two VLANs are two. */
static uint16_t vlan_of(const struct tcplens_segment *seg)
{
    enum { TAG = 4, VLAN_ID = 0x0fff, ETHERTYPE_IP4 = 0x0800, ETHERTYPE_IP6 = 0x86dd };
    const uint8_t *const ip = seg->frame + seg->l3_off;
    unsigned type;

    if ((seg->notes & TCPLENS_VLAN) == 0 || seg->l3_off < TAG)
        return 0;
    type = be16(ip - 2);
    return type == ETHERTYPE_IP4 || type == ETHERTYPE_IP6 ? be16(ip - TAG) & VLAN_ID : 0;
}

static bool view4(struct span packet, struct fragment_view *out)
{
    const uint8_t *const h = packet.p;
    const size_t header_len = packet.n < IP4_HEADER ? 0 : (size_t)(h[0] & 0x0f) * 4;
    size_t total_len;

    if (header_len < IP4_HEADER || span_take(&packet, header_len) == NULL)
        return false;
    total_len = be16(h + 2);
    if ((be16(h + 6) & (IP4_MORE | IP4_OFFSET)) == 0 || total_len <= header_len ||
        total_len - header_len > packet.n)
        return false;
    out->key.id = be16(h + 4);
    out->key.protocol = h[9];
    out->head = (struct span){h, header_len};
    out->data = (struct span){packet.p, total_len - header_len};
    out->offset = (be16(h + 6) & IP4_OFFSET) * 8U;
    out->more = (be16(h + 6) & IP4_MORE) != 0;
    return true;
}

/* Octets of the extension header that `packet` begins with, 0 if it is none to be walked over. A
 * fragment header that says the whole is in this packet (RFC 6946) is. */
static size_t extension_len(unsigned kind, struct span packet)
{
    switch (kind) {
    case NEXT_HOP_BY_HOP:
    case NEXT_ROUTING:
    case NEXT_DESTINATION:
        return packet.n < 2 ? 0 : ((size_t)packet.p[1] + 1) * 8;
    case NEXT_FRAGMENT:
        return packet.n >= 4 && (be16(packet.p + 2) & (IP6_OFFSET | IP6_MORE)) == 0
                   ? IP6_FRAGMENT_HEADER
                   : 0;
    default:
        return 0;
    }
}

/* Walk to the fragment header: the rest of the packet from there on is left in `*packet`. */
static bool find_fragment_header(struct span *packet, struct fragment_view *out)
{
    const uint8_t *const start = packet->p;
    unsigned next;
    size_t len;

    if (span_take(packet, IP6_HEADER) == NULL)
        return false;
    out->next_header_off = IP6_NEXT_OFF;
    next = start[IP6_NEXT_OFF];
    while ((len = extension_len(next, *packet)) > 0) {
        out->next_header_off = (uint16_t)(packet->p - start);
        next = packet->p[0];
        if (span_take(packet, len) == NULL)
            return false;
    }
    out->head = (struct span){start, (size_t)(packet->p - start)};
    return next == NEXT_FRAGMENT;
}

static bool view6(struct span packet, struct fragment_view *out)
{
    const size_t payload_len = packet.n < IP6_HEADER ? 0 : be16(packet.p + 4);
    const uint8_t *h;

    if (payload_len + IP6_HEADER > packet.n)
        return false;
    packet.n = payload_len + IP6_HEADER;
    if (!find_fragment_header(&packet, out))
        return false;
    h = span_take(&packet, IP6_FRAGMENT_HEADER);
    if (h == NULL || packet.n == 0 || (be16(h + 2) & (IP6_OFFSET | IP6_MORE)) == 0)
        return false;
    out->key.id = be32(h + 4);
    out->next_header = h[0];
    out->data = packet;
    out->offset = be16(h + 2) & IP6_OFFSET;
    out->more = (be16(h + 2) & IP6_MORE) != 0;
    return true;
}

bool tl_fragment_view(const struct tcplens_segment *seg, struct fragment_view *out)
{
    struct span packet;
    struct ip_facts ip;

    if (seg->kind != TCPLENS_KIND_FRAGMENT && (seg->notes & TCPLENS_FIRST_FRAGMENT) == 0)
        return false;
    packet = (struct span){seg->frame + seg->l3_off, seg->caplen - seg->l3_off};
    tl_decode_ip(seg, &ip);
    *out = (struct fragment_view){.key.version = ip.version, .key.vlan = vlan_of(seg)};
    memcpy(out->key.src, ip.src, sizeof ip.src);
    memcpy(out->key.dst, ip.dst, sizeof ip.dst);
    return ip.version == 4 ? view4(packet, out) : view6(packet, out);
}
