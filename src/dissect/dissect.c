// SPDX-License-Identifier: BSD-3-Clause
/* dissect.c - a frame from its number to its last verdict. */
#include "dissect/dissect.h"

#include "dissect/info.h"
#include "tcp/header.h"

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
        if (wants(d, PART_IP | PART_EXPERT))
            dissect_ip4(d, l);
        return;
    case LAYER_IP6:
        if (wants(d, PART_IP | PART_EXPERT))
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
            wants(d, PART_TCP | PART_EXPERT | PART_COLUMNS) &&
            d->view->segment->kind != TCPLENS_KIND_FRAGMENT)
            dissect_tcp_stump(d, l);
        return;
    default:
        if (wants(d, PART_LINK | PART_EXPERT))
            dissect_link(d, l);
        return;
    }
}

/* Out of line: the list of layers takes room that frames without it need not clear. */
static __attribute__((noinline)) void dissect_layers(struct dissection *d)
{
    const uint32_t fcs = d->view->origin != NULL ? d->view->origin->fcs_octets : 0;
    struct tcplens_frame frame = *d->view->frame;
    struct layers layers;

    /* A check sequence is no part of the packet. */
    frame.len -= frame.len < fcs ? 0 : fcs;
    if (fcs != 0 && frame.caplen > frame.len)
        frame.caplen = frame.len;
    tl_decode_layers(&frame, &layers);
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
    d->ip = NULL;
}

static void dissect_all(struct dissection *d)
{
    enum {
        OF_LAYERS =
            PART_LINK | PART_IP | PART_TRANSPORT | PART_PROTOCOLS | PART_EXPERT | PART_COLUMNS
    };
    enum {
        OF_TCP = PART_TCP | PART_FLAGS | PART_OPTIONS | PART_TIMES | PART_ANALYSIS | PART_EXPERT |
                 PART_PDU | PART_COLUMNS
    };

    if (wants(d, OF_LAYERS))
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
    out->old_marks = view->dialect == DIALECT_4_0;
    out->time_ns = view->frame->ts_ns;
    items_source(out, view->frame->octets, view->frame->caplen);
    if (wants(&d, PART_COLUMNS))
        dissect_with_columns(&d);
    else
        dissect_all(&d);
}
