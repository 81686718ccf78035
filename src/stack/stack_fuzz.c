// SPDX-License-Identifier: BSD-3-Clause
/*
 * stack_fuzz.c - a listener and a caller that get any segments at all, in any order and at any
 * time: twelve octets of input make one with right checksums near the numbers that the endpoint
 * knows.
 */
#include <stdlib.h>

#include "stack/packet.h"
#include "stack/stack.h"
#include "tcp/seq.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { STEP = 12 };

static const struct stack_addr here = {.octets = {192, 0, 2, 1}, .n = 4, .port = 80};
static const struct stack_addr there = {.octets = {192, 0, 2, 2}, .n = 4, .port = 1000};

/* What the endpoint has told: numbers that a clever peer would use; and the time. */
struct peer {
    struct tcplens_seq seq, ack;
    int64_t now_ns;
};

static void listen_to(void *ctx, const uint8_t *packet, size_t n)
{
    struct peer *const peer = ctx;
    struct arrival in;

    if (!packet_read((struct span){packet, n}, &in))
        abort();
    peer->ack = seq_add(in.seq, arrival_len(&in));
    if ((in.flags & TCPLENS_ACK) != 0)
        peer->seq = in.ack;
}

static void use(void *ctx, struct tcb *t, enum stack_event event)
{
    const int64_t now = ((const struct peer *)ctx)->now_ns;
    uint8_t octets[512] = {0};

    if (event == STACK_ACCEPTED || event == STACK_CONNECTED)
        (void)tl_stack_send(t, now, (struct span){octets, sizeof octets});
    else if (event == STACK_READABLE)
        (void)tl_stack_receive(t, now, octets, sizeof octets);
    else if (event == STACK_FINISHED)
        tl_stack_close(t, now);
    else if (event == STACK_ENDED)
        tl_stack_release(t, now);
}

static size_t make_packet(uint8_t *packet, const uint8_t *p, const struct peer *peer)
{
    static const uint8_t text[256];
    struct departure d = {.src = &there, .dst = &here, .ecn = p[11] & 3};

    d.header.flags = p[0];
    d.header.seq = seq_add(peer->seq, (uint32_t)((int32_t)(int16_t)be16(p + 1)));
    d.header.ack = seq_add(peer->ack, (uint32_t)((int32_t)(int16_t)be16(p + 3)));
    d.header.wnd = be16(p + 5);
    d.header.urgent = p[7];
    d.header.options = (struct tcp_options){
        .present = p[8] & (TCPLENS_OPT_TIMESTAMPS | TCPLENS_OPT_SACK | TCPLENS_OPT_MSS),
        .mss = p[9],
        .ts_val = p[9],
        .sacks = 1,
        .sack = {{seq_add(peer->ack, p[9]), seq_add(peer->ack, p[10])}}};
    d.data[0] = (struct span){text, p[10]};
    return packet_write(packet, &d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct peer peer = {.seq = {0}};
    const struct stack_options options = {
        .output = listen_to, .event = use, .ctx = &peer, .max_connections = 8};
    struct stack *const s = tl_stack_new(&options);
    struct stack_settings settings;
    uint8_t packet[512];

    tl_stack_defaults(&settings);
    settings.send_buffer = settings.receive_buffer = 700;
    settings.keep_alive = true;
    if (s == NULL || tl_stack_listen(s, &here, &settings) == NULL)
        abort();
    if (size > 0 && (data[0] & 1) != 0)
        (void)tl_stack_connect(s, 0, &here, &there, &settings);
    for (; size >= STEP; data += STEP, size -= STEP) {
        tl_stack_input(s, peer.now_ns, packet, make_packet(packet, data, &peer));
        peer.now_ns += (int64_t)data[11] << 24;
        tl_stack_poll(s, peer.now_ns);
    }
    peer.now_ns += INT64_C(1000000000000);
    tl_stack_poll(s, peer.now_ns);
    tl_stack_free(s);
    return 0;
}
