// SPDX-License-Identifier: BSD-3-Clause
/*
 * ip6_options.c - the two extension headers that hold options (RFC 8200 4.3 and 4.6): padding,
 * router alert (RFC 2711), jumbo payload (RFC 2675), home address (RFC 6275 6.3).
 *
 * A hop-by-hop header's options are looked at even where they are not printed, for the jumbo
 * payload length; a mistake in them ends the packet's line.
 */
#include "print/ip6_extension.h"

enum {
    OPTION_PAD1 = 0x00,
    OPTION_PADN = 0x01,
    OPTION_ROUTER_ALERT = 0x05,
    OPTION_JUMBO = 0xc2,
    OPTION_HOME_ADDRESS = 0xc9,
    OPTION_HEAD = 2,
    JUMBO_MIN = 65536,
};

/* Whether the value is as long as its kind wants it. */
static bool check_len(struct line *l, const char *name, unsigned len, unsigned wanted)
{
    if (len == wanted)
        return true;
    line_char(l, '(');
    line_str(l, name);
    line_str(l, ": invalid len ");
    line_u64(l, len);
    line_char(l, ')');
    return false;
}

static void put_jumbo(struct line *l, const struct extension *x, uint32_t v, bool hop_by_hop)
{
    if (l->options->verbose == 0)
        return;
    line_str(l, "(jumbo: ");
    line_u64(l, v);
    if (!hop_by_hop)
        line_str(l, " - not a hop-by-hop option");
    else if (x->jumbo != 0)
        line_str(l, " - already seen");
    else if (x->payload_len != 0)
        line_str(l, " - payload len != 0");
    else if (v < JUMBO_MIN)
        line_str(l, " - < 65536");
    line_str(l, ") ");
}

/* One option with a value of `len` octets at `p`; false if it is wrong. */
static bool print_option(struct line *l, struct extension *x, const uint8_t *option,
                         bool hop_by_hop)
{
    const bool show = l->options->verbose > 0;
    const unsigned len = option[1];
    const uint8_t *const p = option + OPTION_HEAD;

    switch (option[0]) {
    case OPTION_PADN:
        if (show)
            line_str(l, "(padn)");
        return true;
    case OPTION_ROUTER_ALERT:
        if (!check_len(l, "rtalert", len, 2))
            return false;
        if (show) {
            line_str(l, "(rtalert: 0x");
            line_hex(l, be16(p), 4);
            line_str(l, ") ");
        }
        return true;
    case OPTION_JUMBO:
        if (!check_len(l, "jumbo", len, 4))
            return false;
        put_jumbo(l, x, be32(p), hop_by_hop);
        if (hop_by_hop && x->jumbo == 0 && x->payload_len == 0 && be32(p) >= JUMBO_MIN)
            x->jumbo = be32(p);
        return true;
    case OPTION_HOME_ADDRESS:
        if (!check_len(l, "homeaddr", len, 16))
            return false;
        if (show) {
            line_str(l, "(homeaddr: ");
            line_ip6(l, p);
            line_char(l, ')');
        }
        return true;
    default:
        if (show) {
            line_str(l, "(opt_type 0x");
            line_hex(l, option[0], 2);
            line_str(l, ": len=");
            line_u64(l, len);
            line_char(l, ')');
        }
        return true;
    }
}

static bool print_options(struct line *l, struct extension *x, struct span list, bool hop_by_hop)
{
    while (list.n > 0) {
        if (list.p[0] == OPTION_PAD1) {
            if (l->options->verbose > 0)
                line_str(l, "(pad1)");
            (void)span_take(&list, 1);
            continue;
        }
        if (list.n < OPTION_HEAD || list.n - OPTION_HEAD < list.p[1])
            return false;
        if (!print_option(l, x, list.p, hop_by_hop))
            return false;
        (void)span_take(&list, OPTION_HEAD + list.p[1]);
    }
    if (l->options->verbose > 0)
        line_char(l, ' ');
    return true;
}

static enum extension_end print_header(struct line *l, struct extension *x, bool hop_by_hop)
{
    const struct body b = x->rest;
    size_t len;

    if (!body_has(b, 0, 2))
        return EXTENSION_CUT;
    len = ((size_t)b.p[1] + 1) * 8;
    if (!body_has(b, 0, len)) {
        line_cut(l);
        return EXTENSION_STOP;
    }
    line_str(l, hop_by_hop ? "HBH " : "DSTOPT ");
    if ((hop_by_hop || l->options->verbose > 0) &&
        !print_options(l, x, (struct span){b.p + 2, len - 2}, hop_by_hop)) {
        line_cut(l);
        return EXTENSION_STOP;
    }
    x->next = b.p[0];
    x->rest = body_skip(b, len);
    return EXTENSION_NEXT;
}

enum extension_end ip6_print_hop_by_hop(struct line *l, struct extension *x)
{
    l->protocol = "hbhopt";
    return print_header(l, x, true);
}

enum extension_end ip6_print_destination(struct line *l, struct extension *x)
{
    l->protocol = "dstopt";
    return print_header(l, x, false);
}
