// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_ip6_address.c - what the form of an IPv6 address tells: IPv4 addresses and stations that
 * it was made of.
 */
#include <string.h>

#include "dissect/ip.h"

enum { ADDRESS = 16 };

/* By end, source and destination; `either` is known by its name only. */
struct ends {
    uint16_t of[2], either;
};

static const struct ends gateways = {{F_IPV6_SRC_6TO4_GW, F_IPV6_DST_6TO4_GW}, F_IPV6_6TO4_GW};
static const struct ends sites = {{F_IPV6_SRC_6TO4_SLA, F_IPV6_DST_6TO4_SLA}, F_IPV6_6TO4_SLA};
static const struct ends servers = {{F_IPV6_SRC_TS, F_IPV6_DST_TS}, F_IPV6_TS};
static const struct ends ports = {{F_IPV6_SRC_TC_PORT, F_IPV6_DST_TC_PORT}, F_IPV6_TC_PORT};
static const struct ends clients = {{F_IPV6_SRC_TC, F_IPV6_DST_TC}, F_IPV6_TC};
static const struct ends isataps = {{F_IPV6_SRC_ISATAP, F_IPV6_DST_ISATAP}, F_IPV6_ISATAP};
static const struct ends stations = {{F_IPV6_SRC_SLAAC, F_IPV6_DST_SLAAC}, F_IPV6_SLAAC};

static void put_number(struct items *out, uint16_t field, uint32_t v, const uint8_t *p, uint32_t n,
                       bool hidden)
{
    struct item *const it = items_generated(items_at(items_u(out, (enum field_id)field, v), p, n));

    if (hidden)
        items_hidden(it);
}

/* An address's octets [p, p + 4), or what they say inverted. */
static uint32_t number_of(const uint8_t *p, uint32_t inverted)
{
    return be32(p) ^ inverted;
}

/* 6to4 (RFC 3056 2): the gateway, and the site behind it. */
static void put_6to4(struct items *out, const uint8_t *a, unsigned end)
{
    put_number(out, gateways.of[end], number_of(a + 2, 0), a + 2, 4, false);
    put_number(out, sites.of[end], be16(a + 6), a + 6, 2, false);
    put_number(out, gateways.either, number_of(a + 2, 0), a + 2, 4, true);
    put_number(out, sites.either, be16(a + 6), a + 6, 2, true);
}

/* Teredo (RFC 4380 4): the server; the client's port and address are inverted. */
static void put_teredo(struct items *out, const uint8_t *a, unsigned end)
{
    const uint32_t client = number_of(a + 12, UINT32_MAX), port = be16(a + 10) ^ UINT16_MAX;

    put_number(out, servers.of[end], number_of(a + 4, 0), a + 4, 4, false);
    put_number(out, ports.of[end], port, a + 10, 2, false);
    put_number(out, clients.of[end], client, a + 12, 4, false);
    put_number(out, servers.either, number_of(a + 4, 0), a + 4, 4, true);
    put_number(out, ports.either, port, a + 10, 2, true);
    put_number(out, clients.either, client, a + 12, 4, true);
}

static void put_prefix(struct items *out, const uint8_t *a, unsigned end)
{
    if (be16(a) == 0x2002)
        put_6to4(out, a, end);
    else if (be32(a) == 0x20010000)
        put_teredo(out, a, end);
}

/* The station that made its address by RFC 4862 5.3 and RFC 4291 appendix A. */
static void put_station(struct items *out, uint16_t field, const uint8_t *a, bool hidden)
{
    const uint8_t station[6] = {a[8] ^ 2, a[9], a[10], a[13], a[14], a[15]};
    struct item *it;

    if (!out->wanted[field])
        return;
    it = items_generated(items_at(items_add(out, (enum field_id)field), a + 8, 8));
    it->octets = items_keep(out, (const char *)station, sizeof station);
    if (hidden)
        items_hidden(it);
}

/* What an interface's identifier was made of: an IPv4 address by ISATAP (RFC 5214 6.1), or that of
 * a station. */
static void put_identifier(struct items *out, const uint8_t *a, unsigned end)
{
    enum { UNIVERSAL = 0x02, ISATAP = 0x5efe };

    if ((be32(a + 8) & ~((uint32_t)UNIVERSAL << 24)) == ISATAP) {
        put_number(out, isataps.of[end], be32(a + 12), a + 12, 4, false);
        put_number(out, isataps.either, be32(a + 12), a + 12, 4, true);
    } else if ((a[8] & UNIVERSAL) != 0 && a[11] == 0xff && a[12] == 0xfe) {
        put_station(out, stations.of[end], a, false);
        put_station(out, stations.either, a, true);
    }
}

/* An IPv4 address behind the well-known prefix of translators (RFC 6052 2.1). */
static void put_embedded(struct items *out, const uint8_t *a, enum field_id field)
{
    enum { PREFIX = 12 };
    static const uint8_t well_known[PREFIX] = {0x00, 0x64, 0xff, 0x9b};

    if (memcmp(a, well_known, PREFIX) != 0)
        return;
    items_generated(items_octets(out, F_IPV6_EMBED_PREFIX, a, PREFIX));
    items_generated(items_ip4(out, field, a + PREFIX));
    items_generated(items_ip4(out, F_IPV6_EMBED, a + PREFIX));
}

void dissect_ip6_addresses(struct dissection *d, const uint8_t *h)
{
    enum { SOURCE = 8, DESTINATION = SOURCE + ADDRESS };

    put_prefix(d->items, h + SOURCE, 0);
    put_prefix(d->items, h + DESTINATION, 1);
    put_identifier(d->items, h + SOURCE, 0);
    put_identifier(d->items, h + DESTINATION, 1);
    put_embedded(d->items, h + SOURCE, F_IPV6_SRC_EMBED);
    put_embedded(d->items, h + DESTINATION, F_IPV6_DST_EMBED);
}
