// SPDX-License-Identifier: BSD-3-Clause
/*
 * tls_ja4.h - JA4, as FoxIO has published it: a client told by its ClientHello, whatever the order
 * of its lists. Three parts, joined by "_": what it can and how much it asks for; its cipher
 * suites; its extensions and signature algorithms. GREASE (RFC 8701) counts nowhere.
 */
#ifndef TL_APP_TLS_JA4_H
#define TL_APP_TLS_JA4_H

#include "app/tls_record.h"

enum { TLS_JA4_LISTED = 256, TLS_JA4_LEN = 36 };

/**
 * struct tls_ja4 - strings
 * @digests: the lists as the first 12 digits of their SHA-256: what is called JA4
 * @lists:   the lists themselves: JA4_r
 */
struct tls_ja4 {
    char digests[TLS_JA4_LEN + 1];
    char lists[16 + 3 * 5 * TLS_JA4_LISTED];
};

/* Of a ClientHello over TCP; false if it lists more than TLS_JA4_LISTED of anything, or was cut off
 * before its cipher suites. */
bool tl_tls_ja4(struct tls_ja4 *out, const struct tls_hello *hello);

#endif
