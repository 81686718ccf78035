// SPDX-License-Identifier: BSD-3-Clause
/* pcapng_fuzz.c - any blocks behind a section header of either byte order. */
#include "source/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n)
{
    static const uint8_t sections[2][28] = {
        {0x0a, 0x0d, 0x0d, 0x0a, 28,   0,    0,    0,    0x4d, 0x3c, 0x2b, 0x1a, 1, 0,
         0,    0,    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 28,   0,    0, 0},
        {0x0a, 0x0d, 0x0d, 0x0a, 0,    0,    0,    28,   0x1a, 0x2b, 0x3c, 0x4d, 0, 1,
         0,    0,    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0,    0,    0, 28},
    };

    if (n > 0)
        fuzz_read(sections[octets[0] & 1], sizeof *sections, octets, n);
    return 0;
}
