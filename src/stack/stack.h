// SPDX-License-Identifier: BSD-3-Clause
/*
 * stack.h - a TCP endpoint in user space (RFC 9293), driven by events alone.
 *
 * A stack is one host. It has no clock, does no I/O and keeps no globals: whoever owns it hands it
 * packets and the time, takes its packets from a callback, and calls it again when it asks for it:
 *
 *     tl_stack_input(s, now, packet, n);             a packet came in
 *     tl_stack_poll(s, now);                         at tl_stack_next_timeout(s), or later
 *
 * Times are nanoseconds of any clock that never goes back. Everything that a call causes, packets
 * and events alike, happens within that call. All memory belongs to the stack: a connection's
 * buffers are made with it and never grow; where memory is short, no connection is made.
 *
 * A handle, struct tcb *, stays valid until its owner calls tl_stack_release(), whatever happens to
 * the connection; released, it lives on by itself until both sides are done. Any function may be
 * called from within an event but tl_stack_free(), tl_stack_input() and tl_stack_poll().
 */
#ifndef TL_STACK_STACK_H
#define TL_STACK_STACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/state.h>

#include "base/octets.h"

struct stack;
struct tcb;

enum {
    STACK_PACKET_MAX = 65535, /* octets of an IP packet */
    STACK_KEY = 16,
};

/**
 * struct stack_addr - an IP address and a port
 * @octets: network order, the first @n of them
 * @n:      4 or 16
 * @port:   host order
 */
struct stack_addr {
    uint8_t octets[16];
    uint8_t n;
    uint16_t port;
};

/* What happens to a connection, told by the event callback. */
enum stack_event {
    STACK_ACCEPTED,  /* a listener's new connection: the handle is the owner's from now on */
    STACK_CONNECTED, /* the handshake of an active open is done */
    STACK_READABLE,  /* octets to receive */
    STACK_URGENT,    /* the peer's urgent pointer has moved on */
    STACK_WRITABLE,  /* room to send again, after a send that found too little */
    STACK_FINISHED,  /* the peer has sent all it had: its FIN is in order, all before it received */
    STACK_ENDED,     /* gone: tl_stack_reason() tells why */
};

/* Why a connection has ended. */
enum stack_reason {
    STACK_OPEN = 0,
    STACK_CLOSED,    /* both sides closed, and each had it acknowledged */
    STACK_REFUSED,   /* RST in answer to our SYN */
    STACK_RESET,     /* RST from the peer */
    STACK_ABORTED,   /* tl_stack_abort() */
    STACK_TIMED_OUT, /* no answer for too long: the handshake's, the user's, or keep-alive's */
};

enum stack_congestion { STACK_NEWRENO, STACK_CUBIC };

/**
 * struct stack_settings - how a connection behaves; tl_stack_defaults() fills it. A listener's
 * connections have the listener's.
 * @send_buffer, @receive_buffer: octets, at most 2^30
 * @mss:          octets of text that the path carries (RFC 9293 3.7.1)
 * @congestion:   enum stack_congestion
 * @scaling, @timestamps, @sack, @ecn: offer and accept them
 * @nagle:        hold small segments back while others are under way (9293 3.7.4)
 * @delayed_acks: acknowledge every second segment (9293 3.8.6.3)
 * @keep_alive:   probe a silent peer (9293 3.8.4)
 * @backlog:      a listener's connections whose handshake is under way, at most
 * @initial_window: of congestion, in segments (RFC 6928: 10)
 * @delayed_ack_ns: wait so long for a second segment, less than 500 ms
 * @min_rto_ns, @max_rto_ns: bounds of the retransmission timeout (RFC 6298 2)
 * @msl_ns:       TIME-WAIT lasts twice as long
 * @keep_idle_ns, @keep_interval_ns, @keep_probes: silence before a probe, between probes, and how
 *                many unanswered ones end the connection
 * @iss:          begin with this number, if @iss_is_chosen: for experiments only (RFC 6528 is the
 * rule)
 * @user_timeout_ns: what stays unacknowledged so long ends it (9293 3.9.1, RFC 5482)
 */
struct stack_settings {
    uint32_t send_buffer, receive_buffer;
    uint16_t mss;
    uint8_t congestion;
    bool scaling, timestamps, sack, ecn, nagle, delayed_acks, keep_alive, iss_is_chosen;
    uint32_t backlog, initial_window, keep_probes, iss;
    int64_t delayed_ack_ns, min_rto_ns, max_rto_ns, msl_ns;
    int64_t keep_idle_ns, keep_interval_ns, user_timeout_ns;
};

void tl_stack_defaults(struct stack_settings *settings);

/**
 * struct stack_options - a host
 * @output: takes an IP packet of `n` octets, *borrowed* for the call; it must not call the stack
 * @event:  told what happens to a connection
 * @ctx:    of both
 * @key:    secret of initial sequence numbers (RFC 6528)
 * @max_connections: at the same time, listeners included
 */
struct stack_options {
    void (*output)(void *ctx, const uint8_t *packet, size_t n);
    void (*event)(void *ctx, struct tcb *t, enum stack_event event);
    void *ctx;
    uint8_t key[STACK_KEY];
    uint32_t max_connections;
};

/**
 * struct stack_counters - of a stack, since it was made; RFC 4898 names where it has them
 * @segs_in, @segs_out: whole segments
 * @dropped:      packets that were no intact segment
 * @no_memory:    connections that were not made for want of memory or of room in the table
 * @segs_retrans, @timeouts, @fast_retran: segments sent again; timeouts that did it; recoveries
 * @challenge_acks: RFC 5961
 * @resets_out:   RSTs sent
 * @dup_octets:   octets that came in twice
 * @out_of_room:  segments out of order that there was no room to note
 */
struct stack_counters {
    uint64_t segs_in, segs_out, dropped, no_memory;
    uint64_t segs_retrans, timeouts, fast_retran;
    uint64_t challenge_acks, resets_out, dup_octets, out_of_room;
};

/* A host without connections; NULL if there is no memory. Free it with tl_stack_free(), which sends
 * nothing and ends every handle. */
struct stack *tl_stack_new(const struct stack_options *options);
void tl_stack_free(struct stack *s);

/* An IP packet came in. */
void tl_stack_input(struct stack *s, int64_t now_ns, const uint8_t *packet, size_t n);

/* Do what is due by `now_ns`. */
void tl_stack_poll(struct stack *s, int64_t now_ns);

/* When tl_stack_poll() is due, INT64_MAX for never. */
int64_t tl_stack_next_timeout(const struct stack *s);

const struct stack_counters *tl_stack_counters(const struct stack *s);

/* LISTEN at `local`. NULL if the port is taken, or there is no memory. */
struct tcb *tl_stack_listen(struct stack *s, const struct stack_addr *local,
                            const struct stack_settings *settings);

/* SYN-SENT from `local` to `remote`; a local port of 0 has one chosen (RFC 6056). NULL as
 * tl_stack_listen(). */
struct tcb *tl_stack_connect(struct stack *s, int64_t now_ns, const struct stack_addr *local,
                             const struct stack_addr *remote,
                             const struct stack_settings *settings);

/* Queue octets; how many there was room for: 0 if the connection cannot send any more. */
size_t tl_stack_send(struct tcb *t, int64_t now_ns, struct span data);

/* Likewise, and the last of them is urgent (9293 3.8.5). */
size_t tl_stack_send_urgent(struct tcb *t, int64_t now_ns, struct span data);

/* Take up to `n` octets that came in order; how many. */
size_t tl_stack_receive(struct tcb *t, int64_t now_ns, uint8_t *at, size_t n);

/* CLOSE: send FIN behind all that is queued; receiving goes on. */
void tl_stack_close(struct tcb *t, int64_t now_ns);

/* ABORT: RST, where there is somebody to tell. */
void tl_stack_abort(struct tcb *t, int64_t now_ns);

/* The handle is not used any more. Unread octets, or octets that come from now on, reset the
 * connection, so that the peer learns of it (9293 3.6.1, RFC 2525 2.17). */
void tl_stack_release(struct tcb *t, int64_t now_ns);

/* The state of whatever is between these addresses, also of what has not been accepted yet, or is
 * released; CLOSED if there is nothing, LISTEN if a listener would take it. */
enum tcplens_state tl_stack_state_between(const struct stack *s, const struct stack_addr *local,
                                          const struct stack_addr *remote);

enum tcplens_state tl_stack_state(const struct tcb *t);
enum stack_reason tl_stack_reason(const struct tcb *t);
const struct stack_addr *tl_stack_remote(const struct tcb *t);
const struct stack_addr *tl_stack_local(const struct tcb *t);

/* The owner's mark on a handle; a new connection has its listener's. NULL at first. */
void tl_stack_set_user(struct tcb *t, void *user);
void *tl_stack_user(const struct tcb *t);

/* Room to send, and octets to receive. */
size_t tl_stack_writable(const struct tcb *t);
size_t tl_stack_readable(const struct tcb *t);

#endif
