// SPDX-License-Identifier: BSD-3-Clause
/*
 * ppp_control.c - how the two ends of a PPP link come to terms: LCP and the control protocols like
 * it (RFC 1661 5), PAP (RFC 1334) and CHAP (RFC 1994).
 */
#include "print/ppp_option.h"

enum { HEADER = 4, MAGIC = 4 };
enum {
    VENDOR,
    CONF_REQUEST,
    CONF_ACK,
    CONF_NAK,
    CONF_REJECT,
    TERM_REQUEST,
    TERM_ACK,
    CODE_REJECT,
    PROTOCOL_REJECT,
    ECHO_REQUEST,
    ECHO_REPLY,
    DISCARD,
    IDENTIFICATION,
    TIME_REMAINING,
    RESET_REQUEST,
    RESET_ACK,
};

static void put_name(struct line *l, const char *name, const char *unknown, uint8_t code)
{
    line_str(l, ", ");
    line_str(l, name != NULL ? name : unknown);
    line_str(l, " (0x");
    line_hex(l, code, 2);
    line_char(l, ')');
}

/* The list that `b` begins with, `list_len` octets long. As tcpdump has it, an option may be as
 * long as the whole packet, `b.len`, and is found to be too long only behind it. */
static enum print_status put_options(struct line *l, struct body b, size_t list_len,
                                     uint16_t protocol)
{
    while (list_len > 0) {
        size_t len;

        if (ppp_print_option(l, protocol, b, &len) == CUT)
            return CUT;
        if (len == 0)
            return PRINTED;
        if (len > list_len) {
            line_number(l, " [remaining options length ", list_len);
            line_number(l, " < ", len);
            line_str(l, "] (invalid)");
            return PRINTED;
        }
        list_len -= len;
        b = body_with_len(body_skip(b, len), b.len);
    }
    return PRINTED;
}

static enum print_status put_magic(struct line *l, struct body b)
{
    if (!body_has(b, 0, MAGIC))
        return CUT;
    line_str(l, "\n\t  Magic-Num 0x");
    line_hex(l, be32(b.p), 8);
    return PRINTED;
}

/* What is cut off here ends the packet, not the line. */
static void put_cut(struct line *l, uint16_t protocol)
{
    line_str(l, "[|");
    line_str(l, ppp_protocol_name(protocol));
    line_char(l, ']');
}

static enum print_status put_echo(struct line *l, struct body b, uint16_t protocol)
{
    if (b.len < MAGIC)
        return PRINTED;
    if (put_magic(l, b) == CUT)
        return CUT;
    b = body_skip(b, MAGIC);
    if (b.len == 0)
        return PRINTED;
    line_str(l, "\n\t  -----trailing data-----");
    if (b.n < b.len)
        put_cut(l, protocol);
    else
        ppp_put_octets(l, b, "\n\t  ");
    return PRINTED;
}

/* Of the packet that was rejected two octets more are shown than there are: tcpdump's count. */
static enum print_status put_protocol_reject(struct line *l, struct body b, struct body rest)
{
    const char *name;

    if (b.len < 2)
        return PRINTED;
    if (!body_has(b, 0, 2))
        return CUT;
    name = ppp_protocol_name(be16(b.p));
    line_str(l, "\n\t  Rejected ");
    line_str(l, name != NULL ? name : "unknown");
    line_str(l, " Protocol (0x");
    line_hex(l, be16(b.p), 4);
    line_char(l, ')');
    if (b.len > 2) {
        line_str(l, "\n\t  Rejected Packet");
        ppp_put_octets(l, body_narrow(body_skip(rest, 2), b.len + 2), "\n\t    ");
    }
    return PRINTED;
}

/* `rest` reaches as far as the packet around does: tcpdump counts the header's four octets twice.
 */
static enum print_status put_identification(struct line *l, struct body b, struct body rest,
                                            uint16_t protocol)
{
    if (b.len < MAGIC)
        return PRINTED;
    if (put_magic(l, b) == CUT)
        return CUT;
    if (b.len == MAGIC)
        return PRINTED;
    line_str(l, "\n\t  Message\n\t    ");
    rest = body_narrow(body_skip(rest, MAGIC), b.len);
    line_visible(l, rest.p, rest.n);
    if (rest.n < b.len)
        put_cut(l, protocol);
    return PRINTED;
}

/* A packet with a code that is not read, from its protocol number on: `b` is behind its header. */
static void put_whole(struct line *l, struct body b)
{
    const uint32_t before = 2 + HEADER;
    const struct body whole = {b.p - before, b.n + before, b.len + before};

    ppp_put_octets(l, whole, "\n\t  ");
}

static enum print_status put_data(struct line *l, struct body b, struct body rest,
                                  uint16_t protocol, uint8_t code)
{
    switch (code) {
    case VENDOR:
        if (b.len < 7)
            return PRINTED;
        if (put_magic(l, b) == CUT || !body_has(b, MAGIC, 3))
            return CUT;
        line_str(l, " Vendor: ");
        line_str(l, line_oui_name(be32(b.p + 3) & 0xffffff));
        line_number(l, " (", be32(b.p + 3) & 0xffffff);
        line_char(l, ')');
        return PRINTED;
    case CONF_REQUEST:
    case CONF_ACK:
    case CONF_NAK:
    case CONF_REJECT:
        if (!ppp_has_options(protocol))
            return PRINTED;
        return put_options(l, body_with_len(rest, b.len + HEADER), b.len, protocol);
    case PROTOCOL_REJECT:
        return put_protocol_reject(l, b, rest);
    case ECHO_REQUEST:
    case ECHO_REPLY:
    case DISCARD:
        return put_echo(l, b, protocol);
    case IDENTIFICATION:
        return put_identification(l, b, rest, protocol);
    case TIME_REMAINING:
        if (b.len < 8)
            return PRINTED;
        if (put_magic(l, b) == CUT || !body_has(b, MAGIC, 4))
            return CUT;
        line_number(l, ", Seconds-Remaining ", be32(b.p + MAGIC));
        line_char(l, 's');
        return PRINTED;
    case TERM_REQUEST:
    case TERM_ACK:
    case CODE_REJECT:
        return PRINTED;
    default:
        if (l->options->verbose < 2)
            put_whole(l, b);
        return PRINTED;
    }
}

static const char *code_name(uint8_t code)
{
    static const char *const names[] = {
        [VENDOR] = "Vendor-Extension",     [CONF_REQUEST] = "Conf-Request",
        [CONF_ACK] = "Conf-Ack",           [CONF_NAK] = "Conf-Nack",
        [CONF_REJECT] = "Conf-Reject",     [TERM_REQUEST] = "Term-Request",
        [TERM_ACK] = "Term-Ack",           [CODE_REJECT] = "Code-Reject",
        [PROTOCOL_REJECT] = "Prot-Reject", [ECHO_REQUEST] = "Echo-Request",
        [ECHO_REPLY] = "Echo-Reply",       [DISCARD] = "Disc-Req",
        [IDENTIFICATION] = "Ident",        [TIME_REMAINING] = "Time-Rem",
        [RESET_REQUEST] = "Reset-Req",     [RESET_ACK] = "Reset-Ack",
    };

    return code < sizeof names / sizeof names[0] ? names[code] : NULL;
}

enum print_status ppp_print_control(struct line *l, struct body b, uint16_t protocol)
{
    const struct body packet = b;
    uint8_t code;
    size_t len;

    line_str(l, ppp_protocol_name(protocol));
    if (b.len < HEADER || !body_has(b, 0, 2)) {
        line_str(l, ", ");
        put_cut(l, protocol);
        return PRINTED;
    }
    code = b.p[0];
    put_name(l, code_name(code), "Unknown Opcode", code);
    line_number(l, ", id ", b.p[1]);
    line_number(l, ", length ", b.len + 2);
    if (l->options->verbose == 0)
        return PRINTED;
    if (!body_has(b, 2, 2))
        return CUT;
    len = be16(b.p + 2);
    line_number(l, "\n\tencoded length ", len);
    if (len < HEADER) {
        line_str(l, " (< 4))");
        return PRINTED;
    }
    if (len > b.len) {
        line_number(l, " (> packet length ", b.len);
        line_str(l, "))");
        return PRINTED;
    }
    line_number(l, " (=Option(s) length ", len - HEADER);
    line_char(l, ')');
    if (len == HEADER)
        return PRINTED;
    if (l->options->verbose > 1)
        ppp_put_octets(l, (struct body){b.p - 2, 6, 6}, "\n\t");
    return put_data(l, body_skip(body_narrow(b, len), HEADER), body_skip(packet, HEADER), protocol,
                    code);
}
