// SPDX-License-Identifier: BSD-3-Clause
#include "source/made_test.h"
#include "source/pcapng_block.h"
#include "tap.h"

enum { ETHERNET = 1, RAW = 101, SNAPLEN = 65535 };

/* Begin a block; the result is for end_block(). */
static size_t begin_block(struct made *m, uint32_t type)
{
    const size_t at = m->n;

    put32(m, type);
    put32(m, 0);
    return at;
}

/* Pad the body and set both lengths. */
static void end_block(struct made *m, size_t at)
{
    struct made length = {.big_endian = m->big_endian};

    while (m->n % 4 != 0)
        put_counting(m, 0, 1);
    put32(&length, (uint32_t)(m->n - at + 4));
    memcpy(m->octets + at + 4, length.octets, 4);
    put(m, length.octets, 4);
    free(length.octets);
}

static void put_section(struct made *m)
{
    const size_t at = begin_block(m, PCAPNG_SECTION);

    put32(m, 0x1a2b3c4d);
    put16(m, 1);
    put16(m, 0);
    put32(m, UINT32_MAX);
    put32(m, UINT32_MAX);
    end_block(m, at);
}

static void put_option(struct made *m, unsigned code, const void *value, size_t n)
{
    put16(m, code);
    put16(m, (unsigned)n);
    put(m, value, n);
    while (m->n % 4 != 0)
        put_counting(m, 0, 1);
}

/* An interface with a name and a time unit, if they are not NULL and 0. */
static void put_interface(struct made *m, unsigned link_type, uint32_t snaplen, const char *name,
                          uint8_t tsresol)
{
    const size_t at = begin_block(m, PCAPNG_INTERFACE);

    put16(m, link_type);
    put16(m, 0);
    put32(m, snaplen);
    if (name != NULL)
        put_option(m, 2, name, strlen(name));
    if (tsresol != 0)
        put_option(m, 9, &tsresol, 1);
    put_option(m, 0, NULL, 0);
    end_block(m, at);
}

/* An enhanced packet of `n` octets that count up from `n`; with epb_flags unless 0. */
static void put_packet(struct made *m, uint32_t interface, uint64_t time, uint32_t n,
                       uint32_t flags)
{
    const size_t at = begin_block(m, PCAPNG_PACKET);

    put32(m, interface);
    put32(m, (uint32_t)(time >> 32));
    put32(m, (uint32_t)time);
    put32(m, n);
    put32(m, n + 1);
    put_counting(m, n, n);
    while (m->n % 4 != 0)
        put_counting(m, 0, 1);
    if (flags != 0) {
        put_option(m, 1, "a comment", 9);
        put16(m, 2);
        put16(m, 4);
        put32(m, flags);
    }
    end_block(m, at);
}

/* An interface with everything that is said of one. */
static void put_described(struct made *m)
{
    const size_t at = begin_block(m, PCAPNG_INTERFACE);

    put16(m, ETHERNET);
    put16(m, 0);
    put32(m, SNAPLEN);
    put_option(m, 3, "to the west", 11);
    put_option(m, 11, "\0tcp", 4);
    put_option(m, 12, "Linux\033", 6);
    end_block(m, at);
}

static void put_statistics(struct made *m, uint64_t received, uint64_t dropped)
{
    const size_t at = begin_block(m, PCAPNG_STATISTICS);

    put32(m, 0);
    put32(m, 0);
    put32(m, 0);
    for (unsigned code = 4; code <= 7; code += 3) {
        const uint64_t v = code == 4 ? received : dropped;

        put16(m, code);
        put16(m, 8);
        put32(m, (uint32_t)v);
        put32(m, (uint32_t)(v >> 32));
    }
    end_block(m, at);
}

static struct source *open_made(const struct made *m, struct frame_batch *batch)
{
    struct source *s = NULL;

    T_CHECK(tl_source_open_memory(&s, (struct span){m->octets, m->n}, NULL, NULL) == TCPLENS_OK);
    T_CHECK(tl_source_read(s, batch, NULL) == TCPLENS_OK);
    return s;
}

/* Two sections of different byte order, with one and two interfaces, numbered through. */
static void reads_sections_of_both_byte_orders(void)
{
    struct made m = {0};
    struct frame_batch b;
    struct source *s;

    put_section(&m);
    put_interface(&m, ETHERNET, SNAPLEN, "eth0", 0);
    put_packet(&m, 0, 1000001, 5, 1);
    m.big_endian = true;
    put_section(&m);
    put_interface(&m, RAW, 0, "tun\033[1m0", 9);
    put_interface(&m, ETHERNET, SNAPLEN, NULL, 0x80 | 10);
    put_packet(&m, 0, 1000001, 6, 2);
    put_packet(&m, 1, 1536, 7, 0);
    s = open_made(&m, &b);
    T_CHECK(b.n == 3);
    T_CHECK(b.frames[0].iface == 0 && b.frames[0].link_type == ETHERNET);
    T_CHECK(b.frames[0].ts_ns == 1000001000 && b.frames[0].direction == TCPLENS_DIRECTION_IN);
    T_CHECK(b.frames[0].caplen == 5 && b.frames[0].len == 6);
    T_CHECK(memcmp(b.frames[0].octets, "\5\6\7\10\11", 5) == 0);
    T_CHECK(b.frames[1].iface == 1 && b.frames[1].link_type == RAW && b.frames[1].number == 2);
    T_CHECK(b.frames[1].ts_ns == 1000001 && b.frames[1].direction == TCPLENS_DIRECTION_OUT);
    T_CHECK(b.frames[2].iface == 2 && b.frames[2].link_type == ETHERNET);
    T_CHECK(b.frames[2].ts_ns == 1500000000);
    T_CHECK(b.frames[2].direction == TCPLENS_DIRECTION_UNKNOWN);
    T_CHECK(tl_source_interfaces(s) == 3);
    T_CHECK(strcmp(tl_source_interface(s, 0).name, "eth0") == 0);
    T_CHECK(strcmp(tl_source_interface(s, 1).name, "tun.[1m0") == 0);
    T_CHECK(tl_source_interface(s, 2).name[0] == '\0');
    T_CHECK(tl_source_read(s, &b, NULL) == TCPLENS_END);
    tl_source_close(s);
    free(m.octets);
}

static bool comment_is(const struct source *s, const struct tcplens_frame *f, size_t i,
                       const char *wanted)
{
    struct span is;

    return tl_source_comment(s, f, i, &is) && is.n == strlen(wanted) &&
           memcmp(is.p, wanted, is.n) == 0;
}

static void tells_what_is_said_of_interfaces_and_packets(void)
{
    struct made m = {0};
    struct source_interface said;
    struct frame_batch b;
    struct source *s;
    struct span none;

    put_section(&m);
    put_described(&m);
    put_packet(&m, 0, 1, 5, 1);
    put_packet(&m, 0, 2, 6, 0);
    put_packet(&m, 0, 3, 7, 2);
    put_statistics(&m, 9, 3);
    s = open_made(&m, &b);
    T_CHECK(b.n == 3 && comment_is(s, &b.frames[0], 0, "a comment"));
    T_CHECK(comment_is(s, &b.frames[2], 0, "a comment"));
    T_CHECK(!tl_source_comment(s, &b.frames[0], 1, &none));
    T_CHECK(!tl_source_comment(s, &b.frames[1], 0, &none));
    T_CHECK(tl_source_read(s, &b, NULL) == TCPLENS_END);
    said = tl_source_interface(s, 0);
    T_CHECK(said.name[0] == '\0' && strcmp(said.description, "to the west") == 0);
    T_CHECK(strcmp(said.filter, "tcp") == 0 && strcmp(said.os, "Linux.") == 0);
    T_CHECK(said.counts.known && said.counts.received == 9 && said.counts.dropped_ring == 3);
    tl_source_close(s);
    free(m.octets);
}

static void reads_simple_and_obsolete_packets(void)
{
    struct made m = {0};
    struct frame_batch b;
    struct source *s;
    size_t at;

    put_section(&m);
    put_interface(&m, ETHERNET, 6, NULL, 0);
    at = begin_block(&m, PCAPNG_PACKET_SIMPLE);
    put32(&m, 9); /* on the wire: the snaplen keeps 6 */
    put_counting(&m, 1, 6);
    end_block(&m, at);
    at = begin_block(&m, PCAPNG_PACKET_OLD);
    put16(&m, 0);
    put16(&m, 77); /* drops */
    put32(&m, 0);
    put32(&m, 3);
    put32(&m, 2);
    put32(&m, 5);
    put_counting(&m, 8, 2);
    end_block(&m, at);
    s = open_made(&m, &b);
    T_CHECK(b.n == 2);
    T_CHECK(b.frames[0].caplen == 6 && b.frames[0].len == 9 && b.frames[0].ts_ns == 0);
    T_CHECK(memcmp(b.frames[0].octets, "\1\2\3\4\5\6", 6) == 0);
    T_CHECK(b.frames[1].caplen == 2 && b.frames[1].len == 5 && b.frames[1].ts_ns == 3000);
    T_CHECK(memcmp(b.frames[1].octets, "\10\11", 2) == 0);
    tl_source_close(s);
    free(m.octets);
}

static void put_record(struct made *m, uint32_t type)
{
    const size_t at = begin_block(m, type);

    put32(m, 32473); /* an enterprise number for documentation */
    put_counting(m, 1, 8);
    end_block(m, at);
}

/* What is no packet takes a number only for who asks for it. */
static void numbers_records_as_wireshark_does(void)
{
    for (int asked = 0; asked < 2; asked++) {
        struct made m = {0};
        struct frame_batch b;
        struct source *s = NULL;

        put_section(&m);
        put_interface(&m, ETHERNET, SNAPLEN, NULL, 0);
        put_record(&m, PCAPNG_CUSTOM);
        put_packet(&m, 0, 1, 5, 0);
        put_record(&m, 0x777);
        put_record(&m, PCAPNG_JOURNAL);
        put_record(&m, PCAPNG_CUSTOM_PRIVATE);
        put_packet(&m, 0, 2, 6, 0);
        T_CHECK(tl_source_open_memory(&s, (struct span){m.octets, m.n}, NULL, NULL) == TCPLENS_OK);
        if (asked)
            tl_source_number_as_wireshark(s);
        T_CHECK(tl_source_read(s, &b, NULL) == TCPLENS_OK && b.n == 2);
        T_CHECK(b.frames[0].number == (asked ? 2 : 1));
        T_CHECK(b.frames[1].number == (asked ? 5 : 2));
        tl_source_close(s);
        free(m.octets);
    }
}

/* Blocks without packets, also between them; statistics grow and are not added up. */
static void skips_other_blocks_and_counts_drops(void)
{
    struct made m = {0};
    struct outcome o;

    put_section(&m);
    end_block(&m, begin_block(&m, 0x80000bad));
    put_interface(&m, ETHERNET, SNAPLEN, NULL, 0);
    put_packet(&m, 0, 1, 5, 0);
    for (uint32_t type = 4; type < 16; type += type == 4 ? 6 : 1) {
        const size_t at = begin_block(&m, type);

        put_counting(&m, 0, 41);
        end_block(&m, at);
    }
    put_statistics(&m, 10, 3);
    put_statistics(&m, 20, 4);
    put_packet(&m, 0, 1, 5, 0);
    o = read_octets(m.octets, m.n, NULL);
    T_CHECK(o.end == TCPLENS_END && o.frames == 2);
    T_CHECK(o.stats.received == 20 && o.stats.dropped_ring == 4 && o.stats.dropped_iface == 0);
    free(m.octets);
}

/* Read a file of a section, an interface and a packet, with `v` put at `at` of the last block. */
static struct outcome with_damage(size_t at, uint32_t v)
{
    struct made m = {0}, word = {0};
    struct outcome o;
    size_t last;

    put_section(&m);
    put_interface(&m, ETHERNET, SNAPLEN, NULL, 0);
    put_packet(&m, 0, 1, 5, 0);
    last = m.n;
    put_packet(&m, 0, 1, 5, 0);
    put32(&word, v);
    memcpy(m.octets + last + at, word.octets, 4);
    o = read_octets(m.octets, m.n, NULL);
    free(word.octets);
    free(m.octets);
    return o;
}

static void check_damage(size_t at, uint32_t v, const char *said)
{
    const struct outcome o = with_damage(at, v);

    T_CHECK(o.open == TCPLENS_OK && o.end == TCPLENS_ERR_FORMAT && o.frames == 1);
    T_CHECK(strstr(o.err.text, "block 4 (at octet ") != NULL && strstr(o.err.text, said) != NULL);
}

static void says_what_is_damaged(void)
{
    check_damage(4, 0, "length that no block can have");
    check_damage(4, 11, "length that no block can have");
    check_damage(4, 41, "length that no block can have");
    check_damage(4, 0xfffffffc, "length that no block can have");
    check_damage(4, 36, "another length at its end");
    check_damage(8, 1, "interface that was not described");
    check_damage(20, 9, "more captured octets than it has");
    check_damage(20, UINT32_MAX, "more captured octets than it has");
    T_CHECK(with_damage(4, 48).end == TCPLENS_ERR_CUT);
    T_CHECK(with_damage(4, 0x01000000).end == TCPLENS_ERR_CUT);
    T_CHECK(with_damage(0, PCAPNG_SECTION).end == TCPLENS_ERR_FORMAT);
    T_CHECK(with_damage(0, 0x77777777).frames == 1); /* an unknown block is none */
}

/* The unit of its times would be a guess. */
static void refuses_an_interface_with_a_damaged_option(void)
{
    struct made m = {0};
    struct outcome o;
    size_t at;

    put_section(&m);
    at = begin_block(&m, PCAPNG_INTERFACE);
    put16(&m, ETHERNET);
    put16(&m, 0);
    put32(&m, SNAPLEN);
    put16(&m, 9);
    put16(&m, 200);
    end_block(&m, at);
    o = read_octets(m.octets, m.n, NULL);
    T_CHECK(o.open == TCPLENS_OK && o.end == TCPLENS_ERR_FORMAT);
    T_CHECK(strstr(o.err.text, "option beyond its end") != NULL);
    free(m.octets);
}

static void filters_by_interface(void)
{
    struct made m = {0};

    put_section(&m);
    put_interface(&m, ETHERNET, SNAPLEN, NULL, 0);
    put_interface(&m, RAW, SNAPLEN, NULL, 0);
    put_packet(&m, 0, 1, 64, 0);
    put_packet(&m, 1, 1, 0x45, 0); /* begins like an IPv4 header */
    T_CHECK(read_octets(m.octets, m.n, "ip").frames == 1);
    T_CHECK(read_octets(m.octets, m.n, "nonsense and").open == TCPLENS_ERR_FILTER);
    free(m.octets);
}

/* Cut after every octet: all complete blocks, and then the right end. */
static void survives_every_cut(void)
{
    enum { PACKETS = 4, BLOCKS = PACKETS + 2 };
    size_t border[BLOCKS + 1] = {0};
    struct made m = {0};
    bool right = true;

    put_section(&m);
    border[1] = m.n;
    put_interface(&m, ETHERNET, SNAPLEN, "lo", 0);
    border[2] = m.n;
    for (uint32_t i = 0; i < PACKETS; i++) {
        put_packet(&m, 0, i, 5 * i, i);
        border[i + 3] = m.n;
    }
    for (size_t n = 0; n <= m.n; n++) {
        uint8_t *const exact = malloc(n + 1);
        size_t whole = 0;
        struct outcome o;

        memcpy(exact, m.octets, n);
        o = read_octets(exact, n, NULL);
        while (whole < BLOCKS && border[whole + 1] <= n)
            whole++;
        if (whole == 0)
            right = right && o.open == TCPLENS_ERR_FORMAT;
        else
            right = right && o.open == TCPLENS_OK && o.frames == (whole > 2 ? whole - 2 : 0) &&
                    o.end == (n == border[whole] ? TCPLENS_END : TCPLENS_ERR_CUT);
        free(exact);
    }
    T_CHECK(right);
    free(m.octets);
}

int main(void)
{
    reads_sections_of_both_byte_orders();
    tells_what_is_said_of_interfaces_and_packets();
    reads_simple_and_obsolete_packets();
    numbers_records_as_wireshark_does();
    skips_other_blocks_and_counts_drops();
    says_what_is_damaged();
    refuses_an_interface_with_a_damaged_option();
    filters_by_interface();
    survives_every_cut();
    return t_done();
}
