// SPDX-License-Identifier: BSD-3-Clause
/*
 * riverbed.h - how far Wireshark reads the probe option (kind 76) of a WAN accelerator: beyond the
 * end of one that is too short, after which nothing of the header is shown (11.5).
 */
#ifndef TL_ANALYSIS_RIVERBED_H
#define TL_ANALYSIS_RIVERBED_H

#include <stdint.h>

/* The length that an option has at least whose third octet, version and type, is this one. Tried
 * with each of the 256. */
static inline uint32_t riverbed_probe_needs(uint8_t version_and_type)
{
    static const uint8_t by_type[16] = {10, 14, 3, 10, 10, 18, 8, 8, 8, 8, 8, 3, 3, 3, 3, 3};

    if ((version_and_type & 1) != 0)
        return by_type[version_and_type >> 4];
    switch (version_and_type) {
    case 0x0c:
    case 0x0e:
    case 0x14:
        return 4;
    case 0x10:
    case 0x12:
        return 8;
    default:
        return 3;
    }
}

#endif
