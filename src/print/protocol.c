// SPDX-License-Identifier: BSD-3-Clause
/* protocol.c - IP protocol numbers: who prints what follows an IP header. */
#include "print/line.h"

static line_printer *const printers[256] = {
    [6] = print_tcp,
};

enum print_status line_ip_payload(struct line *l, struct body b, uint8_t protocol)
{
    line_printer *const printer = printers[protocol];

    if (printer != NULL)
        return printer(l, b);
    line_str(l, "ip-proto-");
    line_u64(l, protocol);
    line_char(l, ' ');
    line_u64(l, b.len);
    return PRINTED;
}
