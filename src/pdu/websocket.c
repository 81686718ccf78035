// SPDX-License-Identifier: BSD-3-Clause
/* websocket.c - frames of WebSocket (RFC 6455 5.2). */
#include "pdu/lengths.h"
#include "pdu/speakers.h"

enum { CONTINUATION = 0, TEXT = 1, BINARY = 2, FINAL = 0x80, HEAD = 2 };

/* Of each side: what its message is. */
struct websocket_state {
    uint8_t opcode[2];
};

/* Octets of the frame's head, told by its first two. */
static size_t head_length(struct span s)
{
    static const uint8_t extra[] = {[126] = 2, [127] = 8};
    size_t n = HEAD;

    if ((s.p[1] & 0x7f) >= 126)
        n += extra[s.p[1] & 0x7f];
    return n + ((s.p[1] & 0x80) != 0 ? 4 : 0);
}

/* Beyond 2 GiB it does not matter how much. */
static size_t payload_length(const uint8_t *p)
{
    if ((p[1] & 0x7f) == 126)
        return be16(p + 2);
    if ((p[1] & 0x7f) == 127)
        return be64(p + 2) & INT32_MAX;
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

static size_t frame_length(struct span s)
{
    const size_t head = head_length(s);

    return s.n < head ? LENGTH_UNKNOWN : head + payload_length(s.p);
}

static void name_inside(struct hearing *h, size_t at, size_t len)
{
    const struct span s = hear_part(h, at, len);
    const size_t head = s.n >= HEAD ? head_length(s) : len;

    if (head < len)
        name_payload(h, s.p[0], at + head, len - head);
}

bool hear_websocket(struct hearing *h)
{
    static const struct length_rule rule = {
        .head = HEAD, .length = frame_length, .inside = name_inside};

    return hear_lengths(h, PDU_WEBSOCKET, &rule);
}
