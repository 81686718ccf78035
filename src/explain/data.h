// SPDX-License-Identifier: BSD-3-Clause
/* data.h - requests, responses and sizes of payloads, for who tells them and who remembers. */
#ifndef TL_EXPLAIN_DATA_H
#define TL_EXPLAIN_DATA_H

#include "explain/sight.h"

/* Whether the payload begins a request. */
bool tl_is_request(const struct sight *s);

/* Whether the payload begins a response, and comes from the side that was asked. */
bool tl_is_response(const struct sight *s);

/* Whether octets without a name of their own continue the message that this side is sending. */
bool tl_continues_message(const struct sight *s);

/* Payload octets of a full segment from `sender` (enum side), 0 if not known. */
uint32_t tl_full_payload(const struct conn *conn, unsigned sender);

/* The urgent pointer (RFC 9293 3.8.5): octets up to the end of the urgent data. */
uint32_t tl_urgent_octets(const struct sight *s);

#endif
