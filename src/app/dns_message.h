// SPDX-License-Identifier: BSD-3-Clause
/*
 * dns_message.h - a DNS message (RFC 1035 4): names, questions, records.
 *
 * Names point back into the message, so everything works on offsets from its first octet. Each
 * pointer must lead before the last one did, and a name has 255 octets at most: none is endless.
 */
#ifndef TL_APP_DNS_MESSAGE_H
#define TL_APP_DNS_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/octets.h"

enum { DNS_HEADER_OCTETS = 12, DNS_NAME_MAX = 255 };

enum dns_type {
    DNS_A = 1,
    DNS_NS = 2,
    DNS_CNAME = 5,
    DNS_SOA = 6,
    DNS_PTR = 12,
    DNS_MX = 15,
    DNS_TXT = 16,
    DNS_AAAA = 28,
    DNS_SRV = 33,
    DNS_DNAME = 39,
    DNS_OPT = 41,
};

/**
 * struct dns_name - a name as dotted text
 * @text:   raw octets: make them harmless before showing them; none for the root
 * @len:    of @text
 * @labels: how many there are
 */
struct dns_name {
    uint8_t text[DNS_NAME_MAX + 1];
    uint16_t len, labels;
};

/* Read the name at `*at` and go behind it. False if it is cut off or no name. */
bool tl_dns_read_name(struct span message, size_t *at, struct dns_name *out);

/**
 * struct dns_record - a resource record, or a question, which has only the first four
 * @name:  of it
 * @begin, @end: offsets of it, and behind it
 * @fixed: offset of its type
 * @ttl:   seconds
 * @data:  offset of its data, which are within the message
 * @len:   of its data
 */
struct dns_record {
    struct dns_name name;
    size_t begin, fixed, end, data;
    uint32_t ttl;
    uint16_t type, class, len;
};

/* Read the question, or the record, at `*at` and go behind it. False if it is cut off. */
bool tl_dns_read_question(struct span message, size_t *at, struct dns_record *out);
bool tl_dns_read_record(struct span message, size_t *at, struct dns_record *out);

#endif
