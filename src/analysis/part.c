// SPDX-License-Identifier: BSD-3-Clause
/*
 * part.c - which segments take part at all (2.1): those whose TCP header Wireshark comes to read,
 * with 16 octets of it captured.
 */
#include "analysis/engine.h"
#include "base/octets.h"
#include "decode/decode.h"
#include "decode/protocol.h"

enum { TCP_UP_TO_WINDOW = 16, IP6_HEADER = 40, IP6_NEXT_OFF = 6 };

/* Of what a redirect quotes, no more than ports and number is read. */
static bool is_redirect(const struct tcplens_segment *icmp)
{
    enum { REDIRECT = 5 };

    return icmp->frame[icmp->l3_off] >> 4 == 4 && icmp->frame[icmp->l4_off] == REDIRECT;
}

/* Whether a routing header names an address beyond its end: RFC 6275 6.4 has one, RFC 8754 2 says
 * which is its last. */
static bool names_too_much(const uint8_t *header, size_t len)
{
    enum { TYPE_2 = 2, SEGMENTS = 4, FIXED = 8, ADDRESS = 16 };

    if (header[2] == TYPE_2)
        return len < FIXED + ADDRESS;
    return header[2] == SEGMENTS && len < FIXED + ADDRESS * (size_t)(header[4] + 1);
}

/* Whether an option of a hop-by-hop or destination header of `len` octets says that it goes beyond
 * the packet (RFC 8200 4.2). `packet` begins with the header's options. */
static bool options_pass_end(struct span packet, size_t len)
{
    enum { PAD_1 = 0, RPL = 0x63, RPL_READ = 6 };
    const size_t behind = packet.n - len;

    while (packet.n > behind) {
        const unsigned type = packet.p[0];
        size_t n = type == PAD_1 ? 1 : packet.n < 2 ? 2 : 2U + packet.p[1];

        if (type == RPL && n < RPL_READ) /* read whole, whatever its length says */
            n = RPL_READ;
        if (span_take(&packet, n) == NULL)
            return true;
    }
    return false;
}

/* Whether Wireshark gets no further than the extension header that `packet` begins with. */
static bool is_dead_end(unsigned kind, struct span packet, size_t len)
{
    const uint8_t *const header = packet.p;

    if (kind == PROTOCOL_ROUTING)
        return names_too_much(header, len);
    return (kind == PROTOCOL_HOP_BY_HOP || kind == PROTOCOL_DESTINATION) &&
           span_take(&packet, 2) != NULL && options_pass_end(packet, len - 2);
}

static __attribute__((noinline)) bool meets_dead_end(const struct tcplens_segment *seg)
{
    struct span packet = {seg->frame + seg->l3_off, (size_t)seg->caplen - seg->l3_off};
    unsigned kind = packet.p[IP6_NEXT_OFF];
    const uint8_t *const tcp = seg->frame + seg->l4_off;
    const uint8_t *header = span_take(&packet, IP6_HEADER);

    while (header != NULL && packet.p < tcp) {
        const size_t units = kind == PROTOCOL_FRAGMENT ? 0 : packet.p[1];
        const size_t len = kind == PROTOCOL_AH ? (units + 2) * 4 : (units + 1) * 8;

        if (packet.n < len || is_dead_end(kind, packet, len))
            return true;
        header = span_take(&packet, len);
        kind = header[0];
    }
    return false;
}

const struct tcplens_segment *tl_analysis_taking_part(const struct tcplens_segment *seg,
                                                      struct tcplens_segment *quoted)
{
    if (seg->kind == TCPLENS_KIND_ICMP && !is_redirect(seg) && tl_decode_icmp_quote(seg, quoted))
        seg = quoted;
    if (seg->kind != TCPLENS_KIND_TCP || segment_captured(seg, seg == quoted) < TCP_UP_TO_WINDOW)
        return NULL;
    if (seg->l4_off - seg->l3_off > IP6_HEADER && seg->frame[seg->l3_off] >> 4 == 6 &&
        meets_dead_end(seg))
        return NULL;
    return seg;
}
