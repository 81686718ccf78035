// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_link.c - a frame's first header: Ethernet, Linux's cooked ones, BSD's loopback, raw IP.
 * What may follow it in front of IP is in dissect_tag.c.
 */
#include "dissect/dissect.h"

#include "dissect/link.h"
#include "field/station.h"

enum { ETHERTYPE_FABRIC_PATH = 0x8903, NOT_VERIFIED = 2 };

/* Hardware whose cooked header has a protocol type of GRE's. */
enum { ARPHRD_IPGRE = 778 };

/* The fields of one of the two addresses. */
struct address_fields {
    enum field_id address, name, maker, local, group;
};

static const struct address_fields dst_fields = {
    F_ETH_DST, F_ETH_DST_RESOLVED, F_ETH_DST_OUI, F_ETH_DST_LG, F_ETH_DST_IG,
};
static const struct address_fields src_fields = {
    F_ETH_SRC, F_ETH_SRC_RESOLVED, F_ETH_SRC_OUI, F_ETH_SRC_LG, F_ETH_SRC_IG,
};

/* The header behind the one at hand; NULL if there is none, or if it has a trailer of its own. */
static const struct layer *next_header(const struct dissection *d)
{
    for (size_t i = d->at + 1; i < d->layers->n; i++) {
        switch (d->layers->of[i].kind) {
        case LAYER_ETHERTYPE:
            continue;
        case LAYER_IP4:
        case LAYER_IP6:
        case LAYER_ARP:
            return &d->layers->of[i];
        default:
            return NULL;
        }
    }
    return NULL;
}

/* What an address is called, and whose it is: known by their fields' names only. */
static void put_name(struct items *out, enum field_id name, enum field_id maker, const uint8_t *p)
{
    if (out->wanted[name]) {
        struct text line = items_line(out);
        struct item *it;

        tl_station_name(&line, out, p);
        it = items_hidden(items_at(items_add(out, name), p, 6));
        it->octets = items_hold(out, &line);
    }
    items_hidden(items_be(out, maker, p, 3));
}

static void put_address(struct dissection *d, const struct address_fields *fields, const uint8_t *p)
{
    struct items *const out = d->items;
    struct item *either;

    items_octets(out, fields->address, p, 6);
    items_in(out);
    if (fields == &src_fields && (p[0] & 1) != 0)
        expert_add(d, FIELDS, EXPERT_WARNING, EXPERT_PROTOCOL,
                   "Source MAC must not be a group address: IEEE 802.3-2002, Section 3.2.3(b)");
    put_name(out, fields->name, fields->maker, p);
    either = items_octets(out, F_ETH_ADDR, p, 6);
    if (!is_compat_4_0(d))
        items_hidden(either);
    put_name(out, F_ETH_ADDR_RESOLVED, F_ETH_ADDR_OUI, p);
    items_be(out, fields->local, p, 3);
    items_hidden(items_be(out, F_ETH_LG, p, 3));
    items_be(out, fields->group, p, 3);
    items_hidden(items_be(out, F_ETH_IG, p, 3));
    items_out(out);
}

/* Octets on the wire that the packet of this layer takes, as its own header has it. */
static uint32_t packet_len(const struct layer *l)
{
    uint32_t len = l->len;

    if (l->kind == LAYER_IP4 && l->captured >= 4 && be16(l->p + 2) >= (l->p[0] & 0xfU) * 4)
        len = be16(l->p + 2) != 0 ? be16(l->p + 2) : len;
    else if (l->kind == LAYER_IP6 && l->captured >= 6 && be16(l->p + 4) != 0)
        len = 40U + be16(l->p + 4);
    else if (l->kind == LAYER_ARP && l->captured >= 6)
        len = 8 + 2U * (l->p[4] + l->p[5]);
    return len < l->len ? len : l->len;
}

static bool all_zero(const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] != 0)
            return false;
    return true;
}

static void put_check_sequence(struct items *out, const uint8_t *p)
{
    struct item *const it = items_be(out, F_ETH_FCS, p, 4);

    ITEMS_SAY(out, it, "Frame check sequence: 0x%08x [unverified]", be32(p));
    items_generated(items_u(out, F_ETH_FCS_STATUS, NOT_VERIFIED));
}

/*
 * What is behind the packet: zeros that fill a frame up to its least length, then what nobody
 * explains; its end is taken for a check sequence where an untagged frame is long enough to have
 * one.
 */
static void put_filling(struct dissection *d, const struct layer *l, enum field_id trailer)
{
    enum { LEAST = 60, LEAST_WITH_CHECK = 64, CHECK = 4 };
    const struct layer *const inner = next_header(d);
    size_t before, n, padding;
    const uint8_t *p;
    bool has_check;

    if (inner == NULL || l->captured != l->len)
        return;
    before = (size_t)(inner->p - l->p) + packet_len(inner);
    if (before >= l->len)
        return;
    p = l->p + before;
    n = l->len - before;
    padding = l->len >= LEAST && before < LEAST ? LEAST - before : 0;
    if (padding != 0 && all_zero(p, padding)) {
        items_octets(d->items, F_ETH_PADDING, p, padding);
        p += padding;
        n -= padding;
        padding = 0;
    }
    has_check = trailer == F_ETH_TRAILER && l->len >= LEAST_WITH_CHECK && n >= CHECK;
    if (n - (has_check ? CHECK : 0) != 0) {
        items_octets(d->items, trailer, p, n - (has_check ? CHECK : 0));
        if (padding != 0)
            expert_below(d, FIELDS, EXPERT_NOTE, EXPERT_PROTOCOL,
                         "Didn't find padding of zeros, and an undecoded trailer exists. There may "
                         "be padding of non-zeros.");
    }
    if (has_check)
        put_check_sequence(d->items, p + n - CHECK);
}

static void put_trailer(struct dissection *d, const struct layer *l)
{
    enum { CHECK = 4 };
    const bool has_check = d->view->origin != NULL && d->view->origin->fcs_octets == CHECK;

    if (l->captured == l->len && has_check && d->view->frame->caplen >= l->len + CHECK)
        put_check_sequence(d->items, l->p + l->len);
    else
        put_filling(d, l, F_ETH_TRAILER);
}

void dissect_tag_trailer(struct dissection *d, enum field_id trailer)
{
    for (size_t i = d->at; i-- > 0;) {
        if (d->layers->of[i].kind != LAYER_ETHERNET)
            continue;
        put_filling(d, &d->layers->of[i], trailer);
        return;
    }
}

static void say_ethernet(const struct dissection *d, struct item *it, const uint8_t *h,
                         bool has_type)
{
    struct items *const out = d->items;
    struct text line;

    if (!out->lines)
        return;
    line = items_line(out);
    if (has_type) {
        text_str(&line, "Ethernet II, Src: ");
        tl_station_write(&line, out, h + 6);
        text_str(&line, ", Dst: ");
        tl_station_write(&line, out, h);
    } else {
        text_str(&line, "IEEE 802.3 Ethernet ");
    }
    items_say(out, it, &line);
}

static void put_ethernet(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    struct item *eth;
    bool has_type;

    if (l->captured < 12)
        return;
    /* The addresses are those of switches, and Ethernet's come behind them. */
    if (l->captured >= 14 && be16(l->p + 12) == ETHERTYPE_FABRIC_PATH)
        return;
    has_type = l->captured < 14 || be16(l->p + 12) >= ETHERTYPE_MIN;
    eth = items_begin(out, F_ETH, l->p, l->captured < 14 ? l->captured : 14);
    items_carry(eth, l->captured);
    say_ethernet(d, eth, l->p, has_type);
    put_address(d, &dst_fields, l->p);
    put_address(d, &src_fields, l->p + 6);
    if (l->captured >= 14)
        items_be(out, has_type ? F_ETH_TYPE : F_ETH_LEN, l->p + 12, 2);
    dissect_pair(d, SEEN_ETHER, F_ETH_STREAM, &(struct seen_ends){l->p + 6, l->p, 6});
    put_trailer(d, l);
    items_out(out);
}

/* The sender's address and what its place has room for behind it. */
static void put_cooked_address(struct dissection *d, const uint8_t *p, size_t len)
{
    struct items *const out = d->items;
    enum { ROOM = 8 };
    const size_t n = len < ROOM ? len : ROOM;

    if (n == 6)
        items_octets(out, F_SLL_SRC_ETH, p, 6);
    else if (n == 4)
        items_ip4(out, F_SLL_SRC_IP4, p);
    else if (n != 0)
        items_octets(out, F_SLL_SRC_OTHER, p, n);
    if (n < ROOM)
        items_octets(out, F_SLL_UNUSED, p + n, ROOM - n);
}

static void put_cooked_protocol(struct items *out, const uint8_t *p, unsigned hardware)
{
    if (hardware == ARPHRD_IPGRE)
        items_be(out, F_SLL_GRETYPE, p, 2);
    else
        items_be(out, be16(p) >= ETHERTYPE_MIN ? F_SLL_ETYPE : F_SLL_LTYPE, p, 2);
}

static void put_cooked1(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    struct item *it;

    if (l->captured < 16)
        return;
    it = items_begin(out, F_SLL, h, 16);
    ITEMS_SAY(out, it, "Linux cooked capture v1");
    items_be(out, F_SLL_PKTTYPE, h, 2);
    items_be(out, F_SLL_HATYPE, h + 2, 2);
    items_be(out, F_SLL_HALEN, h + 4, 2);
    put_cooked_address(d, h + 6, be16(h + 4));
    put_cooked_protocol(out, h + 14, be16(h + 2));
    items_out(out);
}

static void put_cooked2(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;
    const uint8_t *const h = l->p;
    struct item *it;

    if (l->captured < 20)
        return;
    it = items_begin(out, F_SLL, h, 20);
    ITEMS_SAY(out, it, "Linux cooked capture v2");
    put_cooked_protocol(out, h, be16(h + 8));
    items_be(out, F_SLL_IFINDEX, h + 4, 4);
    items_be(out, F_SLL_HATYPE, h + 8, 2);
    items_be(out, F_SLL_PKTTYPE, h + 10, 1);
    items_be(out, F_SLL_HALEN, h + 11, 1);
    put_cooked_address(d, h + 12, h[11]);
    items_out(out);
}

/* The family is in the capturing host's byte order. */
static void put_null(struct items *out, const struct layer *l)
{
    if (l->captured < 4)
        return;
    items_begin(out, F_NULL, l->p, 4);
    items_at(items_u(out, F_NULL_FAMILY, be32(l->p) <= UINT16_MAX ? be32(l->p) : le32(l->p)), l->p,
             4);
    items_out(out);
}

void dissect_link(struct dissection *d, const struct layer *l)
{
    struct items *const out = d->items;

    switch (l->kind) {
    case LAYER_ETHERNET:
        put_ethernet(d, l);
        return;
    case LAYER_COOKED1:
        put_cooked1(d, l);
        return;
    case LAYER_COOKED2:
        put_cooked2(d, l);
        return;
    case LAYER_NULL:
        put_null(out, l);
        return;
    case LAYER_RAW:
        items_begin(out, F_RAW, l->p, 0);
        items_out(out);
        return;
    default:
        dissect_tag(d, l);
        return;
    }
}
