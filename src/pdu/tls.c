// SPDX-License-Identifier: BSD-3-Clause
/*
 * tls.c - records of TLS (RFC 8446 5.1), and what is none: a record begins with a type from 20 to
 * 24 and the version 3.
 */
#include "pdu/speakers.h"

enum { TLS_HEAD = 5, TEXT = 8 };

static bool is_record(const uint8_t *p)
{
    return p[0] >= 20 && p[0] <= 24 && p[1] == 3;
}

/* What begins with printable characters is another protocol. */
static bool is_text(struct span s)
{
    size_t i = 0;

    while (i < s.n && i < TEXT && s.p[i] >= 0x20 && s.p[i] < 0x7f)
        i++;
    return i == s.n || i == TEXT;
}

/* A record that has to wait has its name already, if it is the first. */
bool hear_tls(struct hearing *h)
{
    size_t at = 0;

    while (at < h->len) {
        const size_t left = h->len - at;
        const uint8_t *const p = h->octets.p + at;
        size_t len = left;

        if (left < TLS_HEAD && h->may_wait) {
            hear_wait_segment(h, at);
        } else if (h->octets.n >= at + TLS_HEAD && is_record(p)) {
            len = TLS_HEAD + (size_t)be16(p + 3);
            if (left < len && h->may_wait)
                hear_wait_octets(h, at, len - left);
        } else if (at == 0 && is_text(h->octets)) {
            return false;
        }
        if (len > left)
            len = left;
        if (at == 0)
            hear_name(h, PDU_TLS, at, len);
        else if (h->wait == WAIT_NOT)
            hear_more(h, PDU_TLS, at, len);
        if (h->wait != WAIT_NOT)
            return true;
        at += len;
    }
    return true;
}
