// SPDX-License-Identifier: BSD-3-Clause
/* compressed_fuzz.c - any octets behind the magic number of a compression format. */
#include "source/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n)
{
    static const struct {
        uint8_t octets[4], n;
    } magics[] = {
        {{0x1f, 0x8b, 0x08, 0}, 4},
        {{0x28, 0xb5, 0x2f, 0xfd}, 4},
        {{0x04, 0x22, 0x4d, 0x18}, 4},
        {{0}, 0}, /* a corpus of whole files */
    };
    const size_t i = n > 0 ? octets[0] % (sizeof magics / sizeof *magics) : 0;

    if (n > 0)
        fuzz_read(magics[i].octets, magics[i].n, octets, n);
    return 0;
}
