// SPDX-License-Identifier: BSD-3-Clause
/* udp.c - UDP (RFC 768), and which ports announce what is printed inside. */
#include "print/checksum.h"
#include "print/line.h"

enum { UDP_HEADER = 8, PROTOCOL_UDP = 17, LENGTH_MAX = 65535 };

static const struct {
    uint16_t port;
    line_printer *printer;
} applications[] = {
    {53, print_domain},   {5353, print_mdns}, {4789, print_vxlan},
    {6081, print_geneve}, {6635, print_mpls},
};

/* IPv4 leaves the checksum out often enough that it takes a second -v to be told of it. */
static void put_checksum(struct line *l, const uint8_t *header, struct body whole)
{
    const struct tcplens_print_options *const o = l->options;
    const bool ip6 = l->ip->version == 6;
    const uint16_t given = be16(header + 6);
    uint16_t right;

    if (o->no_checksums || o->verbose < (ip6 ? 1 : 2) || l->ip->fragment)
        return;
    if (given == 0 && !ip6) {
        line_str(l, "[no cksum] ");
        return;
    }
    if (whole.n < whole.len)
        return;
    if (checksum_transport(l->ip, PROTOCOL_UDP, (struct span){whole.p, whole.len}, 6, &right)) {
        line_str(l, "[udp sum ok] ");
        return;
    }
    line_str(l, "[bad udp cksum 0x");
    line_hex(l, given, 4);
    line_str(l, " -> 0x");
    line_hex(l, right, 4);
    line_str(l, "!] ");
}

static line_printer *find_application(const struct line *l, uint16_t src_port, uint16_t dst_port)
{
    for (size_t i = 0; i < sizeof applications / sizeof applications[0]; i++)
        if (!l->options->quiet &&
            (applications[i].port == src_port || applications[i].port == dst_port))
            return applications[i].printer;
    return NULL;
}

/* What -T says the payload is, whatever the ports; PRINTED behind the addresses only. */
static enum print_status print_forced(struct line *l, struct body payload, const uint8_t *header)
{
    const uint8_t type = l->options->packet_type;

    if (type != TCPLENS_TYPE_DOMAIN && type != TCPLENS_TYPE_VXLAN)
        return PRINTED;
    line_endpoints(l, be16(header), be16(header + 2), PROTOCOL_UDP);
    return type == TCPLENS_TYPE_DOMAIN ? print_domain(l, payload) : print_vxlan(l, payload);
}

static void put_length(struct line *l, size_t length, size_t payload_len)
{
    line_str(l, "UDP, ");
    if (length > payload_len && !l->ip->fragment) {
        line_str(l, "bad length ");
        line_u64(l, length);
        line_str(l, " > ");
        line_u64(l, payload_len);
    } else {
        line_str(l, "length ");
        line_u64(l, length);
    }
}

enum print_status print_udp(struct line *l, struct body b)
{
    const uint8_t *const header = b.p;
    struct body payload;
    line_printer *application;
    size_t length;
    uint16_t src_port, dst_port;

    l->protocol = "udp";
    if (!body_has(b, 0, 4)) {
        if (l->ip->protocol == PROTOCOL_UDP) {
            line_addresses(l);
            line_char(l, ' ');
        }
        line_cut(l);
        return PRINTED;
    }
    src_port = be16(header);
    dst_port = be16(header + 2);
    if (b.len < UDP_HEADER) {
        line_endpoints(l, src_port, dst_port, PROTOCOL_UDP);
        line_str(l, "truncated-udp ");
        line_u64(l, b.len);
        return PRINTED;
    }
    if (!body_has(b, 4, 2)) {
        line_endpoints(l, src_port, dst_port, PROTOCOL_UDP);
        line_cut(l);
        return PRINTED;
    }
    length = be16(header + 4);
    if (length == 0 && b.len > LENGTH_MAX)
        length = b.len; /* RFC 2675, section 4: a jumbogram */
    if (length < UDP_HEADER) {
        line_endpoints(l, src_port, dst_port, PROTOCOL_UDP);
        line_str(l, "truncated-udplength ");
        line_u64(l, length);
        return PRINTED;
    }
    if (!body_has(b, 0, UDP_HEADER)) {
        line_endpoints(l, src_port, dst_port, PROTOCOL_UDP);
        line_cut(l);
        return PRINTED;
    }
    /* What was captured behind the datagram stays: tcpdump ends packets with IP's length only. */
    payload = body_skip(b, UDP_HEADER);
    if (length - UDP_HEADER < payload.len)
        payload = body_with_len(payload, length - UDP_HEADER);
    if (l->options->packet_type != TCPLENS_TYPE_BY_PORT)
        return print_forced(l, payload, header);
    line_endpoints(l, src_port, dst_port, PROTOCOL_UDP);
    put_checksum(l, header, body_narrow(b, UDP_HEADER + payload.len));
    application = find_application(l, src_port, dst_port);
    if (application != NULL)
        return application(l, payload);
    put_length(l, length - UDP_HEADER, payload.len);
    return PRINTED;
}
