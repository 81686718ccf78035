// SPDX-License-Identifier: BSD-3-Clause
#include "print/link.h"

/* www.tcpdump.org/linktypes.html */
enum { LINKTYPE_ETHERNET = 1 };

line_printer *link_printer(uint16_t link_type)
{
    switch (link_type) {
    case LINKTYPE_ETHERNET:
        return print_ethernet;
    default:
        return NULL;
    }
}
