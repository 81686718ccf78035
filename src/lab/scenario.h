// SPDX-License-Identifier: BSD-3-Clause
/*
 * scenario.h - a conversation to be played: who does what when, on what path, and what must come of
 * it. docs/scenarios.md describes the notation, which is packetdrill's as far as it goes.
 *
 * Either both hosts are endpoints of ours, and what they send is what they decide; or one is, and
 * the scenario itself plays the other, segment by segment (`<` goes to the endpoint, `>` is what it
 * must send).
 */
#ifndef TL_LAB_SCENARIO_H
#define TL_LAB_SCENARIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>

#include "base/octets.h"
#include "stack/simulation.h"
#include "tcp/options.h"

enum {
    LAB_EVENTS_MAX = 10000,
    LAB_DROPS_MAX = 64,
    LAB_FINDINGS_MAX = 32,
    LAB_CLIENT = 0,
    LAB_SERVER = 1
};

enum lab_verb {
    LAB_LISTEN,
    LAB_CONNECT,
    LAB_SEND,   /* number of octets, or a text */
    LAB_URGENT, /* a text, and the last of it is urgent */
    LAB_READ,   /* number of octets at most */
    LAB_CLOSE,
    LAB_ABORT,
    LAB_RELEASE,
    LAB_WAIT, /* nothing but time passes */
    LAB_INJECT,
    LAB_EXPECT_SEGMENT,
    LAB_EXPECT_NOTHING,  /* no segment since the last one expected */
    LAB_EXPECT_STATE,    /* number: enum tcplens_state */
    LAB_EXPECT_REASON,   /* number: enum stack_reason */
    LAB_EXPECT_RECEIVED, /* number of octets read so far */
    LAB_EXPECT_UNREAD,   /* number of octets that wait to be read */
};

/* What a segment of the notation says; a bit is clear where it says nothing. */
enum lab_said { LAB_SAID_ACK = 1, LAB_SAID_WINDOW = 2, LAB_SAID_OPTIONS = 4, LAB_SAID_ECN = 8 };

/**
 * struct lab_segment - numbers are relative to the sender's ISN, @ack to the other's
 * @said: enum lab_said bits
 * @ecn:  enum ecn_codepoint
 */
struct lab_segment {
    uint32_t seq, ack, len;
    uint16_t flags, wnd, urgent;
    uint8_t said, ecn;
    struct tcp_options options;
};

/**
 * struct lab_event - a line with a time
 * @line:   where it stands
 * @at_ns:  from the beginning
 * @any_time: of LAB_EXPECT_SEGMENT: whenever it comes
 * @number: what the verb counts
 * @text:   *borrowed* from the scenario's text, escapes and all; empty if there is none
 */
struct lab_event {
    unsigned line;
    int64_t at_ns;
    uint8_t verb, host;
    bool any_time;
    uint64_t number;
    struct span text;
    struct lab_segment segment;
};

/* A finding that the explanation must have, or must not. */
struct lab_finding {
    unsigned line;
    bool wanted;
    struct span name;
};

/**
 * struct lab_scenario - a whole file
 * @name:     *borrowed*: of the file, for messages
 * @events:   *owned*, @n_events of them, in the order of their times
 * @settings: of client and server
 * @unread:   the host reads only when it is told to
 * @paths:    from client to server, and back; their @drop are @drops
 * @scripted: one host is played by the scenario: the other is @subject
 * @at:       the host at which packets are captured
 * @findings: @n_findings; @no_findings: there must be none at all, of severity notice or above
 */
struct lab_scenario {
    const char *name;
    struct lab_event *events;
    size_t n_events, room;
    struct stack_settings settings[2];
    bool unread[2];
    struct link_options paths[2];
    uint32_t drops[2][LAB_DROPS_MAX];
    uint64_t seed;
    bool scripted, no_findings;
    unsigned subject, at;
    struct lab_finding findings[LAB_FINDINGS_MAX];
    size_t n_findings;
};

/* Read a scenario; `name` and `text` are *borrowed* as long as it is used. TCPLENS_ERR_FORMAT: a
 * mistake in it, with its line and column. */
enum tcplens_status tl_lab_parse(struct lab_scenario *out, const char *name, struct span text,
                                 struct tcplens_error *err) __attribute__((warn_unused_result));
void tl_lab_scenario_fini(struct lab_scenario *s);

/* Sees every packet at the host that captures. */
typedef void lab_tap(void *ctx, bool out, int64_t ts_ns, struct span packet);

/* Play it to its end. TCPLENS_ERR_FORMAT: it did not come as the scenario says; the first
 * difference, with its line. */
enum tcplens_status tl_lab_play(const struct lab_scenario *s, lab_tap *tap, void *ctx,
                                struct tcplens_error *err) __attribute__((warn_unused_result));

#endif
