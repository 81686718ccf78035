// SPDX-License-Identifier: BSD-3-Clause
/* ppp_header_compression.c - IP header compression as IPCP agrees on it (RFC 3544). */
#include "print/ppp_option.h"

enum { FIXED_LEN = HEADER_COMPRESSION_LEN, SEEN_LEN = 16, SUBOPTION_HEADER = 2 };

static const char *suboption_name(uint8_t type)
{
    static const struct line_name names[] = {
        {1, "RTP-Compression"},
        {2, "Enhanced RTP-Compression"},
    };
    const char *const name = line_name(names, sizeof names / sizeof names[0], type);

    return name != NULL ? name : "Unknown";
}

static bool put_suboptions(struct line *l, struct body b)
{
    while (b.len >= SUBOPTION_HEADER) {
        size_t len;

        if (!body_has(b, 0, SUBOPTION_HEADER))
            return false;
        len = b.p[1];
        if (b.p[0] == 0 || len == 0)
            return true;
        line_str(l, "\n\t\t");
        line_str(l, suboption_name(b.p[0]));
        line_number(l, " Suboption #", b.p[0]);
        line_number(l, ", length ", len);
        if (len > b.len) {
            line_number(l, " [remaining suboptions length ", b.len);
            line_number(l, " < ", len);
            line_str(l, "] (invalid)");
            return true;
        }
        b = body_skip(b, len);
    }
    return true;
}

bool ppp_put_header_compression(struct line *l, struct body b, size_t captured)
{
    if (captured < SEEN_LEN)
        return false;
    line_number(l, "\n\t    TCP Space ", be16(b.p + 4));
    line_number(l, ", non-TCP Space ", be16(b.p + 6));
    line_number(l, ", maxPeriod ", be16(b.p + 8));
    line_number(l, ", maxTime ", be16(b.p + 10));
    line_number(l, ", maxHdr ", be16(b.p + 12));
    if (b.len == FIXED_LEN)
        return true;
    line_number(l, "\n\t      Suboptions, length ", b.len - FIXED_LEN);
    return put_suboptions(l, body_skip(b, FIXED_LEN));
}
