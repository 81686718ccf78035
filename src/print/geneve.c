// SPDX-License-Identifier: BSD-3-Clause
/* geneve.c - Geneve (RFC 8926): a frame or a packet of any EtherType behind options. */
#include "print/inner.h"

enum { GENEVE_HEADER = 8, OPTION_HEADER = 4, TYPE_BRIDGED = 0x6558 };

/* What tcpdump calls the two flags and the six reserved bits beside them. */
static void put_flags(struct line *l, uint8_t flags)
{
    static const struct line_name names[] = {
        {0x80, "O"},  {0x40, "C"},  {0x20, "R1"}, {0x10, "R2"},
        {0x08, "R3"}, {0x04, "R4"}, {0x02, "R5"}, {0x01, "R6"},
    };

    line_str(l, ", Flags [");
    if (flags == 0)
        line_str(l, "none");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if ((flags & names[i].value) != 0)
            line_str(l, names[i].name);
    line_char(l, ']');
}

/* IANA's registry of option classes. */
static const char *class_name(uint16_t class)
{
    static const struct line_name names[] = {
        {0x0100, "Linux"},
        {0x0101, "Open vSwitch"},
        {0x0102, "Open Virtual Networking (OVN)"},
        {0x0103, "In-band Network Telemetry (INT)"},
        {0x0104, "VMware"},
    };
    const char *const name = line_name(names, sizeof names / sizeof names[0], class);

    if (name != NULL)
        return name;
    return class <= 0xff ? "Standard" : class >= 0xfff0 ? "Experimental" : "Unknown";
}

/* One option; its whole length is `len`, 0 if it claims more than there is. */
static enum print_status put_option(struct line *l, struct body options, size_t *len)
{
    uint8_t type;

    if (!body_has(options, 0, OPTION_HEADER))
        return CUT;
    type = options.p[2];
    *len = OPTION_HEADER + (size_t)(options.p[3] & 0x1f) * 4;
    line_str(l, "class ");
    line_str(l, class_name(be16(options.p)));
    line_str(l, " (0x");
    line_hex_short(l, be16(options.p));
    line_str(l, ") type 0x");
    line_hex_short(l, type);
    if ((type & 0x80) != 0)
        line_str(l, "(C)");
    line_str(l, " len ");
    line_u64(l, *len);
    if (*len > options.len) {
        line_str(l, " [bad length]");
        *len = 0;
        return PRINTED;
    }
    if (*len > OPTION_HEADER && l->options->verbose > 1) {
        line_str(l, " data");
        for (size_t i = OPTION_HEADER; i < *len; i += 4) {
            if (!body_has(options, i, 4))
                return CUT;
            line_char(l, ' ');
            line_hex(l, be32(options.p + i), 8);
        }
    }
    return PRINTED;
}

static enum print_status put_options(struct line *l, struct body options)
{
    line_str(l, ", options [");
    if (l->options->verbose == 0) {
        line_u64(l, options.len);
        line_str(l, " bytes]");
        return PRINTED;
    }
    for (bool first = true; options.len > 0; first = false) {
        size_t len;

        if (!first)
            line_str(l, ", ");
        if (put_option(l, options, &len) == CUT)
            return CUT;
        if (len == 0)
            break;
        options = body_skip(options, len);
    }
    line_char(l, ']');
    return PRINTED;
}

/* Geneve's own header is cut: its layer ends, the line does not. */
static enum print_status end_layer(struct line *l)
{
    line_cut(l);
    return PRINTED;
}

static enum print_status print_payload(struct line *l, struct body b, uint16_t type)
{
    line_printer *const printer = line_ethertype_printer(type);

    line_str(l, l->options->verbose > 0 ? "\n\t" : ": ");
    if (type == TYPE_BRIDGED)
        return print_bridged(l, b);
    if (printer != NULL)
        return printer(l, b);
    line_str(l, "geneve-proto-0x");
    line_hex_short(l, type);
    return PRINTED;
}

enum print_status print_geneve(struct line *l, struct body b)
{
    size_t options_len;
    uint16_t type;

    l->protocol = "geneve";
    line_str(l, "Geneve");
    if (b.len < GENEVE_HEADER) {
        line_str(l, " [length ");
        line_u64(l, b.len);
        line_str(l, " < 8] (invalid)");
        return PRINTED;
    }
    if (!body_has(b, 0, 1))
        return end_layer(l);
    if (b.p[0] >> 6 != 0) {
        line_str(l, " ERROR: unknown-version ");
        line_u64(l, b.p[0] >> 6);
        return PRINTED;
    }
    if (!body_has(b, 0, GENEVE_HEADER))
        return end_layer(l);
    put_flags(l, b.p[1]);
    options_len = (size_t)(b.p[0] & 0x3f) * 4;
    type = be16(b.p + 2);
    line_str(l, ", vni 0x");
    line_hex_short(l, be32(b.p + 4) >> 8);
    if (b.p[7] != 0) {
        line_str(l, ", rsvd 0x");
        line_hex_short(l, b.p[7]);
    }
    inner_put_ethertype(l, type);
    b = body_skip(b, GENEVE_HEADER);
    if (b.len < options_len) {
        line_str(l, " truncated-geneve - ");
        line_u64(l, options_len - b.len);
        line_str(l, " bytes missing");
        return PRINTED;
    }
    if (!body_has(b, 0, options_len))
        return end_layer(l);
    if (options_len > 0 && put_options(l, body_narrow(b, options_len)) == CUT)
        return end_layer(l);
    return print_payload(l, body_skip(b, options_len), type);
}
