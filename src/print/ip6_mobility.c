// SPDX-License-Identifier: BSD-3-Clause
/*
 * ip6_mobility.c - the mobility header (RFC 6275 6.1): how a mobile node tells where it is.
 *
 * tcpdump looks one octet beyond each mobility option before it prints it. Where nothing is behind
 * the header, its last option is therefore "cut".
 */
#include "print/ip6_extension.h"

enum {
    REFRESH_REQUEST,
    HOME_TEST_INIT,
    CARE_OF_TEST_INIT,
    HOME_TEST,
    CARE_OF_TEST,
    BINDING_UPDATE,
    BINDING_ACK,
    BINDING_ERROR,
};
enum {
    OPTION_PAD1,
    OPTION_PADN,
    OPTION_REFRESH,
    OPTION_CARE_OF,
    OPTION_NONCES,
    OPTION_AUTH,
};
enum { LIFETIME_UNIT = 4, COOKIE_OFF = 8, TOKEN_OFF = 16 };
enum { FLAG_ACK = 0x80, FLAG_HOME = 0x40, FLAG_LINK_LOCAL = 0x20, FLAG_KEY = 0x10 };
enum { ACK_FLAG_KEY = 0x80 };

/* By type: its name, and how long its header is without options. */
static const struct {
    const char *name;
    uint8_t len;
} messages[] = {
    [REFRESH_REQUEST] = {"BRR", 8},     [HOME_TEST_INIT] = {"HoTI", 16},
    [CARE_OF_TEST_INIT] = {"CoTI", 16}, [HOME_TEST] = {"HoT", 24},
    [CARE_OF_TEST] = {"CoT", 24},       [BINDING_UPDATE] = {"BU", 12},
    [BINDING_ACK] = {"BA", 12},         [BINDING_ERROR] = {"BE", 24},
};

/* Two words of a cookie or token, which only -v shows. */
static enum print_status put_words(struct line *l, struct body b, size_t off, const char *name)
{
    if (l->options->verbose == 0)
        return PRINTED;
    if (!body_has(b, off, 8))
        return CUT;
    line_str(l, name);
    line_hex(l, be32(b.p + off), 8);
    line_char(l, ':');
    line_hex(l, be32(b.p + off + 4), 8);
    return PRINTED;
}

static enum print_status put_test(struct line *l, struct body b, bool home)
{
    if (!body_has(b, 6, 2))
        return CUT;
    line_str(l, " nonce id=0x");
    line_hex_short(l, be16(b.p + 6));
    if (put_words(l, b, COOKIE_OFF, home ? " Home Init Cookie=" : " Care-of Init Cookie=") == CUT)
        return CUT;
    return put_words(l, b, TOKEN_OFF, home ? " Home Keygen Token=" : " Care-of Keygen Token=");
}

static enum print_status put_lifetime(struct line *l, struct body b)
{
    if (!body_has(b, 10, 2))
        return CUT;
    line_number(l, " lifetime=", (uint64_t)be16(b.p + 10) * LIFETIME_UNIT);
    return PRINTED;
}

/* What ends the header's line, not the frame's: see rule 3 of line.h. */
static bool lacks_flags(struct body b)
{
    return b.p[2] == BINDING_UPDATE && body_has(b, 6, 2) && !body_has(b, 8, 2);
}

static enum print_status put_update(struct line *l, struct body b)
{
    static const struct line_name flags[] = {
        {FLAG_ACK, "A"},
        {FLAG_HOME, "H"},
        {FLAG_LINK_LOCAL, "L"},
        {FLAG_KEY, "K"},
    };

    if (!body_has(b, 6, 2))
        return CUT;
    line_number(l, " seq#=", be16(b.p + 6));
    if (lacks_flags(b))
        return PRINTED;
    if ((b.p[8] & (FLAG_ACK | FLAG_HOME | FLAG_LINK_LOCAL | FLAG_KEY)) != 0)
        line_char(l, ' ');
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if ((b.p[8] & flags[i].value) != 0)
            line_str(l, flags[i].name);
    return put_lifetime(l, b);
}

static enum print_status put_ack(struct line *l, struct body b)
{
    if (!body_has(b, 6, 1))
        return CUT;
    line_number(l, " status=", b.p[6]);
    if (!body_has(b, 7, 1))
        return CUT;
    if ((b.p[7] & ACK_FLAG_KEY) != 0)
        line_str(l, " K");
    if (!body_has(b, 8, 2))
        return CUT;
    line_number(l, " seq#=", be16(b.p + 8));
    return put_lifetime(l, b);
}

static enum print_status put_error(struct line *l, struct body b)
{
    if (!body_has(b, 6, 1))
        return CUT;
    line_number(l, " status=", b.p[6]);
    if (!body_has(b, 8, 16))
        return CUT;
    line_str(l, " homeaddr ");
    line_ip6(l, b.p + 8);
    return PRINTED;
}

static enum print_status put_message(struct line *l, struct body b)
{
    switch (b.p[2]) {
    case HOME_TEST_INIT:
        return put_words(l, b, COOKIE_OFF, " Home Init Cookie=");
    case CARE_OF_TEST_INIT:
        return put_words(l, b, COOKIE_OFF, " Care-of Init Cookie=");
    case HOME_TEST:
    case CARE_OF_TEST:
        return put_test(l, b, b.p[2] == HOME_TEST);
    case BINDING_UPDATE:
        return put_update(l, b);
    case BINDING_ACK:
        return put_ack(l, b);
    case BINDING_ERROR:
        return put_error(l, b);
    default:
        return PRINTED;
    }
}

/* Whether an option has the `wanted` octets that are printed of it, in a list that ends with `b`:
 * tcpdump asks the list, not the option. */
static bool has_value(struct line *l, struct body b, size_t wanted, const char *name)
{
    if (b.len >= wanted)
        return true;
    line_char(l, '(');
    line_str(l, name);
    line_str(l, ": trunc)");
    return false;
}

/* The option that `b`, what is left of the list, begins with. */
static enum extension_end put_option(struct line *l, struct body b)
{
    static const struct {
        const char *name;
        uint8_t len;
    } known[] = {
        [OPTION_PAD1] = {"pad1", 1},       [OPTION_PADN] = {"padn", 2},
        [OPTION_REFRESH] = {"refresh", 4}, [OPTION_CARE_OF] = {"altcoa", 18},
        [OPTION_NONCES] = {"ni", 6},       [OPTION_AUTH] = {"auth", 12},
    };
    const uint8_t type = b.p[0];

    if (type >= sizeof known / sizeof known[0]) {
        line_str(l, "(type-0x");
        line_hex(l, type, 2);
        line_number(l, ": len=", b.p[1]);
        line_char(l, ')');
        return EXTENSION_NEXT;
    }
    if (!has_value(l, b, known[type].len, known[type].name))
        return EXTENSION_STOP;
    if (!body_has(b, 0, known[type].len) && type != OPTION_AUTH)
        return EXTENSION_CUT;
    line_char(l, '(');
    line_str(l, type == OPTION_CARE_OF ? "alt-CoA" : known[type].name);
    switch (type) {
    case OPTION_REFRESH:
        line_number(l, ": ", (uint64_t)be16(b.p + 2) * LIFETIME_UNIT);
        break;
    case OPTION_CARE_OF:
        line_str(l, ": ");
        line_ip6(l, b.p + 2);
        break;
    case OPTION_NONCES:
        line_str(l, ": ho=0x");
        line_hex(l, be16(b.p + 2), 4);
        line_str(l, " co=0x");
        line_hex(l, be16(b.p + 4), 4);
        break;
    default:
        break;
    }
    line_char(l, ')');
    return EXTENSION_NEXT;
}

/* `b` is as long as the list; what was captured may go on behind it. */
static enum extension_end put_options(struct line *l, struct body b)
{
    while (b.len > 0) {
        size_t len = 1;
        enum extension_end end;

        if (!body_has(b, 0, 1))
            return EXTENSION_CUT;
        if (b.p[0] != OPTION_PAD1) {
            if (b.len < 2)
                return EXTENSION_STOP;
            if (!body_has(b, 1, 1))
                return EXTENSION_CUT;
            len = (size_t)b.p[1] + 2;
        }
        if (len > b.len || !body_has(b, len, 1))
            return EXTENSION_STOP;
        end = put_option(l, b);
        if (end != EXTENSION_NEXT)
            return end;
        b = body_skip(b, len);
    }
    return EXTENSION_NEXT;
}

enum extension_end ip6_print_mobility(struct line *l, struct extension *x)
{
    const struct body b = x->rest;
    size_t len, fixed = 0;
    enum extension_end end = EXTENSION_NEXT;

    l->protocol = "mobility";
    if (!body_has(b, 0, 2)) {
        line_cut(l);
        return EXTENSION_STOP;
    }
    if (!body_has(b, 2, 1))
        return EXTENSION_CUT;
    len = ((size_t)b.p[1] + 1) * 8;
    if (b.p[2] >= sizeof messages / sizeof messages[0]) {
        line_number(l, "mobility: type-#", b.p[2]);
        line_number(l, " len=", b.p[1]);
        return EXTENSION_STOP;
    }
    fixed = messages[b.p[2]].len;
    if (len < fixed) {
        line_number(l, "(header length ", len);
        line_number(l, " is too small for type ", b.p[2]);
        line_char(l, ')');
        line_cut(l);
        return EXTENSION_STOP;
    }
    line_str(l, "mobility: ");
    line_str(l, messages[b.p[2]].name);
    if (put_message(l, b) == CUT)
        return EXTENSION_CUT;
    if (lacks_flags(b))
        end = EXTENSION_STOP;
    else if (l->options->verbose > 0)
        end = put_options(l, body_with_len(body_skip(b, fixed), len - fixed));
    if (end == EXTENSION_STOP)
        line_cut(l);
    return end == EXTENSION_CUT ? EXTENSION_CUT : EXTENSION_STOP;
}
