// SPDX-License-Identifier: BSD-3-Clause
/*
 * hear.c - who is asked: the speaker that a conversation is known to have, then the protocol of the
 * server's port, of the lower, of the higher port, then whoever recognises the content [2].
 */
#include "pdu/hear.h"

#include "pdu/speakers.h"

static const char *const names[PDU_PROTOCOLS] = {
#define PROTOCOL(id, name) name,
#include "pdu/protocols.def"
};

const char *tl_pdu_name(enum pdu_protocol protocol)
{
    return names[protocol];
}

static void add(struct hearing *h, enum pdu_protocol protocol, size_t at, size_t len, bool named)
{
    struct span octets = h->octets;

    if (h->out->n_pdus == PDU_MAX) {
        h->out->missed++;
        return;
    }
    (void)span_take(&octets, at < octets.n ? at : octets.n);
    if (len < octets.n)
        octets.n = len;
    h->out->pdus[h->out->n_pdus++] = (struct pdu){
        .octets = octets,
        .len = len,
        .protocol = (uint8_t)protocol,
        .depth = h->depth,
        .join = h->join,
        .named = named,
    };
}

void hear_name(struct hearing *h, enum pdu_protocol protocol, size_t at, size_t len)
{
    add(h, protocol, at, len, true);
}

void hear_more(struct hearing *h, enum pdu_protocol protocol, size_t at, size_t len)
{
    add(h, protocol, at, len, false);
}

bool hear_inside(struct hearing *h, hear_fn *protocol, size_t at, size_t len)
{
    struct hearing inner = *h;

    if (h->depth == HEAR_DEPTH_MAX)
        return false;
    (void)span_take(&inner.octets, at < inner.octets.n ? at : inner.octets.n);
    if (len < inner.octets.n)
        inner.octets.n = len;
    inner.len = len;
    inner.depth++;
    inner.may_wait = false;
    inner.wait = WAIT_NOT;
    return protocol(&inner);
}

struct port {
    uint16_t port;
    uint8_t protocol;
};

static const struct port tcp_ports[] = {
#define TCP(port, protocol) {port, PDU_##protocol},
#include "pdu/ports.def"
};
static const struct port udp_ports[] = {
#define UDP(port, protocol) {port, PDU_##protocol},
#include "pdu/ports.def"
};

static enum pdu_protocol of_port(const struct hearing *h, uint16_t port)
{
    const struct port *const ports = h->datagram ? udp_ports : tcp_ports;
    size_t lo = 0;
    size_t hi = h->datagram ? sizeof udp_ports / sizeof udp_ports[0]
                            : sizeof tcp_ports / sizeof tcp_ports[0];

    while (lo < hi) {
        const size_t mid = lo + (hi - lo) / 2;

        if (ports[mid].port == port)
            return ports[mid].protocol;
        if (ports[mid].port < port)
            lo = mid + 1;
        else
            hi = mid;
    }
    return PDU_NONE;
}

/* A protocol without PDUs: what there is, is named. */
static bool hear_whole(struct hearing *h, enum pdu_protocol protocol)
{
    hear_name(h, protocol, 0, h->len);
    return true;
}

static bool ask(struct hearing *h, enum pdu_protocol protocol)
{
    hear_fn *const speaker = speaker_of(protocol);

    if (protocol == PDU_NONE)
        return false;
    return speaker != NULL ? speaker(h) : hear_whole(h, protocol);
}

/* What a proxy passes on: the port that it was asked for counts, no other. Its own name is taken
 * back if all that is inside has to wait. */
static void hear_wrapped(struct hearing *h)
{
    const size_t before = h->out->n_pdus;

    hear_name(h, h->talk->wrapper, 0, h->len);
    h->depth++;
    if (!ask(h, h->talk->speaker) && !ask(h, of_port(h, h->talk->server_port)) && !guess(h))
        hear_name(h, PDU_DATA, 0, h->len);
    if (h->wait != WAIT_NOT && h->out->n_pdus == before + 1)
        h->out->n_pdus = before;
}

void hear_speaker(struct hearing *h)
{
    const uint16_t low = h->src_port < h->dst_port ? h->src_port : h->dst_port;
    const uint16_t high = h->src_port < h->dst_port ? h->dst_port : h->src_port;

    if (h->talk->wrapper != PDU_NONE)
        hear_wrapped(h);
    else if (!ask(h, h->talk->speaker) && !ask(h, of_port(h, h->talk->server_port)) &&
             !ask(h, of_port(h, low)) && !ask(h, of_port(h, high)) && !guess(h))
        hear_name(h, PDU_DATA, 0, h->len);
}
