// SPDX-License-Identifier: BSD-3-Clause
/* dissect_ip.c - IPv4 (RFC 791) and IPv6 (RFC 8200). */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "dissect/ip.h"

enum { NOT_VERIFIED = 2 };

static void put_service(struct items *out, const uint8_t *h)
{
    items_be(out, F_IP_DSFIELD, h + 1, 1);
    items_in(out);
    items_be(out, F_IP_DSFIELD_DSCP, h + 1, 1);
    items_be(out, F_IP_DSFIELD_ECN, h + 1, 1);
    items_out(out);
}

/* Out of line, for the room that the text takes. */
static __attribute__((noinline, format(printf, 3, 4))) void
complain(struct dissection *d, enum expert_severity severity, const char *format, ...)
{
    const enum expert_group group = severity == EXPERT_NOTE ? EXPERT_SEQUENCE : EXPERT_PROTOCOL;
    char message[64];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(message, sizeof message, format, args);
    va_end(args);
    expert_below(d, FIELDS, severity, group, message);
}

/* What is wrong with the length; false if the rest cannot be read for it. */
static bool put_length(struct dissection *d, const struct layer *l, size_t header_len)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    const unsigned len = be16(h + 2);
    struct item *it;

    if (len == 0) {
        /* Segmentation offload leaves the length to the interface. */
        it = items_generated(items_at(items_u(out, F_IP_LEN, l->len), h + 2, 2));
        ITEMS_SAY(out, it,
                  "Total Length: %u bytes (reported as 0, presumed to be because of \"TCP "
                  "segmentation offload\" (TSO))",
                  l->len);
        return true;
    }
    it = items_be(out, F_IP_LEN, h + 2, 2);
    if (len < header_len) {
        ITEMS_SAY(out, it, "Total Length: %u bytes (bogus, less than header length %zu)", len,
                  header_len);
        complain(d, EXPERT_ERROR, "Bogus IP length");
        return false;
    }
    if (len > l->len && l->quoted == 0)
        complain(d, EXPERT_ERROR, "IPv4 total length exceeds packet length (%u bytes)", l->len);
    return true;
}

/* What goes to all systems of a link: there are protocols that use the TTL to tell that it has not
 * left it (VRRP, HSRP, mDNS), and LLMNR has any. */
static void put_local_ttl(struct dissection *d, unsigned ttl, unsigned group)
{
    enum { VRRP = 18, HSRP = 102, MDNS = 251, LLMNR = 252 };
    const unsigned want = group == VRRP || group == HSRP || group == MDNS ? 255 : 1;
    char message[96];

    if (ttl == want || group == LLMNR)
        return;
    (void)snprintf(message, sizeof message,
                   "\"Time To Live\" != %u for a packet sent to the Local Network Control Block "
                   "(see RFC 3171)",
                   want);
    expert_below(d, FIELDS, EXPERT_NOTE, EXPERT_SEQUENCE, message);
}

/* RFC 1812 5.3.1: a packet about to expire; RFC 5771 4: what must not leave the link. */
static void put_ttl(struct dissection *d, const uint8_t *h, const uint8_t *dst)
{
    enum { FEW = 5 };

    items_be(d->items, F_IP_TTL, h + 8, 1);
    if (dst[0] == 224 && dst[1] == 0 && dst[2] == 0) {
        put_local_ttl(d, h[8], dst[3]);
    } else if (h[8] < FEW && dst[0] >> 4 != 14) {
        complain(d, EXPERT_NOTE, "\"Time To Live\" only %u", h[8]);
    }
}

static void put_flags(struct items *out, const uint8_t *h)
{
    items_be(out, F_IP_FLAGS, h + 6, 1);
    items_in(out);
    items_be(out, F_IP_FLAGS_RB, h + 6, 1);
    items_be(out, F_IP_FLAGS_DF, h + 6, 1);
    items_be(out, F_IP_FLAGS_MF, h + 6, 1);
    items_out(out);
}

/* In columns in units of 8 octets, in a tree in octets. */
static void put_offset(struct items *out, const uint8_t *h)
{
    struct item *const it = items_be(out, F_IP_FRAG_OFFSET, h + 6, 2);

    if ((be16(h + 6) & 0x1fff) != 0)
        ITEMS_SAY(out, it, "Fragment Offset: %u", (be16(h + 6) & 0x1fffU) * 8);
}

/* `via`: where the packet goes now, NULL if that is where it goes at last. */
static void say_addresses(struct items *out, struct item *it, const uint8_t *src,
                          const uint8_t *dst, const uint8_t *via)
{
    struct text line;

    if (!out->lines)
        return;
    line = items_line(out);
    text_str(&line, "Internet Protocol Version 4, Src: ");
    text_ip4(&line, src);
    text_str(&line, ", Dst: ");
    text_ip4(&line, dst);
    if (via != NULL) {
        text_str(&line, ", Via: ");
        text_ip4(&line, via);
    }
    items_say(out, it, &line);
}

/* An address of `n` octets as text: of its end, and of either. Known by the fields' names only. */
static void put_host(struct items *out, enum field_id end, enum field_id either, const uint8_t *p,
                     size_t n)
{
    const enum field_id fields[] = {end, either};
    struct span host;
    struct text line;

    if (!out->wanted[end] && !out->wanted[either])
        return;
    line = items_line(out);
    if (n == 4)
        text_ip4(&line, p);
    else
        text_ip6(&line, p);
    host = items_hold(out, &line);
    for (size_t i = 0; i < 2; i++)
        items_hidden(items_at(items_add(out, fields[i]), p, (uint32_t)n))->octets = host;
}

/* Options may have more of them. */
static void put_addresses(struct items *out, const uint8_t *src, const uint8_t *dst, bool is_routed)
{
    items_ip4(out, F_IP_SRC, src);
    items_hidden(items_ip4(out, F_IP_ADDR, src));
    put_host(out, F_IP_SRC_HOST, F_IP_HOST, src, 4);
    if (is_routed) {
        items_ip4(out, F_IP_CUR_RT, dst);
        return;
    }
    items_ip4(out, F_IP_DST, dst);
    items_hidden(items_ip4(out, F_IP_ADDR, dst));
    put_host(out, F_IP_DST_HOST, F_IP_HOST, dst, 4);
}

/* What stands between the length and the addresses. */
static void put_middle(struct dissection *d, const uint8_t *h, const uint8_t *dst)
{
    struct items *const out = d->items;

    items_be(out, F_IP_ID, h + 4, 2);
    put_flags(out, h);
    put_offset(out, h);
    put_ttl(d, h, dst);
    items_be(out, F_IP_PROTO, h + 9, 1);
    items_be(out, F_IP_CHECKSUM, h + 10, 2);
    items_generated(items_u(out, F_IP_CHECKSUM_STATUS, NOT_VERIFIED));
}

static void put_ip4(struct dissection *d, const struct layer *l, struct item *ip)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    const size_t header_len = (size_t)(h[0] & 0x0f) * 4;
    const size_t there = header_len < l->captured ? header_len : l->captured;
    const uint8_t *routed = NULL;
    struct span options = {h + 20, 0};

    if (h[0] >> 4 != 4) {
        items_be(out, F_IP_VERSION, h, 1);
        complain(d, EXPERT_ERROR, "Bogus IPv4 version");
        return;
    }
    if (wants(d, PARTS_OF_IP)) {
        items_be(out, F_IP_VERSION, h, 1);
        items_at(items_u(out, F_IP_HDR_LEN, header_len), h, 1);
    }
    if (header_len < 20) {
        complain(d, EXPERT_ERROR, "Bogus IP header length (%zu, must be at least 20)", header_len);
        return;
    }
    if (there > 20)
        options.n = there - 20;
    if (wants(d, PARTS_OF_IP))
        put_service(out, h);
    if (!put_length(d, l, header_len))
        return;
    routed = ip_options_destination(options);
    say_addresses(out, ip, h + 12, routed != NULL ? routed : h + 16,
                  routed != NULL ? h + 16 : NULL);
    if (wants(d, PARTS_OF_IP))
        put_middle(d, h, routed != NULL ? routed : h + 16);
    put_addresses(out, h + 12, h + 16, routed != NULL);
    dissect_pair(d, SEEN_IP4, F_IP_STREAM, &(struct seen_ends){h + 12, h + 16, 4});
    if (options.n != 0)
        dissect_ip_options(d, options);
    dissect_fragments(d, l);
}

void dissect_ip4(struct dissection *d, const struct layer *l)
{
    const size_t header_len = l->captured > 0 ? (size_t)(l->p[0] & 0x0f) * 4 : 0;
    struct item *ip;

    if (l->captured < 20)
        return;
    ip = items_begin(d->items, F_IP, l->p, header_len < l->captured ? header_len : l->captured);
    items_carry(ip, l->captured);
    put_ip4(d, l, ip);
    items_out(d->items);
}

static void put_class(struct items *out, const uint8_t *h)
{
    items_be(out, F_IPV6_TCLASS, h, 4);
    items_in(out);
    items_be(out, F_IPV6_TCLASS_DSCP, h, 4);
    items_be(out, F_IPV6_TCLASS_ECN, h, 4);
    items_out(out);
}

static void say_addresses6(struct items *out, struct item *it, const uint8_t *src,
                           const uint8_t *dst)
{
    struct text line;

    if (!out->lines)
        return;
    line = items_line(out);
    text_str(&line, "Internet Protocol Version 6, Src: ");
    text_ip6(&line, src);
    text_str(&line, ", Dst: ");
    text_ip6(&line, dst);
    items_say(out, it, &line);
}

static bool is_extension(uint8_t kind)
{
    return kind >= LAYER_IP6_HOP_BY_HOP && kind <= LAYER_IP6_OTHER;
}

void dissect_ip6(struct dissection *d, const struct layer *l)
{
    enum { IP6_HEADER = 40 };
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    struct item *ip;

    if (l->captured < 40)
        return;
    ip = items_begin(out, F_IPV6, h, 40);
    items_carry(ip, l->captured);
    say_addresses6(out, ip, h + 8, h + 24);
    items_be(out, F_IPV6_VERSION, h, 1);
    items_hidden(items_be(out, F_IP_VERSION, h, 1));
    put_class(out, h);
    items_be(out, F_IPV6_FLOW, h + 1, 3);
    items_be(out, F_IPV6_PLEN, h + 4, 2);
    if (be16(h + 4) > l->len - IP6_HEADER && l->quoted == 0)
        complain(d, EXPERT_WARNING, "IPv6 payload length exceeds framing length (%u bytes)",
                 l->len - IP6_HEADER);
    items_be(out, F_IPV6_NXT, h + 6, 1);
    items_be(out, F_IPV6_HLIM, h + 7, 1);
    items_octets(out, F_IPV6_SRC, h + 8, 16);
    items_hidden(items_octets(out, F_IPV6_ADDR, h + 8, 16));
    put_host(out, F_IPV6_SRC_HOST, F_IPV6_HOST, h + 8, 16);
    items_octets(out, F_IPV6_DST, h + 24, 16);
    items_hidden(items_octets(out, F_IPV6_ADDR, h + 24, 16));
    put_host(out, F_IPV6_DST_HOST, F_IPV6_HOST, h + 24, 16);
    dissect_ip6_addresses(d, h);
    dissect_pair(d, SEEN_IP6, F_IPV6_STREAM, &(struct seen_ends){h + 8, h + 24, 16});
    d->has_payload_length = be16(h + 4) != 0;
    while (d->at + 1 < d->layers->n && is_extension(d->layers->of[d->at + 1].kind)) {
        dissect_ip6_extension(d, &d->layers->of[++d->at]);
        if (d->layers->of[d->at].kind == LAYER_IP6_FRAGMENT)
            dissect_fragments(d, l);
    }
    items_out(out);
}
