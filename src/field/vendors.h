// SPDX-License-Identifier: BSD-3-Clause
/* vendors.h - names for stations' addresses. */
#ifndef TL_FIELD_VENDORS_H
#define TL_FIELD_VENDORS_H

#include <stdint.h>

/**
 * struct vendor
 * @oui:    the first three octets of its addresses
 * @name:   as Wireshark 4.4 has it, @name_4_0 as 4.0
 */
struct vendor {
    uint32_t oui;
    const char *name, *name_4_0;
};

/* NULL if it is not known. */
const struct vendor *tl_vendor_find(const uint8_t address[6]);

#endif
