// SPDX-License-Identifier: BSD-3-Clause
/*
 * play.c - a scenario from its first line to its last, in virtual time.
 *
 * Where the scenario plays one side itself, the path between the hosts loses everything: what the
 * endpoint sends is kept for the lines that expect it, and what it gets is injected.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "lab/match.h"

enum { SENT_MAX = 4096, CHUNK = 4096 };

static const int64_t begin_ns = INT64_C(1767225600000000000); /* 2026-01-01 00:00 UTC */
static const int64_t tolerance_ns = 2000000;
static const int64_t afterwards_ns = INT64_C(300000000000);

/**
 * struct actor - the program at one end
 * @listener, @tcb: NULL if there is none
 * @to_send: octets that wait for room, from position @sent of what it says on
 * @closes:  when that is done
 * @received: octets read
 * @reason:  why its connection ended
 */
struct actor {
    struct tcb *listener, *tcb;
    uint64_t to_send, sent, received;
    bool closes;
    enum stack_reason reason;
};

/**
 * struct play
 * @sent:   *owned*: what the endpoint has sent and no line has expected yet, from @first to @end
 * @iss:    of the endpoint, once its SYN was seen; @ts_val: its latest time stamp
 * @overflow: there were too many of them
 */
struct play {
    const struct lab_scenario *scenario;
    struct simulation *sim;
    struct actor actors[2];
    lab_tap *tap;
    void *ctx;
    struct lab_sent *sent;
    size_t first, end;
    struct tcplens_seq iss;
    uint32_t ts_val;
    bool overflow;
    struct lab_scratch *scratch;
    struct tcplens_error *err;
};

static int64_t now(const struct play *p)
{
    return tl_simulation_now(p->sim);
}

static enum tcplens_status fail(const struct play *p, const struct lab_event *e, const char *what)
{
    return tl_error(p->err, TCPLENS_ERR_FORMAT, 0, "%s:%u: %s", p->scenario->name, e->line, what);
}

/* -- what happens ------------------------------------------------------------------------------ */

static void push(struct play *p, struct actor *a)
{
    uint8_t octets[CHUNK];

    while (a->to_send > 0 && a->tcb != NULL) {
        const size_t n = a->to_send < CHUNK ? (size_t)a->to_send : CHUNK;
        size_t taken;

        for (size_t i = 0; i < n; i++)
            octets[i] = (uint8_t)('a' + (a->sent + i) % 26);
        taken = tl_stack_send(a->tcb, now(p), (struct span){octets, n});
        a->sent += taken;
        a->to_send -= taken;
        if (taken < n)
            return;
    }
    if (a->closes && a->tcb != NULL)
        tl_stack_close(a->tcb, now(p));
}

static void pull(struct play *p, struct actor *a, uint64_t most)
{
    uint8_t octets[CHUNK];

    while (most > 0 && a->tcb != NULL) {
        const size_t want = most < CHUNK ? (size_t)most : CHUNK;
        const size_t n = tl_stack_receive(a->tcb, now(p), octets, want);

        a->received += n;
        most -= n;
        if (n < want)
            return;
    }
}

static void take_event(void *ctx, unsigned host, struct tcb *t, enum stack_event event)
{
    struct play *const p = ctx;
    struct actor *const a = &p->actors[host];

    switch (event) {
    case STACK_ACCEPTED:
        a->tcb = t;
        a->closes = false;
        push(p, a);
        break;
    case STACK_CONNECTED:
    case STACK_WRITABLE:
        push(p, a);
        break;
    case STACK_READABLE:
        if (!p->scenario->unread[host])
            pull(p, a, UINT64_MAX);
        break;
    case STACK_ENDED:
        a->reason = tl_stack_reason(t);
        break;
    case STACK_URGENT:
    case STACK_FINISHED:
        break;
    }
}

static void keep_sent(struct play *p, struct span packet)
{
    struct lab_sent *const s = &p->sent[p->end];

    if (p->end == SENT_MAX) {
        p->overflow = true;
        return;
    }
    if (!packet_read(packet, &s->segment))
        return;
    s->len = (uint32_t)s->segment.data.n;
    s->at_ns = now(p) - begin_ns;
    if ((s->segment.flags & TCPLENS_SYN) != 0)
        p->iss = s->segment.seq;
    if ((s->segment.options.present & TCPLENS_OPT_TIMESTAMPS) != 0)
        p->ts_val = s->segment.options.ts_val;
    p->end++;
}

static void take_packet(void *ctx, unsigned host, bool out, int64_t now_ns, struct span packet)
{
    struct play *const p = ctx;

    if (host == p->scenario->at)
        p->tap(p->ctx, out, now_ns, packet);
    if (p->scenario->scripted && host == p->scenario->subject && out)
        keep_sent(p, packet);
}

/* -- what is done ------------------------------------------------------------------------------ */

static enum tcplens_status begin(struct play *p, const struct lab_event *e)
{
    struct actor *const a = &p->actors[e->host];
    struct stack *const host = tl_simulation_host(p->sim, e->host);
    const struct stack_settings *const settings = &p->scenario->settings[e->host];
    const struct stack_addr here = lab_addr(e->host), there = lab_addr(1U - e->host);

    if (e->verb == LAB_LISTEN) {
        a->listener = tl_stack_listen(host, &here, settings);
        return a->listener != NULL ? TCPLENS_OK : fail(p, e, "it listens already");
    }
    a->tcb = tl_stack_connect(host, now(p), &here, &there, settings);
    a->reason = STACK_OPEN;
    return a->tcb != NULL ? TCPLENS_OK : fail(p, e, "it is connected already");
}

/* A text with \r, \n, \t and \" in it. */
static size_t unescape(uint8_t *to, size_t room, struct span text)
{
    size_t n = 0;

    for (size_t i = 0; i < text.n && n < room; i++) {
        const bool escaped = text.p[i] == '\\' && i + 1 < text.n;
        const char c = (char)text.p[i += escaped];

        to[n++] = (uint8_t)(!escaped ? c : c == 'r' ? '\r' : c == 'n' ? '\n' : c == 't' ? '\t' : c);
    }
    return n;
}

static void say(struct play *p, struct actor *a, const struct lab_event *e)
{
    uint8_t octets[CHUNK];
    const size_t n = unescape(octets, sizeof octets, e->text);

    if (e->verb == LAB_URGENT) {
        a->sent += tl_stack_send_urgent(a->tcb, now(p), (struct span){octets, n});
    } else if (n > 0) {
        a->sent += tl_stack_send(a->tcb, now(p), (struct span){octets, n});
    } else {
        a->to_send += e->number;
        push(p, a);
    }
}

static enum tcplens_status act(struct play *p, const struct lab_event *e)
{
    struct actor *const a = &p->actors[e->host];
    struct tcb *const t = a->tcb != NULL ? a->tcb : a->listener;

    if (e->verb == LAB_LISTEN || e->verb == LAB_CONNECT)
        return begin(p, e);
    if (t == NULL || (a->tcb == NULL && e->verb != LAB_CLOSE && e->verb != LAB_RELEASE))
        return fail(p, e, "it has no connection");
    if (e->verb == LAB_SEND || e->verb == LAB_URGENT) {
        say(p, a, e);
    } else if (e->verb == LAB_READ) {
        pull(p, a, e->number);
    } else if (e->verb == LAB_CLOSE) {
        a->closes = true;
        if (a->to_send == 0)
            tl_stack_close(t, now(p));
    } else if (e->verb == LAB_ABORT) {
        tl_stack_abort(t, now(p));
    } else {
        if (t == a->listener)
            a->listener = NULL;
        a->tcb = NULL;
        tl_stack_release(t, now(p));
    }
    return TCPLENS_OK;
}

static void inject(struct play *p, const struct lab_event *e)
{
    const size_t n = lab_packet(p->scratch, p->scenario, &e->segment, p->iss, p->ts_val);

    tl_simulation_inject(p->sim, e->host, (struct span){p->scratch->packet, n});
}

/* -- what is expected -------------------------------------------------------------------------- */

static enum tcplens_status expect_segment(struct play *p, const struct lab_event *e)
{
    const struct lab_sent *const s = &p->sent[p->first];
    char text[256], what[400];
    const char *difference;

    while (p->first == p->end && tl_simulation_next(p->sim) != INT64_MAX &&
           (e->any_time || tl_simulation_next(p->sim) <= begin_ns + e->at_ns + tolerance_ns))
        tl_simulation_run(p->sim, tl_simulation_next(p->sim));
    if (p->first == p->end)
        return fail(p, e, "no segment was sent");
    lab_describe(text, sizeof text, p->scenario, s, p->iss);
    p->first++;
    difference = lab_difference(p->scenario, &e->segment, s, p->iss);
    if (difference != NULL) {
        (void)snprintf(what, sizeof what, "%s: what was sent is %s", difference, text);
        return fail(p, e, what);
    }
    if (!e->any_time && llabs(s->at_ns - e->at_ns) > tolerance_ns) {
        (void)snprintf(what, sizeof what, "%s was sent at %.6f, not at %.6f", text,
                       (double)s->at_ns / 1e9, (double)e->at_ns / 1e9);
        return fail(p, e, what);
    }
    return TCPLENS_OK;
}

static enum tcplens_status expect_nothing(struct play *p, const struct lab_event *e)
{
    char text[256], what[400];

    if (p->first == p->end)
        return TCPLENS_OK;
    lab_describe(text, sizeof text, p->scenario, &p->sent[p->first], p->iss);
    (void)snprintf(what, sizeof what, "%s was sent at %.6f, which nothing here expects", text,
                   (double)p->sent[p->first].at_ns / 1e9);
    return fail(p, e, what);
}

static enum tcplens_state state_of(const struct play *p, unsigned host)
{
    const struct stack_addr here = lab_addr(host), there = lab_addr(1 - host);

    return tl_stack_state_between(tl_simulation_host(p->sim, host), &here, &there);
}

static enum tcplens_status expect(struct play *p, const struct lab_event *e)
{
    static const char *const reasons[] = {"open",  "closed",  "refused",
                                          "reset", "aborted", "timed-out"};
    const struct actor *const a = &p->actors[e->host];
    const uint64_t unread = a->tcb != NULL ? tl_stack_readable(a->tcb) : 0;
    const enum tcplens_state state = state_of(p, e->host);
    char what[128];

    if (e->verb == LAB_EXPECT_STATE && state != (enum tcplens_state)e->number)
        (void)snprintf(what, sizeof what, "it is %s", tcplens_state_name(state));
    else if (e->verb == LAB_EXPECT_REASON && a->reason != (enum stack_reason)e->number)
        (void)snprintf(what, sizeof what, "it is %s", reasons[a->reason]);
    else if (e->verb == LAB_EXPECT_RECEIVED && a->received != e->number)
        (void)snprintf(what, sizeof what, "it received %llu", (unsigned long long)a->received);
    else if (e->verb == LAB_EXPECT_UNREAD && unread != e->number)
        (void)snprintf(what, sizeof what, "%llu are unread", (unsigned long long)unread);
    else
        return TCPLENS_OK;
    return fail(p, e, what);
}

static enum tcplens_status play_event(struct play *p, const struct lab_event *e)
{
    if (begin_ns + e->at_ns > now(p))
        tl_simulation_run(p->sim, begin_ns + e->at_ns);
    switch ((enum lab_verb)e->verb) {
    case LAB_WAIT:
        return TCPLENS_OK;
    case LAB_INJECT:
        inject(p, e);
        return TCPLENS_OK;
    case LAB_EXPECT_SEGMENT:
        return expect_segment(p, e);
    case LAB_EXPECT_NOTHING:
        return expect_nothing(p, e);
    case LAB_EXPECT_STATE:
    case LAB_EXPECT_REASON:
    case LAB_EXPECT_RECEIVED:
    case LAB_EXPECT_UNREAD:
        return expect(p, e);
    case LAB_LISTEN:
    case LAB_CONNECT:
    case LAB_SEND:
    case LAB_URGENT:
    case LAB_READ:
    case LAB_CLOSE:
    case LAB_ABORT:
    case LAB_RELEASE:
        break;
    }
    return act(p, e);
}

static enum tcplens_status play_all(struct play *p)
{
    const struct lab_scenario *const s = p->scenario;
    enum tcplens_status status = TCPLENS_OK;

    for (size_t i = 0; i < s->n_events && status == TCPLENS_OK; i++)
        status = play_event(p, &s->events[i]);
    if (status != TCPLENS_OK || s->n_events == 0)
        return status;
    if (!s->scripted)
        tl_simulation_run(p->sim, now(p) + afterwards_ns);
    return expect_nothing(p, &s->events[s->n_events - 1]);
}

enum tcplens_status tl_lab_play(const struct lab_scenario *s, lab_tap *tap, void *ctx,
                                struct tcplens_error *err)
{
    struct play p = {.scenario = s, .tap = tap, .ctx = ctx, .err = err};
    struct simulation_options o = {.paths = {s->paths[0], s->paths[1]},
                                   .seed = s->seed,
                                   .start_ns = begin_ns,
                                   .max_connections = 8,
                                   .event = take_event,
                                   .tap = take_packet,
                                   .ctx = &p};
    enum tcplens_status status;

    if (s->scripted)
        o.paths[0].loss = o.paths[1].loss = PER_MILLION;
    p.sent = calloc(SENT_MAX + 1, sizeof *p.sent);
    p.scratch = malloc(sizeof *p.scratch);
    p.sim = tl_simulation_new(&o);
    if (p.sent != NULL && p.scratch != NULL && p.sim != NULL)
        status = play_all(&p);
    else
        status = tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory for a scenario");
    tl_simulation_free(p.sim);
    free(p.sent);
    free(p.scratch);
    return status;
}
