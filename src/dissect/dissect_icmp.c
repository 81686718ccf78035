// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_icmp.c - ICMP (RFC 792) and ICMPv6 (RFC 4443): what all messages have, echoes, and
 * errors. What an error quotes follows in the layers behind it.
 */
#include <stdio.h>
#include <string.h>

#include "dissect/dissect.h"
#include "tcp/checksum.h"

enum { HEADER = 8, BAD = 0, GOOD = 1 };

enum icmp4_type {
    ECHO_REPLY = 0,
    UNREACHABLE = 3,
    QUENCH = 4,
    REDIRECT = 5,
    ECHO_REQUEST = 8,
    EXCEEDED = 11,
    PARAMETER = 12,
};

enum icmp6_type {
    UNREACHABLE6 = 1,
    TOO_BIG6 = 2,
    EXCEEDED6 = 3,
    PARAMETER6 = 4,
    ECHO_REQUEST6 = 128,
    ECHO_REPLY6 = 129,
};

/* Of the whole message, that of version 6 with its pseudo-header; `*should` is what the field ought
 * to hold. */
static bool is_right(const struct dissection *d, const struct layer *l, uint16_t *should)
{
    uint8_t pseudo[40] = {0};
    uint64_t sum = 0;
    const uint16_t holds = be16(l->p + 2);

    if (l->kind == LAYER_ICMP6 && d->ip != NULL) {
        memcpy(pseudo, d->ip->p + 8, 32);
        pseudo[34] = (uint8_t)(l->len >> 8);
        pseudo[35] = (uint8_t)l->len;
        pseudo[39] = 58;
        sum = tl_tcp_checksum_add(sum, (struct span){pseudo, sizeof pseudo});
    }
    sum = tl_tcp_checksum_add(sum, (struct span){l->p, 2});
    sum = tl_tcp_checksum_add(sum, (struct span){l->p + 4, l->len - 4});
    *should = (uint16_t)~tl_tcp_checksum_fold(sum);
    return holds == *should || (holds == 0xffff && *should == 0);
}

static void put_checksum(struct dissection *d, const struct layer *l)
{
    const bool is_ip6 = l->kind == LAYER_ICMP6;
    struct items *const out = d->items;
    struct item *const it =
        items_be(out, is_ip6 ? F_ICMPV6_CHECKSUM : F_ICMP_CHECKSUM, l->p + 2, 2);
    const enum field_id status = is_ip6 ? F_ICMPV6_CHECKSUM_STATUS : F_ICMP_CHECKSUM_STATUS;
    char message[48];
    uint16_t should;

    if (l->captured < l->len || l->len < 4 || l->quoted != 0 || (is_ip6 && d->ip == NULL)) {
        ITEMS_SAY(out, it, "Checksum: 0x%04x [unverified] [fragmented datagram]", be16(l->p + 2));
        return;
    }
    if (is_right(d, l, &should)) {
        ITEMS_SAY(out, it, "Checksum: 0x%04x [correct]", be16(l->p + 2));
        items_generated(items_u(out, status, GOOD));
        return;
    }
    ITEMS_SAY(out, it, "Checksum: 0x%04x incorrect, should be 0x%04x", be16(l->p + 2), should);
    (void)snprintf(message, sizeof message, "Bad checksum [should be 0x%04x]", should);
    expert_below(d, FIELDS, EXPERT_WARNING, EXPERT_CHECKSUM, message);
    items_generated(items_u(out, status, BAD));
}

/* Numbers that are written before their words. */
static void put_code(struct items *out, enum field_id field, const uint8_t *p,
                     const struct word *words)
{
    struct item *const it = items_be(out, field, p, 1);
    const char *word;

    if (words == NULL)
        return;
    word = tl_word(words, *p);
    if (word != NULL)
        ITEMS_SAY(out, it, "Code: %u (%s)", *p, word);
    else
        ITEMS_SAY(out, it, "Code: %u (Unknown)", *p);
}

static void put_echo(struct items *out, const uint8_t *h)
{
    struct item *it = items_be(out, F_ICMP_IDENT, h + 4, 2);

    ITEMS_SAY(out, it, "Identifier (BE): %u (0x%04x)", be16(h + 4), be16(h + 4));
    it = items_at(items_u(out, F_ICMP_IDENT, le16(h + 4)), h + 4, 2);
    ITEMS_SAY(out, it, "Identifier (LE): %u (0x%04x)", le16(h + 4), le16(h + 4));
    it = items_be(out, F_ICMP_SEQ, h + 6, 2);
    ITEMS_SAY(out, it, "Sequence Number (BE): %u (0x%04x)", be16(h + 6), be16(h + 6));
    it = items_at(items_u(out, F_ICMP_SEQ_LE, le16(h + 6)), h + 6, 2);
    ITEMS_SAY(out, it, "Sequence Number (LE): %u (0x%04x)", le16(h + 6), le16(h + 6));
}

/* RFC 4884: an error may say how much of the packet it quotes, and more behind it. */
static void put_quote_length(struct items *out, const uint8_t *h, size_t rest)
{
    enum { UNIT = 4 };
    struct item *it;

    if (h[5] == 0) {
        items_octets(out, F_ICMP_UNUSED, h + 4, 4);
        return;
    }
    items_octets(out, F_ICMP_UNUSED, h + 4, 1);
    it = items_be(out, F_ICMP_LENGTH, h + 5, 1);
    ITEMS_SAY(out, it, "Length: %u", h[5]);
    it = items_generated(items_u(out, F_ICMP_LENGTH_ORIGINAL, (uint64_t)h[5] * UNIT));
    ITEMS_SAY(out, it, "Length of original datagram: %u", (unsigned)h[5] * UNIT);
    items_octets(out, F_ICMP_UNUSED, h + 6, rest);
}

static void put_error4(struct items *out, const uint8_t *h)
{
    switch (h[0]) {
    case UNREACHABLE:
        if (h[1] == 4) {
            items_octets(out, F_ICMP_UNUSED, h + 4, 2);
            items_be(out, F_ICMP_MTU, h + 6, 2);
        } else {
            put_quote_length(out, h, 2);
        }
        return;
    case EXCEEDED:
        put_quote_length(out, h, 2);
        return;
    case QUENCH:
        items_octets(out, F_ICMP_UNUSED, h + 4, 4);
        return;
    case REDIRECT:
        items_ip4(out, F_ICMP_GATEWAY, h + 4);
        return;
    case PARAMETER:
        items_be(out, F_ICMP_POINTER, h + 4, 1);
        items_octets(out, F_ICMP_UNUSED, h + 5, 3);
        return;
    default:
        return;
    }
}

static const struct word *codes4(uint8_t type)
{
    switch (type) {
    case UNREACHABLE:
        return tl_words_icmp_unreachable;
    case REDIRECT:
        return tl_words_icmp_redirect;
    case EXCEEDED:
        return tl_words_icmp_exceeded;
    case PARAMETER:
        return tl_words_icmp_parameter;
    default:
        return NULL;
    }
}

static const struct word *codes6(uint8_t type)
{
    switch (type) {
    case UNREACHABLE6:
        return tl_words_icmp6_unreachable;
    case EXCEEDED6:
        return tl_words_icmp6_exceeded;
    case PARAMETER6:
        return tl_words_icmp6_parameter;
    default:
        return NULL;
    }
}

static bool is_error(const struct layer *l)
{
    const uint8_t type = l->p[0];

    if (l->kind == LAYER_ICMP6)
        return type >= UNREACHABLE6 && type <= PARAMETER6;
    return type == UNREACHABLE || type == QUENCH || type == REDIRECT || type == EXCEEDED ||
           type == PARAMETER;
}

static void put_rest(struct dissection *d, const struct layer *l)
{
    if (!is_error(l) && l->captured > HEADER)
        dissect_data(d, (struct span){l->p + HEADER, l->captured - HEADER});
}

static void put_icmp4(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    const char *const word = tl_word(tl_words_icmp_type, h[0]);
    struct item *const it = items_be(out, F_ICMP_TYPE, h, 1);

    ITEMS_SAY(out, it, "Type: %u (%s)", h[0],
              word != NULL ? word : "Unknown ICMP (obsolete or malformed?)");
    put_code(out, F_ICMP_CODE, h + 1, codes4(h[0]));
    if (l->captured < 4)
        return;
    put_checksum(d, l);
    if (l->captured < HEADER)
        return;
    if (h[0] == ECHO_REQUEST || h[0] == ECHO_REPLY)
        put_echo(out, h);
    else
        put_error4(out, h);
    put_rest(d, l);
}

static void put_body6(struct items *out, const uint8_t *h)
{
    switch (h[0]) {
    case ECHO_REQUEST6:
    case ECHO_REPLY6:
        items_be(out, F_ICMPV6_ECHO_ID, h + 4, 2);
        items_be(out, F_ICMPV6_ECHO_SEQ, h + 6, 2);
        return;
    case TOO_BIG6:
        items_be(out, F_ICMPV6_MTU, h + 4, 4);
        return;
    case PARAMETER6:
        items_be(out, F_ICMPV6_POINTER, h + 4, 4);
        return;
    case UNREACHABLE6:
    case EXCEEDED6:
        if (h[4] == 0) {
            items_octets(out, F_ICMPV6_RESERVED, h + 4, 4);
            return;
        }
        items_be(out, F_ICMPV6_LENGTH, h + 4, 1);
        items_octets(out, F_ICMPV6_RESERVED, h + 5, 3);
        return;
    default:
        return;
    }
}

static void put_icmp6(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;

    items_be(out, F_ICMPV6_TYPE, h, 1);
    put_code(out, F_ICMPV6_CODE, h + 1, codes6(h[0]));
    if (l->captured < 4)
        return;
    put_checksum(d, l);
    if (l->captured < HEADER)
        return;
    put_body6(out, h);
    if (h[0] == ECHO_REQUEST6 || h[0] == ECHO_REPLY6)
        put_rest(d, l);
}

/* What an error quotes is within: the layers behind it are stepped into by whoever goes through
 * them. */
void dissect_icmp(struct dissection *d, const struct layer *l)
{
    if (l->captured < 2)
        return;
    items_begin(d->items, l->kind == LAYER_ICMP6 ? F_ICMPV6 : F_ICMP, l->p,
                l->captured < HEADER ? l->captured : HEADER);
    if (l->kind == LAYER_ICMP6)
        put_icmp6(d, l);
    else
        put_icmp4(d, l);
    items_out(d->items);
}
