// SPDX-License-Identifier: BSD-3-Clause
/*
 * tls_ja3.h - JA3 and JA3S: what a hello asks for, in one line, from which programs are told apart.
 * Version, cipher suites, extensions, and of a client groups and point formats, as decimal numbers
 * in the order sent; without GREASE (RFC 8701). The fingerprint is the line's MD5.
 */
#ifndef TL_APP_TLS_JA3_H
#define TL_APP_TLS_JA3_H

#include "app/tls_record.h"
#include "base/text.h"

/* Append the line. */
void tl_tls_write_ja3(struct text *out, const struct tls_hello *hello, bool client);

#endif
