// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_ip6_extension.c - IPv6 extension headers (RFC 8200 4): options, routing, fragment. They
 * stand within the tree of the header that they extend.
 */
#include <stdio.h>

#include "dissect/ip.h"

enum {
    OPTION_PAD1 = 0,
    OPTION_PADN = 1,
    OPTION_ENCAPSULATION_LIMIT = 0x04,
    OPTION_ROUTER_ALERT = 0x05,
    OPTION_QUICK_START = 0x26,
    OPTION_JUMBO = 0xc2,
    OPTION_HOME_ADDRESS = 0xc9,
    OPTION_RPL = 0x63,
    ADDRESS = 16,
    QUICK_START = 6,
    QUICK_START_REQUEST = 0,
    QUICK_START_REPORT = 8,
    IP6_HOP_LIMIT = 7,
};

/**
 * struct ip6_option - an option of a header of options
 * @item: its own
 * @p:    *borrowed*: its value, of @len octets by its length field
 * @read: octets of it that are read whatever that says, all there
 */
struct ip6_option {
    struct item *item;
    const uint8_t *p;
    size_t len, read;
    uint8_t type;
};

static void put_option_type(struct dissection *d, const uint8_t *p, bool hop_by_hop)
{
    struct items *const out = d->items;
    const char *const name = tl_word(tl_words_ip6_option, p[0]);
    const bool wants_hop_by_hop = p[0] == OPTION_ROUTER_ALERT || p[0] == OPTION_QUICK_START ||
                                  p[0] == OPTION_JUMBO || p[0] == OPTION_RPL;
    char message[80];

    items_be(out, F_IPV6_OPT_TYPE, p, 1);
    if (p[0] == OPTION_PAD1)
        return;
    items_in(out);
    if ((wants_hop_by_hop && !hop_by_hop) || (p[0] == OPTION_HOME_ADDRESS && hop_by_hop)) {
        (void)snprintf(message, sizeof message, "%s must use a %s options header", name,
                       hop_by_hop ? "destination" : "hop-by-hop");
        expert_add(d, FIELDS, EXPERT_WARNING, EXPERT_PROTOCOL, message);
    }
    items_be(out, F_IPV6_OPT_ACTION, p, 1);
    items_be(out, F_IPV6_OPT_CHANGE, p, 1);
    items_be(out, F_IPV6_OPT_REST, p, 1);
    items_out(out);
}

static void put_padding(struct items *out, const uint8_t *p, size_t n)
{
    struct item *const it = items_octets(out, F_IPV6_OPT_PADN, p, n);

    if (n == 0)
        ITEMS_SAY(out, it, "PadN: <none>");
}

/* Complain of a length that the option cannot have. */
static void complain(struct dissection *d, const char *name, size_t n)
{
    char message[64];

    (void)snprintf(message, sizeof message, "%s (%zu bytes)", name, n);
    expert_below(d, FIELDS, EXPERT_ERROR, EXPERT_MALFORMED, message);
}

static void put_unknown(struct dissection *d, const uint8_t *p, size_t n)
{
    items_octets(d->items, F_IPV6_OPT_UNKNOWN_DATA, p, n);
    expert_below(d, FIELDS, EXPERT_NOTE, EXPERT_UNDECODED, "Unknown Data (not interpreted)");
}

static bool is_quick_start(const uint8_t *p)
{
    return p[0] >> 4 == QUICK_START_REQUEST || p[0] >> 4 == QUICK_START_REPORT;
}

/* RFC 4782 3.1: a request has a TTL of its own. */
static void put_quick_start(struct dissection *d, const struct ip6_option *o)
{
    const char *const rate = tl_word(tl_words_quick_start, o->p[0] & 0x0f);
    const unsigned diff = d->ip->p[IP6_HOP_LIMIT] - o->p[1];
    struct items *const out = d->items;

    items_be(out, F_IPV6_OPT_QS_FUNC, o->p, 1);
    items_be(out, F_IPV6_OPT_QS_RATE, o->p, 1);
    if (o->p[0] >> 4 == QUICK_START_REQUEST) {
        items_be(out, F_IPV6_OPT_QS_TTL, o->p + 1, 1);
        items_generated(items_u(out, F_IPV6_OPT_QS_TTL_DIFF, (uint8_t)diff));
        ITEMS_SAY(out, o->item, "Quick-Start, %s, QS TTL %u, QS TTL diff %u",
                  rate != NULL ? rate : "Unknown", o->p[1], (uint8_t)diff);
    } else {
        items_be(out, F_IPV6_OPT_QS_UNUSED, o->p + 1, 1);
        ITEMS_SAY(out, o->item, "Quick-Start, %s", rate != NULL ? rate : "Unknown");
    }
    items_be(out, F_IPV6_OPT_QS_NONCE, o->p + 2, 4);
    items_be(out, F_IPV6_OPT_QS_RESERVED, o->p + 2, 4);
}

/* RFC 6553 */
static void put_rpl(struct dissection *d, const uint8_t *p)
{
    struct items *const out = d->items;
    struct item *const it = items_be(out, F_IPV6_OPT_RPL_FLAG, p, 1);

    ITEMS_SAY(out, it, "Flag: 0x%02x%s%s%s", p[0], (p[0] & 0x80) != 0 ? ", Down" : "",
              (p[0] & 0x40) != 0 ? ", Rank Error" : "",
              (p[0] & 0x20) != 0 ? ", Forwarding Error" : "");
    items_in(out);
    items_be(out, F_IPV6_OPT_RPL_O, p, 1);
    items_be(out, F_IPV6_OPT_RPL_R, p, 1);
    items_be(out, F_IPV6_OPT_RPL_F, p, 1);
    items_be(out, F_IPV6_OPT_RPL_RSV, p, 1);
    items_out(out);
    items_be(out, F_IPV6_OPT_RPL_INSTANCE, p + 1, 1);
    items_be(out, F_IPV6_OPT_RPL_RANK, p + 2, 2);
}

/* RFC 2675 3 */
static void put_jumbo(struct dissection *d, const uint8_t *p)
{
    items_be(d->items, F_IPV6_OPT_JUMBO, p, 4);
    if (d->has_payload_length)
        expert_add(d, FIELDS, EXPERT_WARNING, EXPERT_PROTOCOL,
                   "When IPv6 payload length does not equal 0 a Jumbo Payload option must not be "
                   "present");
}

/* How many octets of value are read whatever the option's length says. */
static size_t reads(uint8_t type, struct span value)
{
    switch (type) {
    case OPTION_ENCAPSULATION_LIMIT:
        return 1;
    case OPTION_ROUTER_ALERT:
        return 2;
    case OPTION_JUMBO:
    case OPTION_RPL:
        return 4;
    case OPTION_HOME_ADDRESS:
        return ADDRESS;
    case OPTION_QUICK_START:
        return value.n > 0 && is_quick_start(value.p) ? QUICK_START : 0;
    default:
        return 0;
    }
}

/* What stands behind an option's length: as many octets as are read of it are there. */
static void put_option_value(struct dissection *d, const struct ip6_option *o)
{
    struct items *const out = d->items;

    switch (o->type) {
    case OPTION_PADN:
        put_padding(out, o->p, o->len);
        return;
    case OPTION_ENCAPSULATION_LIMIT:
        if (o->len != 1)
            complain(d, "Tunnel Encapsulation Limit: Invalid length", o->len);
        items_be(out, F_IPV6_OPT_TEL, o->p, 1);
        break;
    case OPTION_ROUTER_ALERT:
        if (o->len != 2)
            complain(d, "Router alert: Invalid Length", o->len);
        items_be(out, F_IPV6_OPT_ROUTER_ALERT, o->p, 2);
        break;
    case OPTION_JUMBO:
        if (o->len != 4)
            complain(d, "Jumbo Payload: Invalid length", o->len);
        put_jumbo(d, o->p);
        break;
    case OPTION_HOME_ADDRESS:
        if (o->len != ADDRESS)
            complain(d, "Home Address: Invalid length", o->len);
        items_octets(out, F_IPV6_OPT_HOME, o->p, ADDRESS);
        break;
    case OPTION_QUICK_START:
        if (o->len != QUICK_START)
            complain(d, "Quick-Start: Invalid Length", o->len);
        if (o->read != 0)
            put_quick_start(d, o);
        else if (o->len != 0)
            items_be(out, F_IPV6_OPT_QS_FUNC, o->p, 1);
        break;
    case OPTION_RPL:
        if (o->len < 4)
            complain(d, "RPL Option: Invalid length", o->len);
        put_rpl(d, o->p);
        break;
    default:
        items_octets(out, F_IPV6_OPT_UNKNOWN, o->p, o->len);
        expert_below(d, FIELDS, EXPERT_NOTE, EXPERT_UNDECODED, "Unknown Data (not interpreted)");
        return;
    }
    if (o->len > o->read)
        put_unknown(d, o->p + o->read, o->len - o->read);
}

static void put_option(struct dissection *d, struct ip6_option *o, const uint8_t *p,
                       bool hop_by_hop)
{
    struct items *const out = d->items;
    const char *const name = tl_word(tl_words_ip6_option, p[0]);

    o->item = items_octets(out, F_IPV6_OPT, p, p[0] == OPTION_PAD1 ? 1 : 2 + o->len);
    if (name != NULL)
        ITEMS_SAY(out, o->item, "%s", name);
    else
        ITEMS_SAY(out, o->item, "Unknown IPv6 Option (%u)", p[0]);
    items_in(out);
    put_option_type(d, p, hop_by_hop);
    if (p[0] == OPTION_PAD1) {
        ITEMS_SAY(out, items_octets(out, F_IPV6_OPT_PAD1, p, 1), "Pad1");
    } else {
        items_be(out, F_IPV6_OPT_LENGTH, p + 1, 1);
        put_option_value(d, o);
    }
    items_out(out);
}

/* Of options whose length is wrong, as much is read as they ought to have: of what is behind the
 * header, too, `beyond` octets of the packet. */
static void put_options(struct dissection *d, struct span list, size_t beyond, bool hop_by_hop)
{
    while (list.n != 0) {
        const uint8_t *const p = list.p;
        struct ip6_option o = {.type = p[0]};

        (void)span_take(&list, 1);
        if (p[0] != OPTION_PAD1) {
            if (span_take(&list, 1) == NULL)
                return;
            o.p = list.p;
            o.len = p[1];
            o.read = reads(p[0], list);
            if (o.len > list.n || o.read > list.n + beyond)
                return;
            (void)span_take(&list, o.len > o.read ? o.len : o.read < list.n ? o.read : list.n);
        }
        put_option(d, &o, p, hop_by_hop);
    }
}

/* Next header and length, which the headers of options and of routes begin with. */
static void put_front(struct items *out, const uint8_t *h)
{
    struct item *it;

    items_be(out, F_IPV6_EXT_NXT, h, 1);
    items_be(out, F_IPV6_EXT_LEN, h + 1, 1);
    it = items_generated(items_at(items_u(out, F_IPV6_EXT_LEN_OCT, (h[1] + 1U) * 8), h + 1, 1));
    ITEMS_SAY(out, it, "Length: %u bytes", (h[1] + 1U) * 8);
}

static void dissect_options_header(struct dissection *d, struct span h, size_t beyond,
                                   bool hop_by_hop)
{
    struct items *const out = d->items;
    const bool is_first = d->layers->of[d->at - 1].kind == LAYER_IP6;

    items_octets(out, hop_by_hop ? F_IPV6_HOPOPTS : F_IPV6_DSTOPTS, h.p, h.n);
    items_in(out);
    if (hop_by_hop && !is_first)
        expert_add(d, FIELDS, EXPERT_ERROR, EXPERT_PROTOCOL,
                   "IPv6 Hop-by-Hop extension header must appear immediately after IPv6 header");
    put_front(out, h.p);
    put_options(d, (struct span){h.p + 2, h.n - 2}, beyond, hop_by_hop);
    items_out(out);
}

static void put_segments(struct dissection *d, struct span rest, unsigned first)
{
    const uint8_t *address;

    while ((address = span_take(&rest, ADDRESS)) != NULL) {
        struct item *const it = items_octets(d->items, F_IPV6_ROUTING_ADDRESS, address, ADDRESS);
        struct text line;

        if (d->items->lines) {
            line = items_line(d->items);
            text_str(&line, "Address[");
            text_u64(&line, first++);
            text_str(&line, "]: ");
            text_ip6(&line, address);
            items_say(d->items, it, &line);
        }
    }
}

static void dissect_routing_header(struct dissection *d, struct span h)
{
    enum { SOURCE_ROUTE = 0, MOBILE = 2, SEGMENT_ROUTING = 4, FRONT = 8 };
    struct items *const out = d->items;
    const char *const name = tl_word(tl_words_ip6_routing, h.p[2]);
    struct item *const it = items_octets(out, F_IPV6_ROUTING, h.p, h.n);
    const struct span rest = {h.p + FRONT, h.n - FRONT};
    char message[96];

    ITEMS_SAY(out, it, "Routing Header for IPv6 (%s)", name != NULL ? name : "Unknown");
    items_in(out);
    put_front(out, h.p);
    items_be(out, F_IPV6_ROUTING_TYPE, h.p + 2, 1);
    if (h.p[2] == SOURCE_ROUTE)
        expert_below(d, FIELDS, EXPERT_NOTE, EXPERT_DEPRECATED,
                     "Routing header type is deprecated");
    items_be(out, F_IPV6_ROUTING_SEGLEFT, h.p + 3, 1);
    if (h.p[2] == SOURCE_ROUTE && h.p[3] > h.p[1] / 2) {
        (void)snprintf(message, sizeof message,
                       "IPv6 Type 0 Routing Header segments left field must not exceed address "
                       "count (%u)",
                       h.p[1] / 2U);
        expert_below(d, FIELDS, EXPERT_WARNING, EXPERT_PROTOCOL, message);
    }
    if (h.p[2] == MOBILE && h.p[3] != 1)
        expert_below(d, FIELDS, EXPERT_WARNING, EXPERT_PROTOCOL,
                     "IPv6 Type 2 Routing Header segments left field must equal 1");
    if (h.p[2] == SEGMENT_ROUTING) {
        items_be(out, F_IPV6_SRH_LAST_ENTRY, h.p + 4, 1);
        items_be(out, F_IPV6_SRH_FLAGS, h.p + 5, 1);
        items_octets(out, F_IPV6_SRH_TAG, h.p + 6, 2);
        put_segments(d, rest, 0);
    } else if (h.p[2] == SOURCE_ROUTE || h.p[2] == MOBILE) {
        items_octets(out, F_IPV6_ROUTING_RESERVED, h.p + 4, 4);
        put_segments(d, rest, 1);
    } else {
        items_octets(out, F_IPV6_ROUTING_UNKNOWN, h.p + 4, h.n - 4);
        expert_below(d, FIELDS, EXPERT_NOTE, EXPERT_UNDECODED,
                     "Undecoded IPv6 routing header field");
    }
    items_out(out);
}

static void dissect_fragment_header(struct dissection *d, const uint8_t *h)
{
    struct items *const out = d->items;
    struct item *it;

    items_octets(out, F_IPV6_FRAGHDR, h, 8);
    items_in(out);
    items_be(out, F_IPV6_FRAGHDR_NXT, h, 1);
    items_be(out, F_IPV6_FRAGHDR_RESERVED, h + 1, 1);
    it = items_be(out, F_IPV6_FRAGHDR_OFFSET, h + 2, 2);
    ITEMS_SAY(out, it, "Offset: %u (%u bytes)", be16(h + 2) >> 3, be16(h + 2) & ~7U);
    items_be(out, F_IPV6_FRAGHDR_BITS, h + 2, 2);
    items_be(out, F_IPV6_FRAGHDR_MORE, h + 2, 2);
    items_be(out, F_IPV6_FRAGHDR_ID, h + 4, 4);
    items_out(out);
}

void dissect_ip6_extension(struct dissection *d, const struct layer *l)
{
    const size_t len = l->captured < 8                 ? 0
                       : l->kind == LAYER_IP6_FRAGMENT ? 8
                                                       : ((size_t)l->p[1] + 1) * 8;
    const struct span h = {l->p, len < l->captured ? len : l->captured};

    if (h.n == 0)
        return;
    switch (l->kind) {
    case LAYER_IP6_HOP_BY_HOP:
    case LAYER_IP6_DESTINATION:
        dissect_options_header(d, h, l->captured - h.n, l->kind == LAYER_IP6_HOP_BY_HOP);
        return;
    case LAYER_IP6_ROUTING:
        dissect_routing_header(d, h);
        return;
    case LAYER_IP6_FRAGMENT:
        dissect_fragment_header(d, h.p);
        return;
    default:
        return;
    }
}
