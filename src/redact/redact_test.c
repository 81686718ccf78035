// SPDX-License-Identifier: BSD-3-Clause
/* redact_test.c - what a frame tells after it was redacted, and what it no longer does. */
#include "redact/redact.h"

#include "decode/test_frame.h"
#include "tap.h"

enum { ETHERNET = 1, RAW = 101, ROOM = 512 };

/* A frame, and what became of it. */
struct pair {
    uint8_t before[ROOM], after[ROOM];
    size_t n;
    struct tcplens_segment old, new;
};

static struct redactor *redactor;

static void redact_octets(struct pair *p, uint16_t link_type)
{
    struct tcplens_frame frame = {.octets = p->before,
                                  .caplen = (uint32_t)p->n,
                                  .len = (uint32_t)p->n,
                                  .number = 1,
                                  .link_type = link_type};

    tl_decode_batch(&frame, 1, &p->old);
    T_CHECK(tl_redact_frames(redactor, &frame, 1) && frame.caplen == p->n);
    memcpy(p->after, frame.octets, p->n);
    frame.octets = p->after;
    tl_decode_batch(&frame, 1, &p->new);
}

static void redact(struct pair *p, uint16_t link_type, const char *hex)
{
    p->n = hex_octets(hex, p->before, sizeof p->before);
    redact_octets(p, link_type);
}

static bool is_zero(const uint8_t *octets, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (octets[i] != 0)
            return false;
    return true;
}

static bool differ(const struct pair *p, size_t at, size_t n)
{
    return memcmp(p->before + at, p->after + at, n) != 0;
}

static enum checksum_verdict verdict(const struct tcplens_segment *seg)
{
    struct checksum_facts facts;

    tl_decode_checksum(seg, &facts);
    return facts.verdict;
}

/* Numbers of the record that a redacted frame still has. */
static bool same_course(const struct pair *p)
{
    const struct tcplens_segment *const a = &p->old, *const b = &p->new;

    return a->kind == b->kind && a->seq.v == b->seq.v && a->ack.v == b->ack.v &&
           a->flags == b->flags && a->wnd == b->wnd && a->payload_len == b->payload_len &&
           a->src_port == b->src_port && a->dst_port == b->dst_port && a->options == b->options &&
           a->l3_off == b->l3_off && a->l4_off == b->l4_off && a->notes == b->notes;
}

/* Put the TCP checksum that a frame of Ethernet, IPv4 or IPv6 and TCP should have, and `off` more.
 */
static void put_checksum(struct pair *p, size_t tcp, unsigned off)
{
    struct tcplens_frame frame = {.octets = p->before,
                                  .caplen = (uint32_t)p->n,
                                  .len = (uint32_t)p->n,
                                  .link_type = ETHERNET};
    struct checksum_facts facts;
    struct tcplens_segment seg;
    unsigned sum;

    tl_decode_batch(&frame, 1, &seg);
    tl_decode_checksum(&seg, &facts);
    sum = (unsigned)facts.expected + off;
    p->before[tcp + 16] = (uint8_t)(sum >> 8);
    p->before[tcp + 17] = (uint8_t)sum;
}

static void replaces_who_and_what(void)
{
    struct pair p;

    redact(&p, ETHERNET, ETH "0800" IP4_TCP);
    T_CHECK(same_course(&p));
    T_CHECK(differ(&p, 0, 6) && differ(&p, 6, 6) && differ(&p, 26, 4) && differ(&p, 30, 4));
    T_CHECK(is_zero(p.after + 66, 5) && p.old.payload_len == 5);
    redact(&p, ETHERNET, ETH "86dd" IP6_TCP);
    T_CHECK(same_course(&p) && differ(&p, 22, 16) && differ(&p, 38, 16));
    T_CHECK(is_zero(p.after + p.n - 5, 5));
    /* Unknown EtherType, unknown link type: nothing is known to be a header but Ethernet's. */
    redact(&p, ETHERNET, ETH "88b5 6865 6c6c 6f");
    T_CHECK(is_zero(p.after + 14, p.n - 14) && p.after[12] == 0x88);
    redact(&p, 147, "6865 6c6c 6f");
    T_CHECK(is_zero(p.after, p.n));
}

static void replaces_the_same_by_the_same(void)
{
    struct pair a, b;

    redact(&a, ETHERNET, ETH "0800" IP4_TCP);
    redact(&b, RAW, IP4_TCP);
    T_CHECK(memcmp(a.after + 26, b.after + 12, 8) == 0);
    /* ARP, and what an ICMP error quotes. */
    redact(&b, ETHERNET,
           ETH "0806 0001 0800 06 04 0001 020000000001 c0000201 000000000000 c0000202");
    T_CHECK(memcmp(b.after + 28, a.after + 26, 4) == 0 &&
            memcmp(b.after + 38, a.after + 30, 4) == 0);
    T_CHECK(memcmp(b.after + 22, a.after + 6, 6) == 0 && is_zero(b.after + 32, 6));
    redact(&b, RAW, IP4("0055", "01") "03000000 00000000" IP4_TCP);
    T_CHECK(memcmp(b.after + 40, a.after + 26, 8) == 0 && is_zero(b.after + b.n - 5, 5));
    T_CHECK(b.new.kind == TCPLENS_KIND_ICMP);
}

static void keeps_what_checksums_say(void)
{
    static const char *const frames[] = {ETH "0800" IP4_TCP, ETH "86dd" IP6_TCP};
    static const size_t tcp[] = {34, 54};
    struct checksum_facts facts;
    struct pair p;

    for (size_t i = 0; i < 2; i++) {
        for (unsigned off = 0; off < 3; off++) {
            p.n = hex_octets(frames[i], p.before, sizeof p.before);
            put_checksum(&p, tcp[i], off);
            redact_octets(&p, ETHERNET);
            T_CHECK(verdict(&p.old) == (off == 0 ? CHECKSUM_RIGHT : CHECKSUM_WRONG));
            T_CHECK(verdict(&p.new) == verdict(&p.old));
        }
        /* The pseudo-header's sum alone. */
        tl_decode_checksum(&p.old, &facts);
        p.before[tcp[i] + 16] = (uint8_t)(facts.pseudo >> 8);
        p.before[tcp[i] + 17] = (uint8_t)facts.pseudo;
        redact_octets(&p, ETHERNET);
        T_CHECK(verdict(&p.old) == CHECKSUM_OFFLOADED && verdict(&p.new) == CHECKSUM_OFFLOADED);
    }
}

/* Ones' complement sum of an IPv4 header. */
static unsigned header_sum(const uint8_t *h)
{
    unsigned sum = 0;

    for (size_t i = 0; i < 20; i += 2)
        sum += (unsigned)h[i] << 8 | h[i + 1];
    return (sum & 0xffff) + (sum >> 16);
}

static void keeps_what_header_checksums_say(void)
{
    struct pair p;
    unsigned sum;

    p.n = hex_octets(IP4_TCP, p.before, sizeof p.before);
    sum = ~header_sum(p.before) & 0xffff;
    p.before[10] = (uint8_t)(sum >> 8);
    p.before[11] = (uint8_t)sum;
    redact_octets(&p, RAW);
    T_CHECK(header_sum(p.before) == 0xffff && header_sum(p.after) == 0xffff);
    redact(&p, RAW, IP4_TCP); /* left to the interface */
    T_CHECK(p.after[10] == 0 && p.after[11] == 0);
}

/* Keys, cookies and tokens go; what the connection agrees on stays. */
static void empties_options_that_tell_who(void)
{
    struct pair p;

    redact(&p, RAW,
           IP4("0050", "06") TCP_PORTS "00000001 00000000 f002 0200 0000 0000"
                                       "020405b4 01030307 1312 00112233445566778899aabbccddeeff "
                                       "2206 01020304 1e04 8199");
    T_CHECK(same_course(&p));
    T_CHECK(!differ(&p, 40, 10));
    T_CHECK(is_zero(p.after + 50, 16));
    T_CHECK(p.after[66] == 0x22 && p.after[67] == 6 && is_zero(p.after + 68, 4));
    T_CHECK(p.after[72] == 0x1e && p.after[74] == 0x81 && p.after[75] == 0);
}

static void reaches_into_tunnels(void)
{
    struct pair p, plain;

    redact(&plain, RAW, IP4_TCP);
    redact(&p, RAW, IP4("006b", "11") "1234 12b5 0057 0000 08000000 00000100" ETH "0800" IP4_TCP);
    T_CHECK(p.new.kind == TCPLENS_KIND_TCP &&same_course(&p));
    T_CHECK(memcmp(p.after + 12, plain.after + 12, 8) == 0);
    T_CHECK(memcmp(p.after + 50 + 12, plain.after + 12, 8) == 0);
    T_CHECK(is_zero(p.after + p.n - 5, 5));
}

static void survives_every_cut(void)
{
    static const char *const frames[] = {
        ETH "0800" IP4_TCP,
        ETH "86dd" IP6_TCP,
        ETH "0806 0001 0800 06 04 0001 020000000001 c0000201 000000000000 c0000202",
        ETH "86dd" IP6("0020", "3a") "8700 0000 00000000" IP6_ADDRS,
    };
    struct pair p;
    bool right = true;

    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) {
        const size_t whole = hex_octets(frames[i], p.before, sizeof p.before);

        for (p.n = 0; p.n < whole; p.n++) {
            uint8_t *const octets = malloc(p.n + 1);
            struct tcplens_frame frame = {.octets = octets,
                                          .caplen = (uint32_t)p.n,
                                          .len = (uint32_t)whole,
                                          .link_type = ETHERNET};

            memcpy(octets, p.before, p.n);
            right &= tl_redact_frames(redactor, &frame, 1) && frame.caplen == p.n;
            free(octets);
        }
    }
    T_CHECK(right);
}

int main(void)
{
    struct tcplens_error err;

    T_CHECK(tl_redact_new(&redactor, "a key", &err) == TCPLENS_OK);
    replaces_who_and_what();
    replaces_the_same_by_the_same();
    keeps_what_checksums_say();
    keeps_what_header_checksums_say();
    empties_options_that_tell_who();
    reaches_into_tunnels();
    survives_every_cut();
    tl_redact_free(redactor);
    return t_done();
}
