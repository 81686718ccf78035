// SPDX-License-Identifier: BSD-3-Clause
/* socket.c - what the owner of a connection may do with it: the user calls of RFC 9293 3.10.1 to
 * 3.10.6. */
#include <assert.h>
#include <string.h>

#include "stack/tcb.h"

enum { FIRST_EPHEMERAL = 49152, EPHEMERAL_PORTS = 16384 }; /* RFC 6335 6 */

static const struct stack_addr nobody;

struct tcb *tl_stack_listen(struct stack *s, const struct stack_addr *local,
                            const struct stack_settings *settings)
{
    struct tcb *t;

    if (stack_find(s, local, &nobody) != NULL)
        return NULL;
    t = tcb_new(s, local, &nobody, settings, true);
    if (t == NULL)
        return NULL;
    t->handed = true;
    tcb_event(t, TCP_PASSIVE_OPEN);
    return t;
}

/* RFC 6056 3.3.1, simple port selection, from where the last search ended. */
static bool choose_port(struct stack *s, struct stack_addr *local, const struct stack_addr *remote)
{
    for (unsigned i = 0; i < EPHEMERAL_PORTS; i++) {
        local->port = (uint16_t)(FIRST_EPHEMERAL + s->ports++ % EPHEMERAL_PORTS);
        if (stack_find(s, local, remote) == NULL && stack_find(s, local, &nobody) == NULL)
            return true;
    }
    return false;
}

struct tcb *tl_stack_connect(struct stack *s, int64_t now_ns, const struct stack_addr *local,
                             const struct stack_addr *remote, const struct stack_settings *settings)
{
    struct stack_addr from = *local;
    struct tcb *t;

    assert(local->n == remote->n && remote->port != 0);
    if (from.port == 0 ? !choose_port(s, &from, remote) : stack_find(s, &from, remote) != NULL)
        return NULL;
    t = tcb_new(s, &from, remote, settings, false);
    if (t == NULL)
        return NULL;
    t->handed = true;
    open_active(t, now_ns);
    tcb_settle(t);
    return t;
}

size_t tl_stack_writable(const struct tcb *t)
{
    const bool open = t->state == TCPLENS_SYN_SENT || t->state == TCPLENS_SYN_RECEIVED ||
                      t->state == TCPLENS_ESTABLISHED || t->state == TCPLENS_CLOSE_WAIT;

    return open && !t->fin_queued ? ring_room(&t->sending) : 0;
}

size_t tl_stack_readable(const struct tcb *t)
{
    return ring_used(&t->receiving);
}

/* Queue what there is room for. */
static size_t enqueue(struct tcb *t, struct span data)
{
    const size_t room = tl_stack_writable(t);
    const size_t n = data.n < room ? data.n : room;

    t->wants_room |= n < data.n;
    ring_write(&t->sending, t->sending.end, (struct span){data.p, n});
    t->sending.end += n;
    return n;
}

size_t tl_stack_send(struct tcb *t, int64_t now_ns, struct span data)
{
    const size_t n = enqueue(t, data);

    if (n > 0) {
        output(t, now_ns);
        tcb_settle(t);
    }
    return n;
}

size_t tl_stack_send_urgent(struct tcb *t, int64_t now_ns, struct span data)
{
    const size_t n = enqueue(t, data);

    if (n > 0) {
        t->snd_up = seq_at(t, t->sending.end);
        t->urgent = true;
        output(t, now_ns);
        tcb_settle(t);
    }
    return n;
}

size_t tl_stack_receive(struct tcb *t, int64_t now_ns, uint8_t *at, size_t n)
{
    const size_t there = tl_stack_readable(t);

    n = n < there ? n : there;
    ring_take(&t->receiving, at, n);
    if (n > 0 && output_window_is_news(t)) {
        t->ack_now = true;
        output(t, now_ns);
        tcb_settle(t);
    }
    return n;
}

void tl_stack_close(struct tcb *t, int64_t now_ns)
{
    if (t->state == TCPLENS_LISTEN || t->state == TCPLENS_SYN_SENT) {
        tcb_end(t, STACK_CLOSED);
    } else if (t->reason == STACK_OPEN && !t->fin_queued) {
        t->fin_queued = true;
        output(t, now_ns);
    }
    tcb_settle(t);
}

static void abort_connection(struct tcb *t, int64_t now_ns)
{
    /* 3.10.5: in CLOSING, LAST-ACK and TIME-WAIT there is nobody left to tell. */
    if (t->state == TCPLENS_SYN_RECEIVED || t->state == TCPLENS_ESTABLISHED ||
        t->state == TCPLENS_FIN_WAIT_1 || t->state == TCPLENS_FIN_WAIT_2 ||
        t->state == TCPLENS_CLOSE_WAIT)
        depart_reset(t, now_ns);
    tcb_end(t, STACK_ABORTED);
}

void tl_stack_abort(struct tcb *t, int64_t now_ns)
{
    abort_connection(t, now_ns);
    tcb_settle(t);
}

void tl_stack_release(struct tcb *t, int64_t now_ns)
{
    t->released = true;
    if (t->reason == STACK_OPEN && is_synchronised(t) && tl_stack_readable(t) > 0)
        abort_connection(t, now_ns);
    if (t->state == TCPLENS_FIN_WAIT_2)
        timer_set(t, TIMER_LINGER, now_ns + 2 * t->settings.msl_ns);
    tl_stack_close(t, now_ns);
}

enum tcplens_state tl_stack_state_between(const struct stack *s, const struct stack_addr *local,
                                          const struct stack_addr *remote)
{
    const struct tcb *t = stack_find(s, local, remote);

    if (t == NULL)
        t = stack_find(s, local, &nobody);
    return t != NULL ? t->state : TCPLENS_CLOSED;
}

enum tcplens_state tl_stack_state(const struct tcb *t)
{
    return t->state;
}

enum stack_reason tl_stack_reason(const struct tcb *t)
{
    return t->reason;
}

const struct stack_addr *tl_stack_remote(const struct tcb *t)
{
    return &t->remote;
}

const struct stack_addr *tl_stack_local(const struct tcb *t)
{
    return &t->local;
}

void tl_stack_set_user(struct tcb *t, void *user)
{
    t->user = user;
}

void *tl_stack_user(const struct tcb *t)
{
    return t->user;
}
