// SPDX-License-Identifier: BSD-3-Clause
/*
 * ssh.c - SSH: a line of version each (RFC 4253 4.2), then packets with their length until a side
 * sends NEWKEYS; what it says after that is encrypted, and taken as it comes.
 */
#include "pdu/speakers.h"

enum { HEAD = 4, NEWKEYS = 21, PACKET_MAX = 0x7fffffff - 4 };

struct ssh_state {
    bool version[2], encrypted[2];
};

/* The end of the line of version. */
static size_t line_length(const struct hearing *h)
{
    const uint8_t *const lf = memchr(h->octets.p, '\n', h->octets.n);

    return lf == NULL ? h->len : (size_t)(lf - h->octets.p) + 1;
}

bool hear_ssh(struct hearing *h)
{
    struct ssh_state *const state = hear_state(h, PDU_SSH);
    size_t at = 0;

    hear_name(h, PDU_SSH, 0, h->len);
    if (h->octets.n >= 4 && memcmp(h->octets.p, "SSH-", 4) == 0) {
        state->version[h->side] = true;
        at = line_length(h);
    }
    while (at < h->len && state->version[h->side] && !state->encrypted[h->side]) {
        const size_t left = h->len - at;
        size_t len;

        if (h->octets.n < at + HEAD) {
            if (h->may_wait)
                hear_wait_segment(h, at);
            return true;
        }
        len = HEAD + (size_t)be32(h->octets.p + at);
        if (len > PACKET_MAX)
            return true;
        if (left < len) {
            if (h->may_wait)
                hear_wait_octets(h, at, len - left);
            return true;
        }
        state->encrypted[h->side] = len > 5 && h->octets.p[at + 5] == NEWKEYS;
        at += len;
    }
    return true;
}
