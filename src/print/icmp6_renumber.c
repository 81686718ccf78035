// SPDX-License-Identifier: BSD-3-Clause
/* icmp6_renumber.c - router renumbering (RFC 2894): prefixes to match, and what to use instead. */
#include "print/icmp6.h"

enum { HEADER = 16, MATCH = 24, USE = 32 };
enum { COMMAND = 0, RESULT = 1, RESET = 255 };
enum { USE_VALID = 0x80, USE_PREFERRED = 0x40 };

/* The flags' letters, in the order of `names`; a comma behind them if there are any flags. */
static void put_flags(struct line *l, const struct line_name *names, size_t n, uint8_t flags)
{
    for (size_t i = 0; i < n; i++)
        if ((flags & names[i].value) != 0)
            line_str(l, names[i].name);
    if (flags != 0)
        line_char(l, ',');
}

static void put_lifetime(struct line *l, const char *before, uint32_t v)
{
    line_str(l, before);
    if (v == UINT32_MAX)
        line_str(l, "infty,");
    else {
        line_u64(l, v);
        line_char(l, ',');
    }
}

static void put_header(struct line *l, const uint8_t *p)
{
    static const struct line_name codes[] = {
        {COMMAND, "command"},
        {RESULT, "result"},
        {RESET, "sequence number reset"},
    };
    static const struct line_name flags[] = {
        {0x80, "T"}, {0x40, "R"}, {0x20, "A"}, {0x10, "S"}, {0x08, "P"},
    };
    const char *const code = line_name(codes, sizeof codes / sizeof codes[0], p[1]);

    if (code != NULL) {
        line_str(l, ", ");
        line_str(l, code);
    } else {
        line_number(l, ", code-#", p[1]);
    }
    line_number(l, ", seq=", be32(p + 4));
    if (l->options->verbose == 0)
        return;
    line_char(l, '[');
    put_flags(l, flags, sizeof flags / sizeof flags[0], p[9]);
    line_number(l, "seg=", p[8]);
    line_number(l, ",maxdelay=", be16(p + 10));
    if (be32(p + 12) != 0) {
        line_str(l, "rsvd=0x");
        line_hex_short(l, be32(p + 12));
    }
    line_char(l, ']');
}

static void put_match(struct line *l, const uint8_t *p)
{
    static const struct line_name operations[] = {{1, "add"}, {2, "change"}, {3, "setglobal"}};
    const char *const name = line_name(operations, sizeof operations / sizeof operations[0], p[0]);

    line_str(l, l->options->verbose > 1 ? "\n\tmatch(" : " match(");
    if (name != NULL)
        line_str(l, name);
    else
        line_number(l, "#", p[0]);
    if (l->options->verbose > 0) {
        line_number(l, ",ord=", p[2]);
        line_number(l, ",min=", p[4]);
        line_number(l, ",max=", p[5]);
    }
    line_char(l, ',');
    line_ip6(l, p + 8);
    line_number(l, "/", p[3]);
    line_char(l, ')');
}

static void put_use(struct line *l, const uint8_t *p)
{
    static const struct line_name flags[] = {{USE_VALID, "V"}, {USE_PREFERRED, "P"}};

    line_str(l, l->options->verbose > 1 ? "\n\tuse(" : " use(");
    put_flags(l, flags, sizeof flags / sizeof flags[0], p[12]);
    if (l->options->verbose > 0) {
        line_str(l, "mask=0x");
        line_hex_short(l, p[2]);
        line_str(l, ",raflags=0x");
        line_hex_short(l, p[3]);
        line_char(l, ',');
        put_lifetime(l, "vltime=", be32(p + 4));
        put_lifetime(l, "pltime=", be32(p + 8));
    }
    line_ip6(l, p + 16);
    line_number(l, "/", p[0]);
    line_number(l, "/", p[1]);
    line_char(l, ')');
}

/* A command has one match and four octets of length a use, three more for the match itself. */
static bool put_command(struct line *l, struct body b)
{
    unsigned words;

    if (!body_has(b, 0, MATCH))
        return false;
    words = b.p[1];
    put_match(l, b.p);
    if (words % 4 != 3)
        return false;
    b = body_skip(b, MATCH);
    for (unsigned i = 0; i < words / 4; i++) {
        if (!body_has(b, 0, USE))
            return false;
        put_use(l, b.p);
        b = body_skip(b, USE);
    }
    return true;
}

enum print_status icmp6_print_renumbering(struct line *l, struct body b)
{
    if (!body_has(b, 0, HEADER)) {
        line_cut(l);
        return PRINTED;
    }
    put_header(l, b.p);
    if (b.p[1] == COMMAND && !put_command(l, body_skip(b, HEADER)))
        line_cut(l);
    return PRINTED;
}
