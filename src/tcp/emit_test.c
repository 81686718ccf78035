// SPDX-License-Identifier: BSD-3-Clause
/* emit_test.c - what is written reads back as what it was, whatever options stand together. */
#include "tcp/emit.h"

#include <string.h>

#include "tap.h"
#include "tcp/checksum.h"
#include "tcp/header.h"

static const uint8_t cookie[8] = "biscuit";

/* All that may stand together on one header. */
static struct tcp_outgoing outgoing(unsigned present)
{
    return (struct tcp_outgoing){
        .src_port = 40000,
        .dst_port = 80,
        .seq = {0xfffffff0},
        .ack = {7},
        .flags = TCPLENS_ACK | TCPLENS_PSH | TCPLENS_AE,
        .wnd = 512,
        .options = {.present = (uint8_t)present,
                    .mss = 1460,
                    .wscale = 7,
                    .ts_val = 1234567,
                    .ts_ecr = 89,
                    .fast_open_cookie = sizeof cookie,
                    .sacks = 4,
                    .sack = {{{1}, {2}}, {{3}, {4}}, {{5}, {6}}, {{7}, {8}}}},
        .cookie = cookie,
    };
}

static bool reads_back(unsigned present)
{
    const struct tcp_outgoing h = outgoing(present);
    struct tcplens_segment seg = {0};
    struct tcp_options o;
    uint8_t octets[TCP_HEADER_MAX];
    const size_t n = tl_tcp_header_write(octets, &h);

    if (n % 4 != 0 || n > sizeof octets || !tl_tcp_header_read((struct span){octets, n}, 0, &seg))
        return false;
    if (seg.notes != 0 || seg.options != present || seg.header_len != n || seg.payload_len != 0 ||
        seg.seq.v != h.seq.v || seg.ack.v != h.ack.v || seg.flags != h.flags || seg.wnd != h.wnd ||
        seg.src_port != h.src_port || seg.dst_port != h.dst_port)
        return false;
    tl_tcp_options_read((struct span){octets + TCP_HEADER_MIN, n - TCP_HEADER_MIN}, &o);
    if ((present & TCPLENS_OPT_TIMESTAMPS) != 0 && (o.ts_val != 1234567 || o.ts_ecr != 89))
        return false;
    if ((present & TCPLENS_OPT_MSS) != 0 && o.mss != 1460)
        return false;
    if ((present & TCPLENS_OPT_WSCALE) != 0 && o.wscale != 7)
        return false;
    if ((present & TCPLENS_OPT_FAST_OPEN) != 0 && o.fast_open_cookie != sizeof cookie)
        return false;
    return (present & TCPLENS_OPT_SACK) == 0 || (o.sacks >= 1 && o.sack[0].right.v == 2);
}

static void test_options(void)
{
    const unsigned on_syn = TCPLENS_OPT_MSS | TCPLENS_OPT_SACK_PERMITTED | TCPLENS_OPT_WSCALE |
                            TCPLENS_OPT_TIMESTAMPS | TCPLENS_OPT_FAST_OPEN;
    unsigned wrong = 0;

    for (unsigned present = on_syn;; present = (present - 1) & on_syn) {
        wrong += !reads_back(present);
        if (present == 0)
            break;
    }
    T_CHECK(wrong == 0);
    T_CHECK(reads_back(TCPLENS_OPT_SACK));
    T_CHECK(reads_back(TCPLENS_OPT_SACK | TCPLENS_OPT_TIMESTAMPS));
}

static void test_blocks_that_fit(void)
{
    struct tcp_outgoing h = outgoing(TCPLENS_OPT_SACK);
    uint8_t octets[TCP_HEADER_MAX];

    T_CHECK(tl_tcp_header_write(octets, &h) == 20 + 36);
    h.options.present |= TCPLENS_OPT_TIMESTAMPS;
    T_CHECK(tl_tcp_header_write(octets, &h) == 20 + 12 + 28); /* three of the four */
}

static void test_checksum(void)
{
    static const uint8_t src[4] = {192, 0, 2, 1}, dst[4] = {198, 51, 100, 2};
    static const uint8_t text[3] = {1, 2, 3};
    const struct span from = {src, sizeof src}, to = {dst, sizeof dst};
    const struct tcp_outgoing h = outgoing(TCPLENS_OPT_TIMESTAMPS);
    uint8_t octets[TCP_HEADER_MAX + sizeof text];
    const uint32_t n = (uint32_t)tl_tcp_header_write(octets, &h) + (uint32_t)sizeof text;
    uint64_t sum;

    memcpy(octets + n - sizeof text, text, sizeof text);
    tl_tcp_checksum_write(octets, n, from, to);
    sum = tl_tcp_checksum_add(tl_tcp_checksum_pseudo(from, to, n), (struct span){octets, n});
    T_CHECK(tl_tcp_checksum_fold(sum) == 0xffff);
}

int main(void)
{
    test_options();
    test_blocks_that_fit();
    test_checksum();
    return t_done();
}
