// SPDX-License-Identifier: BSD-3-Clause
/*
 * stack.c - a host: which connection a packet is for, and which one is due next.
 *
 * Connections lie in lists by the hash of both addresses, listeners by that of their own port. All
 * that are due some time lie in a binary heap, so that asking for the next one costs nothing and a
 * thousand idle connections cost nothing either.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "stack/tcb.h"

static uint64_t hash_address(uint64_t h, const struct stack_addr *a)
{
    h = hash_word(h, be64(a->octets));
    h = hash_word(h, be64(a->octets + 8));
    return hash_word(h, a->port);
}

/* A listener has no remote end: a port of 0. */
static struct tcb **bucket_of(const struct stack *s, uint16_t port, const struct stack_addr *remote)
{
    uint64_t h = hash_word(s->seed, port);

    if (remote->port != 0)
        h = hash_address(h, remote);
    return &s->buckets[h & s->mask];
}

static bool same_address(const struct stack_addr *a, const struct stack_addr *b)
{
    return a->port == b->port && a->n == b->n && memcmp(a->octets, b->octets, a->n) == 0;
}

struct tcb *stack_find(const struct stack *s, const struct stack_addr *local,
                       const struct stack_addr *remote)
{
    struct tcb *t = *bucket_of(s, local->port, remote);

    while (t != NULL && (!same_address(&t->local, local) || t->remote.port != remote->port ||
                         (remote->port != 0 && !same_address(&t->remote, remote))))
        t = t->hash_next;
    return t;
}

void stack_insert(struct stack *s, struct tcb *t)
{
    struct tcb **const bucket = bucket_of(s, t->local.port, &t->remote);

    t->hash_next = *bucket;
    *bucket = t;
}

void stack_remove(struct stack *s, struct tcb *t)
{
    struct tcb **link = bucket_of(s, t->local.port, &t->remote);

    while (*link != NULL && *link != t)
        link = &(*link)->hash_next;
    if (*link == t)
        *link = t->hash_next;
}

static void heap_put(struct stack *s, uint32_t at, struct tcb *t)
{
    s->heap[at] = t;
    t->heap_at = at;
}

static void heap_up(struct stack *s, uint32_t at)
{
    struct tcb *const t = s->heap[at];

    while (at > 0 && t->wake_ns < s->heap[(at - 1) / 2]->wake_ns) {
        heap_put(s, at, s->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    heap_put(s, at, t);
}

static void heap_down(struct stack *s, uint32_t at)
{
    struct tcb *const t = s->heap[at];

    for (;;) {
        uint32_t child = 2 * at + 1;

        if (child >= s->heaped)
            break;
        if (child + 1 < s->heaped && s->heap[child + 1]->wake_ns < s->heap[child]->wake_ns)
            child++;
        if (t->wake_ns <= s->heap[child]->wake_ns)
            break;
        heap_put(s, at, s->heap[child]);
        at = child;
    }
    heap_put(s, at, t);
}

void stack_schedule(struct stack *s, struct tcb *t, int64_t wake_ns)
{
    const bool was = t->wake_ns != never;
    uint32_t at = t->heap_at;
    struct tcb *moved;

    if (wake_ns == t->wake_ns)
        return;
    t->wake_ns = wake_ns;
    if (!was) {
        at = s->heaped++;
        heap_put(s, at, t);
    } else if (wake_ns == never) {
        if (at == --s->heaped)
            return;
        heap_put(s, at, s->heap[s->heaped]);
    }
    moved = s->heap[at];
    heap_up(s, at);
    heap_down(s, moved->heap_at);
}

struct stack *tl_stack_new(const struct stack_options *options)
{
    struct stack *const s = calloc(1, sizeof *s);
    uint32_t buckets = 16;

    if (s == NULL)
        return NULL;
    while (buckets < options->max_connections)
        buckets *= 2;
    s->options = *options;
    s->mask = buckets - 1;
    s->buckets = calloc(buckets, sizeof *s->buckets);
    s->heap = calloc(options->max_connections, sizeof *s->heap);
    s->packet = malloc(STACK_PACKET_MAX);
    s->seed = hash_word(be64(options->key), be64(options->key + 8));
    s->ports = (uint16_t)s->seed;
    if (s->buckets != NULL && s->heap != NULL && s->packet != NULL)
        return s;
    tl_stack_free(s);
    return NULL;
}

void tl_stack_free(struct stack *s)
{
    if (s == NULL)
        return;
    for (struct tcb *t; (t = s->all) != NULL;)
        tcb_free(t);
    free(s->buckets);
    free(s->heap);
    free(s->packet);
    free(s);
}

static void deliver(struct stack *s, const struct arrival *in, int64_t now_ns)
{
    static const struct stack_addr nobody;
    struct tcb *t = stack_find(s, &in->dst, &in->src);

    if (t != NULL && open_is_new_incarnation(t, in)) {
        tcb_end(t, STACK_CLOSED);
        tcb_settle(t);
        t = NULL;
    }
    if (t == NULL)
        t = stack_find(s, &in->dst, &nobody);
    if (t == NULL) {
        depart_refusal(s, in);
        return;
    }
    switch ((int)t->state) {
    case TCPLENS_LISTEN:
        open_listen_input(t, in, now_ns);
        return;
    case TCPLENS_SYN_SENT:
        open_syn_sent_input(t, in, now_ns);
        break;
    default:
        input_synchronised(t, in, now_ns);
        break;
    }
    tcb_settle(t);
}

void tl_stack_input(struct stack *s, int64_t now_ns, const uint8_t *packet, size_t n)
{
    struct arrival in;

    if (!packet_read((struct span){packet, n}, &in)) {
        s->counters.dropped++;
        return;
    }
    s->counters.segs_in++;
    deliver(s, &in, now_ns);
}

void tl_stack_poll(struct stack *s, int64_t now_ns)
{
    while (s->heaped > 0 && s->heap[0]->wake_ns <= now_ns) {
        struct tcb *const t = s->heap[0];

        timer_fire(t, now_ns);
        tcb_settle(t);
    }
}

int64_t tl_stack_next_timeout(const struct stack *s)
{
    return s->heaped > 0 ? s->heap[0]->wake_ns : never;
}

const struct stack_counters *tl_stack_counters(const struct stack *s)
{
    return &s->counters;
}
