// SPDX-License-Identifier: BSD-3-Clause
/*
 * x11.c - the X protocol (X Window System Protocol 11, appendix B): a client sends requests, a
 * server replies, errors and events; each tells its length, in the client's order of octets, which
 * its first octet tells.
 */
#include "pdu/lengths.h"
#include "pdu/speakers.h"

enum { FIRST_PORT = 6000, LAST_PORT = 6063, MAJOR = 11, UNIT = 4, SETUP_HEAD = 12 };

enum { REPLY = 1, GENERIC_EVENT = 35, REPLY_SIZE = 32 };

enum order { ORDER_UNKNOWN, ORDER_BIG, ORDER_LITTLE };

/* @order: enum order of the client's numbers */
struct x11_state {
    uint8_t order;
};

static size_t padded(size_t n)
{
    return (n + UNIT - 1) / UNIT * UNIT;
}

static bool is_setup(const uint8_t *p)
{
    return (p[0] == 'B' && be16(p + 2) == MAJOR) || (p[0] == 'l' && le16(p + 2) == MAJOR);
}

/* The first words name a way of authorisation, and its data. */
static size_t setup_length(struct span s)
{
    const bool little = s.p[0] == 'l';

    return SETUP_HEAD + padded(little ? le16(s.p + 6) : be16(s.p + 6)) +
           padded(little ? le16(s.p + 8) : be16(s.p + 8));
}

/* A length of 0 is that of the extension for big requests: this much is their head. */
static size_t request_length(size_t units)
{
    return units == 0 ? 2 * UNIT : units * UNIT;
}

static size_t big_request(struct span s)
{
    return request_length(be16(s.p + 2));
}

static size_t little_request(struct span s)
{
    return request_length(le16(s.p + 2));
}

static size_t reply_length(const uint8_t *p, uint32_t units)
{
    return REPLY_SIZE + (p[0] == REPLY || p[0] == GENERIC_EVENT ? (size_t)units * UNIT : 0);
}

static size_t big_reply(struct span s)
{
    return reply_length(s.p, be32(s.p + 4));
}

static size_t little_reply(struct span s)
{
    return reply_length(s.p, le32(s.p + 4));
}

static const struct length_rule requests[] = {
    [ORDER_BIG] = {.head = 4, .length = big_request},
    [ORDER_LITTLE] = {.head = 4, .length = little_request},
};
static const struct length_rule replies[] = {
    [ORDER_BIG] = {.head = REPLY_SIZE, .length = big_reply},
    [ORDER_LITTLE] = {.head = REPLY_SIZE, .length = little_reply},
};
static const struct length_rule setup = {.head = SETUP_HEAD, .length = setup_length};

/* Where the first words were not seen, the order is the one that makes the request shorter. */
static uint8_t guess_order(const uint8_t *p)
{
    return le16(p + 2) < be16(p + 2) ? ORDER_LITTLE : ORDER_BIG;
}

bool hear_x11(struct hearing *h)
{
    struct x11_state *const state = hear_state(h, PDU_X11);
    const bool from_client = h->dst_port >= FIRST_PORT && h->dst_port <= LAST_PORT;
    const uint8_t *const p = h->octets.p;

    if (!from_client)
        return hear_lengths(h, PDU_X11,
                            &replies[state->order == ORDER_LITTLE ? ORDER_LITTLE : ORDER_BIG]);
    if (h->octets.n >= 4 && is_setup(p)) {
        state->order = p[0] == 'l' ? ORDER_LITTLE : ORDER_BIG;
        return hear_lengths(h, PDU_X11, &setup);
    }
    if (h->octets.n >= 4 && state->order == ORDER_UNKNOWN)
        state->order = guess_order(p);
    return hear_lengths(h, PDU_X11,
                        &requests[state->order == ORDER_LITTLE ? ORDER_LITTLE : ORDER_BIG]);
}
