// SPDX-License-Identifier: BSD-3-Clause
#include "source/filter.h"
#include "source/linktype.h"
#include "source/made_test.h"
#include "tap.h"

enum { ETHERNET = 1, RAW = 101 };

/* IPv4 headers of a TCP and of a UDP packet, 192.0.2.1 > 192.0.2.2, with their ports 9 and 80. */
static const uint8_t tcp[] = {0x45, 0, 0,   40, 0, 0, 0, 0, 64, 6,  0, 0, 192, 0,
                              2,    1, 192, 0,  2, 2, 0, 9, 0,  80, 0, 0, 0,   1};
static const uint8_t udp[] = {0x45, 0, 0,   40, 0, 0, 0, 0, 64, 17, 0, 0,  192, 0,
                              2,    1, 192, 0,  2, 2, 0, 9, 0,  80, 0, 20, 0,   0};
static const uint8_t ethernet_ip[] = {2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0};

static void put_packet(struct made *m, bool with_ethernet, const uint8_t *packet, uint32_t n)
{
    const uint32_t all = n + (with_ethernet ? (uint32_t)sizeof ethernet_ip : 0);

    put32(m, 1);
    put32(m, 2);
    put32(m, all);
    put32(m, all);
    if (with_ethernet)
        put(m, ethernet_ip, sizeof ethernet_ip);
    put(m, packet, n);
}

static void make(struct made *m, uint16_t link_type)
{
    put_pcap_header(m, 0xa1b2c3d4, 65535, link_type);
    for (int i = 0; i < 100; i++) {
        put_packet(m, link_type == ETHERNET, udp, sizeof udp);
        put_packet(m, link_type == ETHERNET, tcp, sizeof tcp);
    }
}

static void keeps_what_passes(void)
{
    struct made ether = {0}, raw = {0};
    struct outcome o;

    make(&ether, ETHERNET);
    make(&raw, RAW);
    o = read_octets(ether.octets, ether.n, "tcp port 80");
    T_CHECK(o.end == TCPLENS_END && o.frames == 100);
    T_CHECK(o.stats.frames == 200 && o.stats.matched == 100);
    o = read_octets(raw.octets, raw.n, "udp and dst host 192.0.2.2");
    T_CHECK(o.end == TCPLENS_END && o.frames == 100);
    T_CHECK(read_octets(raw.octets, raw.n, "").frames == 200);
    T_CHECK(read_octets(raw.octets, raw.n, "tcp port 81").frames == 0);
    free(ether.octets);
    free(raw.octets);
}

static void keeps_the_numbers(void)
{
    struct made m = {0};
    struct frame_batch b;
    struct source *s = NULL;

    make(&m, RAW);
    T_CHECK(tl_source_open_memory(&s, (struct span){m.octets, m.n}, "tcp", NULL) == TCPLENS_OK);
    T_CHECK(tl_source_read(s, &b, NULL) == TCPLENS_OK);
    T_CHECK(b.frames[0].number == 2 && b.frames[1].number == 4);
    tl_source_close(s);
    free(m.octets);
}

static void refuses_a_bad_expression_at_once(void)
{
    struct made m = {0};
    struct outcome o;

    make(&m, ETHERNET);
    o = read_octets(m.octets, m.n, "tcp prt 80");
    T_CHECK(o.open == TCPLENS_ERR_FILTER);
    T_CHECK(strstr(o.err.text, "\"tcp prt 80\"") != NULL && strstr(o.err.text, "syntax error"));
    o = read_octets(m.octets, m.n, "tcp and udp");
    T_CHECK(o.open == TCPLENS_ERR_FILTER && strstr(o.err.text, "rejects all packets") != NULL);
    free(m.octets);
}

static bool compiles_for(uint32_t link_type)
{
    const struct filter_target target = {.link_type = link_type, .snaplen = 100, .file = true};
    struct tcplens_error err;
    struct bpf_program code;

    if (tl_filter_compile(&code, NULL, &target, &err) != TCPLENS_OK)
        return false;
    pcap_freecode(&code);
    return true;
}

/* Numbers that this project reads as something, and libpcap does not. */
static void refuses_link_types_as_libpcap_does(void)
{
    T_CHECK(compiles_for(ETHERNET) && compiles_for(12) && compiles_for(RAW));
    T_CHECK(compiles_for(0x24000001)); /* with frame check octets */
    T_CHECK(!compiles_for(14) && !compiles_for(4000) && !compiles_for(0x10001));
}

/* A link type that libpcap cannot filter, met in the middle of a batch. */
static void keeps_what_came_before_a_failure(void)
{
    struct filter f;
    struct tcplens_error err;
    struct frame_batch b = {.n = 3};

    for (size_t i = 0; i < b.n; i++)
        b.frames[i] = (struct tcplens_frame){.octets = tcp,
                                             .caplen = sizeof tcp,
                                             .len = sizeof tcp,
                                             .link_type = i == 1 ? 4000 : RAW};
    T_CHECK(tl_filter_init(&f, "tcp", &err) == TCPLENS_OK);
    T_CHECK(tl_filter_apply(&f, &b, &err) == TCPLENS_ERR_FILTER);
    T_CHECK(b.n == 1 && f.n == 1);
    tl_filter_fini(&f);
}

static void maps_link_types_there_and_back(void)
{
    bool right = true;

    T_CHECK(tl_linktype_to_dlt(RAW) == DLT_RAW && tl_linktype_from_dlt(DLT_RAW) == RAW);
    T_CHECK(tl_linktype_to_dlt(276) == DLT_LINUX_SLL2);
    for (unsigned i = 0; i < 300; i++) {
        const uint16_t link_type = tl_linktype_normalise((uint16_t)i);

        /* Numbers that are only a DLT_ on Linux stand for nothing in a file. */
        if (i != 11 && i != 15 && i != 16 && i != 18 && i != 19)
            right = right && tl_linktype_from_dlt(tl_linktype_to_dlt(link_type)) == link_type;
    }
    T_CHECK(right);
}

int main(void)
{
    keeps_what_passes();
    keeps_the_numbers();
    refuses_a_bad_expression_at_once();
    refuses_link_types_as_libpcap_does();
    keeps_what_came_before_a_failure();
    maps_link_types_there_and_back();
    return t_done();
}
