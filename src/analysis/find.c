// SPDX-License-Identifier: BSD-3-Clause
/*
 * find.c - conversations: found by their flow, begun, begun anew by a SYN (3), and forgotten when
 * there is no room for another.
 *
 * Of the next few under a moving hand the one without segments for longest is forgotten. That
 * depends on the order of the segments only, never on the seed of the hash.
 */
#include <assert.h>

#include "analysis/engine.h"
#include "base/memory.h"
#include "tcp/seq.h"

enum { FORGET_LOOKS = 32, CONVERSATIONS_MAX = 1 << 30 };

static_assert(sizeof(struct half) == 64, "one cache line");
static_assert(sizeof(struct conversation) == 192, "24 MiB for the default number of them");

uint32_t tl_analysis_guess(const struct analysis *a, uint32_t tag)
{
    const struct table *const table = &a->table;
    uint32_t i = tag & table->mask;

    while (table->cells[i].slot_plus_1 != 0 && table->cells[i].tag != tag)
        i = (i + 1) & table->mask;
    return table->cells[i].slot_plus_1 - 1;
}

uint32_t tl_analysis_lookup(const struct analysis *a, const struct look *look)
{
    const struct table *const table = &a->table;

    for (uint32_t i = look->tag & table->mask; table->cells[i].slot_plus_1 != 0;
         i = (i + 1) & table->mask) {
        const uint32_t slot = table->cells[i].slot_plus_1 - 1;

        if (table->cells[i].tag == look->tag &&
            conversation_is(&a->conversations[slot], &look->key, look->forward))
            return slot;
    }
    return NO_SLOT;
}

/* The tag under which a conversation stands in the table. */
static uint32_t tag_of(const struct analysis *a, const struct conversation *c)
{
    struct flow_key key = {.src.port = c->halves[0].port, .dst.port = c->halves[1].port};

    memcpy(key.src.addr, c->addr[0], 16);
    memcpy(key.dst.addr, c->addr[1], 16);
    return table_tag(flow_hash(&key, a->seed));
}

static void clear_lists(struct analysis *a, struct conversation *c)
{
    for (unsigned i = 0; i < 2; i++)
        tl_analysis_unacked_clear(&a->pool, &c->halves[i].unacked);
}

/* Forget a conversation: its slot. */
static uint32_t forget(struct analysis *a)
{
    uint32_t slot = a->hand;

    for (unsigned i = 0; i < FORGET_LOOKS; i++) {
        if (a->conversations[a->hand].prev_ns < a->conversations[slot].prev_ns)
            slot = a->hand;
        a->hand = a->hand + 1 < a->born ? a->hand + 1 : 0;
    }
    tl_table_remove(&a->table, tag_of(a, &a->conversations[slot]), slot);
    clear_lists(a, &a->conversations[slot]);
    if (a->stats.forgotten++ == 0)
        a->sure_streams = a->streams;
    return slot;
}

static bool grow(struct analysis *a)
{
    struct conversation *grown;

    if (!a->exact || a->cap >= CONVERSATIONS_MAX)
        return false;
    grown = tl_memory_grow(a->conversations, a->cap, (size_t)a->cap * 2, sizeof *grown);
    if (grown == NULL)
        return false;
    a->conversations = grown;
    a->cap *= 2; /* of which the table may have less: it wants one free cell only */
    (void)tl_table_grow(&a->table);
    return true;
}

static uint32_t take_slot(struct analysis *a)
{
    if (a->born < a->cap || grow(a))
        return a->born++;
    return forget(a);
}

/* The next stream, with nothing known of it but when it began. */
static void begin(struct analysis *a, struct conversation *c, int64_t now)
{
    c->first_ns = c->prev_ns = now;
    c->opening_ns = 0;
    c->stream = a->streams++;
    c->completeness = 0;
    c->tfo_data = c->has_irtt = 0;
    c->mptcp_kinds = c->mptcp_seen[0] = c->mptcp_seen[1] = 0;
    for (unsigned i = 0; i < 2; i++)
        c->halves[i] =
            (struct half){.port = c->halves[i].port, .shift = SHIFT_UNKNOWN, .bits = H_FLIGHT};
}

static uint32_t add(struct analysis *a, const struct look *look)
{
    const uint32_t slot = take_slot(a);
    struct conversation *const c = &a->conversations[slot];
    const unsigned forward = look->forward, reverse = forward ^ 1;

    memcpy(c->addr[forward], look->key.src.addr, 16);
    memcpy(c->addr[reverse], look->key.dst.addr, 16);
    c->halves[forward].port = look->key.src.port;
    c->halves[reverse].port = look->key.dst.port;
    begin(a, c, look->seg->ts_ns);
    tl_table_put(&a->table, look->tag, slot);
    a->changes++;
    return slot;
}

/* 3.3, 3.4: what a SYN with another number does, once the forward base is known. */
static void meet_syn(struct turn *u)
{
    struct half *const f = u->f;
    const bool same = seq_eq(u->seg->seq, f->base);

    if (turn_has(u, TCPLENS_ACK)) {
        if (!same) {
            f->base = u->seg->seq;
            turn_verdict(u, A_REUSED_PORTS);
        }
    } else if (same) {
        f->next = f->ack_limit;
        turn_note(u);
    } else {
        clear_lists(u->a, u->c);
        begin(u->a, u->c, u->seg->ts_ns);
        u->c->completeness = 1;
        turn_show(u, A_NEW_STREAM);
        turn_verdict(u, A_REUSED_PORTS);
    }
}

void tl_analysis_find(struct turn *u, const struct look *look)
{
    uint32_t slot = look->slot;

    u->began = slot == NO_SLOT;
    if (u->began) {
        slot = add(u->a, look);
        turn_show(u, A_NEW_STREAM);
        u->row->announced = tl_analysis_spend(&u->a->announced, &look->key);
        u->began = !u->row->announced;
    }
    u->c = &u->a->conversations[slot];
    u->f = &u->c->halves[look->forward];
    u->r = &u->c->halves[look->forward ^ 1];
    u->row->slot = slot;
    u->row->forward = (uint8_t)(look->forward + 1);
    if (turn_has(u, TCPLENS_SYN) && half_is(u->f, H_BASE))
        meet_syn(u);
    u->row->stream = u->c->stream;
}
