// SPDX-License-Identifier: BSD-3-Clause
#include "redact/address.h"

#include <stdbool.h>
#include <string.h>

/* The block of IPv4 addresses that an address is replaced within, by the length of its prefix. */
enum { EVERYBODYS = 0, NOBODYS = 32 };

static unsigned block_of(const uint8_t a[4])
{
    if (a[0] == 0 || a[0] == 127 || a[0] >= 224)
        return NOBODYS; /* this network, loopback, multicast, broadcast */
    if (a[0] == 10)
        return 8;
    if (a[0] == 172 && a[1] >> 4 == 1)
        return 12;
    if ((a[0] == 192 && a[1] == 168) || (a[0] == 169 && a[1] == 254))
        return 16;
    if (a[0] == 100 && a[1] >> 6 == 1)
        return 10; /* RFC 6598 */
    return EVERYBODYS;
}

void tl_redact_ip4(const struct permute_key *key, uint8_t addr[4])
{
    const unsigned block = block_of(addr);

    if (block == NOBODYS)
        return;
    /* Of a permutation, what leaves a set comes back to it: whatever is in between is nobody's. */
    do
        tl_permute(key, PERMUTE_IP4, addr, 4, block);
    while (block_of(addr) != block);
}

static bool begins(const uint8_t addr[16], const uint8_t *prefix, size_t n)
{
    return memcmp(addr, prefix, n) == 0;
}

void tl_redact_ip6(const struct permute_key *key, uint8_t addr[16])
{
    static const uint8_t none[15], mapped[12] = {[10] = 0xff, [11] = 0xff};
    static const uint8_t translated[12] = {0, 0x64, 0xff, 0x9b}; /* RFC 6052 */
    static const uint8_t solicited[13] = {0xff, 2, [11] = 1, [12] = 0xff};

    if (begins(addr, none, sizeof none))
        return; /* unspecified, loopback */
    if (begins(addr, mapped, sizeof mapped) || begins(addr, translated, sizeof translated))
        tl_redact_ip4(key, addr + 12);
    else if (begins(addr, solicited, sizeof solicited))
        tl_permute(key, PERMUTE_GROUP, addr + 13, 3, 0); /* the end of somebody's address */
    else if (addr[0] == 0xfe && addr[1] >> 6 == 2)
        tl_permute(key, PERMUTE_IP6, addr, 16, 64);
    else if (addr[0] != 0xff)
        tl_permute(key, PERMUTE_IP6, addr, 16, 8);
}

void tl_redact_ether(const struct permute_key *key, uint8_t addr[6])
{
    static const uint8_t none[6], solicited[3] = {0x33, 0x33, 0xff};

    if (memcmp(addr, none, sizeof none) == 0)
        return;
    if (memcmp(addr, solicited, sizeof solicited) == 0)
        tl_permute(key, PERMUTE_GROUP, addr + 3, 3, 0);
    else if ((addr[0] & 1) == 0)
        tl_permute(key, PERMUTE_ETHER, addr, 6, 8);
}
