// SPDX-License-Identifier: BSD-3-Clause
#include "decode/test_frame.h"
#include "tap.h"

enum { RAW = 101 };

/* An ICMP error of 8 octets of header and what it quotes. */
#define ICMP4(total, type)   IP4(total, "01") type "000000 00000000"
#define ICMP6(payload, type) IP6(payload, "3a") type "000000 00000000"

static bool quote_of(const char *text, struct tcplens_segment *quoted)
{
    struct test_frame f = test_frame_hex(RAW, text);
    const bool found = tl_decode_icmp_quote(&f.seg, quoted);

    T_CHECK(f.seg.kind == TCPLENS_KIND_ICMP);
    test_frame_free(&f);
    return found;
}

static void finds_whole_headers(void)
{
    struct tcplens_segment q;

    T_CHECK(quote_of(ICMP4("0055", "03") IP4_TCP, &q));
    T_CHECK(q.kind == TCPLENS_KIND_TCP && q.notes == 0 && q.src_port == 40000);
    T_CHECK(q.l3_off == 28 && q.l4_off == 48 && q.payload_len == 5);
    T_CHECK(q.options == TCPLENS_OPT_TIMESTAMPS && q.ts_ns == 1000 && q.number == 3);
    T_CHECK(quote_of(ICMP6("0055", "01") IP6_TCP, &q));
    T_CHECK(q.kind == TCPLENS_KIND_TCP && q.notes == 0 && q.l3_off == 48 && q.l4_off == 88);
}

/* RFC 792 asks for 8 octets of what follows the IP header: ports and SEG.SEQ. */
static void finds_short_quotes(void)
{
    struct tcplens_segment q;

    T_CHECK(quote_of(ICMP4("0038", "0b") IP4("05dc", "06") TCP_PORTS "00000001", &q));
    T_CHECK(q.notes == TCPLENS_TRUNCATED && q.src_port == 40000 && q.dst_port == 443);
    T_CHECK(q.seq.v == 1 && q.ack.v == 0 && q.payload_len == 0 && q.header_len == 0);
    T_CHECK(quote_of(ICMP4("0044", "03") IP4("05dc", "06") TCP_FIXED, &q));
    T_CHECK(q.notes == TCPLENS_OPTIONS_CUT && q.payload_len == 1500 - 20 - 32 && q.wnd == 512);
    T_CHECK(quote_of(ICMP4("0050", "03") IP4("05dc", "06") TCP_FIXED TIMESTAMPS, &q));
    T_CHECK(q.notes == TCPLENS_PAYLOAD_CUT && q.payload_len == 1500 - 20 - 32);
    T_CHECK(!quote_of(ICMP4("0037", "0b") IP4("05dc", "06") TCP_PORTS "000000", &q));
}

static void finds_quotes_behind_extensions(void)
{
    struct tcplens_segment q;

    T_CHECK(quote_of(
        ICMP6("0040", "02") IP6("05a0", "3c") "06 00 0104 00000000" TCP_PORTS "00000001", &q));
    T_CHECK(q.notes == TCPLENS_TRUNCATED && q.seq.v == 1 && q.l4_off == 96);
    T_CHECK(quote_of(ICMP4("003c", "03") "4600 05dc 0007 4000 4006 0000" IP4_ADDRS
                                         "94040000" TCP_PORTS "00000001",
                     &q));
    T_CHECK(q.seq.v == 1 && q.l4_off == 52);
    /* The innermost counts here too */
    T_CHECK(quote_of(ICMP4("0069", "03") IP4("004d", "04") IP4_TCP, &q));
    T_CHECK(q.notes == TCPLENS_TUNNEL && q.l3_off == 48);
}

/* RFC 4884: the quote is zero-padded, and objects follow it that are no part of it. */
static void stops_at_extensions(void)
{
    struct test_frame f =
        test_frame_hex(RAW, IP4("0060", "01") "0b000000 00100000" IP4_TCP "00000000000000"
                                              "2000dead 0004beef");
    struct tcplens_segment q;

    T_CHECK(tl_decode_icmp_quote(&f.seg, &q));
    T_CHECK(q.notes == 0 && tl_decode_payload(&q).n == 5 && q.caplen == 28 + 64);
    test_frame_free(&f);

    /* 28 octets of quote: what stands behind them is not its acknowledgment number. */
    T_CHECK(quote_of(IP4("0040", "01") "0b000000 00070000" IP4("05dc", "06") TCP_PORTS
                     "00000001 2000dead 0004beef",
                     &q));
    T_CHECK(q.notes == TCPLENS_TRUNCATED && q.seq.v == 1 && q.ack.v == 0);
}

static void tells_what_quotes_no_tcp(void)
{
    struct tcplens_segment q = {.number = 77};
    struct test_frame f;

    T_CHECK(!quote_of(ICMP4("0055", "08") IP4_TCP, &q)); /* an echo request */
    T_CHECK(!quote_of(ICMP6("0055", "80") IP6_TCP, &q)); /* an echo request */
    T_CHECK(!quote_of(ICMP4("001c", "03"), &q));         /* nothing quoted */
    T_CHECK(!quote_of(ICMP4("0038", "03") IP4("05dc", "11") TCP_PORTS "00000001", &q));
    T_CHECK(!quote_of(ICMP4("0055", "03") "6500" IP4_TCP, &q)); /* no IP header */
    /* A later fragment */
    T_CHECK(!quote_of(ICMP4("0044", "03") "4500 05dc 0007 0010 4006 0000" IP4_ADDRS TCP_FIXED, &q));
    T_CHECK(q.number == 77);
    f = test_frame_hex(RAW, IP4_TCP);
    T_CHECK(!tl_decode_icmp_quote(&f.seg, &q));
    test_frame_free(&f);
}

int main(void)
{
    finds_whole_headers();
    finds_short_quotes();
    finds_quotes_behind_extensions();
    stops_at_extensions();
    tells_what_quotes_no_tcp();
    return t_done();
}
