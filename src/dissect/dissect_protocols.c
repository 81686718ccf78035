// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_protocols.c - frame.protocols: the names of a frame's layers, as Wireshark has them.
 */
#include "dissect/dissect.h"

#include "analysis/option_reads.h"
#include "decode/decode.h"
#include "tcp/options.h"

/* By enum layer_kind; NULL for what is no protocol of its own. */
static const char *const layer_names[LAYER_KINDS] = {
    [LAYER_ETHERNET] = "eth",
    [LAYER_COOKED1] = "sll",
    [LAYER_COOKED2] = "sll",
    [LAYER_NULL] = "null",
    [LAYER_LOOP] = "loop",
    [LAYER_RAW] = "raw",
    [LAYER_PPP] = "ppp",
    [LAYER_CISCO_HDLC] = "chdlc",
    [LAYER_PPPOE] = "pppoes",
    [LAYER_VLAN] = "vlan",
    [LAYER_SERVICE_VLAN] = "ieee8021ad",
    [LAYER_FABRIC_PATH] = "cfp",
    [LAYER_LLC] = "llc",
    [LAYER_ETHERTYPE] = "ethertype",
    [LAYER_MPLS] = "mpls",
    [LAYER_ARP] = "arp",
    [LAYER_IP4] = "ip",
    [LAYER_IP6] = "ipv6",
    [LAYER_IP6_HOP_BY_HOP] = "ipv6.hopopts",
    [LAYER_IP6_ROUTING] = "ipv6.routing",
    [LAYER_IP6_FRAGMENT] = "ipv6.fraghdr",
    [LAYER_IP6_DESTINATION] = "ipv6.dstopts",
    [LAYER_AH] = "ah",
    [LAYER_GRE] = "gre",
    [LAYER_ERSPAN] = "erspan",
    [LAYER_UDP] = "udp",
    [LAYER_VXLAN] = "vxlan",
    [LAYER_GENEVE] = "geneve",
    [LAYER_TEREDO] = "teredo",
    [LAYER_ICMP] = "icmp",
    [LAYER_ICMP6] = "icmpv6",
    [LAYER_TCP] = "tcp",
    [LAYER_DATA] = "data",
};

static void put_name(struct text *out, const char *name)
{
    if (out->len > 0)
        text_char(out, ':');
    text_str(out, name);
}

/* Every option of Multipath TCP that is read counts as a protocol. */
static void put_multipath(struct text *out, const struct tcplens_segment *seg)
{
    struct span list = tl_decode_options(seg);
    struct tcp_option option;

    while (tl_tcp_option_next(&list, 0, &option) == TCP_OPTION_OK) {
        if (option.kind == TCP_KIND_MPTCP)
            put_name(out, "mptcp");
        if (tl_analysis_option_reads(option.kind, option.value, option.value.n) > option.value.n)
            return;
    }
}

/* What TCP or UDP carries, by its applications. */
static void put_applications(struct text *out, const struct pdu_frame *pdu)
{
    for (size_t i = 0; pdu != NULL && i < pdu->n_pdus; i++)
        if (pdu->pdus[i].named)
            put_name(out, tl_pdu_name(pdu->pdus[i].protocol));
}

void dissect_protocols(struct dissection *d, const struct layers *layers)
{
    const struct tcplens_segment *const seg = d->view->segment;
    struct item *const it = items_generated(items_add(d->items, F_FRAME_PROTOCOLS));
    struct text names = items_line(d->items);
    int previous = -1;

    for (size_t i = 0; i < layers->n; i++) {
        const int kind = layers->of[i].kind;

        /* A label stack is one protocol. */
        if (layer_names[kind] != NULL && !(kind == LAYER_MPLS && previous == LAYER_MPLS))
            put_name(&names, layer_names[kind]);
        previous = kind;
    }
    if (seg->kind == TCPLENS_KIND_TCP &&
        (seg->options & (TCPLENS_OPT_OTHER | TCPLENS_OPT_BAD)) != 0)
        put_multipath(&names, seg);
    put_applications(&names, d->view->pdu);
    it->octets = items_hold(d->items, &names);
}
