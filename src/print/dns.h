// SPDX-License-Identifier: BSD-3-Clause
/*
 * dns.h - what the files of the DNS printer share: a message and positions in it.
 *
 * Names point back into the message, so everything works on offsets from its first octet. A
 * function that meets the end of what was captured, or nonsense, returns false; all its callers do
 * the same, and the line says "[|domain]".
 */
#ifndef TL_PRINT_DNS_H
#define TL_PRINT_DNS_H

#include "print/line.h"

/**
 * struct dns - a message (RFC 1035, section 4)
 * @l:    the line it goes to
 * @p:    *borrowed*: its octets
 * @n:    how many of them were captured
 * @mdns: multicast DNS (RFC 6762): the upper bit of a class means something else
 */
struct dns {
    struct line *l;
    const uint8_t *p;
    size_t n;
    bool mdns;
};

/* Whether the octets [at, at + n) were captured. */
static inline bool dns_has(const struct dns *m, size_t at, size_t n)
{
    return at <= m->n && n <= m->n - at;
}

/* Go behind the name at `*at`; the second form prints it. */
bool dns_skip_name(const struct dns *m, size_t *at);
bool dns_put_name(const struct dns *m, size_t *at);

/* As many of the octets [at, at + n) as were captured, visible; false if that is not all. */
bool dns_put_octets(const struct dns *m, size_t at, size_t n);

/* The type's or the class's name, or its number in words. */
void dns_put_type(struct line *l, uint16_t type);
void dns_put_class(struct line *l, uint16_t class);

/* Print the resource record at `*at` and go behind it. If its header was cut off, go to the end. */
bool dns_put_record(const struct dns *m, size_t *at);

/* The EDNS options (RFC 6891) in [at, end). */
bool dns_put_options(const struct dns *m, size_t at, size_t end);

#endif
