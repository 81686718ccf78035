// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcb.c - birth, states and end of a connection.
 *
 * Events are noted while a segment or a timer is dealt with, and told when that is done and all is
 * consistent: so the owner may do with the connection what it likes. A connection is freed only in
 * tcb_settle(), when it is over and nobody holds it.
 */
#include "stack/tcb.h"

#include <stdlib.h>
#include <string.h>

#include "stack/isn.h"

enum {
    HEADERS_MAX = 60, /* IPv6's and TCP's smallest */
    FLIGHT_MIN = 64,
    TEXT_MIN = 256, /* octets of a segment that the scoreboard is made for */
};

void tl_stack_defaults(struct stack_settings *settings)
{
    static const int64_t ms = 1000000, s = 1000 * ms;

    *settings = (struct stack_settings){
        .send_buffer = 256 * 1024,
        .receive_buffer = 256 * 1024,
        .mss = 1460,
        .congestion = STACK_CUBIC,
        .scaling = true,
        .timestamps = true,
        .sack = true,
        .nagle = true,
        .delayed_acks = true,
        .backlog = 128,
        .initial_window = 10,
        .keep_probes = 9,
        .delayed_ack_ns = 40 * ms,
        .min_rto_ns = 1 * s,
        .max_rto_ns = 60 * s,
        .msl_ns = 30 * s,
        .keep_idle_ns = 7200 * s,
        .keep_interval_ns = 75 * s,
        .user_timeout_ns = 300 * s,
    };
}

/* Buffers, and room for as many segments as the send buffer holds of a decent size. */
static bool allocate(struct tcb *t)
{
    return ring_init(&t->sending, t->settings.send_buffer) &&
           ring_init(&t->receiving, t->settings.receive_buffer) &&
           flight_init(&t->flight, FLIGHT_MIN + t->settings.send_buffer / TEXT_MIN);
}

static void bound_settings(struct stack_settings *s, uint8_t address)
{
    static const uint32_t largest = 1U << 30;
    const uint32_t mss_max = STACK_PACKET_MAX - HEADERS_MAX - (address == 16 ? 20U : 0U) - 40U;

    if (s->send_buffer == 0 || s->send_buffer > largest)
        s->send_buffer = s->send_buffer == 0 ? 1 : largest;
    if (s->receive_buffer == 0 || s->receive_buffer > largest)
        s->receive_buffer = s->receive_buffer == 0 ? 1 : largest;
    if (s->mss > mss_max)
        s->mss = (uint16_t)mss_max;
    if (s->mss < 64)
        s->mss = 64;
}

struct tcb *tcb_new(struct stack *s, const struct stack_addr *local,
                    const struct stack_addr *remote, const struct stack_settings *settings,
                    bool listens)
{
    struct tcb *const t = s->n < s->options.max_connections ? calloc(1, sizeof *t) : NULL;

    if (t == NULL) {
        s->counters.no_memory++;
        return NULL;
    }
    t->stack = s;
    t->settings = *settings;
    bound_settings(&t->settings, local->n);
    if (!listens && !allocate(t)) {
        s->counters.no_memory++;
        tcb_free(t);
        return NULL;
    }
    t->local = *local;
    t->remote = *remote;
    t->state = TCPLENS_CLOSED;
    t->wake_ns = t->stalled_ns = never;
    for (int i = 0; i < TIMERS; i++)
        t->due_ns[i] = never;
    rtt_init(&t->rtt);
    t->rack.window_steps = 1;
    s->n++;
    t->all_next = s->all;
    t->all_link = &s->all;
    if (s->all != NULL)
        s->all->all_link = &t->all_next;
    s->all = t;
    stack_insert(s, t);
    return t;
}

void tcb_free(struct tcb *t)
{
    if (t->all_link != NULL) {
        *t->all_link = t->all_next;
        if (t->all_next != NULL)
            t->all_next->all_link = t->all_link;
        t->stack->n--;
    }
    ring_fini(&t->sending);
    ring_fini(&t->receiving);
    flight_fini(&t->flight);
    free(t);
}

void tcb_choose_iss(struct tcb *t, int64_t now_ns)
{
    const uint8_t *const key = t->stack->options.key;

    t->iss = isn_choose(key, &t->local, &t->remote, now_ns);
    if (t->settings.iss_is_chosen)
        t->iss = seq_of(t->settings.iss);
    t->ts_offset = isn_timestamp_offset(key, &t->local, &t->remote);
    t->snd_una = t->snd_nxt = t->recover = t->snd_up = t->iss;
    t->rack.furthest = t->iss;
}

void tcb_event(struct tcb *t, enum tcp_event event)
{
    t->state = tl_tcp_transition(t->state, event);
}

void tcb_tell(struct tcb *t, enum stack_event event)
{
    t->pending |= (uint16_t)(1U << event);
}

/* Nobody will accept what a listener has under way: each is reset as soon as it is established. */
static void orphan_embryos(struct tcb *listener)
{
    for (struct tcb *t = listener->stack->all; t != NULL && listener->embryos > 0; t = t->all_next)
        if (t->listener == listener) {
            t->listener = NULL;
            listener->embryos--;
        }
}

void tcb_end(struct tcb *t, enum stack_reason reason)
{
    if (t->reason != STACK_OPEN)
        return;
    if (t->state == TCPLENS_LISTEN)
        orphan_embryos(t);
    t->state = TCPLENS_CLOSED;
    t->reason = reason;
    for (int i = 0; i < TIMERS; i++)
        t->due_ns[i] = never;
    stack_remove(t->stack, t);
    if (t->listener != NULL) {
        t->listener->embryos--;
        t->listener = NULL;
    }
    t->ack_now = t->ack_later = false;
    tcb_tell(t, STACK_ENDED);
}

static int64_t earliest(const struct tcb *t)
{
    int64_t wake = never;

    for (int i = 0; i < TIMERS; i++)
        wake = t->due_ns[i] < wake ? t->due_ns[i] : wake;
    return wake;
}

static void tell_all(struct tcb *t)
{
    const struct stack_options *const o = &t->stack->options;

    t->telling = true;
    while (t->pending != 0 && t->handed && !t->released) {
        const enum stack_event event = (enum stack_event)__builtin_ctz(t->pending);

        t->pending &= (uint16_t)(t->pending - 1);
        o->event(o->ctx, t, event);
    }
    t->telling = false;
}

void tcb_settle(struct tcb *t)
{
    if (t->telling)
        return;
    tell_all(t);
    stack_schedule(t->stack, t, earliest(t));
    if (t->reason != STACK_OPEN && (t->released || !t->handed))
        tcb_free(t);
}
