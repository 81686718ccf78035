// SPDX-License-Identifier: BSD-3-Clause
/* content.h - what a body is called, by its media type. Within this room. */
#ifndef TL_PDU_CONTENT_H
#define TL_PDU_CONTENT_H

#include "pdu/hear.h"

/* Name octets [at, at + len) of the run, the body of a message: `type` and `coding` are the values
 * of Content-Type and Content-Encoding, empty if there are none. */
void content_name(struct hearing *h, struct span type, struct span coding, bool chunked, size_t at,
                  size_t len);

#endif
