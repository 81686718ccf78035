// SPDX-License-Identifier: BSD-3-Clause
#include <stdlib.h>

#include "tap.h"
#include "tcp/header.h"

/* A SYN as Linux sends it (MSS 1460, SACK permitted, timestamps, window scale 7), with AccECN's
 * flags and three octets of data. */
static const uint8_t syn[] = {
    0x9c, 0x40, 0x01, 0xbb, 0x00, 0x00, 0x00, 0x05, 0x00, 0x00, 0x00, 0x06, 0xa1, 0xc2, 0xfa,
    0xf0, 0x00, 0x00, 0x00, 0x00, 0x02, 0x04, 0x05, 0xb4, 0x04, 0x02, 0x08, 0x0a, 0x00, 0x00,
    0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x01, 0x03, 0x03, 0x07, 'a',  'b',  'c',
};

/* Read the first `n` octets of `wire` from a block that ends there. */
static bool read_copy(const uint8_t *octets, size_t n, size_t wire, struct tcplens_segment *out)
{
    uint8_t *const p = malloc(n);
    bool ok;

    if (n > 0)
        memcpy(p, octets, n);
    *out = (struct tcplens_segment){.payload_len = 99};
    ok = tl_tcp_header_read((struct span){p, n}, wire - n, out);
    free(p);
    return ok;
}

static void reads_a_syn(void)
{
    struct tcplens_segment s;

    T_CHECK(read_copy(syn, sizeof syn, sizeof syn, &s));
    T_CHECK(s.src_port == 40000 && s.dst_port == 443 && s.seq.v == 5 && s.ack.v == 6);
    T_CHECK(s.flags == (TCPLENS_SYN | TCPLENS_ECE | TCPLENS_CWR | TCPLENS_AE) && s.wnd == 64240);
    T_CHECK(s.header_len == 40 && s.payload_len == 3 && s.notes == 0);
    T_CHECK(s.options == (TCPLENS_OPT_MSS | TCPLENS_OPT_WSCALE | TCPLENS_OPT_SACK_PERMITTED |
                          TCPLENS_OPT_TIMESTAMPS));
}

/* What a field must be after the snaplen cut: its value, or 0. */
static unsigned if_there(size_t n, size_t end, unsigned value)
{
    return n >= end ? value : 0;
}

static void survives_every_snaplen(void)
{
    for (size_t n = 0; n < sizeof syn; n++) {
        struct tcplens_segment s;
        const bool read = read_copy(syn, n, sizeof syn, &s);

        T_CHECK(read == (n >= TCP_HEADER_RECOGNISED));
        T_CHECK(s.notes == (n < 20   ? TCPLENS_TRUNCATED
                            : n < 40 ? TCPLENS_OPTIONS_CUT
                                     : TCPLENS_PAYLOAD_CUT));
        if (!read)
            continue;
        T_CHECK(s.src_port == 40000 && s.dst_port == 443 && s.seq.v == 5);
        T_CHECK(s.ack.v == if_there(n, 12, 6) && s.wnd == if_there(n, 16, 64240));
        T_CHECK(s.flags == if_there(n, 14, 0x1c2));
        T_CHECK(s.header_len == if_there(n, 13, 40) && s.payload_len == if_there(n, 13, 3));
        T_CHECK(s.options ==
                (if_there(n, 24, TCPLENS_OPT_MSS) | if_there(n, 26, TCPLENS_OPT_SACK_PERMITTED) |
                 if_there(n, 36, TCPLENS_OPT_TIMESTAMPS) | if_there(n, 40, TCPLENS_OPT_WSCALE)));
    }
}

static void tells_what_contradicts(void)
{
    uint8_t bad[sizeof syn];
    struct tcplens_segment s;

    memcpy(bad, syn, sizeof bad);
    bad[12] = 0x41; /* a header of 16 octets */
    T_CHECK(read_copy(bad, sizeof bad, sizeof bad, &s));
    T_CHECK(s.notes == TCPLENS_MALFORMED && s.header_len == 16 && s.payload_len == 0);
    T_CHECK(s.options == 0 && s.seq.v == 5 && s.wnd == 64240);
    T_CHECK(read_copy(bad, 16, sizeof bad, &s));
    T_CHECK(s.notes == (TCPLENS_MALFORMED | TCPLENS_TRUNCATED) && s.payload_len == 0);

    bad[12] = 0xb1; /* a header of 44 octets, in a segment of 43 */
    T_CHECK(read_copy(bad, sizeof bad, sizeof bad, &s));
    T_CHECK(s.notes == TCPLENS_MALFORMED && s.header_len == 44 && s.payload_len == 0);

    /* A segment that ends within its header, which is all there */
    T_CHECK(read_copy(syn, 18, 18, &s) && s.notes == TCPLENS_MALFORMED && s.seq.v == 5);
    T_CHECK(!read_copy(syn, 7, 7, &s) && s.notes == TCPLENS_MALFORMED && s.seq.v == 0);
}

static void tells_a_bad_option(void)
{
    uint8_t bad[sizeof syn];
    struct tcplens_segment s;

    memcpy(bad, syn, sizeof bad);
    bad[38] = 3;
    bad[39] = 9;
    bad[37] = 1; /* the window scale's length runs past the header */
    T_CHECK(read_copy(bad, sizeof bad, sizeof bad, &s));
    T_CHECK(s.notes == 0 && s.payload_len == 3);
    T_CHECK(s.options == (TCPLENS_OPT_MSS | TCPLENS_OPT_SACK_PERMITTED | TCPLENS_OPT_TIMESTAMPS |
                          TCPLENS_OPT_BAD));
}

/* The list that takes the short way must give what the long way gives. */
static void reads_timestamps_alone(void)
{
    static const uint8_t segment[] = {
        0x9c, 0x40, 0x01, 0xbb, 0, 0, 0, 5,  0, 0, 0, 6, 0x80, 0x10, 0xfa, 0xf0,
        0,    0,    0,    0,    1, 1, 8, 10, 0, 0, 0, 1, 0,    0,    0,    2,
    };
    struct tcplens_segment s;

    T_CHECK(read_copy(segment, sizeof segment, sizeof segment, &s));
    T_CHECK(s.options == TCPLENS_OPT_TIMESTAMPS && s.notes == 0 && s.payload_len == 0);
    T_CHECK(read_copy(segment, sizeof segment - 1, sizeof segment, &s));
    T_CHECK(s.options == 0 && s.notes == TCPLENS_OPTIONS_CUT);
}

int main(void)
{
    reads_a_syn();
    survives_every_snaplen();
    tells_what_contradicts();
    tells_a_bad_option();
    reads_timestamps_alone();
    return t_done();
}
