// SPDX-License-Identifier: BSD-3-Clause
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <pcap/pcap.h>

#include <tcplens/dump.h>

#include "tap.h"

enum { SNAPLEN = 262144 };

static bool becomes(const char *from, const char *wanted)
{
    char *const is = tcplens_dump_ip6_filter(from);
    const bool same = is != NULL && strcmp(is, wanted) == 0;

    if (!same)
        printf("# \"%s\" became \"%s\"\n", from, is != NULL ? is : "");
    free(is);
    return same;
}

static bool compiles(const char *expression, struct bpf_program *code)
{
    pcap_t *const p = pcap_open_dead(DLT_EN10MB, SNAPLEN);
    const bool ok = pcap_compile(p, code, expression, 1, PCAP_NETMASK_UNKNOWN) == 0;

    pcap_close(p);
    return ok;
}

/* An Ethernet frame of a segment with these flags and an option's octets, over either IP. */
static size_t make_frame(uint8_t out[128], bool ip6, uint8_t flags)
{
    uint8_t *ip = out + 14, *tcp;

    memset(out, 0, 128);
    out[12] = ip6 ? 0x86 : 0x08;
    out[13] = ip6 ? 0xdd : 0x00;
    ip[0] = ip6 ? 0x60 : 0x45;
    ip[ip6 ? 6 : 9] = 6;
    ip[ip6 ? 5 : 3] = ip6 ? 24 : 44;
    tcp = ip + (ip6 ? 40 : 20);
    tcp[1] = 99;
    tcp[3] = 80;
    tcp[12] = 0x50;
    tcp[13] = flags;
    memcpy(tcp + 20, (const uint8_t[]){'G', 'E', 'T', ' '}, 4);
    return (size_t)(tcp + 24 - out);
}

/* Whether the filter, rewritten, says so of such a segment over IPv4, and over IPv6 as well. */
static bool says(const char *expression, uint8_t flags, bool wanted)
{
    char *const rewritten = tcplens_dump_ip6_filter(expression);
    struct bpf_program code;
    bool right;

    if (rewritten == NULL || !compiles(rewritten, &code)) {
        free(rewritten);
        return false;
    }
    right = true;
    for (int ip6 = 0; ip6 < 2; ip6++) {
        uint8_t frame[128];
        const size_t n = make_frame(frame, ip6 != 0, flags);
        const struct pcap_pkthdr h = {.caplen = (bpf_u_int32)n, .len = (bpf_u_int32)n};

        right &= (pcap_offline_filter(&code, &h, frame) != 0) == wanted;
    }
    pcap_freecode(&code);
    free(rewritten);
    return right;
}

static void leaves_alone_what_reads_no_transport(void)
{
    static const char *const same[] = {
        "",
        "tcp port 80",
        "host 2001:db8::1 and not ether[0] & 1 = 0",
        "ip[2:2] > 576",
        "ip proto \\tcp",
        "tcp[",
        "tcp[13] & 2",
        "tcp[13] = ",
        "(tcp[13",
        "len > 100 and (udp or icmp)",
        "tcp[0:2] = udp[0:2]",
    };

    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        T_CHECK(becomes(same[i], same[i]));
}

static void rewrites_comparisons_whole(void)
{
    T_CHECK(becomes("tcp[13]=2", "(tcp[13]=2 or (ip6[6] = 6 and ip6[40+(13)]=2))"));
    T_CHECK(becomes("not tcp [tcpflags] & (tcp-syn|tcp-ack) != 0 and port 80",
                    "not (tcp [tcpflags] & (tcp-syn|tcp-ack) != 0 or (ip6[6] = 6 and "
                    "ip6[40+(tcpflags)] & (tcp-syn|tcp-ack) != 0)) and port 80"));
    T_CHECK(becomes("(udp[4:2] >= 9||arp)",
                    "((udp[4:2] >= 9 or (ip6[6] = 17 and ip6[40+(4):2] >= 9))||arp)"));
    T_CHECK(becomes("(tcp[13] & 2) != 0",
                    "((tcp[13] & 2) != 0 or (ip6[6] = 6 and (ip6[40+(13)] & 2) != 0))"));
    T_CHECK(becomes("tcp[((tcp[12:1] & 0xf0) >> 2):4] = 0x47455420",
                    "(tcp[((tcp[12:1] & 0xf0) >> 2):4] = 0x47455420 or (ip6[6] = 6 and "
                    "ip6[40+(((ip6[40+(12):1] & 0xf0) >> 2)):4] = 0x47455420))"));
}

static void means_the_same_over_both(void)
{
    T_CHECK(says("tcp[tcpflags] & tcp-syn != 0", 0x02, true));
    T_CHECK(says("tcp[tcpflags] & tcp-syn != 0", 0x10, false));
    T_CHECK(says("not tcp[tcpflags] & tcp-syn != 0", 0x02, false));
    T_CHECK(says("not (tcp[13] == 18 or tcp[13] == 2)", 0x10, true));
    T_CHECK(says("tcp[2:2] = 80 and tcp[0:2] != 80 and !tcp[13] & 4 != 0", 0x10, true));
    T_CHECK(says("tcp[((tcp[12:1] & 0xf0) >> 2):4] = 0x47455420", 0x18, true));
    T_CHECK(says("udp[0:2] = 99", 0x18, false));
    T_CHECK(says("tcp[13] - 1 = 1 && 2 = tcp[13]", 0x02, true));
}

/* Parentheses without end are given up, not followed. */
static void survives_depth(void)
{
    enum { N = 20000 };
    char *const deep = malloc(N + 9), *is;

    if (deep == NULL)
        return;
    memset(deep, '(', N);
    (void)snprintf(deep + N, 9, "tcp[0]=1");
    is = tcplens_dump_ip6_filter(deep);
    T_CHECK(is != NULL && strstr(is, "(tcp[0]=1 or (ip6[6] = 6 and ip6[40+(0)]=1))") != NULL);
    free(is);
    free(deep);
}

int main(void)
{
    leaves_alone_what_reads_no_transport();
    rewrites_comparisons_whole();
    means_the_same_over_both();
    survives_depth();
    return t_done();
}
