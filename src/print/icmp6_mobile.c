// SPDX-License-Identifier: BSD-3-Clause
/* icmp6_mobile.c - how a mobile node finds its home agent and its prefixes (RFC 6275 6.5 to 6.8).
 */
#include "print/icmp6.h"

enum { DISCOVERY_REQUEST = 144, DISCOVERY_REPLY, SOLICITATION, ADVERTISEMENT };
enum { HEADER = 8, ADDRESS_LEN = 16 };
enum { FLAG_MANAGED = 0x80, FLAG_OTHER = 0x40 };

bool icmp6_is_mobile(uint8_t type)
{
    return type >= DISCOVERY_REQUEST && type <= ADVERTISEMENT;
}

static enum print_status put_agents(struct line *l, struct body b)
{
    for (b = body_skip(b, HEADER); b.len > 0; b = body_skip(b, ADDRESS_LEN)) {
        if (!body_has(b, 0, ADDRESS_LEN))
            return CUT;
        line_str(l, ", ");
        line_ip6(l, b.p);
    }
    return PRINTED;
}

static enum print_status put_prefixes(struct line *l, struct body b)
{
    if (!body_has(b, 6, 2))
        return CUT;
    line_str(l, (b.p[6] & (FLAG_MANAGED | FLAG_OTHER)) != 0 ? " " : "");
    line_str(l, (b.p[6] & FLAG_MANAGED) != 0 ? "M" : "");
    line_str(l, (b.p[6] & FLAG_OTHER) != 0 ? "O" : "");
    return icmp6_print_options(l, body_skip(b, HEADER));
}

enum print_status icmp6_print_mobile(struct line *l, struct body b)
{
    const bool answer = b.p[0] == DISCOVERY_REPLY || b.p[0] == ADVERTISEMENT;

    if (answer && l->options->verbose == 0)
        return PRINTED;
    if (!body_has(b, 4, 2))
        return CUT;
    line_str(l, ", id 0x");
    line_hex(l, be16(b.p + 4), 4);
    if (!answer)
        return PRINTED;
    return b.p[0] == DISCOVERY_REPLY ? put_agents(l, b) : put_prefixes(l, b);
}
