// SPDX-License-Identifier: BSD-3-Clause
/* dissect_udp.c - UDP (RFC 768). */
#include <stdio.h>
#include <string.h>

#include "dissect/dissect.h"

enum { UDP_HEADER = 8, UNVERIFIED = 2, NOT_PRESENT = 3 };

static void say_udp(struct items *out, struct item *it, const uint8_t *h)
{
    struct text line;

    if (!out->lines)
        return;
    line = items_line(out);
    text_str(&line, "User Datagram Protocol, Src Port: ");
    text_u64(&line, be16(h));
    text_str(&line, ", Dst Port: ");
    text_u64(&line, be16(h + 2));
    items_say(out, it, &line);
}

/* Ports that traceroute counts up, three of them a hop. */
static void put_traceroute(struct dissection *d, unsigned port)
{
    enum { FIRST = 33435, PORTS = 30, ATTEMPTS = 3 };
    char message[64];

    if (port < FIRST || port >= FIRST + PORTS)
        return;
    (void)snprintf(message, sizeof message, "Possible traceroute: hop #%u, attempt #%u",
                   (port - FIRST) / ATTEMPTS + 1, (port - FIRST) % ATTEMPTS + 1);
    expert_below(d, FIELDS, EXPERT_CHAT, EXPERT_SEQUENCE, message);
}

static void put_checksum(struct items *out, const uint8_t *h)
{
    const bool is_there = be16(h + 6) != 0;
    struct item *const it = items_be(out, F_UDP_CHECKSUM, h + 6, 2);

    ITEMS_SAY(out, it, "Checksum: 0x%04x [%s]", be16(h + 6),
              is_there ? "unverified" : "zero-value ignored");
    if (!is_there)
        items_in(out);
    items_generated(items_u(out, F_UDP_CHECKSUM_STATUS, is_there ? UNVERIFIED : NOT_PRESENT));
    if (!is_there)
        items_out(out);
}

/* The datagram's conversation: addresses of the IP header around it, and ports. */
static const struct seen_pair *meet(const struct dissection *d, const uint8_t *h)
{
    uint8_t src[SEEN_END_MAX], dst[SEEN_END_MAX];
    const struct layer *const ip = d->ip;
    const bool is_ip6 = ip != NULL && ip->kind == LAYER_IP6;
    const size_t n = is_ip6 ? 16 : 4;

    if (ip == NULL || d->view->seen == NULL)
        return NULL;
    memcpy(src, ip->p + (is_ip6 ? 8 : 12), n);
    memcpy(src + n, h, 2);
    memcpy(dst, ip->p + (is_ip6 ? 24 : 16), n);
    memcpy(dst + n, h + 2, 2);
    return seen_meet(d->view->seen, SEEN_UDP, &(struct seen_ends){src, dst, n + 2},
                     d->view->frame->number, d->view->frame->ts_ns);
}

static void put_stream(struct dissection *d, const struct seen_pair *pair, bool is_quoted)
{
    struct items *const out = d->items;
    const int64_t now = d->view->frame->ts_ns;

    items_generated(items_u(out, F_UDP_STREAM, pair->index));
    if (!is_compat_4_0(d))
        items_generated(items_u(out, F_UDP_STREAM_PNUM, pair->frames));
    if (is_quoted)
        return;
    items_generated(items_heading(out, "Timestamps"));
    items_in(out);
    items_generated(items_i(out, F_UDP_TIME_RELATIVE, now - pair->first_ns));
    items_generated(items_i(out, F_UDP_TIME_DELTA, now - pair->previous_ns));
    items_out(out);
}

/* What is wrong with the length; false if it is too short for the header. */
static bool put_length(struct dissection *d, const uint8_t *h)
{
    struct item *const it = items_be(d->items, F_UDP_LENGTH, h + 4, 2);
    char message[48];

    if (be16(h + 4) >= UDP_HEADER)
        return true;
    ITEMS_SAY(d->items, it, "Length: %u (bogus, must be >= %d)", be16(h + 4), UDP_HEADER);
    (void)snprintf(message, sizeof message, "Bad length value %u < %d", be16(h + 4), UDP_HEADER);
    expert_below(d, FIELDS, EXPERT_ERROR, EXPERT_MALFORMED, message);
    return false;
}

static void put_payload(struct items *out, const struct layer *l)
{
    const uint32_t len = be16(l->p + 4) < l->len ? be16(l->p + 4) : l->len;
    struct item *it;

    if (len <= UDP_HEADER || l->captured <= UDP_HEADER)
        return;
    it = items_octets(out, F_UDP_PAYLOAD, l->p + UDP_HEADER,
                      (len < l->captured ? len : l->captured) - UDP_HEADER);
    ITEMS_SAY(out, it, "UDP payload (%u byte%s)", len - UDP_HEADER,
              len - UDP_HEADER == 1 ? "" : "s");
}

void dissect_udp(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    const struct seen_pair *pair;

    if (l->captured < 4)
        return;
    say_udp(out, items_begin(out, F_UDP, h, l->captured < UDP_HEADER ? l->captured : UDP_HEADER),
            h);
    items_be(out, F_UDP_SRCPORT, h, 2);
    items_be(out, F_UDP_DSTPORT, h + 2, 2);
    put_traceroute(d, be16(h + 2));
    items_hidden(items_be(out, F_UDP_PORT, h, 2));
    items_hidden(items_be(out, F_UDP_PORT, h + 2, 2));
    if (l->captured >= UDP_HEADER && put_length(d, h)) {
        put_checksum(out, h);
        pair = meet(d, h);
        if (pair != NULL)
            put_stream(d, pair, l->quoted != 0);
        put_payload(out, l);
    }
    items_out(out);
}
