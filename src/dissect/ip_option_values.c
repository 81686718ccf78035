// SPDX-License-Identifier: BSD-3-Clause
/*
 * ip_option_values.c - what options of IPv4 say: RFC 791 3.1, RFC 1108 (security), RFC 1393
 * (traceroute), RFC 2113 (router alert), RFC 1063 (MTU), RFC 4782 (Quick-Start), FIPS 188
 * (commercial security).
 */
#include "dissect/ip_option.h"

static void complain(const struct ip_option *o, const char *message)
{
    expert_add(o->d, FIELDS, EXPERT_WARNING, EXPERT_PROTOCOL, message);
}

void ip_option_complain_below(const struct ip_option *o, const char *message)
{
    expert_below(o->d, FIELDS, EXPERT_WARNING, EXPERT_PROTOCOL, message);
}

/* The number of `n` octets at `at`, if the option has them. */
static void put_number(const struct ip_option *o, enum field_id field, uint32_t at, uint32_t n)
{
    if (at + n <= o->len)
        items_be(o->d->items, field, o->p + at, n);
}

/* The pointer of a route; whether it points to an address, or behind the last. */
static bool put_route_pointer(const struct ip_option *o)
{
    enum { FIRST = 4 };

    if (o->len < 3)
        return false;
    items_be(o->d->items, F_IP_OPT_PTR, o->p + 2, 1);
    if (o->p[2] < FIRST) {
        ip_option_complain_below(o, "Pointer points before first address");
        return false;
    }
    if (o->p[2] % IP_ADDRESS != 0) {
        ip_option_complain_below(o, "Pointer points to middle of address");
        return false;
    }
    if ((o->len - 3) % IP_ADDRESS != 0)
        ip_option_complain_below(o, "Suboption would go past end of option");
    return true;
}

static void put_hop(const struct ip_option *o, enum field_id field, uint32_t at, bool is_next)
{
    struct items *const out = o->d->items;
    struct item *const it = items_ip4(out, field, o->p + at);
    struct text line;

    if (!is_next || !out->lines)
        return;
    line = items_line(out);
    text_str(&line, tl_fields[field].title);
    text_str(&line, ": ");
    text_ip4(&line, o->p + at);
    text_str(&line, " <- (next)");
    items_say(out, it, &line);
}

void ip_option_record_route(const struct ip_option *o)
{
    if (!put_route_pointer(o))
        return;
    for (uint32_t at = 3; at + IP_ADDRESS <= o->len; at += IP_ADDRESS)
        put_hop(o, at + 1 < o->p[2] ? F_IP_REC_RT : F_IP_EMPTY_RT, at, at + 1 == o->p[2]);
}

/* What is left of the route ends with the destination. */
void ip_option_source_route(const struct ip_option *o)
{
    struct items *const out = o->d->items;

    if (!put_route_pointer(o))
        return;
    for (uint32_t at = 3; at + IP_ADDRESS <= o->len; at += IP_ADDRESS) {
        if (at + 1 < o->p[2]) {
            put_hop(o, F_IP_REC_RT, at, false);
        } else if (at + IP_ADDRESS < o->len) {
            put_hop(o, F_IP_SRC_RT, at, at + 1 == o->p[2]);
        } else {
            items_ip4(out, F_IP_DST, o->p + at);
            items_hidden(items_ip4(out, F_IP_ADDR, o->p + at));
        }
    }
}

static void put_timestamp_pointer(const struct ip_option *o)
{
    enum { FIRST = 5 };
    const unsigned pointer = o->p[2];
    struct item *const it = items_be(o->d->items, F_IP_OPT_PTR, o->p + 2, 1);

    if (pointer < FIRST)
        ITEMS_SAY(o->d->items, it, "Pointer: %u (points before first address)", pointer);
    else if ((pointer - FIRST) % IP_ADDRESS != 0)
        ITEMS_SAY(o->d->items, it, "Pointer: %u (points to middle of field)", pointer);
}

void ip_option_timestamps(const struct ip_option *o)
{
    enum { STAMP = 4 };
    struct items *const out = o->d->items;
    bool has_addresses;
    uint32_t at = 4;

    if (o->len < 3)
        return;
    put_timestamp_pointer(o);
    if (o->len < 4)
        return;
    items_be(out, F_IP_OPT_OVERFLOW, o->p + 3, 1);
    items_be(out, F_IP_OPT_FLAG, o->p + 3, 1);
    has_addresses = (o->p[3] & 0xf) == 1 || (o->p[3] & 0xf) == 3;
    while (at < o->len) {
        if (o->len - at < (has_addresses ? IP_ADDRESS + STAMP : STAMP)) {
            items_heading(out, "Suboption would go past end of option");
            ip_option_complain_below(o, "Suboption would go past end of option");
            return;
        }
        if (has_addresses) {
            items_ip4(out, F_IP_OPT_TIME_STAMP_ADDR, o->p + at);
            at += IP_ADDRESS;
        }
        items_be(out, F_IP_OPT_TIME_STAMP, o->p + at, STAMP);
        at += STAMP;
    }
}

/* Authorities, seven in an octet; the first has names for five. */
static void put_authorities(const struct ip_option *o, uint32_t at)
{
    static const struct {
        uint8_t bit;
        enum field_id field;
        const char *name;
    } authorities[] = {
        {0x80, F_IP_OPT_SEC_GENSER, "GENSER"}, {0x40, F_IP_OPT_SEC_SIOP, "SIOP-ESI"},
        {0x20, F_IP_OPT_SEC_SCI, "SCI"},       {0x10, F_IP_OPT_SEC_NSA, "NSA"},
        {0x08, F_IP_OPT_SEC_DOE, "DOE"},
    };
    enum { AUTHORITIES = sizeof authorities / sizeof authorities[0] };
    const size_t named = at == 3 ? AUTHORITIES : 0;
    struct items *const out = o->d->items;
    struct item *const it = items_be(out, F_IP_OPT_SEC_FLAGS, o->p + at, 1);
    struct text line;

    if (out->lines) {
        line = items_line(out);
        text_str(&line, "Protection Authority Flags: 0x");
        text_hex(&line, o->p[at], 2);
        for (size_t i = 0; i < named; i++) {
            if ((o->p[at] & authorities[i].bit) != 0) {
                text_str(&line, ", ");
                text_str(&line, authorities[i].name);
            }
        }
        if ((o->p[at] & 1) != 0)
            text_str(&line, ", Field Termination Indicator");
        items_say(out, it, &line);
    }
    items_in(out);
    for (size_t i = 0; i < named; i++)
        items_be(out, authorities[i].field, o->p + at, 1);
    items_be(out, named != 0 ? F_IP_OPT_SEC_UNASSIGNED : F_IP_OPT_SEC_UNASSIGNED2, o->p + at, 1);
    items_be(out, F_IP_OPT_SEC_FTI, o->p + at, 1);
    items_out(out);
}

void ip_option_security(const struct ip_option *o)
{
    uint32_t at = 3;
    bool more = true;

    if (o->len < 3)
        return;
    items_be(o->d->items, F_IP_OPT_SEC_CL, o->p + 2, 1);
    for (; at < o->len && more; at++) {
        put_authorities(o, at);
        more = (o->p[at] & 1) != 0;
    }
    if (at < o->len)
        complain(o, "Extraneous data in option");
    else if (at > 3 && more)
        complain(o, "Field Termination Indicator set to 1 for last byte of option");
}

void ip_option_extended_security(const struct ip_option *o)
{
    if (o->len < 3)
        return;
    items_be(o->d->items, F_IP_OPT_EXT_SEC_CODE, o->p + 2, 1);
    if (o->len > 3)
        items_octets(o->d->items, F_IP_OPT_EXT_SEC, o->p + 3, o->len - 3);
}

void ip_option_commercial_security(const struct ip_option *o)
{
    put_number(o, F_IP_CIPSO_DOI, 2, 4);
}

void ip_option_stream_id(const struct ip_option *o)
{
    put_number(o, F_IP_OPT_SID, 2, 2);
}

void ip_option_mtu(const struct ip_option *o)
{
    put_number(o, F_IP_OPT_MTU, 2, 2);
}

void ip_option_traceroute(const struct ip_option *o)
{
    put_number(o, F_IP_OPT_ID_NUMBER, 2, 2);
    put_number(o, F_IP_OPT_OHC, 4, 2);
    put_number(o, F_IP_OPT_RHC, 6, 2);
    if (o->len >= 12)
        items_ip4(o->d->items, F_IP_OPT_ORIGINATOR, o->p + 8);
}

void ip_option_router_alert(const struct ip_option *o)
{
    struct item *it;

    if (o->len < 4)
        return;
    it = items_be(o->d->items, F_IP_OPT_RA, o->p + 2, 2);
    if (be16(o->p + 2) != 0)
        ITEMS_SAY(o->d->items, it, "Router Alert: Reserved (%u)", be16(o->p + 2));
}

void ip_option_directed_broadcast(const struct ip_option *o)
{
    uint32_t at = 2;

    for (; at + IP_ADDRESS <= o->len; at += IP_ADDRESS)
        items_ip4(o->d->items, F_IP_OPT_ADDR, o->p + at);
    if (at < o->len)
        items_octets(o->d->items, F_IP_OPT_PADDING, o->p + at, o->len - at);
}

void ip_option_quick_start(const struct ip_option *o)
{
    const struct tcplens_segment *const seg = o->d->view->segment;

    put_number(o, F_IP_OPT_QS_FUNC, 2, 1);
    put_number(o, F_IP_OPT_QS_RATE, 2, 1);
    put_number(o, F_IP_OPT_QS_TTL, 3, 1);
    if (o->len > 3 && seg != NULL)
        items_generated(items_u(o->d->items, F_IP_OPT_QS_TTL_DIFF,
                                (uint8_t)(seg->frame[seg->l3_off + 8] - o->p[3])));
    put_number(o, F_IP_OPT_QS_NONCE, 4, 4);
    put_number(o, F_IP_OPT_QS_RESERVED, 4, 4);
}
