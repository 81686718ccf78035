// SPDX-License-Identifier: BSD-3-Clause
/*
 * icmp.c - the packet that an ICMP error quotes (RFC 792, RFC 1812 4.3.2.3, RFC 4443 2.4).
 *
 * The quote is decoded as a packet whose end was cut off, as it was: its own IP length tells how
 * long it had been.
 */
#include "decode/decode.h"
#include "decode/layer.h"

enum { ICMP_HEADER = 8, ICMP6_ERROR_MAX = 127 };

static bool is_error(unsigned version, unsigned type)
{
    if (version == 6)
        return type <= ICMP6_ERROR_MAX;
    switch (type) {
    case 3:  /* destination unreachable */
    case 4:  /* source quench */
    case 5:  /* redirect */
    case 11: /* time exceeded */
    case 12: /* parameter problem */
        return true;
    default:
        return false;
    }
}

/*
 * The octets of the quoted packet. Extensions may follow it; then the header says how long it is
 * (RFC 4884 4), in words of 4 octets or, in ICMPv6, of 8.
 */
static struct span find_quote(const struct tcplens_segment *seg, unsigned version)
{
    const uint8_t *const h = seg->frame + seg->l4_off;
    struct span quote = tl_decode_payload(seg);

    if (quote.n > 0) {
        const size_t len = version == 6 ? h[4] * 8U : h[5] * 4U;
        const bool has_length = version == 6 ? h[0] == 1 || h[0] == 3 : h[0] != 4 && h[0] != 5;

        if (has_length && len > 0 && len < quote.n)
            quote.n = len;
    }
    return quote;
}

/* Decode the quote as a packet of its own; false if there is none. */
static bool decode_quote(const struct tcplens_segment *seg, struct tcplens_segment *out,
                         struct layers *list)
{
    const uint8_t *const frame = seg->frame;
    struct cursor cursor;
    struct span quote;
    unsigned version;

    if (seg->kind != TCPLENS_KIND_ICMP)
        return false;
    version = frame[seg->l3_off] >> 4;
    quote = find_quote(seg, version);
    if (quote.n == 0 || !is_error(version, frame[seg->l4_off]))
        return false;
    *out = (struct tcplens_segment){
        .frame = frame,
        .ts_ns = seg->ts_ns,
        .number = seg->number,
        .caplen = (uint32_t)((size_t)(quote.p - frame) + quote.n),
        .len = seg->len,
        .iface = seg->iface,
        .direction = seg->direction,
    };
    cursor = (struct cursor){
        .captured = quote,
        .headers = (UINT16_MAX - (unsigned)seg->l4_off - ICMP_HEADER) / HEADER_MAX,
        .quoted = true,
        .seg = out,
        .list = list,
    };
    if (version == 6)
        layer_ip6(&cursor);
    else
        layer_ip4(&cursor);
    return true;
}

bool tl_decode_icmp_quote(const struct tcplens_segment *seg, struct tcplens_segment *quoted)
{
    struct tcplens_segment found;

    if (!decode_quote(seg, &found, NULL) || found.kind != TCPLENS_KIND_TCP)
        return false;
    /* What is beyond the quote was not on this wire, and what fills the quote up (RFC 4884 5.5)
     * is no padding of the packet. */
    found.notes &= (uint16_t) ~(TCPLENS_LEN_BEYOND_FRAME | TCPLENS_PADDED);
    *quoted = found;
    return true;
}

void layer_list_quote(const struct tcplens_segment *seg, struct layers *list)
{
    struct tcplens_segment ignored;

    (void)decode_quote(seg, &ignored, list);
}
