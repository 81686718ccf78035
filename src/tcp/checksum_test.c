// SPDX-License-Identifier: BSD-3-Clause
#include "tap.h"
#include "tcp/checksum.h"

int main(void)
{
    /* RFC 1071 section 3's own example */
    static const uint8_t example[] = {0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7};
    static const uint8_t ones[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
    static const uint8_t src[] = {192, 0, 2, 1}, dst[] = {192, 0, 2, 2};
    uint64_t sum = 0;

    T_CHECK(tl_tcp_checksum_fold(tl_tcp_checksum_add(0, (struct span){example, 8})) == 0xddf2);
    T_CHECK(tl_tcp_checksum_fold(tl_tcp_checksum_add(0, (struct span){NULL, 0})) == 0);

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
    return t_done();
}
