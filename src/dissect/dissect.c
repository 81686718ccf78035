// SPDX-License-Identifier: BSD-3-Clause
/* dissect.c - a frame from its number to its last verdict. */
#include "dissect/dissect.h"

#include "dissect/info.h"
#include "tcp/header.h"

enum { IP6_HEADER = 40 };

void dissect_pair(struct dissection *d, enum seen_kind kind, enum field_id field,
                  const struct seen_ends *ends)
{
    const struct tcplens_frame *const f = d->view->frame;
    const struct seen_pair *pair;

    if (d->view->seen == NULL || !d->items->wanted[field] || (is_compat_4_0(d) && d->items->tree))
        return;
    pair = seen_meet(d->view->seen, kind, ends, f->number, f->ts_ns);
    if (pair != NULL)
        items_generated(items_u(d->items, field, pair->index));
}

static void dissect_layer(struct dissection *d, const struct layer *l)
{
    if (l->kind == LAYER_IP4 || l->kind == LAYER_IP6)
        d->ip = l;
    switch (l->kind) {
    case LAYER_IP4:
        if (wants(d, PART_ADDRESSES | PARTS_OF_IP))
            dissect_ip4(d, l);
        return;
    case LAYER_IP6:
        if (wants(d, PART_ADDRESSES | PARTS_OF_IP))
            dissect_ip6(d, l);
        return;
    case LAYER_ARP:
        if (wants(d, PART_TRANSPORT))
            dissect_arp(d, l);
        return;
    case LAYER_ICMP:
    case LAYER_ICMP6:
        if (wants(d, PART_TRANSPORT | PART_EXPERT))
            dissect_icmp(d, l);
        return;
    case LAYER_UDP:
        if (wants(d, PART_TRANSPORT | PART_EXPERT))
            dissect_udp(d, l);
        return;
    case LAYER_TCP:
        if (l->captured < TCP_HEADER_RECOGNISED && !l->quoted &&
            wants(d, PART_PORTS | PART_TCP | PART_EXPERT | PART_COLUMNS) &&
            d->view->segment->kind != TCPLENS_KIND_FRAGMENT)
            dissect_tcp_stump(d, l);
        return;
    case LAYER_DATA:
        if (wants(d, PART_PDU))
            dissect_data(d, (struct span){l->p, l->captured});
        return;
    default:
        if (wants(d, PART_LINK | PART_EXPERT))
            dissect_link(d, l);
        return;
    }
}

/* Whether the frame's packet waits for others. */
static bool is_fragment(const struct field_view *view)
{
    return view->segment != NULL && view->segment->kind == TCPLENS_KIND_FRAGMENT;
}

/* Leave no layer behind the header that makes the frame's packet a fragment; the index of its IP
 * header plus one, 0 if there is none. */
static size_t cut_behind_fragment(struct layers *layers)
{
    size_t at = layers->n, end;

    while (at > 0 && layers->of[at - 1].kind != LAYER_IP4 && layers->of[at - 1].kind != LAYER_IP6)
        at--;
    for (end = at; at > 0 && layers->of[at - 1].kind == LAYER_IP6 && end < layers->n; end++)
        if (layers->of[end].kind == LAYER_IP6_FRAGMENT) {
            end++;
            break;
        }
    if (at > 0)
        layers->n = end;
    return at;
}

/* Behind the IP header of the fragment that was missing, the datagram's headers take the place of
 * the fragment's. Out of line, as what follows: rare frames need room that others need not clear.
 */
static __attribute__((noinline)) void join_layers(struct dissection *d, struct layers *layers)
{
    const struct datagram_whole *const whole = d->view->datagram;
    const size_t at = cut_behind_fragment(layers);
    struct layers inner;

    if (at == 0)
        return;
    d->fragmented = &layers->of[at - 1];
    tl_decode_layers(&whole->frame, &inner);
    for (size_t i = 0; i < inner.n && layers->n < LAYERS_MAX; i++)
        if (inner.of[i].p >= whole->data.p)
            layers->of[layers->n++] = inner.of[i];
    items_source(d->items, whole->data.p, whole->data.n);
}

/* What a fragment carries is not looked into. */
static __attribute__((noinline)) void leave_fragment(const struct tcplens_segment *seg,
                                                     struct layers *layers)
{
    const size_t at = cut_behind_fragment(layers);
    const uint8_t *const p = seg->frame + seg->l4_off;
    const struct layer *ip;
    struct layer rest;
    size_t packet, before;

    if (at == 0 || layers->n == LAYERS_MAX || seg->l4_off >= seg->caplen)
        return;
    ip = &layers->of[at - 1];
    packet = ip->kind == LAYER_IP4 ? be16(ip->p + 2) : IP6_HEADER + be16(ip->p + 4);
    before = (size_t)(p - ip->p);
    rest = (struct layer){.p = p, .captured = seg->caplen - seg->l4_off, .kind = LAYER_DATA};
    rest.len = packet > before ? (uint32_t)(packet - before) : 0;
    if (rest.captured > rest.len)
        rest.captured = rest.len;
    layers->of[layers->n++] = rest;
}

static void dissect_layers(struct dissection *d)
{
    const uint32_t fcs = d->view->origin != NULL ? d->view->origin->fcs_octets : 0;
    struct tcplens_frame frame = *d->view->frame;
    /* tl_decode_layers() sets what it lists: clearing the rest takes longer than listing. */
    struct layers layers __attribute__((uninitialized));

    /* A check sequence is no part of the packet. */
    frame.len -= frame.len < fcs ? 0 : fcs;
    if (fcs != 0 && frame.caplen > frame.len)
        frame.caplen = frame.len;
    tl_decode_layers(&frame, &layers);
    if (d->view->datagram != NULL)
        join_layers(d, &layers);
    if (is_fragment(d->view))
        leave_fragment(d->view->segment, &layers);
    if (wants(d, PART_FRAME | PART_PROTOCOLS))
        dissect_frame(d, &layers);
    if (d->info != NULL)
        info_layers(d, &layers);
    d->layers = &layers;
    for (d->at = 0; d->at < layers.n; d->at++) {
        const bool quoted = layers.of[d->at].quoted != 0;

        dissect_layer(d, &layers.of[d->at]);
        /* What an error quotes is its own. */
        if (!quoted && d->at + 1 < layers.n && layers.of[d->at + 1].quoted != 0)
            items_in(d->items);
    }
    d->layers = NULL;
    d->ip = d->fragmented = NULL;
}

static void dissect_all(struct dissection *d)
{
    enum {
        OF_LAYERS = PART_LINK | PART_ADDRESSES | PARTS_OF_IP | PART_TRANSPORT | PART_PROTOCOLS |
                    PART_EXPERT | PART_COLUMNS
    };
    enum {
        OF_TCP = PART_PORTS | PART_TCP | PART_FLAGS | PART_OPTIONS | PART_TIMES | PART_ANALYSIS |
                 PART_EXPERT | PART_PDU | PART_COLUMNS
    };

    if (wants(d, OF_LAYERS) || (wants(d, PART_PDU) && is_fragment(d->view)))
        dissect_layers(d);
    else if (wants(d, PART_FRAME))
        dissect_frame(d, NULL);
    if (wants(d, OF_TCP) && d->view->segment->kind == TCPLENS_KIND_TCP)
        dissect_tcp(d);
    if (wants(d, PART_PDU | PART_EXPERT | PART_COLUMNS) && d->view->pdu != NULL)
        dissect_pdus(d);
}

/* Out of line, for the room that Info takes. */
static __attribute__((noinline)) void dissect_with_columns(struct dissection *d)
{
    struct info info;

    info_clear(&info);
    d->info = &info;
    dissect_all(d);
    d->info = &info;
    info_put(d);
}

void tl_field_dissect(const struct field_view *view, unsigned parts, struct items *out)
{
    struct dissection d = {.view = view, .items = out, .parts = parts};

    items_clear(out);
    out->compat_4_0 = view->dialect == DIALECT_4_0;
    out->names = view->names;
    out->time_ns = view->frame->ts_ns;
    items_source(out, view->frame->octets, view->frame->caplen);
    if (wants(&d, PART_COLUMNS))
        dissect_with_columns(&d);
    else
        dissect_all(&d);
}
