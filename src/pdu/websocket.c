// SPDX-License-Identifier: BSD-3-Clause
/* websocket.c - frames of WebSocket (RFC 6455 5.2). */
#include "pdu/speakers.h"

enum { CONTINUATION = 0, TEXT = 1, BINARY = 2, FINAL = 0x80 };

/* Of each side: what its message is. */
struct websocket_state {
    uint8_t opcode[2];
};

/* Octets of the frame's head; more than there are if they do not tell. */
static size_t head_length(struct span s)
{
    static const uint8_t extra[] = {[126] = 2, [127] = 8};
    size_t n = 2;

    if (s.n < n)
        return n;
    if ((s.p[1] & 0x7f) >= 126)
        n += extra[s.p[1] & 0x7f];
    return n + ((s.p[1] & 0x80) != 0 ? 4 : 0);
}

static uint64_t payload_length(const uint8_t *p)
{
    if ((p[1] & 0x7f) == 126)
        return be16(p + 2);
    if ((p[1] & 0x7f) == 127)
        return be64(p + 2) & INT64_MAX;
    return p[1] & 0x7f;
}

/* A message's payload is named in its last frame, by the type that its first one told. */
static void name_payload(struct hearing *h, unsigned first_octet, size_t at, size_t len)
{
    struct websocket_state *const state = hear_state(h, PDU_WEBSOCKET);
    const unsigned opcode = first_octet & 0xf;

    if (opcode > BINARY)
        return;
    if (opcode != CONTINUATION)
        state->opcode[h->side] = (uint8_t)opcode;
    if (len == 0 || (first_octet & FINAL) == 0)
        return;
    h->depth++;
    hear_name(h, state->opcode[h->side] == TEXT ? PDU_DATA_TEXT_LINES : PDU_DATA, at, len);
    h->depth--;
}

bool hear_websocket(struct hearing *h)
{
    size_t at = 0;

    while (at < h->len) {
        const size_t left = h->len - at;
        struct span rest = h->octets;
        size_t head;
        uint64_t len;

        (void)span_take(&rest, at < rest.n ? at : rest.n);
        head = head_length(rest);
        if (rest.n < head) {
            if (h->may_wait)
                hear_wait_segment(h, at);
            return true;
        }
        len = payload_length(rest.p);
        if (h->may_wait && len > left - head) {
            hear_wait_octets(h, at, len - (left - head));
            return true;
        }
        if (len > left - head)
            len = left - head;
        (at == 0 ? hear_name : hear_more)(h, PDU_WEBSOCKET, at, head + len);
        name_payload(h, rest.p[0], at + head, len);
        at += head + len;
    }
    return true;
}
