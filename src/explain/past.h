// SPDX-License-Identifier: BSD-3-Clause
/*
 * past.h - what the teller remembers of a connection's earlier segments, so that it can say of the
 * next one where its numbers come from, what it answers and what it concludes.
 *
 * Fixed size, and zero-filled memory is a connection of which nothing was seen. Frame numbers count
 * from 1, so a frame of 0 means "none" everywhere. Numbers are relative, as in struct verdict.
 */
#ifndef TL_EXPLAIN_PAST_H
#define TL_EXPLAIN_PAST_H

#include <stdbool.h>
#include <stdint.h>

/* A segment whose end other numbers build on: base + len + syn + fin. */
struct mark {
    uint64_t frame;
    uint32_t base, len;
    bool syn, fin;
};

static inline uint32_t mark_end(const struct mark *m)
{
    return m->base + m->len + m->syn + m->fin;
}

/**
 * struct hole - numbers [left, right) that the capture has not seen yet
 * @frame:    proved them missing: it came after them, or acknowledged them
 * @ack_frame: acknowledged them, 0 if none did yet
 */
struct hole {
    uint64_t frame, ack_frame;
    uint32_t left, right;
};

enum { PAST_HOLES = 4, PAST_ACKS = 3 };

/* An acknowledgment number and where it was first said. */
struct said {
    uint64_t frame;
    uint32_t ack;
};

/**
 * struct past_side - of one side, by what it sent
 * @edge:        its segment that ends at the highest number so far
 * @ack:         relative number it acknowledged last; @ack_frame: where it first said so
 * @older:       its acknowledgment numbers before that one, the latest first
 * @iss:         of its SYN, raw; valid with syn_frame
 * @syn_frame, @syn_ns: its first SYN; @syn_last_ns: its latest
 * @syns, @syn_acks: SYNs without and with ACK that it sent; @syn_last_frame: the latest of both
 * @syn_data:    payload octets of its SYN; @fast_open: that SYN asked for TCP Fast Open
 * @fin_frame, @fin_ns: its first FIN
 * @window:      it advertised last; valid with segs > 0
 * @segs:        segments told, copies by the capture left out; @last_frame: the latest
 * @syn_cut:     the capture cut the options of its SYN: what they hold is not known
 * @resent_frame, @resent_left, @resent_right: its latest retransmission, raw numbers; frame 0 if
 *               that one is known as needless
 * @timed_frame, @timed_ts: its latest retransmission of the oldest octet not acknowledged, and its
 *               TSval; frame 0 if it has none, or an ACK has moved since
 * @last_data_frame, @last_data_ns: its latest segment with payload
 * @best_ack_ns: the shortest time in which it acknowledged anything; 0 if it did not
 * @zero_frame, @zero_ns: its window is closed since; frame 0 if it is open
 * @zero_total_ns: its window was closed so long, as far as it is open again
 * @probe_frame, @probes: keep-alives it sent that were not answered yet
 * @dup_acks:    duplicate ACKs it sent in a row for its present ack
 * @message_frame: where the message began that it is sending; @message_kind: enum app_kind
 * @full:        its latest payload filled a whole segment: more of it may follow
 * @holes:       numbers not captured so far, @n_holes of them, the oldest first
 * @sent_ns:     time of its latest payload, copies included
 * @ack_ns:      time when its ack moved last
 * @backoff_ns:  what its latest retransmission by timeout had waited, 0 after new data
 * @recover_cause, @recover_end: it repairs a loss (enum resend_cause) until this number is
 *               acknowledged; cause 0 if it does not
 * @ip_id:       IPv4 identification of its latest packet, 0 if there is none
 * @sacked:      highest raw number that its SACK blocks reported; valid with has_sacked
 * @copies:      chain of what it sent lately (copies.h)
 * @ack_moved:   it acknowledged more than its first ACK did
 */
struct past_side {
    struct mark edge;
    uint64_t ack_frame;
    uint64_t syn_frame, syn_last_frame, fin_frame;
    int64_t syn_ns, syn_last_ns, fin_ns;
    uint64_t last_data_frame;
    int64_t last_data_ns, sent_ns, ack_ns, best_ack_ns, backoff_ns;
    uint64_t zero_frame;
    int64_t zero_ns, zero_total_ns;
    uint64_t probe_frame, message_frame, last_frame, resent_frame, timed_frame;
    uint64_t copies;
    struct hole holes[PAST_HOLES];
    struct said older[PAST_ACKS];
    uint32_t ack, iss, window, segs, probes, dup_acks;
    uint32_t syns, syn_acks, syn_data, recover_end, sacked;
    uint32_t resent_left, resent_right, timed_ts;
    uint16_t ip_id;
    uint8_t message_kind, n_holes, recover_cause;
    bool full, has_ack, ack_moved, fast_open, has_sacked, syn_cut;
};

/* Steps of a close, as bits. */
enum close_step {
    STEP_FIN_0 = 1 << 0,
    STEP_FIN_1 = 1 << 1,
    STEP_ACK_0 = 1 << 2, /* side 0's FIN was acknowledged */
    STEP_ACK_1 = 1 << 3,
};

/**
 * struct past - of one connection
 * @request_frame, @request_ns, @request_side: the oldest request not answered yet; frame 0 if none
 * @requests_waiting: requests not answered yet; of pipelined ones only the first is timed
 * @first_request, @first_response: frames; @response_ns: from the one to the other
 * @slowest_ns:   longest time from a request's last octet to its response; @slowest_request,
 * @slowest_frame: of that request and response
 * @waited_ns:    sum of those times
 * @rst_frame:    the first RST that took effect; @rst_side, @rst_seq: who sent it, and its number
 * @icmp_frame:   the first ICMP error
 * @fin_gap_data: octets sent by a side that had acknowledged the other's FIN
 * @merged_frame: the FIN that acknowledged the other side's FIN first
 * @close_seen:   enum close_step bits; @close_steps: segments they came in
 * @open:         something other than the first SYNs was seen: the next row is data
 * @closed:       the close is complete, all its steps were counted; @closed_frame: by this segment
 * @phase:        enum phase of the latest row
 * @protocol:     enum app_kind of the first payload that proved a protocol
 * @first_talker: 1 + enum side of the first payload, 0 if there was none; @first_data: its frame
 * @segments:     told, copies by the capture left out
 * @last_ns:      time of the latest of them; @last_gap_ns: what had passed before it
 */
struct past {
    struct past_side side[2];
    uint64_t request_frame, first_request, first_response, slowest_request, slowest_frame;
    int64_t request_ns, response_ns, slowest_ns, waited_ns;
    uint64_t rst_frame, icmp_frame, merged_frame, closed_frame, first_data;
    uint64_t fin_gap_data, segments;
    int64_t last_ns, last_gap_ns;
    uint32_t requests_waiting, rst_seq;
    uint8_t rst_side, request_side, close_seen, close_steps, phase, protocol, first_talker;
    bool open, closed;
};

/* How long the connection was half-closed; -1 if it was not, or so briefly that nobody meant it. */
int64_t tl_half_closed_ns(const struct past *past);

#endif
