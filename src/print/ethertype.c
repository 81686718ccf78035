// SPDX-License-Identifier: BSD-3-Clause
/* ethertype.c - EtherTypes: who prints them, and what they are called (IEEE's registry). */
#include "print/line.h"

static const struct {
    uint16_t type;
    line_printer *printer;
} printers[] = {
    {0x0800, print_ip4},
    {0x86dd, print_ip6},
};

static const struct line_name names[] = {
    {0x0800, "IPv4"},
    {0x0806, "ARP"},
    {0x8035, "Reverse ARP"},
    {0x86dd, "IPv6"},
};

line_printer *line_ethertype_printer(uint16_t type)
{
    for (size_t i = 0; i < sizeof printers / sizeof printers[0]; i++)
        if (printers[i].type == type)
            return printers[i].printer;
    return NULL;
}

const char *line_ethertype_name(uint16_t type)
{
    return line_name(names, sizeof names / sizeof names[0], type);
}
