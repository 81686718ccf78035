// SPDX-License-Identifier: BSD-3-Clause
/* parse.c - a scenario's lines: settings first, then what happens when, and what must come of it.
 */
#include "lab/parse.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"

static const char *const host_names[] = {"client", "server", NULL};
static const int64_t day_ns = INT64_C(86400000000000);

enum { BUFFER_MAX = 1 << 30 };

static unsigned parse_host(struct script_line *w)
{
    const int host = script_choice(w, "client or server", host_names);

    return host < 0 ? 0 : (unsigned)host;
}

static bool parse_on_off(struct script_line *w)
{
    static const char *const names[] = {"off", "on", NULL};

    return script_choice(w, "on or off", names) == 1;
}

/* `set HOST KEY VALUE [KEY VALUE]...` */
static void parse_setting(struct script_line *w, struct lab_scenario *s, unsigned host)
{
    static const char *const names[] = {
        "reading",   "scaling",       "timestamps",   "sack",        "ecn",     "nagle",
        "delack",    "keep-alive",    "send-buffer",  "recv-buffer", "mss",     "iw",
        "backlog",   "keep-probes",   "delack-time",  "rto-min",     "rto-max", "msl",
        "keep-idle", "keep-interval", "user-timeout", "congestion",  "isn",     NULL};
    static const char *const algorithms[] = {"newreno", "cubic", NULL};
    struct stack_settings *const o = &s->settings[host];
    bool *const flags[] = {&s->unread[host], &o->scaling, &o->timestamps,   &o->sack,
                           &o->ecn,          &o->nagle,   &o->delayed_acks, &o->keep_alive};
    uint32_t *const numbers[] = {&o->send_buffer,    &o->receive_buffer, NULL,
                                 &o->initial_window, &o->backlog,        &o->keep_probes};
    int64_t *const times[] = {&o->delayed_ack_ns, &o->min_rto_ns,   &o->max_rto_ns,
                              &o->msl_ns,         &o->keep_idle_ns, &o->keep_interval_ns,
                              &o->user_timeout_ns};
    const int flags_end = sizeof flags / sizeof flags[0];
    const int numbers_end = flags_end + (int)(sizeof numbers / sizeof numbers[0]);
    const int times_end = numbers_end + (int)(sizeof times / sizeof times[0]);
    const int key = script_choice(w, "a setting (see docs/scenarios.md)", names);

    if (key < 0)
        return;
    if (key < flags_end)
        *flags[key] = parse_on_off(w) != (key == 0);
    else if (key < numbers_end && numbers[key - flags_end] == NULL)
        o->mss = (uint16_t)script_number(w, "a segment size up to 65495", 65495);
    else if (key < numbers_end)
        *numbers[key - flags_end] = (uint32_t)script_number(w, "a number", BUFFER_MAX);
    else if (key < times_end)
        *times[key - numbers_end] = script_time(w, "a time as 200ms");
    else if (key == times_end)
        o->congestion = (uint8_t)script_choice(w, "newreno or cubic", algorithms);
    else
        o->iss = (uint32_t)script_number(w, "a number up to 4294967295", UINT32_MAX);
    o->iss_is_chosen |= key > times_end;
}

/* A rate as "10Mbit". */
static uint64_t parse_rate(struct script_line *w)
{
    static const struct {
        const char *name;
        uint64_t bits;
    } units[] = {{"bit", 1}, {"kbit", 1000}, {"Mbit", 1000000}, {"Gbit", 1000000000}};
    struct span word = script_peek(w);
    uint64_t v = 0;

    while (word.n > 0 && word.p[0] >= '0' && word.p[0] <= '9' && v < 1000000)
        v = v * 10 + (uint64_t)(*span_take(&word, 1) - '0');
    for (size_t i = 0; v > 0 && i < sizeof units / sizeof units[0]; i++)
        if (span_is(word, units[i].name)) {
            (void)script_take(w);
            return v * units[i].bits;
        }
    (void)script_fail(w, "a rate as 10Mbit");
    return 0;
}

static void parse_path_key(struct script_line *w, struct link_options *o)
{
    static const char *const names[] = {"delay", "jitter",    "late",    "rate",    "queue", "mark",
                                        "loss",  "duplicate", "corrupt", "reorder", NULL};
    int64_t *const times[] = {&o->delay_ns, &o->jitter_ns, &o->reorder_ns};
    uint32_t *const shares[] = {&o->loss, &o->duplicate, &o->corrupt, &o->reorder};
    const int key = script_choice(w,
                                  "delay, jitter, late, rate, queue, mark, loss, duplicate, "
                                  "corrupt or reorder",
                                  names);

    if (key < 0)
        return;
    if (key < 3)
        *times[key] = script_time(w, "a time as 20ms");
    else if (key == 3)
        o->bits_per_s = parse_rate(w);
    else if (key == 4)
        o->queue_octets = (uint32_t)script_number(w, "a number of octets", BUFFER_MAX);
    else if (key == 5)
        o->mark_octets = (uint32_t)script_number(w, "a number of octets", BUFFER_MAX);
    else
        *shares[key - 6] = script_share(w);
}

/* `path [from HOST] KEY VALUE...`: both ways unless one is named. */
static void parse_path(struct script_line *w, struct lab_scenario *s)
{
    const bool one = script_skip(w, "from");
    const unsigned from = one ? parse_host(w) : 0;
    struct link_options *const o = &s->paths[from];

    do
        parse_path_key(w, o);
    while (!script_end(w));
    if (!one) {
        const struct link_options back = s->paths[1];

        s->paths[1] = *o;
        s->paths[1].drop = back.drop;
        s->paths[1].n_drop = back.n_drop;
    }
}

/* `lose HOST N...`: the packets of that host to be lost. */
static void parse_losses(struct script_line *w, struct lab_scenario *s)
{
    const unsigned host = parse_host(w);
    struct link_options *const o = &s->paths[host];

    do {
        if (o->n_drop == LAB_DROPS_MAX) {
            (void)script_fail(w, "at most 64 losses");
            return;
        }
        s->drops[host][o->n_drop++] =
            (uint32_t)script_number(w, "the number of a packet, from 1", UINT32_MAX);
    } while (!script_end(w));
    o->drop = s->drops[host];
}

/* `finding NAME`, `no finding NAME`, `no findings`. */
static void parse_finding(struct script_line *w, struct lab_scenario *s, bool wanted)
{
    if (!wanted && script_skip(w, "findings")) {
        s->no_findings = true;
        return;
    }
    if (!wanted)
        script_need(w, "finding");
    if (s->n_findings == LAB_FINDINGS_MAX || script_end(w)) {
        (void)script_fail(w, "the name of a finding");
        return;
    }
    s->findings[s->n_findings++] =
        (struct lab_finding){.line = w->line, .wanted = wanted, .name = script_take(w)};
}

/* The text in quotes, without them. */
static struct span parse_text(struct script_line *w)
{
    struct span word = script_peek(w);

    if (word.n < 2 || word.p[0] != '"' || word.p[word.n - 1] != '"') {
        (void)script_fail(w, "a number of octets, or a text in quotes");
        return (struct span){NULL, 0};
    }
    (void)script_take(w);
    return (struct span){word.p + 1, word.n - 2};
}

static void parse_octets(struct script_line *w, struct lab_event *e)
{
    const struct span word = script_peek(w);

    if (word.n > 0 && word.p[0] == '"')
        e->text = parse_text(w);
    else
        e->number = script_number(w, "a number of octets, or a text in quotes", 1 << 30);
}

/* `HOST is STATE`, `HOST ended REASON`, `HOST received N`, `HOST unread N`. */
static void parse_expectation(struct script_line *w, struct lab_event *e, int verb)
{
    static const char *const reasons[] = {"open",    "closed",    "refused", "reset",
                                          "aborted", "timed-out", NULL};
    const char *states[TCPLENS_STATES + 1] = {""};
    int choice = 0;

    for (int i = 1; i < TCPLENS_STATES; i++)
        states[i] = tcplens_state_name((enum tcplens_state)i);
    states[TCPLENS_STATES] = NULL;
    e->verb = (uint8_t)verb;
    if (verb == LAB_EXPECT_STATE)
        choice = script_choice(w, "a state as ESTABLISHED", states);
    else if (verb == LAB_EXPECT_REASON)
        choice = script_choice(w, "closed, refused, reset, aborted or timed-out", reasons);
    else
        e->number = script_number(w, "a number of octets", UINT32_MAX);
    if (choice > 0)
        e->number = (uint64_t)choice;
}

static void parse_act(struct script_line *w, struct lab_event *e)
{
    static const struct {
        const char *name;
        enum lab_verb verb;
    } acts[] = {{"listen", LAB_LISTEN},
                {"connect", LAB_CONNECT},
                {"send", LAB_SEND},
                {"urgent", LAB_URGENT},
                {"read", LAB_READ},
                {"close", LAB_CLOSE},
                {"abort", LAB_ABORT},
                {"exit", LAB_RELEASE},
                {"is", LAB_EXPECT_STATE},
                {"ended", LAB_EXPECT_REASON},
                {"received", LAB_EXPECT_RECEIVED},
                {"unread", LAB_EXPECT_UNREAD}};

    e->host = (uint8_t)parse_host(w);
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++) {
        if (!script_skip(w, acts[i].name))
            continue;
        e->verb = (uint8_t)acts[i].verb;
        if (e->verb == LAB_SEND)
            parse_octets(w, e);
        else if (e->verb == LAB_URGENT)
            e->text = parse_text(w);
        else if (e->verb == LAB_READ)
            e->number =
                script_end(w) ? UINT32_MAX : script_number(w, "a number of octets", UINT32_MAX);
        else if (e->verb >= LAB_EXPECT_STATE)
            parse_expectation(w, e, e->verb);
        return;
    }
    (void)script_fail(w, "listen, connect, send, urgent, read, close, abort, exit, is, ended, "
                         "received or unread");
}

static void parse_what(struct script_line *w, struct lab_scenario *s, struct lab_event *e)
{
    const bool in = script_skip(w, "<"), out = !in && script_skip(w, ">");

    e->host = (uint8_t)s->subject;
    if ((in || out) && !s->scripted) {
        (void)script_fail(w, "a line \"endpoint client\" or \"endpoint server\" before segments");
    } else if (out && script_skip(w, "nothing")) {
        e->verb = LAB_EXPECT_NOTHING;
    } else if (in || out) {
        e->verb = in ? LAB_INJECT : LAB_EXPECT_SEGMENT;
        e->segment = parse_segment(w);
    } else if (script_skip(w, "wait")) {
        e->verb = LAB_WAIT;
    } else {
        parse_act(w, e);
    }
}

static bool add_event(struct lab_scenario *s, const struct lab_event *e, struct script_line *w)
{
    if (s->n_events == s->room) {
        const size_t room = s->room == 0 ? 32 : 2 * s->room;
        struct lab_event *const events =
            room <= LAB_EVENTS_MAX * 2 ? realloc(s->events, room * sizeof *events) : NULL;

        if (events == NULL)
            return script_fail(w, "fewer lines");
        s->events = events;
        s->room = room;
    }
    s->events[s->n_events++] = *e;
    return true;
}

/* `TIME WHAT`: seconds from the beginning, or with + from the line before; * is any time. */
static void parse_event(struct script_line *w, struct lab_scenario *s)
{
    const int64_t before = s->n_events > 0 ? s->events[s->n_events - 1].at_ns : 0;
    struct lab_event e = {.line = w->line, .at_ns = before};
    const struct span first = script_peek(w);

    if (script_skip(w, "*")) {
        e.any_time = true;
    } else if (first.n > 0 && first.p[0] == '+') {
        (void)span_take(&w->rest, 1);
        e.at_ns = before + script_time(w, "a time as +.1");
    } else {
        e.at_ns = script_time(w, "a time, or endpoint, set, path, lose, seed, at, finding or no");
    }
    if (!w->failed && (e.at_ns < before || e.at_ns > day_ns))
        (void)script_fail(w, "a time not before that of the line above, within a day");
    parse_what(w, s, &e);
    if (!w->failed && script_end(w))
        (void)add_event(s, &e, w);
}

static void parse_line(struct script_line *w, struct lab_scenario *s)
{
    if (script_skip(w, "set")) {
        const unsigned host = parse_host(w);

        do
            parse_setting(w, s, host);
        while (!script_end(w));
    } else if (script_skip(w, "path")) {
        parse_path(w, s);
    } else if (script_skip(w, "lose")) {
        parse_losses(w, s);
    } else if (script_skip(w, "seed")) {
        s->seed = script_number(w, "a number", UINT32_MAX);
    } else if (script_skip(w, "at")) {
        s->at = parse_host(w);
    } else if (script_skip(w, "endpoint")) {
        s->subject = s->at = parse_host(w);
        s->scripted = true;
    } else if (script_skip(w, "finding")) {
        parse_finding(w, s, true);
    } else if (script_skip(w, "no")) {
        parse_finding(w, s, false);
    } else {
        parse_event(w, s);
    }
    if (!script_end(w))
        (void)script_fail(w, "nothing more on this line");
}

enum tcplens_status tl_lab_parse(struct lab_scenario *out, const char *name, struct span text,
                                 struct tcplens_error *err)
{
    *out = (struct lab_scenario){.name = name, .seed = 1};
    for (int host = 0; host < 2; host++)
        tl_stack_defaults(&out->settings[host]);
    for (unsigned line = 1; text.n > 0; line++) {
        const uint8_t *const newline = memchr(text.p, '\n', text.n);
        const size_t n = newline != NULL ? (size_t)(newline - text.p) : text.n;
        struct script_line w = script_of(name, line, (struct span){text.p, n}, err);

        if (!script_end(&w))
            parse_line(&w, out);
        if (w.failed) {
            tl_lab_scenario_fini(out);
            return TCPLENS_ERR_FORMAT;
        }
        (void)span_take(&text, newline != NULL ? n + 1 : n);
    }
    return TCPLENS_OK;
}

void tl_lab_scenario_fini(struct lab_scenario *s)
{
    free(s->events);
    s->events = NULL;
    s->n_events = s->room = 0;
}
