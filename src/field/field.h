// SPDX-License-Identifier: BSD-3-Clause
/*
 * field.h - the registry: every value that has a name, such as tcp.seq, with its type, how it is
 * written, and what it means. fields.def is the table; whoever shows, filters or exports a value
 * reads it here, so that a name means one thing everywhere.
 *
 * Names, titles and ways of writing are Wireshark's 4.0 where Wireshark has the field; ours begin
 * with "tcplens.".
 */
#ifndef TL_FIELD_FIELD_H
#define TL_FIELD_FIELD_H

#include <stddef.h>
#include <stdint.h>

#include "field/words.h"

enum field_type {
    FIELD_LABEL, /* there or not: no value of its own, written as 1 */
    FIELD_BOOL,
    FIELD_UINT,
    FIELD_INT,
    FIELD_FRAME, /* the number of a frame */
    FIELD_IP4,
    FIELD_IP6,
    FIELD_ETHER,
    FIELD_OCTETS,
    FIELD_TEXT,
    FIELD_TIME,     /* a point in time, nanoseconds since 1970 */
    FIELD_SPAN,     /* nanoseconds */
    FIELD_PROTOCOL, /* a protocol: the octets that are its, as far as captured */
    FIELD_TYPES
};

/* How a value is written. A number that is written as a word keeps its digits beside it in a tree,
 * unless it is FORM_NONE. A time is a calendar's in the local zone or in UTC, else seconds. */
enum field_form {
    FORM_DEC,
    FORM_HEX,
    FORM_HEX_DEC,
    FORM_DEC_HEX,
    FORM_NONE,
    FORM_ASCII, /* text: what is not ASCII becomes U+FFFD, an octet at a time */
    FORM_LOCAL,
    FORM_UTC,
    FORM_STATION, /* an address: its name in a tree, too */
};

/* What a part of a frame's dissection has to do; fields of a part that nobody asked for cost
 * nothing. */
enum field_part {
    PART_FRAME = 1 << 0,
    PART_PROTOCOLS = 1 << 1,
    PART_LINK = 1 << 2,
    PART_IP = 1 << 3,
    PART_TRANSPORT = 1 << 4, /* of TCP's neighbours: UDP, ICMP, ARP */
    PART_TCP = 1 << 5,
    PART_FLAGS = 1 << 6, /* of the header: TCP's flags */
    PART_OPTIONS = 1 << 7,
    PART_TIMES = 1 << 8,
    PART_ANALYSIS = 1 << 9,
    PART_EXPERT = 1 << 10,
    PART_PDU = 1 << 11,       /* what TCP and UDP carry: PDUs, applications */
    PART_DATAGRAM = 1 << 12,  /* of the IP headers: which fragments make up a datagram */
    PART_PORTS = 1 << 13,     /* of TCP: that it is there, and its ports */
    PART_ADDRESSES = 1 << 14, /* of the IP headers: that they are there, and who speaks */
    PART_ALL = (1 << 15) - 1,
    PART_COLUMNS = 1 << 15, /* of the list; no part of a tree */
};

enum field_id {
#define FIELD(id, name, title, type, form, mask, words, part, doc) F_##id,
#include "field/fields.def"
    FIELDS
};

/**
 * struct field - one of the registry
 * @name:  as in Wireshark
 * @title: what a tree calls it, @title_len octets
 * @doc:   what it is, in a few words
 * @words: of FIELD_BOOL, _UINT and _INT: what values are called; NULL if they are numbers only
 * @mask:  of FIELD_BOOL and _UINT: which bits of the octets it takes; 0: all
 * @part:  enum field_part that gives it
 * @type:  enum field_type
 * @form:  enum field_form
 * @bits:  of FIELD_BOOL, _UINT and _INT: how wide the octets are
 */
struct field {
    const char *name, *title, *doc;
    const struct word *words;
    uint32_t mask;
    uint16_t part;
    uint8_t type, form, bits, title_len;
};

/* The registry, by enum field_id; in the order of the table. */
extern const struct field tl_fields[FIELDS];

/* The field of that name (case does not matter), FIELDS if there is none. */
enum field_id tl_field_find(const char *name);

#endif
