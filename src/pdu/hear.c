// SPDX-License-Identifier: BSD-3-Clause
/*
 * hear.c - who is asked: the speaker that a conversation is known to have, then the protocol of the
 * server's port, of the lower, of the higher port, then whoever recognises the content [2].
 */
#include "pdu/hear.h"

#include "pdu/lengths.h"
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
    if (h->out->n_pdus == PDU_MAX) {
        h->out->missed++;
        return;
    }
    h->out->pdus[h->out->n_pdus++] = (struct pdu){
        .octets = hear_part(h, at, len),
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

/* A port for each display. */
enum { X11_FIRST = 6000, X11_LAST = 6063 };

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
    return !h->datagram && port >= X11_FIRST && port <= X11_LAST ? PDU_X11 : PDU_NONE;
}

/* A protocol without PDUs: what there is, is named. */
static bool hear_whole(struct hearing *h, enum pdu_protocol protocol)
{
    hear_name(h, protocol, 0, h->len);
    return true;
}

bool hear_as(struct hearing *h, enum pdu_protocol protocol)
{
    hear_fn *const speaker = speaker_of(protocol);
    const struct length_rule *const rule = length_rule_of(protocol);

    if (protocol == PDU_NONE)
        return false;
    if (speaker != NULL)
        return speaker(h);
    return rule != NULL && !h->datagram ? hear_lengths(h, protocol, rule) : hear_whole(h, protocol);
}

/* What a proxy passes on: the port that it was asked for counts, no other. Its own name is taken
 * back if all that is inside has to wait, but for that of SOCKS. */
static void hear_wrapped(struct hearing *h)
{
    const size_t before = h->out->n_pdus;

    hear_name(h, h->talk->wrapper, 0, h->len);
    h->depth++;
    if (!hear_as(h, h->talk->speaker) && !hear_as(h, of_port(h, h->talk->server_port)) && !guess(h))
        hear_name(h, PDU_DATA, 0, h->len);
    if (h->wait != WAIT_NOT && h->out->n_pdus == before + 1 && h->talk->wrapper != PDU_SOCKS)
        h->out->n_pdus = before;
}

void hear_speaker(struct hearing *h)
{
    const uint16_t low = h->src_port < h->dst_port ? h->src_port : h->dst_port;
    const uint16_t high = h->src_port < h->dst_port ? h->dst_port : h->src_port;

    if (h->talk->wrapper != PDU_NONE)
        hear_wrapped(h);
    else if (!hear_as(h, h->talk->speaker) && !hear_as(h, of_port(h, h->talk->server_port)) &&
             !hear_as(h, of_port(h, low)) && !hear_as(h, of_port(h, high)) && !guess(h))
        hear_name(h, PDU_DATA, 0, h->len);
}
