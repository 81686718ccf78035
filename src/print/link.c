// SPDX-License-Identifier: BSD-3-Clause
#include "print/link.h"

#include "print/print.h"

/* www.tcpdump.org/linktypes.html; those without a printer are dumped. */
static const struct {
    uint16_t link_type;
    line_printer *printer;
} printers[] = {
    {1, print_ethernet}, {113, print_cooked1}, {276, print_cooked2}, {0, print_null},
    {108, print_null},   {101, print_raw},     {12, print_raw},      {14, print_raw},
    {228, print_raw},    {229, print_raw},     {9, print_ppp_frame}, {50, print_ppp_serial},
    {51, print_pppoe},
};

line_printer *link_printer(uint16_t link_type)
{
    for (size_t i = 0; i < sizeof printers / sizeof printers[0]; i++)
        if (printers[i].link_type == link_type)
            return printers[i].printer;
    return NULL;
}

bool tl_print_knows(uint16_t link_type)
{
    return link_printer(link_type) != NULL;
}
