// SPDX-License-Identifier: BSD-3-Clause
/*
 * icmp_extension.c - RFC 4884: objects behind the quoted packet, of which MPLS label stacks
 * (RFC 4950) are read and the others shown as octets.
 */
#include "print/icmp_extension.h"

#include "print/checksum.h"

enum {
    QUOTED_WORDS_OFF = 5,
    QUOTED_OFF = 8,
    QUOTED_LEN = 128,
    HEADER = 4,
    OBJECT_HEADER = 4,
    VERSION = 2
};
enum { CLASS_MPLS = 1, CLASS_INTERFACE = 2 };

/* Messages that may have an extension: unreachable, time exceeded, parameter problem. */
static bool may_extend(uint8_t type)
{
    return type == 3 || type == 11 || type == 12;
}

/* The first entry of a label stack; tcpdump shows no other. */
static enum print_status put_label(struct line *l, struct body b)
{
    uint32_t entry;

    if (!body_has(b, 0, 4))
        return CUT;
    entry = be32(b.p);
    line_str(l, "\n\t    label ");
    line_u64(l, entry >> 12);
    line_str(l, ", tc ");
    line_u64(l, entry >> 9 & 7);
    if ((entry >> 8 & 1) != 0)
        line_str(l, ", [S]");
    line_str(l, ", ttl ");
    line_u64(l, entry & 0xff);
    return PRINTED;
}

/* Rows of sixteen octets, two by two. */
static void put_octets(struct line *l, struct body b)
{
    for (size_t i = 0; i < b.n; i++) {
        if (i % 16 == 0) {
            line_str(l, "\n\t    0x");
            line_hex(l, i, 4);
            line_str(l, ": ");
        }
        if (i % 2 == 0)
            line_char(l, ' ');
        line_hex(l, b.p[i], 2);
    }
}

static void put_object_header(struct line *l, size_t len, uint8_t class, uint8_t type)
{
    static const struct line_name names[] = {
        {CLASS_MPLS, "MPLS Stack Entry"},
        {CLASS_INTERFACE, "Interface Identification"},
    };
    const char *const name = line_name(names, sizeof names / sizeof names[0], class);

    line_str(l, "\n\t  ");
    line_str(l, name != NULL ? name : "unknown");
    line_str(l, " Object (");
    line_u64(l, class);
    line_str(l, "), Class-Type: ");
    line_u64(l, type);
    line_str(l, ", length ");
    line_u64(l, len);
}

/* What an object of `len` octets has behind its header, as far as it was captured. */
static enum print_status put_object(struct line *l, struct body b, size_t len)
{
    const struct body rest = body_skip(b, OBJECT_HEADER);

    if (b.p[2] == CLASS_MPLS && b.p[3] == 1)
        return put_label(l, rest);
    put_octets(l, body_narrow(rest, len - OBJECT_HEADER));
    return PRINTED;
}

/* Objects end where the message does; one that says it is shorter than its header ends them too. */
static enum print_status put_objects(struct line *l, struct body b)
{
    while (b.len > OBJECT_HEADER) {
        size_t len;

        if (!body_has(b, 0, OBJECT_HEADER))
            return CUT;
        len = be16(b.p);
        put_object_header(l, len, b.p[2], b.p[3]);
        if (len < OBJECT_HEADER)
            return PRINTED;
        if (put_object(l, b, len) == CUT)
            return CUT;
        b = body_skip(b, len);
    }
    return PRINTED;
}

enum print_status icmp_extension_print(struct line *l, struct body message)
{
    bool right, whole;
    uint16_t sum;
    struct body b;

    if (message.len <= QUOTED_OFF + QUOTED_LEN || !may_extend(message.p[0]))
        return PRINTED;
    b = body_skip(message, QUOTED_OFF + QUOTED_LEN);
    if (!body_has(b, 0, HEADER + 1))
        return CUT;
    whole = body_has(b, 0, b.len);
    right = whole && checksum_is_right((struct span){b.p, b.len}, 2, &sum);
    /* A message from before RFC 4884 does not say how much it quotes: section 5.5. */
    if (message.p[QUOTED_WORDS_OFF] == 0 && whole && !right)
        return PRINTED;
    line_str(l, "\n\tICMP Multi-Part extension v");
    line_u64(l, b.p[0] >> 4);
    if (b.p[0] >> 4 != VERSION) {
        line_str(l, " packet not supported");
        return PRINTED;
    }
    if (whole) {
        line_str(l, ", checksum 0x");
        line_hex(l, be16(b.p + 2), 4);
        line_str(l, right ? " (correct)" : " (incorrect)");
        line_str(l, ", length ");
        line_u64(l, b.len);
    }
    return put_objects(l, body_skip(b, HEADER));
}
