// SPDX-License-Identifier: BSD-3-Clause
/* icmp6_rpl.c - RPL, the routing protocol for lossy networks (RFC 6550 6), without its security. */
#include "print/icmp6.h"

enum { SECURED = 0x80, SOLICITATION = 0, INFORMATION, ADVERTISEMENT, ACKNOWLEDGEMENT };
enum { HEADER = 4, INFORMATION_LEN = 28, ADVERTISEMENT_LEN = 8, DAG_ID_LEN = 16 };
enum { GROUNDED = 0x80 };
enum { WANTS_ACK = 0x80, HAS_DAG_ID = 0x40, ACK_HAS_DAG_ID = 0x80 };

/* The graph's address, or that it goes without saying. */
static void put_dag(struct line *l, const uint8_t *id)
{
    line_str(l, " [dagid:");
    if (id != NULL)
        line_ip6(l, id);
    else
        line_str(l, "<elided>");
}

/* Options from octet `off` on, which only a second -v shows. */
static void put_options(struct line *l, struct body b, size_t off)
{
    static const char *const names[] = {
        "pad1",      "padN",        "metrics", "routinginfo", "config",
        "rpltarget", "transitinfo", NULL,      "destprefix",  "rpltargetdesc",
    };

    if (l->options->verbose < 2)
        return;
    for (b = body_skip(b, off); b.len > 0;) {
        size_t len = 1;

        if (!body_has(b, 0, 1) || (b.p[0] != 0 && !body_has(b, 0, 2)))
            break;
        line_str(l, " opt:");
        if (b.p[0] < sizeof names / sizeof names[0] && names[b.p[0]] != NULL)
            line_str(l, names[b.p[0]]);
        else
            line_number(l, "subopt:", b.p[0]);
        if (b.p[0] != 0) {
            len = (size_t)b.p[1] + 2;
            line_number(l, " len:", len);
            line_char(l, ' ');
        }
        if (!body_has(b, 0, len))
            break;
        b = body_skip(b, len);
    }
    if (b.len > 0)
        line_cut(l);
}

static bool put_information(struct line *l, struct body b)
{
    static const char *const modes[] = {
        "nonstoring", "storing", "nonstoring-multicast", "storing-multicast", "mop4", "mop5",
        "mop6",       "mop7",
    };

    if (b.len < INFORMATION_LEN) {
        line_number(l, " [length ", b.len > HEADER ? b.len - HEADER : 0);
        line_number(l, " < ", INFORMATION_LEN - HEADER);
        line_str(l, "] (invalid)");
        return true;
    }
    if (!body_has(b, 0, INFORMATION_LEN))
        return false;
    put_dag(l, b.p + 12);
    line_number(l, ",seq:", b.p[9]);
    line_number(l, ",instance:", b.p[4]);
    line_number(l, ",rank:", be16(b.p + 6));
    line_str(l, (b.p[8] & GROUNDED) != 0 ? ",grounded" : "");
    line_str(l, ",mop:");
    line_str(l, modes[b.p[8] >> 3 & 7]);
    line_number(l, ",prf:", b.p[8] & 7);
    line_char(l, ']');
    put_options(l, b, INFORMATION_LEN);
    return true;
}

static bool put_advertisement(struct line *l, struct body b)
{
    size_t len = ADVERTISEMENT_LEN;

    /* tcpdump wants room for the graph's address even where it is left out. */
    if (!body_has(b, 0, len + DAG_ID_LEN))
        return false;
    if ((b.p[5] & HAS_DAG_ID) != 0)
        len += DAG_ID_LEN;
    put_dag(l, len > ADVERTISEMENT_LEN ? b.p + ADVERTISEMENT_LEN : NULL);
    line_number(l, ",seq:", b.p[7]);
    line_number(l, ",instance:", b.p[4]);
    line_str(l, (b.p[5] & WANTS_ACK) != 0 ? ",acK" : "");
    line_str(l, (b.p[5] & HAS_DAG_ID) != 0 ? ",Dagid" : "");
    line_char(l, ',');
    line_hex(l, b.p[5], 2);
    line_char(l, ']');
    put_options(l, b, len);
    return true;
}

static bool put_acknowledgement(struct line *l, struct body b)
{
    size_t len = ADVERTISEMENT_LEN;

    if (!body_has(b, 0, len))
        return false;
    if ((b.p[5] & ACK_HAS_DAG_ID) != 0)
        len += DAG_ID_LEN;
    if (!body_has(b, 0, len))
        return false;
    put_dag(l, len > ADVERTISEMENT_LEN ? b.p + ADVERTISEMENT_LEN : NULL);
    line_number(l, ",seq:", b.p[6]);
    line_number(l, ",instance:", b.p[4]);
    line_number(l, ",status:", b.p[7]);
    line_char(l, ']');
    put_options(l, b, len);
    return true;
}

static bool put_message(struct line *l, struct body b)
{
    switch (b.p[1]) {
    case INFORMATION:
        return put_information(l, b);
    case ADVERTISEMENT:
        return put_advertisement(l, b);
    case ACKNOWLEDGEMENT:
        return put_acknowledgement(l, b);
    default:
        return true;
    }
}

enum print_status icmp6_print_rpl(struct line *l, struct body b)
{
    static const char *const names[] = {
        [SOLICITATION] = "DODAG Information Solicitation",
        [INFORMATION] = "DODAG Information Object",
        [ADVERTISEMENT] = "Destination Advertisement Object",
        [ACKNOWLEDGEMENT] = "Destination Advertisement Object Ack",
    };
    const uint8_t code = b.p[1];

    if ((code & SECURED) != 0) {
        line_str(l, ", (SEC) [worktodo]");
        return PRINTED;
    }
    line_str(l, ", (CLR)");
    if (code < sizeof names / sizeof names[0])
        line_str(l, names[code]);
    else
        line_number(l, "RPL message, unknown code ", code);
    if (l->options->verbose > 0 && !put_message(l, b))
        line_cut(l);
    return PRINTED;
}
