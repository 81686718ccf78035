// SPDX-License-Identifier: BSD-3-Clause
/* inner.c - what tunnels share. */
#include "print/inner.h"

void inner_put_ethertype(struct line *l, uint16_t type)
{
    const char *const name = line_ethertype_name(type);

    if (!l->options->link_header)
        return;
    line_str(l, ", proto ");
    line_str(l, name != NULL ? name : "unknown");
    line_str(l, " (0x");
    line_hex(l, type, 4);
    line_char(l, ')');
}

enum print_status print_bridged(struct line *l, struct body b)
{
    const size_t link_len = l->link_len;
    const enum print_status status = print_ethernet(l, b);

    l->link_len = link_len;
    return status;
}
