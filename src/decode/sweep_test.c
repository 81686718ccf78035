// SPDX-License-Identifier: BSD-3-Clause
/*
 * sweep_test.c - every link type and every tunnel: a whole frame decodes to the segment within, and
 * so does every snapshot of it that holds enough; a shorter one tells less, never something else.
 */
#include "decode/test_frame.h"
#include "tap.h"

enum { ETHERNET = 1 };

#define UDP(port, len) "d903" port len "0000 "
#define DSTOPTS(next)  next "00 0104 00000000 "

/* clang-format off */
static const struct vector {
    const char *name;
    uint16_t link_type;
    unsigned notes, direction;
    const char *frame;
} vectors[] = {
    {"Ethernet", ETHERNET, 0, 0, ETH "0800" IP4_TCP},
    {"Ethernet, IPv6", ETHERNET, 0, 0, ETH "86dd" IP6_TCP},
    {"802.1Q", ETHERNET, TCPLENS_VLAN, 0, ETH "8100 0005 0800" IP4_TCP},
    {"802.1ad", ETHERNET, TCPLENS_VLAN, 0, ETH "88a8 0005 8100 0006 86dd" IP6_TCP},
    {"old QinQ", ETHERNET, TCPLENS_VLAN, 0, ETH "9100 0005 9100 0006 0800" IP4_TCP},
    {"SNAP", ETHERNET, 0, 0, ETH "0041 aaaa03 000000 0800" IP4_TCP},
    {"SNAP in VLAN", ETHERNET, TCPLENS_VLAN, 0, ETH "8100 0005 0041 aaaa03 000000 0800" IP4_TCP},
    {"SNAP, bridged", ETHERNET, 0, 0, ETH "0055 aaaa03 0000f8 86dd" IP6_TCP},
    {"LLC", ETHERNET, 0, 0, ETH "003c 060603" IP4_TCP},
    {"MPLS", ETHERNET, 0, 0, ETH "8847 00010040 00011140" IP4_TCP},
    {"MPLS multicast", ETHERNET, 0, 0, ETH "8848 00011140" IP6_TCP},
    {"PPPoE", ETHERNET, 0, 0, ETH "8864 11000001003b 0021" IP4_TCP},
    {"PPPoE, IPv6", ETHERNET, 0, 0, ETH "8864 11000001004f 0057" IP6_TCP},
    {"cooked v1, in", 113, 0, TCPLENS_DIRECTION_IN, "0000 0001 0006 0200000000010000 0800" IP4_TCP},
    {"cooked v1, out", 113, 0, TCPLENS_DIRECTION_OUT,
     "0004 0001 0006 0200000000010000 86dd" IP6_TCP},
    {"cooked v1, overheard", 113, 0, TCPLENS_DIRECTION_UNKNOWN,
     "0003 0001 0006 0200000000010000 0800" IP4_TCP},
    {"cooked v1, VLAN", 113, TCPLENS_VLAN, TCPLENS_DIRECTION_IN,
     "0000 0001 0006 0200000000010000 8100 0005 0800" IP4_TCP},
    {"cooked v1, LLC", 113, 0, TCPLENS_DIRECTION_IN,
     "0000 0001 0006 0200000000010000 0004 aaaa03 000000 0800" IP4_TCP},
    {"cooked v2, in", 276, 0, TCPLENS_DIRECTION_IN,
     "0800 0000 00000002 0001 00 06 0200000000010000" IP4_TCP},
    {"cooked v2, out", 276, 0, TCPLENS_DIRECTION_OUT,
     "86dd 0000 00000002 0001 04 06 0200000000010000" IP6_TCP},
    {"NULL, big-endian", 0, 0, 0, "00000002" IP4_TCP},
    {"NULL, little-endian", 0, 0, 0, "02000000" IP4_TCP},
    {"NULL, Linux", 0, 0, 0, "0a000000" IP6_TCP},
    {"NULL, Windows", 0, 0, 0, "17000000" IP6_TCP},
    {"NULL, OpenBSD", 0, 0, 0, "18000000" IP6_TCP},
    {"NULL, FreeBSD", 0, 0, 0, "0000001c" IP6_TCP},
    {"NULL, macOS", 0, 0, 0, "1e000000" IP6_TCP},
    {"LOOP", 108, 0, 0, "00000018" IP6_TCP},
    {"raw", 101, 0, 0, IP4_TCP},
    {"raw 12", 12, 0, 0, IP6_TCP},
    {"raw 14", 14, 0, 0, IP4_TCP},
    {"raw IPv4", 228, 0, 0, IP4_TCP},
    {"raw IPv6", 229, 0, 0, IP6_TCP},
    {"PPP", 9, 0, 0, "ff03 0021" IP4_TCP},
    {"PPP, compressed", 9, 0, 0, "21" IP4_TCP},
    {"PPP, IPv6", 9, 0, 0, "0057" IP6_TCP},
    {"PPP, MPLS", 9, 0, 0, "ff03 0281 00011140" IP6_TCP},
    {"HDLC, PPP", 50, 0, 0, "ff03 0021" IP4_TCP},
    {"HDLC, Cisco", 50, 0, 0, "0f00 0800" IP4_TCP},
    {"Cisco HDLC", 104, 0, 0, "8f00 86dd" IP6_TCP},
    {"PPPoE session", 51, 0, 0, "11000001003b 0021" IP4_TCP},
    {"PPP, received", 204, 0, TCPLENS_DIRECTION_IN, "00 ff03 0021" IP4_TCP},
    {"PPP, sent", 204, 0, TCPLENS_DIRECTION_OUT, "01 ff03 0021" IP4_TCP},
    {"IPv4 options", 228, 0, 0, "4600 003d 0007 4000 4006 0000" IP4_ADDRS "94040000" TCP},
    {"AH", 228, 0, 0,
     IP4("0051", "33") "06 04 0000 00000001 00000001 0000000000000000 00000000" TCP},
    {"destination options", 229, 0, 0, IP6("002d", "3c") DSTOPTS("06") TCP},
    {"extension headers", 229, 0, 0,
     IP6("005d", "00") DSTOPTS("2b") "33 00 0000 00000000"
     "8b 04 0000 00000001 00000001 0000000000000000 00000000" DSTOPTS("3c") DSTOPTS("06") TCP},
    {"atomic fragment", 229, 0, 0, IP6("002d", "2c") "06 00 0000 00000001" TCP},
    {"IPv4 in IPv4", 228, TCPLENS_TUNNEL, 0, IP4("004d", "04") IP4_TCP},
    {"6in4", 228, TCPLENS_TUNNEL, 0, IP4("0061", "29") IP6_TCP},
    {"4in6", 229, TCPLENS_TUNNEL, 0, IP6("0039", "04") IP4_TCP},
    {"6in6", 229, TCPLENS_TUNNEL, 0, IP6("0055", "3c") DSTOPTS("29") IP6_TCP},
    {"MPLS in IP", 228, TCPLENS_TUNNEL, 0, IP4("0051", "89") "00011140" IP4_TCP},
    {"GRE", 228, TCPLENS_TUNNEL, 0, IP4("0051", "2f") "0000 0800" IP4_TCP},
    {"GRE with all fields", 228, TCPLENS_TUNNEL, 0,
     IP4("0071", "2f") "b000 86dd 00000000 00000001 00000002" IP6_TCP},
    {"NVGRE", 228, TCPLENS_TUNNEL, 0, IP4("0063", "2f") "2000 6558 00000100" ETH "0800" IP4_TCP},
    {"PPTP", 228, TCPLENS_TUNNEL, 0,
     IP4("0061", "2f") "3081 880b 003d0001 00000001 00000001"
                       "ff03 0021" IP4_TCP},
    {"ERSPAN I", 228, TCPLENS_TUNNEL, 0, IP4("005f", "2f") "0000 88be" ETH "0800" IP4_TCP},
    {"ERSPAN II", 228, TCPLENS_TUNNEL, 0,
     IP4("006b", "2f") "1000 88be 00000001 0000000000000000" ETH "0800" IP4_TCP},
    {"VXLAN", 228, TCPLENS_TUNNEL, 0,
     IP4("006b", "11") UDP("12b5", "0057") "08000000 00000100" ETH "0800" IP4_TCP},
    {"VXLAN, Linux", 228, TCPLENS_TUNNEL, 0,
     IP4("006b", "11") UDP("2118", "0057") "08000000 00000100" ETH "0800" IP4_TCP},
    {"VXLAN, VLAN within", 229, TCPLENS_TUNNEL | TCPLENS_VLAN, 0,
     IP6("005b", "11") UDP("12b5", "005b") "08000000 00000100" ETH "8100 0007 0800" IP4_TCP},
    {"VXLAN-GPE, IPv4", 228, TCPLENS_TUNNEL, 0,
     IP4("005d", "11") UDP("12b6", "0049") "0c000001 00000100" IP4_TCP},
    {"VXLAN-GPE, IPv6", 228, TCPLENS_TUNNEL, 0,
     IP4("0071", "11") UDP("12b6", "005d") "0c000002 00000100" IP6_TCP},
    {"VXLAN-GPE, Ethernet", 228, TCPLENS_TUNNEL, 0,
     IP4("006b", "11") UDP("12b6", "0057") "0c000003 00000100" ETH "0800" IP4_TCP},
    {"Geneve", 228, TCPLENS_TUNNEL, 0,
     IP4("006b", "11") UDP("17c1", "0057") "0000 6558 00000100" ETH "0800" IP4_TCP},
    {"Geneve with options", 228, TCPLENS_TUNNEL, 0,
     IP4("0079", "11") UDP("17c1", "0065") "0200 86dd 00000100 0102030100000000" IP6_TCP},
    {"MPLS in UDP", 228, TCPLENS_TUNNEL, 0,
     IP4("0059", "11") UDP("19eb", "0045") "00011140" IP4_TCP},
    {"Teredo", 228, TCPLENS_TUNNEL, 0, IP4("0069", "11") UDP("0dd8", "0055") IP6_TCP},
    {"GRE in IPv6 in IPv4", 228, TCPLENS_TUNNEL, 0,
     IP4("0079", "29") IP6("003d", "2f") "0000 0800" IP4_TCP},
};
/* clang-format on */

enum { VECTORS = sizeof vectors / sizeof vectors[0] };

static bool is_whole(const struct vector *v, const struct test_frame *f, size_t n)
{
    const struct tcplens_segment *const s = &f->seg;
    const struct span payload = tl_decode_payload(s);

    return s->kind == TCPLENS_KIND_TCP && s->src_port == 40000 && s->dst_port == 443 &&
           s->seq.v == 1 && s->ack.v == 2 && s->flags == (TCPLENS_ACK | TCPLENS_PSH) &&
           s->wnd == 512 && s->header_len == 32 && s->payload_len == 5 &&
           s->options == TCPLENS_OPT_TIMESTAMPS && s->notes == v->notes &&
           s->direction == v->direction && s->l4_off == n - 37 && payload.n == 5 &&
           memcmp(payload.p, "hello", 5) == 0 && tl_decode_options(s).n == 12 &&
           s->frame == f->octets && s->ts_ns == 1000 && s->number == 3 && s->iface == 5 &&
           s->caplen == n && s->len == n;
}

/* What a snapshot of `caplen` octets may say of a segment whose TCP header is at n - 37. */
static bool is_shorter_truth(const struct tcplens_segment *s, size_t n, size_t caplen)
{
    const size_t l4_off = n - 37;

    if ((s->notes & TCPLENS_MALFORMED) != 0 || caplen >= n)
        return false;
    if (caplen >= l4_off + 32)
        return s->kind == TCPLENS_KIND_TCP && (s->notes & TCPLENS_PAYLOAD_CUT) != 0 &&
               s->payload_len == 5 && s->options == TCPLENS_OPT_TIMESTAMPS;
    if (caplen >= l4_off + 20)
        return s->kind == TCPLENS_KIND_TCP && (s->notes & TCPLENS_OPTIONS_CUT) != 0 &&
               s->payload_len == 5 && s->options == 0;
    if (caplen >= l4_off + 8)
        return s->kind == TCPLENS_KIND_TCP && (s->notes & TCPLENS_TRUNCATED) != 0 &&
               s->seq.v == 1 && s->src_port == 40000 && s->wnd == (caplen < l4_off + 16 ? 0 : 512);
    /* Less: the IP packet around it, the datagram of a tunnel, or nothing. */
    return s->kind < TCPLENS_KIND_TCP && s->seq.v == 0 &&
           (s->notes & (TCPLENS_TRUNCATED | TCPLENS_PAYLOAD_CUT)) != 0;
}

/* The readers of a record may be asked about any record. */
static bool reads_within_bounds(const struct tcplens_segment *s)
{
    struct tcplens_segment quoted;
    struct checksum_facts checksum;
    struct ip_facts ip;

    if (s->kind >= TCPLENS_KIND_IP)
        tl_decode_ip(s, &ip);
    if (s->kind == TCPLENS_KIND_TCP)
        tl_decode_checksum(s, &checksum);
    return tl_decode_payload(s).n <= s->caplen && tl_decode_options(s).n <= 40 &&
           !tl_decode_icmp_quote(s, &quoted);
}

static void sweep(const struct vector *v)
{
    uint8_t octets[512];
    const size_t n = hex_octets(v->frame, octets, sizeof octets);
    struct test_frame f = test_frame_of(v->link_type, octets, n, n);
    size_t untrue = 0;

    printf("# %s\n", v->name);
    T_CHECK(is_whole(v, &f, n));
    test_frame_free(&f);
    for (size_t caplen = 0; caplen < n; caplen++) {
        f = test_frame_of(v->link_type, octets, n, caplen);
        if (!is_shorter_truth(&f.seg, n, caplen) || !reads_within_bounds(&f.seg)) {
            printf("# %zu of %zu octets: kind %d, notes %#x\n", caplen, n, f.seg.kind, f.seg.notes);
            untrue++;
        }
        test_frame_free(&f);
    }
    T_CHECK(untrue == 0);
}

static void knows_the_link_types(void)
{
    for (size_t i = 0; i < VECTORS; i++) {
        T_CHECK(tl_decode_knows_link_type(vectors[i].link_type));
        T_CHECK(tl_decode_link_type_name(vectors[i].link_type) != NULL);
    }
    T_CHECK(!tl_decode_knows_link_type(147));
    T_CHECK(tl_decode_link_type_name(147) == NULL);
    T_CHECK(test_segment(147, IP4_TCP).kind == TCPLENS_KIND_OTHER);
}

int main(void)
{
    for (size_t i = 0; i < VECTORS; i++)
        sweep(&vectors[i]);
    knows_the_link_types();
    return t_done();
}
