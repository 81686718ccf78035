// SPDX-License-Identifier: BSD-3-Clause
/* dissect_tls.h - what the files dissect_tls*.c share. */
#ifndef TL_DISSECT_DISSECT_TLS_H
#define TL_DISSECT_DISSECT_TLS_H

#include "app/tls_record.h"
#include "dissect/dissect.h"

/* The body of a ClientHello or ServerHello. */
void dissect_tls_hello(struct dissection *d, struct span body, bool client, struct tls_talk *talk);

/* An extension's data, of a hello; the item of its label is stepped into. */
void dissect_tls_extension(struct items *out, uint16_t type, struct span data, bool client);

#endif
