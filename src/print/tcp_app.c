// SPDX-License-Identifier: BSD-3-Clause
/* tcp_app.c - TCP ports: who prints a segment's payload. In tcpdump's order, the first that fits.
 */
#include "print/line.h"

static const struct {
    uint16_t port;
    line_printer *printer;
} applications[] = {
    {23, print_telnet}, {25, print_smtp},   {43, print_whois},      {6379, print_resp},
    {22, print_ssh},    {21, print_ftp},    {80, print_http},       {8080, print_http},
    {554, print_rtsp},  {8554, print_rtsp}, {53, print_tcp_domain},
};

line_printer *line_tcp_application(const struct line *l, uint16_t src_port, uint16_t dst_port)
{
    if (l->options->packet_type == TCPLENS_TYPE_DOMAIN)
        return print_tcp_domain;
    if (l->options->packet_type == TCPLENS_TYPE_RESP)
        return print_resp;
    if (l->options->packet_type != TCPLENS_TYPE_BY_PORT)
        return NULL; /* -T of what travels over UDP silences the ports of TCP too */
    for (size_t i = 0; i < sizeof applications / sizeof applications[0]; i++)
        if (applications[i].port == src_port || applications[i].port == dst_port)
            return applications[i].printer;
    return NULL;
}
