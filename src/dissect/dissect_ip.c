// SPDX-License-Identifier: BSD-3-Clause
/* dissect_ip.c - IPv4 (RFC 791) and IPv6 (RFC 8200). */
#include "dissect/dissect.h"

enum { NOT_VERIFIED = 2 };

static void say_codepoints(struct text *line, unsigned field)
{
    const char *const dscp = tl_word(tl_words_dscp_short, field >> 2);

    text_hex(line, field, 2);
    text_str(line, " (DSCP: ");
    text_str(line, dscp != NULL ? dscp : "Unknown");
    text_str(line, ", ECN: ");
    text_str(line, tl_word(tl_words_ecn_short, field & 3));
    text_char(line, ')');
}

static void put_version(struct items *out, const uint8_t *h, size_t header_len)
{
    struct item *it;
    struct text line;

    items_be(out, F_IP_VERSION, h, 1);
    it = items_at(items_u(out, F_IP_HDR_LEN, header_len), h, 1);
    if (!out->tree)
        return;
    line = items_line(out);
    text_str(&line, "Header Length: ");
    text_u64(&line, header_len);
    text_str(&line, " bytes (");
    text_u64(&line, header_len / 4);
    text_char(&line, ')');
    items_say(out, it, &line);
}

static void put_service(struct items *out, const uint8_t *h)
{
    struct item *const it = items_be(out, F_IP_DSFIELD, h + 1, 1);
    struct text line;

    if (out->tree) {
        line = items_line(out);
        text_str(&line, "Differentiated Services Field: 0x");
        say_codepoints(&line, h[1]);
        items_say(out, it, &line);
    }
    items_in(out);
    items_be(out, F_IP_DSFIELD_DSCP, h + 1, 1);
    items_be(out, F_IP_DSFIELD_ECN, h + 1, 1);
    items_out(out);
}

/* Segmentation offload leaves the length to the interface. */
static void put_length(struct items *out, const struct layer *l, const uint8_t *h)
{
    struct item *it;

    if (be16(h + 2) != 0) {
        items_be(out, F_IP_LEN, h + 2, 2);
        return;
    }
    it = items_at(items_u(out, F_IP_LEN, l->len), h + 2, 2);
    ITEMS_SAY(out, it,
              "Total Length: %u bytes (reported as 0, presumed to be because of \"TCP "
              "segmentation offload\" (TSO))",
              l->len);
}

static void put_flags(struct items *out, const uint8_t *h)
{
    struct item *const it = items_be(out, F_IP_FLAGS, h + 6, 1);
    struct text line;

    if (out->tree) {
        line = items_line(out);
        text_str(&line, "Flags: 0x");
        text_hex(&line, h[6] >> 5, 1);
        if ((h[6] & 0x80) != 0)
            text_str(&line, ", Reserved bit");
        if ((h[6] & 0x40) != 0)
            text_str(&line, ", Don't fragment");
        if ((h[6] & 0x20) != 0)
            text_str(&line, ", More fragments");
        items_say(out, it, &line);
    }
    items_in(out);
    items_be(out, F_IP_FLAGS_RB, h + 6, 1);
    items_be(out, F_IP_FLAGS_DF, h + 6, 1);
    items_be(out, F_IP_FLAGS_MF, h + 6, 1);
    items_out(out);
}

static void put_checksum(struct items *out, const uint8_t *h)
{
    struct item *const it = items_be(out, F_IP_CHECKSUM, h + 10, 2);
    struct text line;

    if (out->tree) {
        line = items_line(out);
        text_str(&line, "Header Checksum: 0x");
        text_hex(&line, be16(h + 10), 4);
        text_str(&line, " [validation disabled]");
        items_say(out, it, &line);
    }
    items_generated(items_u(out, F_IP_CHECKSUM_STATUS, NOT_VERIFIED));
}

static void say_addresses(struct items *out, struct item *it, const uint8_t *src,
                          const uint8_t *dst)
{
    struct text line;

    if (!out->tree)
        return;
    line = items_line(out);
    text_str(&line, "Internet Protocol Version 4, Src: ");
    text_ip4(&line, src);
    text_str(&line, ", Dst: ");
    text_ip4(&line, dst);
    items_say(out, it, &line);
}

static void put_addresses(struct items *out, const uint8_t *src, const uint8_t *dst)
{
    items_ip4(out, F_IP_SRC, src);
    items_hidden(items_ip4(out, F_IP_ADDR, src));
    items_ip4(out, F_IP_DST, dst);
    items_hidden(items_ip4(out, F_IP_ADDR, dst));
}

void dissect_ip4(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    const size_t header_len = l->captured > 0 ? (size_t)(h[0] & 0x0f) * 4 : 0;
    struct item *ip;

    if (l->captured < 20)
        return;
    ip = items_begin(out, F_IP, h, header_len < l->captured ? header_len : l->captured);
    items_carry(ip, l->captured);
    put_version(out, h, header_len);
    if (header_len < 20) {
        items_out(out);
        return;
    }
    say_addresses(out, ip, h + 12, h + 16);
    put_service(out, h);
    put_length(out, l, h);
    items_be(out, F_IP_ID, h + 4, 2);
    put_flags(out, h);
    items_be(out, F_IP_FRAG_OFFSET, h + 6, 2);
    items_be(out, F_IP_TTL, h + 8, 1);
    items_be(out, F_IP_PROTO, h + 9, 1);
    put_checksum(out, h);
    put_addresses(out, h + 12, h + 16);
    items_out(out);
}

static void put_class(struct items *out, const uint8_t *h)
{
    struct item *const it = items_be(out, F_IPV6_TCLASS, h, 4);
    struct text line;

    if (out->tree) {
        line = items_line(out);
        text_str(&line, "Traffic Class: 0x");
        say_codepoints(&line, be16(h) >> 4 & 0xff);
        items_say(out, it, &line);
    }
    items_in(out);
    items_be(out, F_IPV6_TCLASS_DSCP, h, 4);
    items_be(out, F_IPV6_TCLASS_ECN, h, 4);
    items_out(out);
}

static void say_addresses6(struct items *out, struct item *it, const uint8_t *src,
                           const uint8_t *dst)
{
    struct text line;

    if (!out->tree)
        return;
    line = items_line(out);
    text_str(&line, "Internet Protocol Version 6, Src: ");
    text_ip6(&line, src);
    text_str(&line, ", Dst: ");
    text_ip6(&line, dst);
    items_say(out, it, &line);
}

void dissect_ip6(struct dissection *d, const struct layer *l)
{
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
    items_be(out, F_IPV6_NXT, h + 6, 1);
    items_be(out, F_IPV6_HLIM, h + 7, 1);
    items_octets(out, F_IPV6_SRC, h + 8, 16);
    items_hidden(items_octets(out, F_IPV6_ADDR, h + 8, 16));
    items_octets(out, F_IPV6_DST, h + 24, 16);
    items_hidden(items_octets(out, F_IPV6_ADDR, h + 24, 16));
    items_out(out);
}
