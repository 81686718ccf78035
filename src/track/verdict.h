// SPDX-License-Identifier: BSD-3-Clause
/*
 * verdict.h - what the tracker says of one segment: bits and numbers, with the frames that prove
 * them. Our own judgement; compatibility with another tool's lives elsewhere.
 */
#ifndef TL_TRACK_VERDICT_H
#define TL_TRACK_VERDICT_H

#include <stdint.h>

#include <tcplens/segment.h>

#define TRACK_NO_CONN UINT32_MAX

enum verdict_bit {
    V_NEW_CONN = 1u << 0,     /* first segment of this connection */
    V_RETRANS = 1u << 1,      /* numbers already sent; of_frame has them where remembered */
    V_OUT_OF_ORDER = 1u << 2, /* fills a gap, sent before what was captured before it */
    V_DUP_CAPTURE = 1u << 3,  /* the same packet captured twice: counted once, changes nothing */
    V_SPURIOUS = 1u << 4,     /* retransmission of what the peer had acknowledged before */
    V_PARTIAL = 1u << 5,      /* repeats old numbers and adds new ones */
    V_GAP = 1u << 6,          /* numbers before it were not captured: gap octets */
    V_ACK_UNSEEN = 1u << 7,   /* acknowledges numbers that were not captured: gap octets */
    V_KEEP_ALIVE = 1u << 8,   /* 0 or 1 octet at SND.NXT - 1, window open */
    V_KEEP_ALIVE_ACK = 1u << 9,
    V_ZERO_WINDOW = 1u << 10, /* advertises a window of 0 */
    V_ZERO_WINDOW_PROBE = 1u << 11,
    V_ZERO_WINDOW_PROBE_ACK = 1u << 12,
    V_WINDOW_UPDATE = 1u << 13, /* nothing new but the window */
    V_WINDOW_FULL = 1u << 14,   /* sends up to the peer's advertised edge */
    V_DUP_ACK = 1u << 15,       /* RFC 5681 2: same ack and window, no data, data outstanding */
    V_ACKS_NEW = 1u << 16,      /* moves the peer's SND.UNA: acked, ack_frame, rtt_ns */
    V_ACKS_SYN = 1u << 17,      /* of what it newly acknowledges, one number is the SYN */
    V_ACKS_FIN = 1u << 18,      /* likewise, one number is the FIN */
    V_PORT_REUSE = 1u << 19,    /* V_NEW_CONN on ports an earlier connection had */
    V_UNACCEPTABLE = 1u << 20, /* outside the receiver's window: the receiver drops it (3.10.7.4) */
    V_CHALLENGE_ACK = 1u << 21,   /* an ACK that answers an unacceptable or inexact segment */
    V_HANDSHAKE_DONE = 1u << 22,  /* completes the opening */
    V_CLOSE_DONE = 1u << 23,      /* completes the close: both FINs acknowledged, or reset */
    V_RST_ANSWERS_SYN = 1u << 24, /* refusal */
    V_RST_UNREAD = 1u << 25,      /* RST by a side that had not consumed what it acknowledged, or in
                                     answer to data after its own close */
    V_SIMULTANEOUS = 1u << 26,    /* a SYN or FIN that crossed the other side's */
    V_SYN_DATA_ACKED = 1u << 27,  /* Fast Open data in the SYN was accepted */
    V_ICMP_QUOTE = 1u << 28, /* not a segment of the connection: an ICMP error that quotes one */
    V_DATA_AFTER_CLOSE = 1u << 29, /* payload to a side that has closed both ways */
    V_STATE_INFERRED = 1u << 30,   /* a state after it rests on inference: no segment says it */
};

/**
 * struct verdict - of one segment
 * @slot:      of the connection in the tracker, or TRACK_NO_CONN: then nothing else is valid
 * @bits:      enum verdict_bit
 * @side:      enum side of the sender (V_ICMP_QUOTE: of the sender of the quoted segment)
 * @before, @after: enum tcplens_state of both ends by side, before and after this segment
 * @rel_seq, @rel_ack: relative to the bases at this time; rel_ack only with the ACK flag
 * @window:    octets advertised: scaled where the scale is known, else as in the header
 * @window_scaled: the scale is known (a SYN's window is never scaled and counts as known)
 * @seq_frame: where seq comes from. New data: the frame of the same side whose end it continues;
 *             V_RETRANS: the frame first seen with it; 0 if none is remembered (first segment, gap)
 * @seq_base, @seq_len: of seq_frame: its relative seq and its payload octets
 * @seq_flags: of seq_frame: SYN and FIN bits, each of which takes one number
 * @ack_frame: where ack comes from: the peer's frame that ends exactly at it (the earliest copy);
 *             0 if none is remembered
 * @ack_base, @ack_len, @ack_flags: of ack_frame, as above; ack == base + len + SYN + FIN
 * @ack_first_frame: with V_ACKS_NEW: lowest of the frames newly acknowledged; ack_frame is the one
 *             that ends at the ACK, not always the latest: a gap may have been filled after it
 * @ack_same_frame: without V_ACKS_NEW: frame in which this side first sent this ack
 * @acked:     with V_ACKS_NEW: octets of payload newly acknowledged
 * @gap:       with V_GAP, V_ACK_UNSEEN: octets missing
 * @in_flight: octets of this side not acknowledged after this segment, as captured
 * @dup_acks:  with V_DUP_ACK: which in its row, from 1
 * @rtt_ns:    with V_ACKS_NEW: from ack_frame to this one; -1 if ack_frame was sent more than once
 * @since_ns:  since this side's segment before; -1 if there is none
 * @of_frame:  V_RETRANS, V_SPURIOUS, V_PARTIAL, V_DUP_CAPTURE: the earlier copy;
 * V_ZERO_WINDOW_PROBE_ACK, V_KEEP_ALIVE_ACK, V_CHALLENGE_ACK: what it answers; V_RST_*: the segment
 * that drew it
 * @of_ns:     with of_frame: from it to this segment; -1 if not known
 */
struct verdict {
    uint32_t slot, bits;
    uint8_t side, window_scaled;
    uint8_t before[2], after[2];
    uint16_t seq_flags, ack_flags;
    uint32_t rel_seq, rel_ack, window;
    uint32_t seq_base, seq_len, ack_base, ack_len;
    uint32_t acked, gap, in_flight, dup_acks;
    uint64_t seq_frame, ack_frame, ack_first_frame, ack_same_frame, of_frame;
    int64_t rtt_ns, since_ns, of_ns;
};

#endif
