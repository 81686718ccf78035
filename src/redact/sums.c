// SPDX-License-Identifier: BSD-3-Clause
#include "redact/sums.h"

#include <stdbool.h>

#include "base/octets.h"
#include "tcp/checksum.h"

enum {
    IP4_SUM = 10,
    TCP_SUM = 16,
    UDP_SUM = 6,
    ICMP_SUM = 2,
    GRE_SUM = 4,
    GRE_HAS_SUM = 0x80,
    PROTOCOL_TCP = 6,
    PROTOCOL_UDP = 17,
};

/* A layer before and after; and the addresses of the packet that it is in, which its checksum may
 * cover. */
struct changed {
    const struct layer *layer;
    struct span before, after;
    struct span old_addresses, new_addresses;
    uint8_t *out;
};

static void put_be16(uint8_t *p, uint16_t v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
}

/* What is left of `after` in `before`, in ones' complement. */
static uint16_t difference(uint64_t before, uint64_t after)
{
    return tl_tcp_checksum_fold((uint64_t)tl_tcp_checksum_fold(before) +
                                (uint16_t)~tl_tcp_checksum_fold(after));
}

static uint64_t sum(struct span addresses, struct span octets)
{
    return tl_tcp_checksum_add(addresses.n > 0 ? tl_tcp_checksum_add(0, addresses) : 0, octets);
}

/* The checksum at `at` covers the octets, and the addresses. */
static void mend(const struct changed *c, size_t at)
{
    uint16_t by;

    if (c->before.n < at + 2)
        return;
    by = difference(sum(c->old_addresses, c->before), sum(c->new_addresses, c->after));
    if (by == 0 || by == 0xffff)
        return;
    put_be16(c->out + at, tl_tcp_checksum_fold((uint64_t)be16(c->out + at) + by));
}

/* The pseudo-header's sum alone, that a sender leaves to its interface. */
static uint16_t pseudo(struct span addresses, const struct changed *c, unsigned protocol)
{
    return tl_tcp_checksum_fold(tl_tcp_checksum_add(0, addresses) + protocol + c->layer->len);
}

static void mend_transport(const struct changed *c, size_t at, unsigned protocol)
{
    if (c->before.n < at + 2 || c->old_addresses.n == 0)
        return;
    if (be16(c->out + at) == pseudo(c->old_addresses, c, protocol))
        put_be16(c->out + at, pseudo(c->new_addresses, c, protocol));
    else
        mend(c, at);
}

static void mend_layer(struct changed *c)
{
    static const struct span none;

    switch (c->layer->kind) {
    case LAYER_TCP:
        mend_transport(c, TCP_SUM, PROTOCOL_TCP);
        return;
    case LAYER_UDP:
        if (c->before.n >= UDP_SUM + 2 && be16(c->out + UDP_SUM) != 0)
            mend_transport(c, UDP_SUM, PROTOCOL_UDP);
        return;
    case LAYER_ICMP6:
        mend(c, ICMP_SUM);
        return;
    case LAYER_ICMP:
        c->old_addresses = c->new_addresses = none;
        mend(c, ICMP_SUM);
        return;
    case LAYER_GRE:
        c->old_addresses = c->new_addresses = none;
        if (c->before.n > 0 && (c->before.p[0] & GRE_HAS_SUM) != 0)
            mend(c, GRE_SUM);
        return;
    case LAYER_IP4:
        c->old_addresses = c->new_addresses = none;
        c->before.n = c->after.n =
            c->before.n < 4 * (c->before.p[0] & 15U) ? c->before.n : 4 * (c->before.p[0] & 15U);
        if (c->before.n >= IP4_SUM + 2 && be16(c->out + IP4_SUM) != 0)
            mend(c, IP4_SUM);
        return;
    default:
        return;
    }
}

/* The addresses of an IP header; none if it was cut. */
static struct span addresses_of(const struct layer *l, const uint8_t *header)
{
    const size_t at = l->kind == LAYER_IP4 ? 12 : 8, n = l->kind == LAYER_IP4 ? 8 : 32;

    return l->captured >= at + n ? (struct span){header + at, n} : (struct span){NULL, 0};
}

void tl_redact_sums(const struct layers *layers, const uint8_t *frame, uint8_t *out)
{
    for (size_t i = layers->n; i-- > 0;) {
        const struct layer *const l = &layers->of[i];
        const size_t at = (size_t)(l->p - frame);
        struct changed c = {.layer = l,
                            .before = {l->p, l->captured},
                            .after = {out + at, l->captured},
                            .out = out + at};
        size_t ip = i;

        while (ip > 0 && layers->of[ip].kind != LAYER_IP4 && layers->of[ip].kind != LAYER_IP6)
            ip--;
        if (layers->of[ip].kind == LAYER_IP4 || layers->of[ip].kind == LAYER_IP6) {
            const struct layer *const packet = &layers->of[ip];

            c.old_addresses = addresses_of(packet, packet->p);
            c.new_addresses = addresses_of(packet, out + (packet->p - frame));
        }
        if (l->captured > 0)
            mend_layer(&c);
    }
}
