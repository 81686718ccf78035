// SPDX-License-Identifier: BSD-3-Clause
/*
 * stp.c - spanning trees: bridge protocol data units of IEEE 802.1D, of 802.1w (rapid) and of
 * 802.1s (multiple). Those of 802.1aq are named, and their contents left alone.
 */
#include "print/line.h"

enum { VERSION_STP = 0, VERSION_RAPID = 2, VERSION_MULTIPLE = 3, VERSION_SHORTEST_PATH = 4 };
enum { TYPE_CONFIG = 0x00, TYPE_RAPID = 0x02, TYPE_TOPOLOGY = 0x80 };

/* Where the fields are (IEEE 802.1Q 14.5), and how long it all is at least. */
enum {
    FLAGS = 4,
    ROOT = 5,
    ROOT_COST = 13,
    BRIDGE = 17,
    PORT = 25,
    MESSAGE_AGE = 27,
    MAX_AGE = 29,
    HELLO_TIME = 31,
    FORWARD_DELAY = 33,
    CONFIG_LEN = 35,
    V1_LEN = 35,
    RAPID_LEN = 36,
    V3_LEN = 36,
    MST_NAME = 39,
    MST_NAME_LEN = 32,
    MST_REVISION = 71,
    MST_DIGEST = 73,
    MST_COST = 89,
    MST_BRIDGE = 93,
    MST_HOPS = 101,
    MST_LEN = 102,
    MST_FIXED_LEN = 64, /* of what V3_LEN counts, without the instances */
    INSTANCE_LEN = 16,
};

static void put_flags(struct line *l, const char *lead, uint8_t flags)
{
    static const struct line_name names[] = {
        {0x01, "Topology change"}, {0x02, "Proposal"},  {0x10, "Learn"},
        {0x20, "Forward"},         {0x40, "Agreement"}, {0x80, "Topology change ACK"},
    };
    bool any = false;

    line_str(l, lead);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if ((flags & names[i].value) == 0)
            continue;
        if (any)
            line_str(l, ", ");
        line_str(l, names[i].name);
        any = true;
    }
    line_str(l, any ? "]" : "none]");
}

static void put_role(struct line *l, uint8_t flags)
{
    static const char *const roles[] = {"Unknown", "Alternate", "Root", "Designated"};

    line_str(l, "port-role ");
    line_str(l, roles[flags >> 2 & 3]);
}

/* Priority and address. */
static void put_bridge(struct line *l, const char *lead, const uint8_t *id)
{
    line_str(l, lead);
    line_hex(l, be16(id), 4);
    for (unsigned i = 2; i < 8; i++) {
        line_char(l, i == 2 ? '.' : ':');
        line_hex(l, id[i], 2);
    }
}

/* 256ths of a second in hundredths, rounded as printf rounds: halves to even. */
static void put_time(struct line *l, const char *lead, uint16_t v)
{
    const unsigned scaled = v * 100U, rest = scaled % 256;
    unsigned hundredths = scaled / 256;

    if (rest > 128 || (rest == 128 && hundredths % 2 != 0))
        hundredths++;
    line_number(l, lead, hundredths / 100);
    line_char(l, '.');
    line_char(l, (char)('0' + hundredths / 10 % 10));
    line_char(l, (char)('0' + hundredths % 10));
    line_char(l, 's');
}

static void put_times(struct line *l, const uint8_t *p)
{
    put_time(l, "\n\tmessage-age ", be16(p + MESSAGE_AGE));
    put_time(l, ", max-age ", be16(p + MAX_AGE));
    put_time(l, ", hello-time ", be16(p + HELLO_TIME));
    put_time(l, ", forwarding-delay ", be16(p + FORWARD_DELAY));
}

/* Shorter than its kind is. */
static enum print_status put_invalid(struct line *l)
{
    line_str(l, " (invalid)");
    return PRINTED;
}

static enum print_status print_config(struct line *l, struct body b)
{
    const uint8_t *const p = b.p;

    if (b.len < CONFIG_LEN || (p[3] == TYPE_RAPID && b.len < RAPID_LEN))
        return put_invalid(l);
    if (!body_has(b, FLAGS, 1))
        return CUT;
    put_flags(l, ", Flags [", p[FLAGS]);
    if (!body_has(b, 0, PORT + 2))
        return CUT;
    put_bridge(l, ", bridge-id ", p + BRIDGE);
    line_char(l, '.');
    line_hex(l, be16(p + PORT), 4);
    line_number(l, ", length ", b.len);
    if (l->options->verbose == 0)
        return PRINTED;
    if (!body_has(b, 0, CONFIG_LEN))
        return CUT;
    put_times(l, p);
    put_bridge(l, "\n\troot-id ", p + ROOT);
    line_number(l, ", root-pathcost ", be32(p + ROOT_COST));
    if (p[2] == VERSION_RAPID) {
        line_str(l, ", ");
        put_role(l, p[FLAGS]);
    }
    return PRINTED;
}

static enum print_status put_instance(struct line *l, struct body b)
{
    const uint8_t *const p = b.p;

    if (!body_has(b, 0, 3))
        return CUT;
    line_number(l, "\n\tMSTI ", be16(p + 1) & 0xfff);
    put_flags(l, ", Flags [", p[0]);
    line_str(l, ", ");
    put_role(l, p[0]);
    if (!body_has(b, 0, 13))
        return CUT;
    put_bridge(l, "\n\t\tMSTI regional-root-id ", p + 1);
    line_number(l, ", pathcost ", be32(p + 9));
    if (!body_has(b, 0, INSTANCE_LEN))
        return CUT;
    line_number(l, "\n\t\tMSTI bridge-prio ", p[13] >> 4);
    line_number(l, ", port-prio ", p[14] >> 4);
    line_number(l, ", hops ", p[15]);
    return PRINTED;
}

/* What was captured of the name, which ends at its first NUL if it has one. */
static void put_name(struct line *l, struct body b)
{
    const struct body name = body_narrow(body_skip(b, MST_NAME), MST_NAME_LEN);
    const uint8_t *const end = name.n > 0 ? memchr(name.p, '\0', name.n) : NULL;

    line_str(l, ", MCID Name ");
    line_visible(l, name.p, end != NULL ? (size_t)(end - name.p) : name.n);
}

/* The configuration's identifier, and the way to the root inside of the region. */
static enum print_status put_region(struct line *l, struct body b)
{
    const uint8_t *const p = b.p;

    put_name(l, b);
    if (!body_has(b, 0, MST_COST))
        return CUT;
    line_number(l, ", rev ", be16(p + MST_REVISION));
    line_str(l, ",\n\t\tdigest ");
    line_hex(l, be64(p + MST_DIGEST), 16);
    line_hex(l, be64(p + MST_DIGEST + 8), 16);
    line_str(l, ", ");
    if (!body_has(b, 0, MST_BRIDGE))
        return CUT;
    line_number(l, "CIST int-root-pathcost ", be32(p + MST_COST));
    line_char(l, ',');
    if (!body_has(b, 0, MST_HOPS))
        return CUT;
    put_bridge(l, "\n\tCIST bridge-id ", p + MST_BRIDGE);
    line_str(l, ", ");
    if (!body_has(b, 0, MST_LEN))
        return CUT;
    line_number(l, "CIST remaining-hops ", p[MST_HOPS]);
    return PRINTED;
}

static enum print_status print_multiple(struct line *l, struct body b)
{
    const uint8_t *const p = b.p;
    size_t len;

    if (b.len < MST_LEN)
        return put_invalid(l);
    if (body_has(b, V1_LEN, 1) && p[V1_LEN] != 0)
        return put_invalid(l);
    if (!body_has(b, 0, V3_LEN + 2))
        return CUT;
    len = be16(p + V3_LEN);
    if (b.len < V3_LEN + 2 + len)
        return put_invalid(l);
    put_flags(l, ", CIST Flags [", p[FLAGS]);
    line_number(l, ", length ", b.len);
    if (l->options->verbose == 0)
        return PRINTED;
    line_str(l, "\n\t");
    put_role(l, p[FLAGS]);
    put_bridge(l, ", CIST root-id ", p + ROOT);
    line_number(l, ", CIST ext-pathcost ", be32(p + ROOT_COST));
    put_bridge(l, "\n\tCIST regional-root-id ", p + BRIDGE);
    line_str(l, ", CIST port-id ");
    line_hex(l, be16(p + PORT), 4);
    line_char(l, ',');
    put_times(l, p);
    line_number(l, "\n\tv3len ", len);
    if (put_region(l, b) == CUT)
        return CUT;
    for (b = body_skip(b, MST_LEN); len >= MST_FIXED_LEN + INSTANCE_LEN; len -= INSTANCE_LEN) {
        if (put_instance(l, b) == CUT)
            return CUT;
        b = body_skip(b, INSTANCE_LEN);
    }
    return PRINTED;
}

static enum print_status print_type(struct line *l, struct body b)
{
    const uint8_t version = b.p[2], type = b.p[3];

    switch (type) {
    case TYPE_CONFIG:
        line_str(l, ", Config");
        return print_config(l, b);
    case TYPE_RAPID:
        line_str(l, ", Rapid STP");
        if (version == VERSION_RAPID)
            return print_config(l, b);
        return version == VERSION_MULTIPLE ? print_multiple(l, b) : PRINTED;
    case TYPE_TOPOLOGY:
        line_str(l, ", Topology Change");
        return PRINTED;
    default:
        line_str(l, ", Unknown BPDU Type (0x");
        line_hex(l, type, 2);
        line_char(l, ')');
        return PRINTED;
    }
}

enum print_status print_stp(struct line *l, struct body b)
{
    static const struct line_name versions[] = {
        {VERSION_STP, " 802.1d"},
        {VERSION_RAPID, " 802.1w"},
        {VERSION_MULTIPLE, " 802.1s"},
        {VERSION_SHORTEST_PATH, " 802.1aq"},
    };
    const char *version;

    l->protocol = "stp";
    if (b.len < 4)
        return put_invalid(l);
    if (!body_has(b, 0, 2))
        return CUT;
    if (be16(b.p) != 0) {
        line_number(l, "unknown STP version, length ", b.len);
        return PRINTED;
    }
    if (!body_has(b, 0, 3))
        return CUT;
    line_str(l, "STP");
    version = line_name(versions, sizeof versions / sizeof versions[0], b.p[2]);
    if (version == NULL) {
        line_str(l, " Unknown STP protocol (0x");
        line_hex(l, b.p[2], 2);
        line_char(l, ')');
        return PRINTED;
    }
    line_str(l, version);
    if (!body_has(b, 0, 4))
        return CUT;
    return print_type(l, b);
}
