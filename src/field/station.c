// SPDX-License-Identifier: BSD-3-Clause
#include "field/station.h"

#include <string.h>

#include "field/vendors.h"

static void write_last_octets(struct text *out, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        text_char(out, i == 0 ? '_' : ':');
        text_hex(out, p[i], 2);
    }
}

/* Groups that a prefix tells: IPv4's (RFC 1112 6.4) and IPv6's (RFC 2464 7). */
static const char *group_name(const uint8_t address[6])
{
    if (memcmp(address, "\x01\x00\x5e", 3) == 0 && (address[3] & 0x80) == 0)
        return "IPv4mcast";
    if (memcmp(address, "\x33\x33", 2) == 0)
        return "IPv6mcast";
    return NULL;
}

static void write_name(struct text *out, const uint8_t address[6], bool compat_4_0)
{
    static const uint8_t broadcast[6] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, none[3] = {0};
    const struct vendor *const vendor = tl_vendor_find(address);

    if (memcmp(address, broadcast, 6) == 0) {
        text_str(out, "Broadcast");
    } else if (group_name(address) != NULL) {
        text_str(out, group_name(address));
        write_last_octets(out, address + 5, 1);
    } else if (vendor != NULL) {
        text_str(out, compat_4_0 ? vendor->name_4_0 : vendor->name);
        write_last_octets(out, address + 3, 3);
    } else if (memcmp(address, none, 3) == 0) {
        text_str(out, "00:00:00");
        write_last_octets(out, address + 3, 3);
    } else {
        text_ether(out, address);
    }
}

void tl_station_name(struct text *out, const struct items *items, const uint8_t address[6])
{
    if (items->names)
        write_name(out, address, items->compat_4_0);
    else
        text_ether(out, address);
}

void tl_station_write(struct text *out, const struct items *items, const uint8_t address[6])
{
    tl_station_name(out, items, address);
    if (!items->names)
        return;
    text_str(out, " (");
    text_ether(out, address);
    text_char(out, ')');
}
