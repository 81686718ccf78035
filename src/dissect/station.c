// SPDX-License-Identifier: BSD-3-Clause
#include "dissect/station.h"

#include <string.h>

#include "field/vendors.h"

static void say_last_octets(struct text *line, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        text_char(line, i == 0 ? '_' : ':');
        text_hex(line, p[i], 2);
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

static void say_name(const struct dissection *d, struct text *line, const uint8_t address[6])
{
    static const uint8_t broadcast[6] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, none[3] = {0};
    const struct vendor *const vendor = tl_vendor_find(address);

    if (memcmp(address, broadcast, 6) == 0) {
        text_str(line, "Broadcast");
    } else if (group_name(address) != NULL) {
        text_str(line, group_name(address));
        say_last_octets(line, address + 5, 1);
    } else if (vendor != NULL) {
        text_str(line, is_compat_4_0(d) ? vendor->name_4_0 : vendor->name);
        say_last_octets(line, address + 3, 3);
    } else if (memcmp(address, none, 3) == 0) {
        text_str(line, "00:00:00");
        say_last_octets(line, address + 3, 3);
    } else {
        text_ether(line, address);
    }
}

void say_station(const struct dissection *d, struct text *line, const uint8_t address[6])
{
    if (!d->view->names) {
        text_ether(line, address);
        return;
    }
    say_name(d, line, address);
    text_str(line, " (");
    text_ether(line, address);
    text_char(line, ')');
}

struct item *put_station(struct dissection *d, enum field_id field, const uint8_t address[6])
{
    struct item *const it = items_octets(d->items, field, address, 6);
    struct text line;

    if (d->view->names && d->items->tree) {
        line = items_line(d->items);
        text_str(&line, tl_fields[field].title);
        text_str(&line, ": ");
        say_station(d, &line, address);
        items_say(d->items, it, &line);
    }
    return it;
}
