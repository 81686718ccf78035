// SPDX-License-Identifier: BSD-3-Clause
/*
 * conn.h - a connection as an observer knows it: two endpoints with RFC 9293's variables.
 *
 * "Known" means that a captured segment said so. Everything else is inferred, and a bit says which.
 * Side 0 is the initiator (who sent the first SYN, or who most likely did: `role_reason`), side 1
 * the responder.
 */
#ifndef TL_TRACK_CONN_H
#define TL_TRACK_CONN_H

#include <stdint.h>

#include <tcplens/segment.h>
#include <tcplens/state.h>

enum side { SIDE_INITIATOR = 0, SIDE_RESPONDER = 1 };

/* Why we think that side 0 is the initiator, the surest first. */
enum role_reason {
    ROLE_SENT_SYN,     /* it sent a SYN without ACK */
    ROLE_GOT_SYN_ACK,  /* the other side sent a SYN with ACK */
    ROLE_SERVICE_PORT, /* capture began mid-connection: the other port is a well-known one */
    ROLE_LOWER_PORT,   /* capture began mid-connection: the other port is the lower one */
    ROLE_FIRST_SENDER, /* nothing tells: it sent the first captured segment */
};

/* Bits of endpoint.known. */
enum endpoint_bit {
    EP_ISS = 1 << 0,       /* iss: its SYN was captured */
    EP_SND_NXT = 1 << 1,   /* snd_nxt: at least one segment of it was captured */
    EP_ACK = 1 << 2,       /* rcv_nxt: it sent at least one ACK */
    EP_BASE = 1 << 3,      /* base: fixed by its SYN, its first segment, or the peer's ACK */
    EP_FIN_SENT = 1 << 4,  /* fin: the number its FIN takes */
    EP_FIN_ACKED = 1 << 5, /* the peer acknowledged it */
    EP_RST_SENT = 1 << 6,
    EP_MSS = 1 << 7,
    EP_WSCALE = 1 << 8, /* its SYN carried window scale */
    EP_SACK_PERMITTED = 1 << 9,
    EP_TIMESTAMPS = 1 << 10, /* its SYN carried timestamps */
    EP_ECN_SYN = 1 << 11,    /* its SYN asked for ECN, or its SYN-ACK agreed */
    EP_FAST_OPEN = 1 << 12,
    EP_SYN_DATA = 1 << 13, /* its SYN carried data */
};

/**
 * struct endpoint - one side of a connection, by what it sent
 * @state:      enum tcplens_state, the newest
 * @known:      enum endpoint_bit
 * @base:       relative number 0: the ISS where known, else one below the first number seen
 * @iss:        initial send sequence number
 * @snd_nxt:    one past the highest number it sent
 * @snd_una:    oldest number not acknowledged by the peer, as far as captured
 * @rcv_nxt:    the acknowledgment number it sent last
 * @fin:        sequence number of its FIN
 * @wnd:        window it advertised last, in octets, scaled where the scale is known
 * @wscale:     shift it asked for; applied only if both sides sent one (RFC 7323 2.2)
 * @mss:        as announced in its SYN
 * @segs, @octets: segments and payload octets it sent, copies included
 * @octets_unique: payload octets of its sequence space seen at least once
 * @retrans_segs: RFC 4898 SegsRetrans, as seen
 * @dup_acks:   duplicate ACKs it sent (RFC 5681 2)
 * @zero_windows: segments that closed its window
 * @first_frame, @last_frame: frame numbers of its first and its latest segment
 * @nxt_frame:  frame that last advanced snd_nxt
 * @ack_frame:  frame in which it first sent rcv_nxt's present value
 * @fin_frame, @rst_frame: frames of its first FIN and RST, 0 if none
 * @fin_ns:     time of its FIN
 * @last_ns:    time of its latest segment
 * @ttl:        of its first segment; @ip_id: of its latest
 */
struct endpoint {
    uint8_t state, wscale, ttl;
    uint16_t known, mss, ip_id;
    struct tcplens_seq base, iss, snd_nxt, snd_una, rcv_nxt, fin;
    uint32_t wnd;
    uint32_t segs, retrans_segs, dup_acks, zero_windows;
    uint64_t octets, octets_unique;
    uint64_t first_frame, last_frame, nxt_frame, ack_frame, fin_frame, rst_frame;
    int64_t fin_ns, last_ns;
};

/* How the connection was opened, as far as the capture shows. */
enum open_form {
    OPEN_NOT_SEEN, /* the capture began later */
    OPEN_THREE_WAY,
    OPEN_SIMULTANEOUS, /* both sent SYN before they had the other's (RFC 9293 figure 8) */
    OPEN_FAST,         /* TCP Fast Open: data in the SYN, accepted (RFC 7413) */
    OPEN_UNFINISHED,   /* a SYN, but the handshake did not complete */
    OPEN_REFUSED,      /* RST in answer to the SYN */
};

/* How it was closed. */
enum close_form {
    CLOSE_NOT_SEEN,
    CLOSE_FOUR_SEGMENTS,  /* FIN, ACK, FIN, ACK */
    CLOSE_THREE_SEGMENTS, /* the second side's ACK and FIN are one segment */
    CLOSE_SIMULTANEOUS,   /* both sent FIN before they had the other's (RFC 9293 figure 13) */
    CLOSE_HALF,           /* one FIN so far */
    CLOSE_RESET,          /* by RST after the connection was open */
};

/* What became of the connection so far. */
enum conn_bit {
    CONN_MID_CAPTURE = 1 << 0,
    CONN_ONE_DIRECTION = 1 << 1,  /* only one side's segments were captured so far */
    CONN_REUSED_PORTS = 1 << 2,   /* an earlier connection used the same ports */
    CONN_CLOSED = 1 << 3,         /* both ends are in CLOSED or TIME-WAIT */
    CONN_TIME_BACKWARDS = 1 << 4, /* a segment came with an earlier time than one before it */
    CONN_ICMP_ERROR = 1 << 5,
    CONN_EVICTED = 1 << 6, /* retired because the table was full: what came after is unknown */
};

/**
 * struct conn - a connection
 * @number:    from 1, in the order of first frames
 * @ends:      by enum side
 * @addr, @port: by side; addresses as in struct ip_facts
 * @previous:  number of the earlier connection on the same ports, 0 if none
 * @first_frame, @last_frame, @first_ns, @last_ns: extent
 * @syn_ns, @syn_ack_ns, @open_ns: times of the latest SYN, SYN-ACK and of the ACK that completed
 *             the handshake; 0 where not captured
 * @syn_frame, @syn_ack_frame, @open_frame: likewise
 * @est_rtt_responder_ns: capture point → responder and back: SYN to SYN-ACK; 0 if unknown
 * @est_rtt_initiator_ns: capture point → initiator and back: SYN-ACK to ACK; 0 if unknown
 * @closer:    enum side of the first FIN or RST; meaningful with @close_form not NOT_SEEN
 * @role_reason, @open_form, @close_form, @bits: the enums above
 * @close_frame: frame that completed the close, 0 if none
 */
struct conn {
    struct endpoint ends[2];
    uint8_t addr[2][16];
    uint16_t port[2];
    uint16_t bits;
    uint8_t role_reason, open_form, close_form, closer;
    uint64_t number, previous;
    uint64_t first_frame, last_frame;
    int64_t first_ns, last_ns;
    int64_t syn_ns, syn_ack_ns, open_ns;
    uint64_t syn_frame, syn_ack_frame, open_frame, close_frame;
    int64_t est_rtt_responder_ns, est_rtt_initiator_ns;
};

#endif
