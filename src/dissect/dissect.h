// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect.h - a frame to its items: each protocol in its own file, in the order of the headers.
 *
 * What a header says is read from its octets here; what only the stages before know (stream,
 * verdicts, times) is taken from their records. A value whose octets were not captured has no item.
 */
#ifndef TL_DISSECT_DISSECT_H
#define TL_DISSECT_DISSECT_H

#include <tcplens/frame.h>
#include <tcplens/segment.h>

#include "analysis/analysis.h"
#include "decode/layers.h"
#include "dissect/past.h"
#include "dissect/seen.h"
#include "field/items.h"
#include "pdu/pdu.h"
#include "reassembly/datagram.h"

/* Which Wireshark a tree reads like where they differ. Columns of -T fields are the same in both.
 */
enum dialect { DIALECT_4_4, DIALECT_4_0 };

enum { FRAME_COMMENTS_MAX = 8 };

/**
 * struct frame_origin - what the capture says of a frame beside its octets; texts *borrowed*
 * @section: of a capture that has sections and interfaces, from 1; 0: it has none, and no names
 * @interface_id: the interface's number in its section
 * @fcs_octets: at the end of the frame that are its check sequence
 * @interface_name, @interface_description: harmless to a terminal, "" if unknown
 * @flags:   pcapng's epb_flags, if it @has_flags
 * @comments: *borrowed*, as they are in the file, @n_comments of them
 * @decimals: of the seconds of its time; 0 if unknown
 */
struct frame_origin {
    uint32_t section, interface_id, fcs_octets;
    const char *interface_name, *interface_description;
    bool has_flags;
    uint32_t flags;
    size_t n_comments;
    struct span comments[FRAME_COMMENTS_MAX];
    uint8_t decimals;
};

struct links;

/**
 * struct field_view - what is known of one frame; all *borrowed*
 * @frame:    as captured
 * @segment:  its innermost segment, which may lie in a reassembled datagram; an ICMP error's quoted
 *            one if it has no other
 * @row:      what the analysis says of the segment
 * @pdu:      what the segment carries; NULL if nobody asked (PART_PROTOCOLS, PART_PDU) or may know
 * @packet:   the segment's number in its stream, from 1; 0 if it is not known
 * @quoted:   the segment is quoted by an ICMP error
 * @datagram: that the frame completes, if it was fragmented: the segment lies there; NULL elsewhere
 * @past:     what applications said before; NULL if nobody asked what segments carry
 * @learn:    in a first pass: what it sees of later frames; NULL elsewhere
 * @links:    in a second: that; NULL elsewhere
 * @coloured: a place is kept for the colouring rule
 * @names:    addresses of stations have names in a tree
 * @seen:     conversations before; NULL if nobody asked for their numbers
 * @dialect:  enum dialect
 * @time_form: enum time_form, of column Time
 * @origin:   what the capture says of the frame; NULL if nobody asked
 * @first_ns, @previous_ns, @previous_shown_ns: times of the capture's first frame, of the frame
 *            before, and of the one shown before
 */
struct field_view {
    const struct tcplens_frame *frame;
    const struct tcplens_segment *segment;
    const struct analysis_row *row;
    const struct pdu_frame *pdu;
    struct past *past;
    struct links *learn;
    const struct links *links;
    uint32_t packet;
    struct seen *seen;
    const struct datagram_whole *datagram;
    bool quoted, names, coloured;
    uint8_t dialect, time_form;
    const struct frame_origin *origin;
    int64_t first_ns, previous_ns, previous_shown_ns;
};

/* Set `out` to the frame's items of the parts asked for (enum field_part). */
void tl_field_dissect(const struct field_view *view, unsigned parts, struct items *out);

/* ---- within this room: what one header adds ---- */

struct info;

/* @fragmented: the IP header whose data is that of a datagram put together; NULL if there is none
 * @malformed: reading TCP ended at what its octets do not hold
 * @multipath: what is known of the stream's connection of Multipath TCP, *borrowed*; NULL if the
 *             segment has no option of it, or if nobody asked
 * @info:      columns of the list; NULL if nobody asked for them, or where none is to be changed */
struct dissection {
    const struct field_view *view;
    struct items *items;
    unsigned parts;
    const struct layers *layers;
    size_t at;
    const struct layer *ip, *fragmented;
    bool has_payload_length;
    bool malformed;
    struct multipath_flow *multipath;
    struct info *info;
};

static inline bool wants(const struct dissection *d, unsigned part)
{
    return (d->parts & part) != 0;
}

/* What takes more of an IP header than its addresses. */
enum { PARTS_OF_IP = PART_IP | PART_EXPERT | PART_DATAGRAM };

static inline bool is_compat_4_0(const struct dissection *d)
{
    return d->view->dialect == DIALECT_4_0;
}

/* Whether it becomes a tree of the newest dialect; columns have all that 4.0 has. */
static inline bool is_newest_tree(const struct dissection *d)
{
    return d->items->tree && !is_compat_4_0(d);
}

/* The frame; its protocols, too, if its layers are known. */
void dissect_frame(struct dissection *d, const struct layers *layers);
void dissect_link(struct dissection *d, const struct layer *l);
void dissect_ip4(struct dissection *d, const struct layer *l);
void dissect_ip6(struct dissection *d, const struct layer *l);
/* The pair's number, where the newest dialect shows it. */
void dissect_pair(struct dissection *d, enum seen_kind kind, enum field_id field,
                  const struct seen_ends *ends);

void dissect_arp(struct dissection *d, const struct layer *l);
void dissect_icmp(struct dissection *d, const struct layer *l);
void dissect_udp(struct dissection *d, const struct layer *l);
void dissect_tcp(struct dissection *d);

/* A header of which no more than the ports was captured, or there. */
void dissect_tcp_stump(struct dissection *d, const struct layer *l);
void dissect_tcp_completeness(struct dissection *d);
void dissect_tcp_flags(struct dissection *d, const uint8_t *h);
void dissect_tcp_options(struct dissection *d);
void dissect_tcp_analysis(struct dissection *d);
void dissect_multipath(struct dissection *d);
void dissect_protocols(struct dissection *d, const struct layers *layers);

/* What a segment carries, and which of it is a part of larger PDUs. */
void dissect_payload(struct dissection *d);

/* A PDU of several segments. */
void dissect_join(struct dissection *d, const struct pdu_join *join);

/* What the frame carries above TCP and UDP. */
void dissect_pdus(struct dissection *d);

/* A message of HTTP; `inside`: what its body is, NULL if nobody knows. */
void dissect_http(struct dissection *d, const struct pdu *pdu, const struct pdu *inside);

/* Records of TLS, `n` PDUs in one piece; and, at a frame's end, whether a side was cut off. */
void dissect_tls(struct dissection *d, const struct pdu *pdus, size_t n);
void dissect_tls_end(struct dissection *d);

/* A message of DNS. */
void dissect_dns(struct dissection *d, const struct pdu *pdu);

/* A body of the media type `type`, which is of the protocol `protocol`. */
void dissect_content(struct dissection *d, enum pdu_protocol protocol, struct span type,
                     struct span body);

/* Octets that nothing describes. */
void dissect_data(struct dissection *d, struct span s);

/* Expert information, as Wireshark ranks it. */
enum expert_severity {
    EXPERT_REMARK = 0x100000, /* somebody's comment */
    EXPERT_CHAT = 0x200000,
    EXPERT_NOTE = 0x400000,
    EXPERT_WARNING = 0x600000,
    EXPERT_ERROR = 0x800000,
};
enum expert_group {
    EXPERT_CHECKSUM = 0x1000000,
    EXPERT_SEQUENCE = 0x2000000,
    EXPERT_RESPONSE = 0x3000000,
    EXPERT_REQUEST = 0x4000000,
    EXPERT_UNDECODED = 0x5000000,
    EXPERT_REASSEMBLE = 0x6000000,
    EXPERT_MALFORMED = 0x7000000,
    EXPERT_PROTOCOL = 0x9000000,
    EXPERT_SECURITY = 0xa000000,
    EXPERT_COMMENT = 0xb000000,
    EXPERT_ASSUMPTION = 0xd000000,
    EXPERT_DEPRECATED = 0xe000000,
};

/* Add an expert information of what is stepped into; `field` FIELDS if it has none of its own. */
void expert_add(struct dissection *d, enum field_id field, enum expert_severity severity,
                enum expert_group group, const char *message);

/* The same of the item added last. */
void expert_below(struct dissection *d, enum field_id field, enum expert_severity severity,
                  enum expert_group group, const char *message);

#endif
