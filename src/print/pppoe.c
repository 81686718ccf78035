// SPDX-License-Identifier: BSD-3-Clause
/* pppoe.c - PPP over Ethernet (RFC 2516): how a session is found, by tags, and PPP in a session. */
#include "print/line.h"

enum { HEADER = 6, TAG_HEADER = 4, SESSION = 0, TAG_END = 0, TEXT_MAX = 79 };
enum { INITIATION = 0x09, INITIATION_MAX = 1484 - HEADER }; /* RFC 2516 5.1: room for relays */

static void put_code(struct line *l, uint8_t code)
{
    static const struct line_name codes[] = {
        {SESSION, ""},  {INITIATION, "PADI"}, {0x07, "PADO"},
        {0x19, "PADR"}, {0x65, "PADS"},       {0xa7, "PADT"},
    };
    const char *const name = line_name(codes, sizeof codes / sizeof codes[0], code);

    if (name != NULL) {
        line_str(l, name);
    } else {
        line_str(l, "PAD-");
        line_hex_short(l, code);
    }
}

static bool is_printable(uint8_t c)
{
    return c >= 0x20 && c < 0x7f;
}

/* As text if, of its beginning, more is text than not; otherwise in hexadecimal. */
static void put_value(struct line *l, const uint8_t *p, size_t n)
{
    const size_t shown = n < TEXT_MAX ? n : TEXT_MAX;
    size_t printable = 0;

    for (size_t i = 0; i < shown; i++)
        printable += is_printable(p[i]);
    if (printable > shown - printable) {
        line_str(l, " \"");
        for (size_t i = 0; i < shown; i++)
            line_char(l, (char)(is_printable(p[i]) ? p[i] : '.'));
        line_char(l, '"');
        return;
    }
    line_str(l, " 0x");
    for (size_t i = 0; i < n; i++) {
        static const char digits[] = "0123456789ABCDEF";

        line_char(l, digits[p[i] >> 4]);
        line_char(l, digits[p[i] & 0xf]);
    }
}

/* " [NAME VALUE]" */
static void put_tag(struct line *l, uint16_t type, const uint8_t *value, size_t len)
{
    static const struct line_name names[] = {
        {TAG_END, "EOL"},
        {0x0101, "Service-Name"},
        {0x0102, "AC-Name"},
        {0x0103, "Host-Uniq"},
        {0x0104, "AC-Cookie"},
        {0x0105, "Vendor-Specific"},
        {0x0110, "Relay-Session-ID"},
        {0x0120, "PPP-Max-Payload"}, /* RFC 4638 */
        {0x0201, "Service-Name-Error"},
        {0x0202, "AC-System-Error"},
        {0x0203, "Generic-Error"},
    };
    const char *const name = line_name(names, sizeof names / sizeof names[0], type);

    line_str(l, " [");
    if (name != NULL) {
        line_str(l, name);
    } else {
        line_str(l, "TAG-0x");
        line_hex_short(l, type);
    }
    if (len > 0)
        put_value(l, value, len);
    line_char(l, ']');
}

static enum print_status put_tags(struct line *l, struct body b)
{
    while (b.len > 0) {
        uint16_t type;
        size_t len;

        if (!body_has(b, 0, TAG_HEADER))
            return CUT;
        type = be16(b.p);
        len = be16(b.p + 2);
        if (!body_has(b, TAG_HEADER, len))
            return CUT;
        put_tag(l, type, b.p + TAG_HEADER, len);
        if (type == TAG_END)
            return PRINTED;
        b = body_skip(b, TAG_HEADER + len);
    }
    return PRINTED;
}

/* Of the header `h`, with `len` octets behind it. */
static void put_header(struct line *l, const uint8_t *h, size_t len)
{
    if (h[0] >> 4 != 1) {
        line_str(l, " [ver ");
        line_u64(l, h[0] >> 4);
        line_char(l, ']');
    }
    if ((h[0] & 0xf) != 1) {
        line_str(l, " [type ");
        line_u64(l, h[0] & 0xf);
        line_char(l, ']');
    }
    line_str(l, "PPPoE ");
    put_code(l, h[1]);
    if (h[1] == INITIATION && be16(h + 4) > INITIATION_MAX) {
        line_str(l, " [len ");
        line_u64(l, be16(h + 4));
        line_str(l, "!]");
    }
    if (be16(h + 4) > len) {
        line_str(l, " [len ");
        line_u64(l, be16(h + 4));
        line_str(l, " > ");
        line_u64(l, len);
        line_str(l, "!]");
    }
    if (be16(h + 2) != 0) {
        line_str(l, " [ses 0x");
        line_hex_short(l, be16(h + 2));
        line_char(l, ']');
    }
}

enum print_status print_pppoe(struct line *l, struct body b)
{
    const uint8_t *const h = b.p;
    size_t len;

    l->protocol = "pppoe";
    if (b.len < HEADER) {
        line_str(l, " (length ");
        line_u64(l, b.len);
        line_str(l, " < 6) (invalid)");
        return PRINTED;
    }
    if (!body_has(b, 0, HEADER))
        return CUT;
    b = body_skip(b, HEADER);
    put_header(l, h, b.len);
    len = be16(h + 4) < b.len ? be16(h + 4) : b.len;
    /* What PPP says of its own length is believed only where it looks at it: the rest stays. */
    b = body_with_len(b, len);
    if (h[1] != SESSION)
        return put_tags(l, b);
    line_char(l, ' ');
    return print_ppp(l, b);
}
