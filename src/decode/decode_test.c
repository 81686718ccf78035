// SPDX-License-Identifier: BSD-3-Clause
/* decode_test.c - lengths, fragments, contradictions, TCP's neighbours, and frames made to hurt. */
#include "decode/test_frame.h"
#include "tap.h"

enum { ETHERNET = 1, RAW = 101 };

#define UDP(port, len) "d903" port len "0000 "

static void keeps_padding_out_of_the_payload(void)
{
    struct test_frame f = test_frame_hex(ETHERNET, ETH "0800" IP4("0028", "06") TCP_PORTS
                                         "00000001 00000002 5010 0200 0000 0000"
                                         "000000000000");

    T_CHECK(f.seg.kind == TCPLENS_KIND_TCP && f.seg.notes == TCPLENS_PADDED);
    T_CHECK(f.seg.payload_len == 0 && tl_decode_payload(&f.seg).n == 0);
    T_CHECK(tl_decode_options(&f.seg).n == 0);
    test_frame_free(&f);
    T_CHECK(test_segment(ETHERNET, ETH "86dd" IP6_TCP "00").notes == TCPLENS_PADDED);
    T_CHECK(test_segment(ETHERNET, ETH "0041 aaaa03 000000 0800" IP4_TCP "0000").notes ==
            TCPLENS_PADDED);
}

static void takes_lengths_from_the_frame(void)
{
    struct tcplens_segment s = test_segment(RAW, IP4("0000", "06") TCP);

    T_CHECK(s.kind == TCPLENS_KIND_TCP && s.notes == TCPLENS_LEN_FROM_FRAME);
    T_CHECK(s.payload_len == 5);
    s = test_segment(RAW, IP6("0000", "06") TCP);
    T_CHECK(s.notes == TCPLENS_LEN_FROM_FRAME && s.payload_len == 5);
    /* No next header: there really is nothing */
    s = test_segment(RAW, IP6("0000", "3b") "000000");
    T_CHECK(s.kind == TCPLENS_KIND_IP && s.notes == TCPLENS_PADDED && s.payload_len == 0);
    /* The inner length is known again */
    s = test_segment(RAW, IP4("0000", "04") IP4_TCP);
    T_CHECK(s.notes == TCPLENS_TUNNEL && s.payload_len == 5);
}

/* RFC 2675: hop-by-hop options of 8 octets whose jumbo payload length is 65536. */
static void reads_jumbograms(void)
{
    enum { PAYLOAD = 65536, N = 40 + PAYLOAD };
    uint8_t *const octets = calloc(1, N);
    struct test_frame f;

    (void)hex_octets(IP6("0000", "00") "06 00 c204 00010000" TCP, octets, N);
    f = test_frame_of(RAW, octets, N, N);
    T_CHECK(f.seg.kind == TCPLENS_KIND_TCP && f.seg.notes == 0);
    T_CHECK(f.seg.payload_len == PAYLOAD - 8 - 32);
    test_frame_free(&f);
    f = test_frame_of(RAW, octets, N + 2, 100);
    T_CHECK(f.seg.notes == (TCPLENS_PADDED | TCPLENS_PAYLOAD_CUT));
    T_CHECK(f.seg.payload_len == PAYLOAD - 8 - 32);
    test_frame_free(&f);
    octets[45] = 0; /* a jumbogram no longer than any packet */
    f = test_frame_of(RAW, octets, 85, 85);
    T_CHECK(f.seg.notes == TCPLENS_LEN_FROM_FRAME && f.seg.payload_len == 5);
    test_frame_free(&f);
    free(octets);
}

static void tells_lengths_beyond_the_frame(void)
{
    struct tcplens_segment s = test_segment(RAW, IP4("0060", "06") TCP);

    T_CHECK(s.notes == (TCPLENS_LEN_BEYOND_FRAME | TCPLENS_PAYLOAD_CUT));
    T_CHECK(s.payload_len == 0x60 - 20 - 32);
    /* Beyond the packet around it, whose end is in the frame: that one is right */
    s = test_segment(RAW, IP4("004d", "04") IP4("0060", "06") TCP "0000000000000000000000000000");
    T_CHECK(s.notes == (TCPLENS_TUNNEL | TCPLENS_PADDED | TCPLENS_LEN_BEYOND_FRAME));
    T_CHECK(s.payload_len == 5);
}

static void decodes_fragments(void)
{
    struct tcplens_segment s;

    s = test_segment(RAW, "4500 0039 0007 2000 4006 0000" IP4_ADDRS TCP);
    T_CHECK(s.kind == TCPLENS_KIND_TCP && s.notes == TCPLENS_FIRST_FRAGMENT);
    T_CHECK(s.payload_len == 5);
    s = test_segment(RAW, "4500 0039 0007 0003 4006 0000" IP4_ADDRS TCP);
    T_CHECK(s.kind == TCPLENS_KIND_FRAGMENT && s.notes == 0 && s.l4_off == 20);
    T_CHECK(s.src_port == 0 && s.payload_len == 37);
    s = test_segment(RAW, "4500 0039 0007 2003 4006 0000" IP4_ADDRS TCP);
    T_CHECK(s.kind == TCPLENS_KIND_FRAGMENT);

    s = test_segment(RAW, IP6("002d", "2c") "06 00 0001 00000001" TCP);
    T_CHECK(s.kind == TCPLENS_KIND_TCP && s.notes == TCPLENS_FIRST_FRAGMENT && s.l4_off == 48);
    s = test_segment(RAW, IP6("002d", "2c") "06 00 0019 00000001" TCP);
    T_CHECK(s.kind == TCPLENS_KIND_FRAGMENT && s.l4_off == 48 && s.payload_len == 37);
}

/* The tiny fragments of RFC 1858: less than the header in the first one. */
static void tells_short_first_fragments(void)
{
    struct tcplens_segment s;

    s = test_segment(RAW, "4500 001c 0007 2000 4006 0000" IP4_ADDRS TCP_PORTS "00000001");
    T_CHECK(s.kind == TCPLENS_KIND_FRAGMENT && s.notes == TCPLENS_FIRST_FRAGMENT);
    T_CHECK(s.src_port == 0 && s.payload_len == 8);
    s = test_segment(RAW, "4500 0028 0007 2000 4006 0000" IP4_ADDRS TCP_FIXED);
    T_CHECK(s.kind == TCPLENS_KIND_FRAGMENT && s.seq.v == 0 && s.payload_len == 20);
    s = test_segment(RAW, "4500 0018 0007 2000 4011 0000" IP4_ADDRS TCP_PORTS);
    T_CHECK(s.kind == TCPLENS_KIND_FRAGMENT);
    s = test_segment(RAW, "4500 0018 0007 2000 4001 0000" IP4_ADDRS "08000000");
    T_CHECK(s.kind == TCPLENS_KIND_FRAGMENT);
}

static void tells_malformed_ip(void)
{
    struct tcplens_segment s;

    s = test_segment(ETHERNET, ETH "0800"
                                   "6500" TCP TCP);
    T_CHECK(s.kind == TCPLENS_KIND_OTHER && s.notes == TCPLENS_MALFORMED);
    s = test_segment(RAW, "4400 0039 0007 4000 4006 0000" IP4_ADDRS TCP);
    T_CHECK(s.kind == TCPLENS_KIND_OTHER && s.notes == TCPLENS_MALFORMED);
    s = test_segment(ETHERNET, ETH "86dd" IP4_TCP);
    T_CHECK(s.kind == TCPLENS_KIND_OTHER && s.notes == TCPLENS_MALFORMED);
    /* A total length within the header */
    s = test_segment(RAW, IP4("0013", "06") TCP);
    T_CHECK(s.kind == TCPLENS_KIND_IP && s.notes == TCPLENS_MALFORMED && s.payload_len == 0);
    /* Frames that end within a header, all captured */
    T_CHECK(test_segment(ETHERNET, "0200").notes == TCPLENS_MALFORMED);
    T_CHECK(test_segment(ETHERNET, ETH "0800 4500").notes == TCPLENS_MALFORMED);
    /* An extension header beyond the payload */
    s = test_segment(RAW, IP6("0025", "00") "06 ff" TCP);
    T_CHECK(s.kind == TCPLENS_KIND_IP && (s.notes & TCPLENS_MALFORMED) != 0);
    /* TCP: 4 octets of it in the packet */
    s = test_segment(RAW, IP4("0018", "06") TCP);
    T_CHECK(s.kind == TCPLENS_KIND_IP && (s.notes & TCPLENS_MALFORMED) != 0 && s.src_port == 0);
}

static void decodes_neighbours(void)
{
    struct test_frame f;
    struct tcplens_segment s;

    s = test_segment(ETHERNET, ETH "0806 0001 0800 06 04 0001 020000000001 c0000201 "
                                   "000000000000 c0000202");
    T_CHECK(s.kind == TCPLENS_KIND_ARP && s.l3_off == 14 && s.notes == 0);
    s = test_segment(ETHERNET, ETH "8100 0005 0806 0001");
    T_CHECK(s.kind == TCPLENS_KIND_OTHER && (s.notes & TCPLENS_MALFORMED) != 0);

    f = test_frame_hex(RAW, IP4("0021", "11") UDP("0035", "000d") "68656c6c6f");
    T_CHECK(f.seg.kind == TCPLENS_KIND_UDP && f.seg.src_port == 0xd903 && f.seg.dst_port == 53);
    T_CHECK(f.seg.payload_len == 5 && tl_decode_payload(&f.seg).n == 5 && f.seg.l4_off == 20);
    T_CHECK(tl_decode_options(&f.seg).n == 0);
    test_frame_free(&f);

    f = test_frame_hex(RAW, IP4("0020", "01") "0800 0000 0001 0002 61626364");
    T_CHECK(f.seg.kind == TCPLENS_KIND_ICMP && f.seg.l4_off == 20 && f.seg.payload_len == 4);
    T_CHECK(memcmp(tl_decode_payload(&f.seg).p, "abcd", 4) == 0);
    test_frame_free(&f);
    T_CHECK(test_segment(RAW, IP6("0008", "3a") "8000 0000 0001 0002").kind == TCPLENS_KIND_ICMP);
    /* Each ICMP only in its own IP */
    T_CHECK(test_segment(RAW, IP4("001c", "3a") "8000 0000 0001 0002").kind == TCPLENS_KIND_IP);
    T_CHECK(test_segment(RAW, IP6("0008", "01") "0800 0000 0001 0002").kind == TCPLENS_KIND_IP);

    s = test_segment(RAW, IP4("0018", "84") "00000000");
    T_CHECK(s.kind == TCPLENS_KIND_IP && s.l4_off == 20 && s.payload_len == 4 && s.notes == 0);
    T_CHECK(test_segment(ETHERNET, ETH "88cc 0207").kind == TCPLENS_KIND_OTHER);
    T_CHECK(test_segment(ETHERNET, ETH "0003 424203").kind == TCPLENS_KIND_OTHER);
    T_CHECK(test_segment(0, "00000007 00").kind == TCPLENS_KIND_OTHER);
}

static void reads_ip(void)
{
    static const uint8_t mapped[16] = {[10] = 0xff, [11] = 0xff, 0xc0, 0, 2, 1};
    struct test_frame f = test_frame_hex(RAW, "4503 0039 0007 0000 3f06 0000" IP4_ADDRS TCP);
    struct ip_facts ip;

    tl_decode_ip(&f.seg, &ip);
    T_CHECK(ip.version == 4 && ip.ttl == 63 && ip.ecn == 3 && ip.has_id && ip.id == 7);
    T_CHECK(memcmp(ip.src, mapped, 16) == 0 && ip.dst[15] == 2);
    test_frame_free(&f);
    f = test_frame_hex(RAW, "4500 0039 0000 4000 3f06 0000" IP4_ADDRS TCP);
    tl_decode_ip(&f.seg, &ip);
    T_CHECK(!ip.has_id && ip.ecn == 0);
    test_frame_free(&f);
    f = test_frame_hex(RAW, "60200000 0025 06 3e" IP6_ADDRS TCP);
    tl_decode_ip(&f.seg, &ip);
    T_CHECK(ip.version == 6 && ip.ttl == 62 && ip.ecn == 2 && !ip.has_id && ip.id == 0);
    T_CHECK(ip.src[0] == 0x20 && ip.src[15] == 1 && ip.dst[15] == 2);
    test_frame_free(&f);
}

/* A port is a hint: where no packet is within, the datagram itself is what there is. */
static void keeps_datagrams_that_are_no_tunnel(void)
{
    static const char *const datagrams[] = {
        IP4("0020", "11") UDP("12b5", "000c") "68656c6c",
        IP4("003a", "11") UDP("12b5", "0026") "08000000 00000100" ETH "88cc"
                                              "020400010203"
                                              "0000",
        IP4("003f", "11") UDP("12b5", "002b") "08000000 00000100" ETH "0800"
                                              "4100002800000000"
                                              "400600000a",
        IP4("006b", "11") UDP("12b5", "0057") "00000000 00000100" ETH "0800" IP4_TCP,
        IP4("0030", "11") UDP("17c1", "001c") "4000 6558 00000100"
                                              "000000000000000000000000",
        IP4("0024", "11") UDP("17c1", "0010") "3f00 6558 00000100",
        IP4("0024", "11") UDP("12b6", "0010") "0c000004 00000100",
        IP4("0069", "11") UDP("0dd8", "0055") IP6("0026", "06") TCP,
        IP4("0020", "11") UDP("19eb", "000c") "00011140",
    };

    for (size_t i = 0; i < sizeof datagrams / sizeof datagrams[0]; i++) {
        const struct tcplens_segment s = test_segment(RAW, datagrams[i]);

        T_CHECK(s.kind == TCPLENS_KIND_UDP && s.l3_off == 0 && s.l4_off == 20);
        T_CHECK(s.notes == 0 && s.src_port == 0xd903 && s.payload_len > 0);
    }
}

static void keeps_the_outer_packet_of_unknown_tunnels(void)
{
    struct tcplens_segment s;

    /* GRE: routing present; version 2; PPTP acknowledging only; an unknown type */
    s = test_segment(RAW, IP4("0051", "2f") "4000 0800" IP4_TCP);
    T_CHECK(s.kind == TCPLENS_KIND_IP && s.notes == 0 && s.l4_off == 20 && s.payload_len == 61);
    T_CHECK(test_segment(RAW, IP4("0051", "2f") "0002 0800" IP4_TCP).kind == TCPLENS_KIND_IP);
    s = test_segment(RAW, IP4("0020", "2f") "2081 880b 00000001 00000001");
    T_CHECK(s.kind == TCPLENS_KIND_IP && s.notes == 0);
    T_CHECK(test_segment(RAW, IP4("001a", "2f") "0000 00fe 0000").kind == TCPLENS_KIND_IP);
    /* An inner header that cannot be */
    s = test_segment(RAW, IP4("0028", "04") "99000000 00000000 00000000 00000000 00000000");
    T_CHECK(s.kind == TCPLENS_KIND_IP && s.notes == TCPLENS_MALFORMED && s.l3_off == 0);
    /* ARP within */
    s = test_segment(
        RAW,
        IP4("0042", "2f") "0000 6558" ETH
                          "0806 0001 0800 06 04 0001 020000000001 c0000201 000000000000 c0000202");
    T_CHECK(s.kind == TCPLENS_KIND_ARP && s.notes == TCPLENS_TUNNEL && s.l3_off == 38);
}

/* However deep they nest, decoding ends, and the last header found stands. */
static void bounds_nesting(void)
{
    enum { DEPTH = 200, HEADER = 20, N = DEPTH * HEADER };
    uint8_t octets[N];
    struct test_frame f;

    for (size_t i = 0; i < DEPTH; i++) {
        uint8_t *const h = octets + i * HEADER;
        const size_t total = N - i * HEADER;

        (void)hex_octets(IP4("0000", "04"), h, HEADER);
        h[2] = (uint8_t)(total >> 8);
        h[3] = (uint8_t)total;
    }
    f = test_frame_of(RAW, octets, N, N);
    T_CHECK(f.seg.kind == TCPLENS_KIND_IP);
    T_CHECK(f.seg.notes == (TCPLENS_TUNNEL | TCPLENS_MALFORMED));
    T_CHECK(f.seg.l3_off == 30 * HEADER && f.seg.l4_off == 31 * HEADER);
    test_frame_free(&f);

    memset(octets, 0, sizeof octets); /* an MPLS stack without a bottom */
    (void)hex_octets(ETH "8847", octets, sizeof octets);
    f = test_frame_of(ETHERNET, octets, N, N);
    T_CHECK(f.seg.kind == TCPLENS_KIND_OTHER && f.seg.notes == TCPLENS_MALFORMED);
    test_frame_free(&f);
}

static void keeps_what_the_capture_said(void)
{
    const struct tcplens_frame frames[] = {
        {.octets = (const uint8_t *)"", .number = 1, .link_type = RAW, .direction = 2},
        {.octets = NULL, .number = 2, .link_type = 147, .len = 60},
        {.octets = NULL, .number = 3, .link_type = ETHERNET, .len = 60},
    };
    struct tcplens_segment out[3];

    memset(out, 0xff, sizeof out);
    tl_decode_batch(frames, 3, out);
    T_CHECK(out[0].number == 1 && out[0].direction == TCPLENS_DIRECTION_OUT);
    T_CHECK(out[0].kind == TCPLENS_KIND_OTHER && out[0].notes == TCPLENS_MALFORMED);
    T_CHECK(out[1].number == 2 && out[1].kind == TCPLENS_KIND_OTHER && out[1].notes == 0);
    T_CHECK(out[2].number == 3 && out[2].notes == TCPLENS_TRUNCATED && out[2].len == 60);
}

int main(void)
{
    keeps_padding_out_of_the_payload();
    takes_lengths_from_the_frame();
    reads_jumbograms();
    tells_lengths_beyond_the_frame();
    decodes_fragments();
    tells_short_first_fragments();
    tells_malformed_ip();
    decodes_neighbours();
    reads_ip();
    keeps_datagrams_that_are_no_tunnel();
    keeps_the_outer_packet_of_unknown_tunnels();
    bounds_nesting();
    keeps_what_the_capture_said();
    return t_done();
}
