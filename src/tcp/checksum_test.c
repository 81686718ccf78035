// SPDX-License-Identifier: BSD-3-Clause
#include <stdbool.h>

#include "tap.h"
#include "tcp/checksum.h"

/* The sum as RFC 1071 1 defines it, word by word. */
static uint16_t sum_slowly(const uint8_t *p, size_t n)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        sum += i % 2 == 0 ? (uint32_t)p[i] << 8 : p[i];
        sum = (sum & 0xffff) + (sum >> 16);
    }
    return (uint16_t)sum;
}

/* Runs of every length, at every alignment. */
static bool is_right_everywhere(void)
{
    enum { LENGTHS = 100, ALIGNMENTS = 16 };
    uint8_t octets[LENGTHS + ALIGNMENTS];
    bool right = true;

    for (unsigned i = 0; i < sizeof octets; i++)
        octets[i] = (uint8_t)(i * 151 + 77);
    for (size_t from = 0; from < ALIGNMENTS; from++)
        for (size_t n = 0; n < LENGTHS; n++)
            right = right &&
                    tl_tcp_checksum_fold(tl_tcp_checksum_add(0, (struct span){octets + from, n})) ==
                        sum_slowly(octets + from, n);
    return right;
}

int main(void)
{
    /* RFC 1071 section 3's own example */
    static const uint8_t example[] = {0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7};
    static const uint8_t ones[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    static const uint8_t src[] = {192, 0, 2, 1}, dst[] = {192, 0, 2, 2};
    uint64_t sum = 0;

    T_CHECK(tl_tcp_checksum_fold(tl_tcp_checksum_add(0, (struct span){example, 8})) == 0xddf2);
    T_CHECK(tl_tcp_checksum_fold(tl_tcp_checksum_add(0, (struct span){example, 0})) == 0);

    /* In pieces, at 16-bit boundaries; an odd last octet is the high one of its word */
    sum = tl_tcp_checksum_add(sum, (struct span){example, 2});
    sum = tl_tcp_checksum_add(sum, (struct span){example + 2, 6});
    T_CHECK(tl_tcp_checksum_fold(sum) == 0xddf2);
    T_CHECK(tl_tcp_checksum_fold(tl_tcp_checksum_add(0, (struct span){example + 6, 1})) == 0xf600);
    T_CHECK(tl_tcp_checksum_fold(tl_tcp_checksum_add(0, (struct span){example + 2, 3})) ==
            0xf203 - 0x10000 + 0xf400 + 1);

    /* Carries: minus zero stays minus zero */
    T_CHECK(tl_tcp_checksum_fold(tl_tcp_checksum_add(0, (struct span){ones, 6})) == 0xffff);
    T_CHECK(tl_tcp_checksum_fold(UINT64_MAX) == 0xffff);
    T_CHECK(tl_tcp_checksum_fold(0x1ffff) == 1);

    /* c000 + 0201 + c000 + 0202 + protocol 6 + length 20 */
    T_CHECK(tl_tcp_checksum_fold(tl_tcp_checksum_pseudo((struct span){src, 4},
                                                        (struct span){dst, 4}, 20)) == 0x841e);
    T_CHECK(is_right_everywhere());
    return t_done();
}
