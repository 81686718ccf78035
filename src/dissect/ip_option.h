// SPDX-License-Identifier: BSD-3-Clause
/*
 * ip_option.h - one option of IPv4 on its way to items.
 *
 * A reader gives the values behind an option's length, as far as the option has octets for them.
 */
#ifndef TL_DISSECT_IP_OPTION_H
#define TL_DISSECT_IP_OPTION_H

#include "dissect/ip.h"

enum { IP_ADDRESS = 4 };

/**
 * struct ip_option - one of the list
 * @d:   the frame's dissection
 * @p:   *borrowed*: its type octet
 * @len: octets from there on, as its length has it; all of them are there
 */
struct ip_option {
    struct dissection *d;
    const uint8_t *p;
    uint32_t len;
};

typedef void ip_option_reader(const struct ip_option *o);

typedef void ip_option_reader(const struct ip_option *o);

ip_option_reader ip_option_record_route, ip_option_source_route, ip_option_timestamps,
    ip_option_security, ip_option_extended_security, ip_option_commercial_security,
    ip_option_stream_id, ip_option_mtu, ip_option_traceroute, ip_option_router_alert,
    ip_option_directed_broadcast, ip_option_quick_start;

/* A warning of the item added last. */
void ip_option_complain_below(const struct ip_option *o, const char *message);

#endif
