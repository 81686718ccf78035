// SPDX-License-Identifier: BSD-3-Clause
/* pcap_fuzz.c - any octets behind a savefile's magic number, in each of its forms. */
#include "source/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n)
{
    static const uint8_t magics[][4] = {
        {0xa1, 0xb2, 0xc3, 0xd4}, {0xd4, 0xc3, 0xb2, 0xa1}, {0xa1, 0xb2, 0x3c, 0x4d},
        {0x4d, 0x3c, 0xb2, 0xa1}, {0xa1, 0xb2, 0xcd, 0x34}, {0x34, 0xcd, 0xb2, 0xa1},
    };

    if (n > 0)
        fuzz_read(magics[octets[0] % (sizeof magics / sizeof *magics)], 4, octets, n);
    return 0;
}
