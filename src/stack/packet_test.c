// SPDX-License-Identifier: BSD-3-Clause
/* packet_test.c - a packet reads back as what was written, and no part or other octet of it does.
 */
#include "stack/packet.h"

#include <string.h>

#include "stack/stack.h"
#include "tap.h"
#include "tcp/seq.h"

static uint8_t packet[STACK_PACKET_MAX];

static const struct stack_addr ends[2][2] = {
    {{.octets = {192, 0, 2, 1}, .n = 4, .port = 1000},
     {.octets = {192, 0, 2, 2}, .n = 4, .port = 2}},
    {{.octets = {0x20, 1, 0xd, 0xb8, [15] = 1}, .n = 16, .port = 1000},
     {.octets = {0x20, 1, 0xd, 0xb8, [15] = 2}, .n = 16, .port = 2}}};

static size_t write_packet(unsigned family)
{
    const struct departure d = {.src = &ends[family][0],
                                .dst = &ends[family][1],
                                .header = {.seq = {7},
                                           .ack = {9},
                                           .flags = TCPLENS_ACK | TCPLENS_URG,
                                           .wnd = 5,
                                           .urgent = 3},
                                .ecn = ECN_ECT_0,
                                .data = {{(const uint8_t *)"abc", 3}, {(const uint8_t *)"de", 2}}};

    return packet_write(packet, &d);
}

static void test_back(unsigned family)
{
    const size_t n = write_packet(family);
    struct arrival in;

    T_CHECK(packet_read((struct span){packet, n}, &in));
    T_CHECK(in.src.port == 1000 && in.dst.port == 2 && in.src.n == ends[family][0].n &&
            memcmp(in.dst.octets, ends[family][1].octets, 16) == 0);
    T_CHECK(in.seq.v == 7 && in.ack.v == 9 && in.wnd == 5 && in.urgent == 3 && in.ecn == ECN_ECT_0);
    T_CHECK(in.data.n == 5 && memcmp(in.data.p, "abcde", 5) == 0 && arrival_len(&in) == 5);
    T_CHECK(packet_read((struct span){packet, n + 7}, &in) && in.data.n == 5); /* padding */
}

static void test_damage(unsigned family)
{
    const size_t n = write_packet(family), fixed = family == 0 ? 0 : 8;
    unsigned taken = 0;
    struct arrival in;

    for (size_t cut = 0; cut < n; cut++)
        taken += packet_read((struct span){packet, cut}, &in);
    T_CHECK(taken == 0);
    /* IPv6 has no checksum over its class, flow label and hop limit. */
    for (size_t at = fixed; at < n; at++) {
        packet[at] ^= 0x10;
        taken += packet_read((struct span){packet, n}, &in);
        packet[at] ^= 0x10;
    }
    T_CHECK(taken == 0);
}

static void test_nothing(void)
{
    struct arrival in;

    T_CHECK(!packet_read((struct span){NULL, 0}, &in));
    packet[0] = 0x50;
    T_CHECK(!packet_read((struct span){packet, 100}, &in));
}

int main(void)
{
    for (unsigned family = 0; family < 2; family++) {
        test_back(family);
        test_damage(family);
    }
    test_nothing();
    return t_done();
}
