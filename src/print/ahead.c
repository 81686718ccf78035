// SPDX-License-Identifier: BSD-3-Clause
/*
 * ahead.c - a capture of many connections touches one cold entry of the memory after the other. The
 * frames of a batch are known before the first of them is printed: so all their entries are asked
 * for at once, in two rounds, and the waits overlap.
 *
 * What is not Ethernet and IPv4 without options is not looked at, and merely found more slowly.
 */
#include "print/ahead.h"

#include "base/octets.h"
#include "print/tcp_memory.h"

enum {
    LINKTYPE_ETHERNET = 1,
    ETHERTYPE_OFF = 12,
    ETHERTYPE_IP4 = 0x0800,
    IP4_OFF = 14,
    VERSION_AND_LENGTH = 0x45,
    PROTOCOL_OFF = IP4_OFF + 9,
    PROTOCOL_TCP = 6,
    ADDRESSES_OFF = IP4_OFF + 12,
    PORTS_OFF = IP4_OFF + 20,
    PORTS_END = PORTS_OFF + 4,
    BATCH = 64,
};

static bool is_segment(const struct tcplens_frame *f)
{
    return f->link_type == LINKTYPE_ETHERNET && f->caplen >= PORTS_END &&
           be16(f->octets + ETHERTYPE_OFF) == ETHERTYPE_IP4 &&
           f->octets[IP4_OFF] == VERSION_AND_LENGTH && f->octets[PROTOCOL_OFF] == PROTOCOL_TCP;
}

void ahead_look(const struct tcp_memory *m, const struct tcplens_frame *frames, size_t n)
{
    uint64_t expected[BATCH];
    size_t found = 0;

    for (size_t i = 0; i < n && i < BATCH; i++)
        if (is_segment(&frames[i]))
            expected[found++] = tcp_memory_expect(m, frames[i].octets + ADDRESSES_OFF,
                                                  frames[i].octets + PORTS_OFF);
    for (size_t i = 0; i < found; i++)
        tcp_memory_fetch(m, expected[i]);
}
