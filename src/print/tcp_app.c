// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_app.c - what a segment's payload is taken for: the first entry one of whose ports is either
 * of the segment's. The order decides where both ports are known ones.
 */
#include "print/line.h"

static const struct {
    uint16_t port;
    line_printer *printer;
} applications[] = {
    {0, NULL}, /* port 0 is nobody's: the table must not be empty */
};

line_printer *line_tcp_application(const struct line *l, uint16_t src_port, uint16_t dst_port)
{
    (void)l;
    for (size_t i = 0; i < sizeof applications / sizeof applications[0]; i++)
        if (applications[i].port == src_port || applications[i].port == dst_port)
            return applications[i].printer;
    return NULL;
}
