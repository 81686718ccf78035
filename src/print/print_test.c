// SPDX-License-Identifier: BSD-3-Clause
/*
 * print_test.c - hand-made frames against the lines tcpdump 4.99.3 prints for them, and every
 * prefix of each: the sanitizers watch what is read.
 */
#include "print/print.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

enum {
    ETHERNET = 1,
    PPP = 9,
    RAW = 101,
    COOKED = 113,
    NONE = 147,
    FRAME_MAX = 256,
    TEXT_MAX = 4096
};

/* One frame, in hexadecimal, and its line with the options given. */
struct golden {
    const char *hex;
    uint16_t link_type;
    struct tcplens_print_options options;
    const char *line;
};

#define NO_TIME .time = TCPLENS_TIME_NONE

#define ETHER                                                                                      \
    "020000000001"                                                                                 \
    "020000000002"
#define IP4 "4500002800010000400666cd0a0000010a000002"
#define TCP "03e807d000000001000000015010006400000000"
#define IP6                                                                                        \
    "6000000000140640"                                                                             \
    "20010db8000000000000000000000001"                                                             \
    "20010db8000000000000000000000002"
#define FIXED "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 100, length 0\n"

static const struct golden goldens[] = {
    {IP4 TCP, RAW, {NO_TIME}, FIXED},
    {IP4 TCP, RAW, {NO_TIME, .quiet = 1}, "IP 10.0.0.1.1000 > 10.0.0.2.2000: tcp 0\n"},
    {IP4 TCP, RAW, {NO_TIME, .number = true}, "    1  " FIXED},
    {IP4 TCP, RAW, {.time = TCPLENS_TIME_EPOCH}, "1700000000.123456 " FIXED},
    {IP4 TCP, RAW, {.time = TCPLENS_TIME_EPOCH, .time_decimals = 9}, "1700000000.123456789 " FIXED},
    {IP4 TCP, RAW, {.time = TCPLENS_TIME_SINCE_FIRST}, " 00:00:00.000000 " FIXED},
    {IP4 TCP,
     RAW,
     {NO_TIME, .verbose = 1},
     "IP (tos 0x0, ttl 64, id 1, offset 0, flags [none], proto TCP (6), length 40)\n"
     "    10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], cksum 0x0000 (incorrect -> 0x8fb4), ack 1, "
     "win 100, length 0\n"},
    {IP4 TCP,
     RAW,
     {NO_TIME, .hex_ascii = 1},
     FIXED "\t0x0000:  4500 0028 0001 0000 4006 66cd 0a00 0001  E..(....@.f.....\n"
           "\t0x0010:  0a00 0002 03e8 07d0 0000 0001 0000 0001  ................\n"
           "\t0x0020:  5010 0064 0000 0000                      P..d....\n"},
    {IP6 TCP,
     RAW,
     {NO_TIME},
     "IP6 2001:db8::1.1000 > 2001:db8::2.2000: Flags [.], ack 1, win 100, length 0\n"},
    {ETHER "0800" IP4 TCP,
     ETHERNET,
     {NO_TIME, .link_header = true},
     "02:00:00:00:00:02 > 02:00:00:00:00:01, ethertype IPv4 (0x0800), length 54: "
     "10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 100, length 0\n"},
    {ETHER "810020050800" IP4 TCP,
     ETHERNET,
     {NO_TIME, .link_header = true},
     "02:00:00:00:00:02 > 02:00:00:00:00:01, ethertype 802.1Q (0x8100), length 58: vlan 5, p 1, "
     "ethertype IPv4 (0x0800), 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 100, "
     "length 0\n"},
    {ETHER "123445",
     ETHERNET,
     {NO_TIME},
     "02:00:00:00:00:02 > 02:00:00:00:00:01, ethertype Unknown (0x1234), length 15: \n"
     "\t0x0000:  45                                       E\n"},
    {ETHER, ETHERNET, {NO_TIME}, " [|ether]\n"},
    {ETHER "8100", ETHERNET, {NO_TIME}, " [|vlan]\n"},
    {"ff030021" IP4 TCP,
     PPP,
     {NO_TIME, .link_header = true},
     "IP (0x0021), length 44: 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 100, "
     "length 0\n"},
    {"00040001000602010203040500000800" IP4 TCP,
     COOKED,
     {NO_TIME, .link_header = true},
     "Out 02:01:02:03:04:05 ethertype IPv4 (0x0800), length 56: "
     "10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 100, length 0\n"},
    {"4500",
     NONE,
     {NO_TIME},
     "UNSUPPORTED\n\t0x0000:  4500                                     E.\n"},
    {"", RAW, {.time = TCPLENS_TIME_EPOCH}, "[Invalid header: caplen==0, len==0]\n"},
    {IP4, RAW, {NO_TIME}, "IP truncated-ip - 20 bytes missing! 10.0.0.1 > 10.0.0.2: [|tcp]\n"},
    {IP4 "03e807d0",
     RAW,
     {NO_TIME},
     "IP truncated-ip - 16 bytes missing! 10.0.0.1.1000 > 10.0.0.2.2000:  [|tcp]\n"},
    {"4500002c00010000400666c90a0000010a000002"
     "03e807d000000001000000016002006400000000"
     "020405b4",
     RAW,
     {NO_TIME},
     "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [S], seq 1, win 100, options [mss 1460], length 0\n"},
    {"4500002c00010000400666c90a0000010a000002"
     "03e807d000000001000000016002006400000000"
     "020305b4",
     RAW,
     {NO_TIME},
     "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [S], seq 1, win 100, options [mss 1460[len 3]], "
     "length 0\n"},
    {IP4 "03e807d000000001000000017010006400000000",
     RAW,
     {NO_TIME, .quiet = 1},
     "IP 10.0.0.1.1000 > 10.0.0.2.2000: tcp 4294967288 [bad hdr length 28 - too long, > 20]\n"},
    {IP4 "03e807d000000001000000010010006400000000",
     RAW,
     {NO_TIME},
     "IP 10.0.0.1.1000 > 10.0.0.2.2000:  tcp 20 [bad hdr length 0 - too short, < 20]\n"},
    {"4500003c00010000400666b90a0000010a000002"
     "03e807d00000000100000001a010006400000000"
     "1312000102030405060708090a0b0c0d0e0f0000",
     RAW,
     {NO_TIME},
     "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 100, options [md5 shared secret not "
     "supplied with -M, can't check - 000102030405060708090a0b0c0d0e0f,eol], length 0\n"},
    {"4500003d00010000400666b80a0000010a000002"
     "03e807d00000000100000001a010006400000000"
     "1312000102030405060708090a0b0c0d0e0f0000",
     RAW,
     {NO_TIME},
     "IP truncated-ip - 1 bytes missing! 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], seq 1:2, ack 1, "
     "win 100, options [md5 snaplen too short, can't check - 000102030405060708090a0b0c0d0e0f,"
     "eol], length 1\n"},
    {"4500003800010000400666bd0a0000010a000002"
     "03e807d000000001000000019010006400000000"
     "1e0834010a0000091e0836020a000009",
     RAW,
     {NO_TIME},
     "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [.], ack 1, win 100, options [mptcp 8 add-addr "
     "v0-ip4 "
     "id 1 10.0.0.9,mptcp 8 add-addr v0-ip6 id 2 10.0.0.9], length 0\n"},
};

static size_t octets_of(const char *hex, uint8_t out[FRAME_MAX])
{
    size_t n = 0;

    for (; hex[0] != '\0' && n < FRAME_MAX; hex += 2) {
        const char pair[] = {hex[0], hex[1], '\0'};

        out[n++] = (uint8_t)strtoul(pair, NULL, 16);
    }
    return n;
}

static struct printer *new_printer(const struct tcplens_print_options *options)
{
    struct printer *p = NULL;
    struct tcplens_error err;

    if (tl_print_new(&p, options, &err) != TCPLENS_OK)
        abort();
    return p;
}

/* The line of the first `n` octets, copied so that reading beyond them shows. */
static size_t print_prefix(struct printer *p, const uint8_t *octets, size_t n, size_t len,
                           uint16_t link_type, char line[TEXT_MAX])
{
    uint8_t *const copy = malloc(n + 1);
    const struct tcplens_frame frame = {
        .octets = copy,
        .caplen = (uint32_t)n,
        .len = (uint32_t)len,
        .link_type = link_type,
        .ts_ns = INT64_C(1700000000123456789),
    };
    struct text out;

    if (copy == NULL)
        abort();
    text_init(&out, line, TEXT_MAX, NULL, NULL);
    memcpy(copy, octets, n);
    tl_print_frame(p, &out, &frame);
    free(copy);
    return out.failed ? 0 : out.len;
}

static void test_goldens(void)
{
    for (size_t i = 0; i < sizeof goldens / sizeof goldens[0]; i++) {
        const struct golden *const g = &goldens[i];
        struct printer *const p = new_printer(&g->options);
        uint8_t octets[FRAME_MAX];
        char line[TEXT_MAX];
        const size_t n = octets_of(g->hex, octets);
        const size_t len = print_prefix(p, octets, n, n, g->link_type, line);
        const bool same = len == strlen(g->line) && memcmp(line, g->line, len) == 0;

        if (!same)
            printf("# golden %zu: %.*s", i, (int)len, line);
        T_CHECK(same);
        tl_print_free(p);
    }
}

/* Each prefix prints something, ended by a newline, with the longest forms switched on. */
static void test_prefixes(void)
{
    static const struct tcplens_print_options verbose = {.verbose = 3, .link_header = true};
    struct printer *const p = new_printer(&verbose);
    bool all = true;

    for (size_t i = 0; i < sizeof goldens / sizeof goldens[0]; i++) {
        uint8_t octets[FRAME_MAX];
        char line[TEXT_MAX];
        const size_t n = octets_of(goldens[i].hex, octets);

        for (size_t cut = 0; cut < n; cut++) {
            const size_t len = print_prefix(p, octets, cut, n, goldens[i].link_type, line);

            all = all && len > 0 && line[len - 1] == '\n';
        }
    }
    T_CHECK(all);
    tl_print_free(p);
}

static void test_invalid_headers(void)
{
    static const struct tcplens_print_options options = {.hex = 1};
    static const struct {
        size_t caplen, len;
        const char *line;
    } cases[] = {
        {0, 0, "[Invalid header: caplen==0, len==0]\n"},
        {0, 5, "[Invalid header: caplen==0]\n"},
        {10, 0, "[Invalid header: len==0]\n"},
        {10, 3, "[Invalid header: len(3) < caplen(10)]\n"},
    };
    static const uint8_t octets[FRAME_MAX];
    struct printer *const p = new_printer(&options);

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char line[TEXT_MAX];
        const size_t n = print_prefix(p, octets, cases[i].caplen, cases[i].len, ETHERNET, line);

        T_CHECK(n == strlen(cases[i].line) && memcmp(line, cases[i].line, n) == 0);
    }
    tl_print_free(p);
}

/* The first segment with ACK prints its numbers, the others count from there, both ways. */
static void test_relative_numbers(void)
{
    static const struct tcplens_print_options options = {NO_TIME};
    static const struct {
        const char *hex, *line;
    } steps[] = {
        {IP4 "03e807d000000064000000c85012006400000000",
         "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [S.], seq 100, ack 200, win 100, length 0\n"},
        {"4500002800010000400666cd0a0000020a000001"
         "07d003e8000000c8000000655010006400000000",
         "IP 10.0.0.2.2000 > 10.0.0.1.1000: Flags [.], ack 1, win 100, length 0\n"},
        {IP4 "03e807d000000065000000cd5011006400000000",
         "IP 10.0.0.1.1000 > 10.0.0.2.2000: Flags [F.], seq 1, ack 6, win 100, length 0\n"},
    };
    struct printer *const p = new_printer(&options);

    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        uint8_t octets[FRAME_MAX];
        char line[TEXT_MAX];
        const size_t n = octets_of(steps[i].hex, octets);
        const size_t len = print_prefix(p, octets, n, n, RAW, line);

        T_CHECK(len == strlen(steps[i].line) && memcmp(line, steps[i].line, len) == 0);
    }
    tl_print_free(p);
}

/* However many connections there are, memory and lines go on: the oldest are forgotten. */
static void test_many_connections(void)
{
    static const struct tcplens_print_options options = {NO_TIME};
    struct printer *const p = new_printer(&options);
    uint8_t octets[FRAME_MAX];
    char line[TEXT_MAX];
    const size_t n = octets_of(IP4 TCP, octets);
    bool all = true;

    for (uint32_t i = 0; i < 400000; i++) {
        octets[13] = (uint8_t)(i >> 16);
        octets[14] = (uint8_t)(i >> 8);
        octets[15] = (uint8_t)i;
        all = all && print_prefix(p, octets, n, n, RAW, line) > 0;
    }
    T_CHECK(all);
    T_CHECK(print_prefix(p, octets, n, n, RAW, line) > 0);
    tl_print_free(p);
}

int main(void)
{
    test_goldens();
    test_prefixes();
    test_invalid_headers();
    test_relative_numbers();
    test_many_connections();
    return t_done();
}
