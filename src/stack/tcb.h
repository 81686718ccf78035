// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcb.h - the Transmission Control Block (RFC 9293 3.3.1): all that a connection is, and the
 * functions by which the files of this room work on it.
 *
 * Who does what: open.c the handshake; input.c a segment of a synchronised connection, step by
 * step; acknowledge.c its ACK, recovery.c what that says of losses; text.c its text; output.c what
 * may be sent now; depart.c a segment on its way out; timer.c what is due; tcb.c birth, states,
 * end.
 */
#ifndef TL_STACK_TCB_H
#define TL_STACK_TCB_H

#include "stack/congestion.h"
#include "stack/flight.h"
#include "stack/gaps.h"
#include "stack/packet.h"
#include "stack/ring.h"
#include "stack/rtt.h"
#include "stack/stack.h"
#include "tcp/seq.h"
#include "tcp/state.h"

enum timer {
    TIMER_RETRANSMIT, /* RFC 6298 5 */
    TIMER_TAIL_PROBE, /* RFC 8985 7 */
    TIMER_REORDER,    /* RFC 8985 6.2, step 5 */
    TIMER_PERSIST,    /* RFC 9293 3.8.6.1: probe a window that is closed */
    TIMER_DELAYED_ACK,
    TIMER_KEEP_ALIVE,
    TIMER_LINGER, /* TIME-WAIT, and FIN-WAIT-2 of a connection nobody holds */
    TIMERS,
};

static const int64_t never = INT64_MAX;

/* Why less is sent than the window allows. */
enum recovery {
    RECOVERY_NONE,
    RECOVERY_FAST, /* a segment was found lost (RFC 6675 5, RFC 6582 3.2) */
    RECOVERY_LOSS, /* the timeout has found everything lost (RFC 6298 5) */
};

/**
 * struct rack - RFC 8985 5.2
 * @sent_ns:   when the segment went out that was delivered, of those the last to go out
 * @rtt_ns:    its round trip
 * @window_steps: quarters of a round trip to wait for what was reordered, 1 at least
 * @wait_round: D-SACKs that came before SND.NXT was this do not widen it again
 * @persist:   recoveries until it is narrow again
 * @reordering: seen on this connection
 * @furthest:  the highest end of any segment delivered
 */
struct rack {
    int64_t sent_ns, rtt_ns;
    struct tcplens_seq furthest, wait_round;
    uint32_t window_steps, persist;
    bool reordering, waiting;
};

/**
 * struct tcb - a connection, or a listener; names of RFC 9293 where it has them
 * @stack:     *borrowed*
 * @hash_next: of the same bucket
 * @all_next, @all_link: of the stack's list of all, and what points at it there
 * @heap_at:   place in the stack's heap
 * @wake_ns:   when it is due next, never if not
 * @listener:  *borrowed*: who will be given it; NULL once it is, or was opened actively
 * @embryos:   of a listener: connections that have not been accepted
 * @pending:   events to be told: bits by enum stack_event
 * @telling:   within the owner's callback
 * @handed:    the owner has the handle
 * @released:  and has given it back
 * @snd_wnd_max: the largest window ever offered to us
 * @snd_scale, @rcv_scale: shift counts; 0 unless both sides sent the option
 * @sending:   octets from SND.UNA on; position 0 is ISS + 1
 * @receiving: octets up to RCV.NXT, and out of order beyond; position 0 is IRS + 1
 * @rcv_adv:   the right edge that was told to the peer
 * @last_ack_sent: RFC 7323 4.3
 * @fin_queued: CLOSE was called; @fin_sent: the FIN is in @flight
 * @fin_seen:  the peer's FIN has come, at @fin_seq, perhaps out of order
 * @fin_received: the peer's FIN was in order
 * @ack_now, @ack_later: an ACK must go out, or is delayed
 * @unacked:   full segments that came since the last ACK
 * @sack, @timestamps, @scaling, @ecn: agreed on
 * @ecn_echo:  tell the peer of a mark until it has reacted (RFC 3168 6.1.3)
 * @cwr_due:   tell the peer that we have reacted
 * @ts_recent, @ts_recent_ns: RFC 7323 5, and when it was set
 * @ts_offset: of our clock of timestamps
 * @send_mss:  Eff.snd.MSS less the options of every segment (RFC 9293 3.7.1)
 * @dup_acks:  in a row (RFC 5681 2)
 * @must_resend: the first lost segment goes out whatever the window
 * @recover:   SND.NXT when recovery began
 * @probe_end: SND.NXT when a tail was probed, if @probing (RFC 8985 7.3), by what @probe_is_old;
 *             @probe_acked: an ACK has reached it
 * @attempts:  timeouts in a row
 * @stalled_ns: since when nothing of what is under way was acknowledged, never if nothing is
 * @heard_ns:  when the last segment came
 * @keep_sent: keep-alive probes unanswered
 * @challenges, @challenges_ns: RFC 5961 7: challenge ACKs since a time
 */
struct tcb {
    struct stack *stack;
    struct stack_settings settings;
    struct stack_addr local, remote;
    struct tcb *hash_next, *all_next, **all_link;
    uint32_t heap_at;
    int64_t wake_ns, due_ns[TIMERS];
    struct tcb *listener;
    uint32_t embryos;
    void *user;
    enum tcplens_state state;
    enum stack_reason reason;
    uint16_t pending;
    bool telling, handed, released, passive, wants_room;

    struct tcplens_seq iss, snd_una, snd_nxt, snd_wl1, snd_wl2, snd_up;
    uint32_t snd_wnd, snd_wnd_max;
    uint8_t snd_scale, rcv_scale;
    struct ring sending;
    struct flight flight;
    bool fin_queued, fin_sent, urgent;

    struct tcplens_seq irs, rcv_nxt, rcv_up, rcv_adv, last_ack_sent;
    struct ring receiving;
    struct gaps gaps;
    struct tcplens_seq fin_seq;
    bool fin_seen, fin_received, ack_now, ack_later;
    uint32_t unacked;

    bool sack, timestamps, scaling, ecn, ecn_echo, cwr_due, ecn_waiting;
    struct tcplens_seq ecn_recover;
    uint32_t ts_recent, ts_offset;
    int64_t ts_recent_ns;

    uint32_t send_mss;
    struct congestion congestion;
    struct rtt rtt;
    struct rack rack;
    enum recovery recovery;
    uint32_t dup_acks;
    bool must_resend;
    struct tcplens_seq recover, probe_end;
    bool probing, probe_is_old, probe_acked;

    uint32_t attempts, keep_sent, challenges;
    int64_t stalled_ns, heard_ns, challenges_ns, sent_ns;
};

/**
 * struct stack - a host
 * @all:     *owned*, every connection there is, also what has ended and is not released
 * @buckets: *owned*, lists of connections by hash, of a power of two
 * @heap:    *owned*, connections by @wake_ns, the earliest first
 * @n:       connections in all, of which @heaped are due some time
 * @ids:     identification of the next IP packet
 * @ports:   where to look for a free port next
 * @packet:  *owned*: the one being made, STACK_PACKET_MAX octets
 */
struct stack {
    struct stack_options options;
    struct stack_counters counters;
    struct tcb *all, **buckets, **heap;
    uint32_t mask, n, heaped;
    uint64_t seed;
    uint16_t ids, ports;
    uint8_t *packet;
};

/* -- tcb.c: birth, states, end ----------------------------------------------------------------- */

/* A connection in CLOSED between these addresses, known to the stack; with buffers unless it is to
 * listen. NULL, counted, if there is no memory or room. */
struct tcb *tcb_new(struct stack *s, const struct stack_addr *local,
                    const struct stack_addr *remote, const struct stack_settings *settings,
                    bool listens);
void tcb_free(struct tcb *t);

/* ISS, and where our timestamps begin; numbers as of before the SYN. */
void tcb_choose_iss(struct tcb *t, int64_t now_ns);

/* What happens by the table of states (tcp/state.h). */
void tcb_event(struct tcb *t, enum tcp_event event);

void tcb_tell(struct tcb *t, enum stack_event event);

/* Over, for a reason: no timer runs, and nobody finds it any more. */
void tcb_end(struct tcb *t, enum stack_reason reason);

/* Tell what there is to tell, keep the stack's heap right, and free it if nobody needs it: the last
 * thing that any call does, after which `t` may be gone. */
void tcb_settle(struct tcb *t);

static inline void timer_set(struct tcb *t, enum timer timer, int64_t due_ns)
{
    t->due_ns[timer] = due_ns;
}

static inline void timer_stop(struct tcb *t, enum timer timer)
{
    t->due_ns[timer] = never;
}

static inline bool timer_runs(const struct tcb *t, enum timer timer)
{
    return t->due_ns[timer] != never;
}

/* The connection is synchronised: both numbers are known (9293 3.3.2). */
static inline bool is_synchronised(const struct tcb *t)
{
    return t->state >= TCPLENS_SYN_RECEIVED;
}

/* Text of ours may still be sent. */
static inline bool may_send(const struct tcb *t)
{
    return t->state == TCPLENS_ESTABLISHED || t->state == TCPLENS_CLOSE_WAIT ||
           t->state == TCPLENS_FIN_WAIT_1 || t->state == TCPLENS_CLOSING ||
           t->state == TCPLENS_LAST_ACK;
}

/* Text of the peer's is still taken. */
static inline bool may_receive(const struct tcb *t)
{
    return t->state == TCPLENS_ESTABLISHED || t->state == TCPLENS_FIN_WAIT_1 ||
           t->state == TCPLENS_FIN_WAIT_2;
}

/* The sequence number of the octet at a position of @sending, and of its first one not sent. */
static inline struct tcplens_seq seq_at(const struct tcb *t, uint64_t position)
{
    return seq_add(t->iss, 1 + (uint32_t)position);
}

static inline uint64_t position_of(const struct tcb *t, struct tcplens_seq s)
{
    return t->sending.first + (s.v - seq_at(t, t->sending.first).v);
}

/* Octets queued that were never sent. */
static inline uint32_t unsent(const struct tcb *t)
{
    const struct tcplens_seq end = seq_at(t, t->sending.end);

    return seq_lt(t->snd_nxt, end) ? end.v - t->snd_nxt.v : 0;
}

/* The window that the peer knows of. */
static inline uint32_t rcv_wnd(const struct tcb *t)
{
    return seq_lt(t->rcv_nxt, t->rcv_adv) ? t->rcv_adv.v - t->rcv_nxt.v : 0;
}

/* -- stack.c ----------------------------------------------------------------------------------- */

void stack_insert(struct stack *s, struct tcb *t);
void stack_remove(struct stack *s, struct tcb *t);
void stack_schedule(struct stack *s, struct tcb *t, int64_t wake_ns);

/* A connection is in the way of a listener's address, or of a pair of addresses. */
struct tcb *stack_find(const struct stack *s, const struct stack_addr *local,
                       const struct stack_addr *remote);

/* -- the rest, by file ------------------------------------------------------------------------- */

/* open.c */
void open_active(struct tcb *t, int64_t now_ns);
void open_listen_input(struct tcb *listener, const struct arrival *in, int64_t now_ns);
void open_syn_sent_input(struct tcb *t, const struct arrival *in, int64_t now_ns);

/* How far our windows are to be shifted, so that all of the buffer can be offered (7323 2.3). */
uint8_t open_scale(const struct tcb *t);

/* A SYN for a connection in TIME-WAIT that may be opened anew (9293 3.10.7.4, RFC 6191). */
bool open_is_new_incarnation(const struct tcb *t, const struct arrival *in);

/* The handshake is over; false if nobody wants the connection any more. */
bool open_established(struct tcb *t, int64_t now_ns);

/* input.c */
void input_synchronised(struct tcb *t, const struct arrival *in, int64_t now_ns);

/* The ACK that a segment out of place deserves, if the last ones were not too many (RFC 5961 7). */
void input_challenge(struct tcb *t, int64_t now_ns);

/* acknowledge.c: SEG.ACK is acceptable and the connection established (3.10.7.4, fifth). */
void acknowledge(struct tcb *t, const struct arrival *in, int64_t now_ns);

/* recovery.c. A segment was delivered: it, and what was sent before it, tell of losses. */
void recovery_delivered(struct tcb *t, const struct sent *s, int64_t now_ns);
void recovery_detect(struct tcb *t, int64_t now_ns);

/* Something is lost: send less until what is under way now is acknowledged; and then no longer. */
void recovery_enter(struct tcb *t);
void recovery_leave(struct tcb *t);

/* Send less, once. */
void recovery_reduce(struct tcb *t);

/* An ACK came: of a tail probe? A D-SACK came: what was late was taken for lost. */
void recovery_probe_answered(struct tcb *t, const struct arrival *in, bool duplicate);
void recovery_widen(struct tcb *t);

/* text.c: SEG's text and FIN, trimmed to the window (seventh and eighth). */
void text_input(struct tcb *t, const struct arrival *in, int64_t now_ns);

/* output.c: send what may be sent, and the ACK that is due. */
void output(struct tcb *t, int64_t now_ns);

/* Reading has opened the window so far that a peer who may be waiting should be told (9293
 * 3.8.6.2.2); else the next ACK tells. */
bool output_window_is_news(const struct tcb *t);

/* One octet into a closed window, or what has waited too long for a window worth filling (9293
 * 3.8.6.2.1); one segment at the tail. */
void output_window_probe(struct tcb *t, int64_t now_ns);
void output_tail_probe(struct tcb *t, int64_t now_ns);

/* Send a record again, whole. */
void output_again(struct tcb *t, struct sent *s, int64_t now_ns);

/* timer.c */
void timer_fire(struct tcb *t, int64_t now_ns);

/* Run the right one of the timers that watch over what is under way. */
void timer_watch(struct tcb *t, int64_t now_ns);
void timer_heard(struct tcb *t, int64_t now_ns);

/* depart.c: a SYN or SYN-ACK; a segment of [left, right) with what it holds; an ACK alone, from
 * `seq`; a RST. */
void depart_syn(struct tcb *t, int64_t now_ns);
void depart_segment(struct tcb *t, const struct sent *s, bool push, int64_t now_ns);
void depart_ack(struct tcb *t, struct tcplens_seq seq, int64_t now_ns);
void depart_reset(struct tcb *t, int64_t now_ns);

/* The RST that answers a segment nobody is there for (9293 3.10.7.1). */
void depart_refusal(struct stack *s, const struct arrival *in);

#endif
