// SPDX-License-Identifier: BSD-3-Clause
#include "redact/address.h"

#include <string.h>

#include "tap.h"

static struct permute_key key_of(const char *text)
{
    struct permute_key key;
    struct tcplens_error err;

    T_CHECK(tl_permute_key(&key, text, &err) == TCPLENS_OK);
    return key;
}

/* What 192.0.2.n becomes, as a number. */
static uint32_t replaced4(const struct permute_key *key, uint32_t addr)
{
    uint8_t a[4] = {(uint8_t)(addr >> 24), (uint8_t)(addr >> 16), (uint8_t)(addr >> 8),
                    (uint8_t)addr};

    tl_redact_ip4(key, a);
    return (uint32_t)a[0] << 24 | (uint32_t)a[1] << 16 | (uint32_t)a[2] << 8 | a[3];
}

static void stays_within_its_kind(void)
{
    const struct permute_key key = key_of("a");
    bool all = true;

    for (uint32_t i = 1; i < 500; i++) {
        const uint32_t everybodys = replaced4(&key, UINT32_C(0x01020304) + i * UINT32_C(7919));

        all &= replaced4(&key, UINT32_C(0x0a000000) + i * 997) >> 24 == 10;
        all &= replaced4(&key, UINT32_C(0xac100000) + i * 997) >> 20 == 0xac1;
        all &= replaced4(&key, UINT32_C(0xc0a80000) + i) >> 16 == 0xc0a8;
        all &= replaced4(&key, UINT32_C(0xa9fe0000) + i) >> 16 == 0xa9fe;
        all &= replaced4(&key, UINT32_C(0x64400000) + i * 997) >> 22 == 0x191;
        all &= everybodys >> 24 != 10 && everybodys >> 24 != 127 && everybodys >> 24 < 224;
        all &= everybodys >> 16 != 0xc0a8 && everybodys >> 20 != 0xac1;
    }
    T_CHECK(all);
    T_CHECK(replaced4(&key, UINT32_C(0x7f000001)) == UINT32_C(0x7f000001));
    T_CHECK(replaced4(&key, UINT32_C(0xe0000001)) == UINT32_C(0xe0000001));
    T_CHECK(replaced4(&key, UINT32_MAX) == UINT32_MAX);
    T_CHECK(replaced4(&key, 0) == 0);
}

static void never_confuses_two(void)
{
    static uint8_t seen[65536];
    const struct permute_key key = key_of("a");
    bool all = true;

    for (uint32_t i = 0; i < 65536; i++) {
        const uint32_t to = replaced4(&key, UINT32_C(0xc0a80000) + i) & 0xffff;

        all &= !seen[to];
        seen[to] = 1;
    }
    T_CHECK(all);
}

static void depends_on_the_key_alone(void)
{
    const char *const longer = "a text of more octets than fit into one block of the digest";
    const struct permute_key a = key_of("a"), again = key_of("a"), b = key_of("b");
    const struct permute_key long_1 = key_of(longer), none = key_of(NULL);
    struct permute_key nobodys = key_of(NULL);

    T_CHECK(replaced4(&a, UINT32_C(0xc0000201)) == replaced4(&again, UINT32_C(0xc0000201)));
    T_CHECK(replaced4(&a, UINT32_C(0xc0000201)) != replaced4(&b, UINT32_C(0xc0000201)));
    T_CHECK(memcmp(&long_1, &a, sizeof a) != 0);
    T_CHECK(memcmp(&none, &nobodys, sizeof none) != 0);
}

static void replaces_ip6(void)
{
    const struct permute_key key = key_of("a");
    uint8_t one[16] = {[15] = 1}, global[16] = {0x20, 1, 0x0d, 0xb8, [15] = 1};
    uint8_t local[16] = {0xfe, 0x80, [15] = 1}, ula[16] = {0xfd, 1, 2, [15] = 1};
    uint8_t all_nodes[16] = {0xff, 2, [15] = 1};
    uint8_t solicited[16] = {0xff, 2, [11] = 1, [12] = 0xff, [13] = 1, [14] = 2, [15] = 3};
    uint8_t mapped[16] = {[10] = 0xff, [11] = 0xff, [12] = 10, [13] = 1, [14] = 2, [15] = 3};
    uint8_t before[16];

    tl_redact_ip6(&key, one);
    T_CHECK(one[0] == 0 && one[15] == 1);
    memcpy(before, global, sizeof before);
    tl_redact_ip6(&key, global);
    T_CHECK(global[0] == 0x20 && memcmp(global, before, 16) != 0);
    memcpy(before, local, sizeof before);
    tl_redact_ip6(&key, local);
    T_CHECK(memcmp(local, before, 8) == 0 && memcmp(local, before, 16) != 0);
    tl_redact_ip6(&key, ula);
    T_CHECK(ula[0] == 0xfd);
    tl_redact_ip6(&key, all_nodes);
    T_CHECK(all_nodes[0] == 0xff && all_nodes[1] == 2 && all_nodes[15] == 1);
    tl_redact_ip6(&key, solicited);
    T_CHECK(solicited[12] == 0xff && memcmp(solicited + 13, (uint8_t[]){1, 2, 3}, 3) != 0);
    tl_redact_ip6(&key, mapped);
    T_CHECK(mapped[11] == 0xff && mapped[12] == 10 && mapped[15] != 3);
}

static void replaces_ether(void)
{
    const struct permute_key key = key_of("a");
    uint8_t all[6] = {255, 255, 255, 255, 255, 255}, one[6] = {2, 0, 0, 0, 0, 1};
    uint8_t other[6] = {2, 0, 0, 0, 0, 2}, group[6] = {1, 0, 0x5e, 0, 0, 1};
    uint8_t nobody[6] = {0};

    tl_redact_ether(&key, all);
    tl_redact_ether(&key, group);
    tl_redact_ether(&key, nobody);
    T_CHECK(all[0] == 255 && all[5] == 255 && group[0] == 1 && group[5] == 1 && nobody[5] == 0);
    tl_redact_ether(&key, one);
    tl_redact_ether(&key, other);
    T_CHECK(one[0] == 2 && other[0] == 2 && memcmp(one, other, 6) != 0);
    T_CHECK(memcmp(one, (uint8_t[]){2, 0, 0, 0, 0, 1}, 6) != 0);
}

int main(void)
{
    stays_within_its_kind();
    never_confuses_two();
    depends_on_the_key_alone();
    replaces_ip6();
    replaces_ether();
    return t_done();
}
