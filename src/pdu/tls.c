// SPDX-License-Identifier: BSD-3-Clause
/*
 * tls.c - records of TLS (RFC 8446 5.1), and what is none: a record begins with a type from 20 to
 * 24 and the version 3.
 */
#include "pdu/speakers.h"

enum { TLS_HEAD = 5 };

bool hear_tls(struct hearing *h)
{
    size_t at = 0;
    bool first = true;

    while (at < h->len) {
        const size_t left = h->len - at;
        const uint8_t *const p = h->octets.p + at;
        size_t len;

        if (left < TLS_HEAD && h->may_wait) {
            hear_wait_segment(h, at);
            return true;
        }
        if (h->octets.n < at + TLS_HEAD)
            return !first;
        len = TLS_HEAD + (size_t)be16(p + 3);
        if (p[0] < 20 || p[0] > 24 || p[1] != 3) {
            if (first)
                return false;
            hear_more(h, PDU_TLS, at, left);
            return true;
        }
        if (left < len && h->may_wait) {
            hear_wait_octets(h, at, len - left);
            return true;
        }
        (first ? hear_name : hear_more)(h, PDU_TLS, at, len < left ? len : left);
        first = false;
        at += len < left ? len : left;
    }
    return true;
}
