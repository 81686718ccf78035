// SPDX-License-Identifier: BSD-3-Clause
/*
 * rpc.c - ONC RPC over TCP: fragments of records (RFC 5531 11), each with its length; and the
 * program that is called, which a reply does not tell: calls are remembered until they are
 * answered.
 */
#include "pdu/lengths.h"
#include "pdu/speakers.h"

enum { MARK = 4, CALL_HEAD = 24, REPLY_HEAD = 12, CALLS = 16 };

enum { CALL = 0, REPLY = 1, ACCEPTED = 0, NULL_PROCEDURE = 0 };

/* A call that has no answer yet. */
struct call {
    uint32_t xid;
    uint8_t program;
};

struct rpc_state {
    struct call calls[CALLS];
    uint8_t next;
};

_Static_assert(sizeof(struct rpc_state) <= TALK_STATE, "it is kept in struct talk");

static const struct {
    uint32_t number;
    uint8_t protocol;
} programs[] = {
    {100000, PDU_PORTMAP},
    {100003, PDU_NFS},
    {100005, PDU_MOUNT},
    {100227, PDU_NFSACL},
};

static enum pdu_protocol program_of(uint32_t number)
{
    for (size_t i = 0; i < sizeof programs / sizeof programs[0]; i++)
        if (programs[i].number == number)
            return programs[i].protocol;
    return PDU_NONE;
}

/* A message of a kind that is known: its version is 2. */
static bool is_message(struct span s)
{
    if (s.n < REPLY_HEAD)
        return false;
    if (be32(s.p + 4) == CALL)
        return s.n >= CALL_HEAD && be32(s.p + 8) == 2;
    return be32(s.p + 4) == REPLY && be32(s.p + 8) <= 1;
}

/* The program of a call, remembered, or of the call that a reply answers. */
static enum pdu_protocol program(struct hearing *h, struct span s)
{
    struct rpc_state *const state = hear_state(h, PDU_RPC);
    const uint32_t xid = be32(s.p);

    if (be32(s.p + 4) == CALL) {
        struct call *const c = &state->calls[state->next++ % CALLS];

        *c = (struct call){.xid = xid};
        if (be32(s.p + 20) != NULL_PROCEDURE)
            c->program = (uint8_t)program_of(be32(s.p + 12));
        return c->program;
    }
    for (size_t i = 0; i < CALLS; i++)
        if (state->calls[i].xid == xid && state->calls[i].program != PDU_NONE)
            return state->calls[i].program;
    return PDU_NONE;
}

static void name_inside(struct hearing *h, size_t at, size_t len)
{
    const struct span s = hear_part(h, at + MARK, len - MARK);
    enum pdu_protocol inside = PDU_NONE;

    if (len > MARK && is_message(s))
        inside = program(h, s);
    if (inside == PDU_NONE)
        return;
    h->depth++;
    hear_name(h, inside, at + MARK, len - MARK);
    h->depth--;
}

bool hear_rpc(struct hearing *h)
{
    static const struct length_rule rule = {
        .head = MARK, .at = 0, .size = 4, .plus = MARK, .inside = name_inside};

    if (!is_message(hear_rest(h, MARK)))
        return false;
    return hear_lengths(h, PDU_RPC, &rule);
}
