// SPDX-License-Identifier: BSD-3-Clause
/* dissect_dns.h - what the files dissect_dns*.c share. */
#ifndef TL_DISSECT_DISSECT_DNS_H
#define TL_DISSECT_DISSECT_DNS_H

#include "app/dns_message.h"
#include "dissect/dissect.h"

/* The record at `*at` of the message, of which it goes behind; false if it is cut off. */
bool dissect_dns_record(struct items *out, struct span message, size_t *at);

/* A name, or what stands for the root; within `room`, which ends it with a NUL. */
enum { DNS_SHOWN = DNS_NAME_MAX * 4 + 8 };
const char *dns_shown(const struct dns_name *name, char room[DNS_SHOWN]);

/* "A" of a type's "A (Host Address)"; its number if it has none. */
const char *dns_type_name(uint16_t type, char room[32]);
const char *dns_class_name(uint16_t class, char room[32]);

#endif
