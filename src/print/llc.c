// SPDX-License-Identifier: BSD-3-Clause
/*
 * llc.c - logical link control (IEEE 802.2) and SNAP (RFC 1042): what announces an EtherType or IP
 * is followed, all else is described in LLC's own terms.
 */
#include "print/ether.h"
#include "print/hex.h"

enum {
    SAP_IP = 0x06,
    SAP_STP = 0x42,
    SAP_SNAP = 0xaa,
    SAP_GROUP = 0x01, /* of a DSAP; of an SSAP: this is a response */
    CONTROL_POLL = 0x10,
    UNNUMBERED_INFORMATION = 0x03,
    UNNUMBERED_XID = 0xaf,
    XID_BASIC = 0x81,
    SNAP_HEADER = 5,
    OUI_ETHERNET = 0x000000,
    OUI_CISCO_BRIDGED = 0x0000f8,
};

static const struct line_name saps[] = {
    {0x00, "Null"},  {0xff, "Global"},  {0x02, "802.1B I"},  {0x03, "802.1B G"},
    {0x04, "SNA"},   {SAP_IP, "IP"},    {0x0e, "ProWay NM"}, {SAP_STP, "STP"},
    {0x4e, "RS511"}, {0x7e, "ISO8208"}, {0x8e, "ProWay"},    {SAP_SNAP, "SNAP"},
    {0xe0, "IPX"},   {0xf0, "NetBeui"}, {0xfe, "OSI"},
};

static const struct line_name unnumbered[] = {
    {UNNUMBERED_INFORMATION, "ui"},
    {0x7f & ~CONTROL_POLL, "sabme"},
    {0x43, "disc"},
    {0x63, "ua"},
    {0x0f, "dm"},
    {0x87, "frmr"},
    {UNNUMBERED_XID, "xid"},
    {0xe3, "test"},
};

static const char *sap_name(unsigned sap)
{
    return line_name(saps, sizeof saps / sizeof saps[0], sap);
}

/* "name (0xNN) " */
static void put_sap(struct line *l, const char *which, unsigned sap)
{
    const char *const name = sap_name(sap);

    line_str(l, which);
    line_str(l, name != NULL ? name : "Unknown");
    line_str(l, " (0x");
    line_hex(l, sap, 2);
    line_str(l, ") ");
}

static void put_header(struct line *l, const uint8_t *h, uint16_t control, bool one_octet)
{
    put_sap(l, "LLC, dsap ", h[0] & ~(unsigned)SAP_GROUP);
    line_str(l, (h[0] & SAP_GROUP) != 0 ? "Group" : "Individual");
    put_sap(l, ", ssap ", h[1] & ~(unsigned)SAP_GROUP);
    line_str(l, (h[1] & SAP_GROUP) != 0 ? "Response" : "Command");
    line_str(l, ", ctrl 0x");
    line_hex(l, control, one_octet ? 2 : 4);
    line_str(l, ": ");
}

/* A service access point by name, or else as `unknown` and its number. */
static void put_point(struct line *l, unsigned sap, const char *unknown)
{
    const char *const name = sap_name(sap);

    if (name != NULL) {
        line_str(l, name);
        return;
    }
    line_str(l, unknown);
    line_hex(l, sap, 2);
}

/* The command or response. That a response is final hides that it is one. */
static void put_flags(struct line *l, bool response, bool poll, size_t len)
{
    static const char *const names[2][2] = {{"Command", "Poll"}, {"Response", "Final"}};

    line_str(l, ", Flags [");
    line_str(l, names[response][poll]);
    line_str(l, "], length ");
    line_u64(l, len);
}

/* Of what is too short all that there is, whether or not -x was asked for. */
static void put_short(struct line *l, struct body b)
{
    line_cut(l);
    if (b.n > 0)
        hex_print(l, b.p, b.n, HEX_AND_ASCII);
}

/* What XID in its basic form says (IEEE 802.2 5.4.1.1.2); false if it is in another one. */
static bool put_xid(struct line *l, struct body b)
{
    if (b.len == 0)
        return true;
    if (b.n == 0) {
        put_short(l, b);
        return true;
    }
    if (b.p[0] != XID_BASIC)
        return false;
    if (b.len < 3 || !body_has(b, 0, 3)) {
        put_short(l, b);
        return true;
    }
    line_str(l, ": ");
    line_hex(l, b.p[1], 2);
    line_char(l, ' ');
    line_hex(l, b.p[2], 2);
    return true;
}

/* False if there is more to say of what is behind the header. */
static bool put_unnumbered(struct line *l, struct body b, uint8_t control)
{
    const unsigned kind = control & ~(unsigned)CONTROL_POLL;
    const char *const name = line_name(unnumbered, sizeof unnumbered / sizeof unnumbered[0], kind);

    line_str(l, "Unnumbered, ");
    if (name != NULL)
        line_str(l, name);
    else
        line_hex(l, kind, 2);
    put_flags(l, (b.p[1] & SAP_GROUP) != 0, (control & CONTROL_POLL) != 0, b.len);
    return kind == UNNUMBERED_XID && put_xid(l, body_skip(b, 3));
}

/* As put_unnumbered. */
static bool put_numbered(struct line *l, struct body b, uint16_t control)
{
    const bool is_supervisory = (control & 3) == 1;

    static const char *const supervisory[] = {"Receiver Ready", "Receiver not Ready", "Reject",
                                              "?"};

    if (is_supervisory) {
        line_str(l, "Supervisory, ");
        line_str(l, supervisory[control >> 2 & 3]);
    } else {
        line_str(l, "Information, send seq ");
        line_u64(l, control >> 1 & 0x7f);
    }
    line_str(l, ", rcv seq ");
    line_u64(l, control >> 9);
    put_flags(l, (b.p[1] & SAP_GROUP) != 0, (control & 0x100) != 0, b.len);
    return is_supervisory;
}

/* Who talks to whom: with -e, the header said it. */
static void put_points(struct line *l, const uint8_t *h)
{
    const unsigned dsap = h[0] & ~(unsigned)SAP_GROUP, ssap = h[1] & ~(unsigned)SAP_GROUP;

    if (ssap == dsap) {
        ether_put_addresses(l);
        if (l->ether != NULL)
            line_char(l, ' ');
    } else {
        if (l->ether != NULL) {
            line_ether(l, l->ether + 6);
            line_char(l, ' ');
        }
        put_point(l, ssap, "Unknown SSAP 0x");
        line_str(l, " > ");
        if (l->ether != NULL) {
            line_ether(l, l->ether);
            line_char(l, ' ');
        }
    }
    put_point(l, dsap, "Unknown DSAP 0x");
    line_char(l, ' ');
}

/* Of the frame as a whole, with nobody to print the contents. */
static void put_unknown(struct line *l, struct body b, uint16_t control)
{
    bool complete;

    if (!l->options->link_header)
        put_points(l, b.p);
    complete =
        (control & 3) == 3 ? put_unnumbered(l, b, (uint8_t)control) : put_numbered(l, b, control);
    if (!complete)
        line_unknown(l, b);
}

static void put_snap(struct line *l, uint32_t oui, uint16_t pid, size_t len, bool with_ethernet)
{
    const char *const name = oui == OUI_ETHERNET ? line_ethertype_name(pid) : NULL;

    if (oui != OUI_ETHERNET || with_ethernet) {
        line_str(l, "oui ");
        line_str(l, line_oui_name(oui));
        line_str(l, " (0x");
        line_hex(l, oui, 6);
        line_str(l, "), ");
    }
    line_str(l, oui == OUI_ETHERNET ? "ethertype " : "pid ");
    line_str(l, name != NULL ? name : "Unknown");
    line_str(l, " (0x");
    line_hex(l, pid, 4);
    line_str(l, "), length ");
    line_u64(l, len);
    line_str(l, ": ");
}

/* Behind the LLC header of `frame`, which is shown whole if nobody prints what it holds. */
static enum print_status print_snap(struct line *l, struct body frame, struct body b)
{
    line_printer *printer = NULL;
    uint32_t oui;
    uint16_t pid;

    l->protocol = "snap";
    line_link_ends(l, body_skip(b, SNAP_HEADER));
    if (!body_has(b, 0, SNAP_HEADER)) {
        line_cut(l);
        return PRINTED;
    }
    oui = be32(b.p) >> 8;
    pid = be16(b.p + 3);
    b = body_skip(b, SNAP_HEADER);
    if (l->options->link_header)
        put_snap(l, oui, pid, b.len, true);
    if (oui == OUI_ETHERNET || oui == OUI_CISCO_BRIDGED)
        printer = line_ethertype_printer(pid);
    if (printer != NULL)
        return printer(l, b);
    if (!l->options->link_header) {
        ether_put_addresses(l);
        line_str(l, " SNAP, ");
        put_snap(l, oui, pid, b.len, false);
    }
    line_unknown(l, frame);
    return PRINTED;
}

enum print_status print_llc(struct line *l, struct body b)
{
    bool one_octet;
    uint16_t control;
    unsigned dsap, ssap;
    size_t header;

    l->protocol = "llc";
    header = body_has(b, 0, 3) && (b.p[2] & 3) != 3 ? 4 : 3;
    if (!body_has(b, 0, header)) {
        line_link_ends(l, body_skip(b, b.n));
        put_short(l, b);
        return PRINTED;
    }
    one_octet = header == 3;
    control = one_octet ? b.p[2] : le16(b.p + 2);
    dsap = b.p[0] & ~(unsigned)SAP_GROUP;
    ssap = b.p[1] & ~(unsigned)SAP_GROUP;
    if (l->options->link_header)
        put_header(l, b.p, control, one_octet);
    if (control == UNNUMBERED_INFORMATION && dsap == SAP_SNAP && ssap == SAP_SNAP)
        return print_snap(l, b, body_skip(b, header));
    line_link_ends(l, body_skip(b, header));
    if (control == UNNUMBERED_INFORMATION && dsap == ssap) {
        if (dsap == SAP_STP)
            return print_stp(l, body_skip(b, header));
        if (dsap == SAP_IP)
            return print_ip4(l, body_skip(b, header));
    }
    put_unknown(l, b, control);
    return PRINTED;
}
