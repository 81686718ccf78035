// SPDX-License-Identifier: BSD-3-Clause
/*
 * llc.c - logical link control (IEEE 802.2) and SNAP (RFC 1042): what announces an EtherType or IP
 * is followed, all else is described in LLC's own terms.
 */
#include "print/ether.h"

enum {
    SAP_IP = 0x06,
    SAP_SNAP = 0xaa,
    SAP_GROUP = 0x01, /* of a DSAP; of an SSAP: this is a response */
    CONTROL_POLL = 0x10,
    SNAP_HEADER = 5,
    OUI_ETHERNET = 0x000000,
    OUI_CISCO_BRIDGED = 0x0000f8,
};

static const struct line_name saps[] = {
    {0x00, "Null"},  {0xff, "Global"},  {0x02, "802.1B I"},  {0x03, "802.1B G"},
    {0x04, "SNA"},   {0x06, "IP"},      {0x0e, "ProWay NM"}, {0x42, "STP"},
    {0x4e, "RS511"}, {0x7e, "ISO8208"}, {0x8e, "ProWay"},    {0xaa, "SNAP"},
    {0xe0, "IPX"},   {0xf0, "NetBeui"}, {0xfe, "OSI"},
};

static const struct line_name ouis[] = {
    {OUI_ETHERNET, "Ethernet"},     {OUI_CISCO_BRIDGED, "Cisco bridged"},
    {0x0080c2, "Ethernet bridged"}, {0x00000c, "Cisco"},
    {0x080007, "Appletalk"},        {0x00120f, "IEEE 802.3 Private"},
    {0x0012bb, "ANSI/TIA"},
};

static const struct line_name unnumbered[] = {
    {0x03, "ui"},   {0x7f & ~CONTROL_POLL, "sabme"},
    {0x43, "disc"}, {0x63, "ua"},
    {0x0f, "dm"},   {0x87, "frmr"},
    {0xaf, "xid"},  {0xe3, "test"},
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

static void put_name_or_number(struct line *l, const char *name, unsigned sap)
{
    if (name != NULL) {
        line_str(l, name);
        return;
    }
    line_str(l, "Unknown DSAP 0x");
    line_hex(l, sap, 2);
}

/* What kind of frame it is: the generic line. */
static void put_kind(struct line *l, const uint8_t *h, uint16_t control, size_t len)
{
    static const char *const supervisory[] = {"Receiver Ready", "Receiver not Ready", "Reject",
                                              "Unknown"};
    const bool response = (h[1] & SAP_GROUP) != 0;
    bool poll;

    if ((control & 3) == 3) {
        const char *const name = line_name(unnumbered, sizeof unnumbered / sizeof unnumbered[0],
                                           control & 0xffU & ~(unsigned)CONTROL_POLL);

        line_str(l, "Unnumbered, ");
        if (name != NULL)
            line_str(l, name);
        else
            line_hex(l, control & 0xffU & ~(unsigned)CONTROL_POLL, 2);
        poll = (control & CONTROL_POLL) != 0;
    } else if ((control & 3) == 1) {
        line_str(l, "Supervisory, ");
        line_str(l, supervisory[control >> 2 & 3]);
        line_str(l, ", rcv seq ");
        line_u64(l, control >> 9);
        poll = (control & 0x100) != 0;
    } else {
        line_str(l, "Information, send seq ");
        line_u64(l, control >> 1 & 0x7f);
        line_str(l, ", rcv seq ");
        line_u64(l, control >> 9);
        poll = (control & 0x100) != 0;
    }
    line_str(l, ", Flags [");
    line_str(l, response ? "Response" : "Command");
    if (poll && !response)
        line_str(l, ", Poll");
    else if (poll)
        line_str(l, ", Final");
    line_str(l, "], length ");
    line_u64(l, len);
}

/* Of the frame as a whole, with nobody to print the contents. */
static void put_unknown(struct line *l, struct body b, uint16_t control)
{
    const unsigned dsap = b.p[0] & ~(unsigned)SAP_GROUP, ssap = b.p[1] & ~(unsigned)SAP_GROUP;

    if (!l->options->link_header) {
        ether_put_addresses(l);
        if (l->ether != NULL)
            line_char(l, ' ');
        if (ssap != dsap) {
            put_name_or_number(l, sap_name(ssap), ssap);
            line_str(l, " > ");
        }
        put_name_or_number(l, sap_name(dsap), dsap);
        line_char(l, ' ');
    }
    put_kind(l, b.p, control, b.len);
}

static void put_snap(struct line *l, uint32_t oui, uint16_t pid, size_t len, bool with_ethernet)
{
    const char *const oui_name = line_name(ouis, sizeof ouis / sizeof ouis[0], oui);
    const char *const name = oui == OUI_ETHERNET ? line_ethertype_name(pid) : NULL;

    if (oui != OUI_ETHERNET || with_ethernet) {
        line_str(l, "oui ");
        line_str(l, oui_name != NULL ? oui_name : "Unknown");
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

static enum print_status print_snap(struct line *l, struct body b)
{
    line_printer *printer = NULL;
    uint32_t oui;
    uint16_t pid;

    l->protocol = "snap";
    if (!body_has(b, 0, SNAP_HEADER))
        return CUT;
    oui = be32(b.p) >> 8;
    pid = be16(b.p + 3);
    b = body_skip(b, SNAP_HEADER);
    line_link_ends(l, b);
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
    line_unknown(l, b);
    return PRINTED;
}

enum print_status print_llc(struct line *l, struct body b)
{
    bool one_octet;
    uint16_t control;
    size_t header;

    l->protocol = "llc";
    if (!body_has(b, 0, 3))
        return CUT;
    one_octet = (b.p[2] & 3) == 3;
    header = one_octet ? 3 : 4;
    if (!body_has(b, 0, header))
        return CUT;
    control = one_octet ? b.p[2] : le16(b.p + 2);
    if (l->options->link_header)
        put_header(l, b.p, control, one_octet);
    if (one_octet && b.p[0] == SAP_SNAP && b.p[1] == SAP_SNAP && control == 0x03) {
        return print_snap(l, body_skip(b, header));
    }
    if (one_octet && b.p[0] == SAP_IP && b.p[1] == SAP_IP && control == 0x03) {
        line_link_ends(l, body_skip(b, header));
        return print_ip4(l, body_skip(b, header));
    }
    line_link_ends(l, body_skip(b, header));
    put_unknown(l, b, control);
    line_unknown(l, body_skip(b, header));
    return PRINTED;
}
