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
    EP_SYN_DATA = 1 << 13,   /* its SYN carried data */
    EP_TS_VAL = 1 << 14,     /* ts_val */
    EP_OPEN_SHOWN = 1 << 15, /* it sent what only an end past the handshake sends: until then an
                                observer infers ESTABLISHED from the ACK on its way to it */
};

/* Why a segment was set aside: until the peer's answer shows otherwise it takes no numbers. */
enum aside {
    ASIDE_NONE,
    ASIDE_UNACCEPTABLE, /* outside the window, or a RST or SYN that does not fit */
    ASIDE_KEEP_ALIVE,
    ASIDE_PROBE, /* into a closed window */
};

enum { SHIFT_UNKNOWN = 0xff };

/**
 * struct endpoint - one side of a connection, by what it sent; most segments touch the first 128
 * octets only
 * @state:      enum tcplens_state, the newest
 * @shift:      by which its window field is scaled (RFC 7323 2.2: 0 unless both sides asked for
 *              scaling); SHIFT_UNKNOWN as long as the SYNs that would tell were not captured
 * @wscale:     shift it asked for in its SYN, with EP_WSCALE; SHIFT_UNKNOWN if the snaplen cut the
 *              SYN's options before it
 * @ttl:        of its first segment
 * @nxt_flags:  SYN and FIN of the segment in nxt_frame
 * @known:      enum endpoint_bit
 * @base:       relative number 0: the ISS where known, else one below the first number seen
 * @iss:        the same number: with EP_ISS it is the initial send sequence number
 * @snd_nxt:    one past the highest number it sent
 * @snd_una:    oldest number not acknowledged by the peer, as far as captured
 * @rcv_nxt:    the highest acknowledgment number it sent
 * @wnd:        window it advertised last, in octets, scaled where the scale is known
 * @nxt_seq:    first number of the segment in nxt_frame
 * @segs, @octets: segments and payload octets it sent, copies included
 * @ts_val:     its highest TSval, with EP_TS_VAL
 * @last_ns:    time of its latest segment
 * @nxt_frame:  frame that last advanced snd_nxt
 * @unacked_head, @unacked_tail, @unacked_chunks: the tracker's own: queue of segments not yet
 *              acknowledged, in chunks of its pool; 0 if none
 * @ack_frame:  frame in which it first sent rcv_nxt's present value
 * @octets_unique: payload octets of its sequence space seen at least once
 * @last_frame: frame number of its latest segment
 * @una_frame:  frame that ends exactly at snd_una, 0 if none is remembered
 * @una_seq, @una_flags: of una_frame: first number, and SYN and FIN
 * @mss:        as announced in its SYN
 * @place, @recent: the tracker's own: where its latest segment was captured, and digests of the
 *              latest two
 * @holes:      the tracker's own: numbers below snd_nxt that were not captured
 * @ip_id:      IPv4 identification of its latest segment
 * @dup_row:    duplicate ACKs it sent in a row
 * @fin:        sequence number of its FIN
 * @retrans_segs: RFC 4898 SegsRetrans, as seen
 * @dup_acks:   duplicate ACKs it sent (RFC 5681 2)
 * @zero_windows: segments that closed its window
 * @aside_kind, @aside_seq, @aside_len, @aside_frame: its latest segment that took no numbers but
 *              wants an answer (enum aside), and where it lies
 * @first_frame: frame number of its first segment
 */
struct endpoint {
    uint8_t state, shift, wscale, nxt_flags;
    uint16_t known;
    uint16_t unacked_chunks;
    union {
        struct tcplens_seq base, iss;
    };
    struct tcplens_seq snd_nxt, snd_una, rcv_nxt;
    uint32_t wnd;
    struct tcplens_seq nxt_seq;
    uint32_t segs, ts_val;
    int64_t last_ns;
    uint64_t nxt_frame;
    uint32_t unacked_head, unacked_tail;

    uint64_t ack_frame, octets, octets_unique, last_frame, una_frame;
    struct tcplens_seq una_seq;
    uint32_t holes;
    uint16_t dup_row, ip_id;
    uint8_t una_flags, aside_kind, place, ttl;
    uint32_t recent[2];

    struct tcplens_seq fin, aside_seq;
    uint32_t zero_windows, retrans_segs, dup_acks;
    uint16_t aside_len, mss;
    uint64_t first_frame, aside_frame;
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
    CONN_CLOSED = 1 << 3,         /* over: no end is past CLOSED or LISTEN but in TIME-WAIT */
    CONN_TIME_BACKWARDS = 1 << 4, /* a segment came with an earlier time than one before it */
    CONN_ICMP_ERROR = 1 << 5,
    CONN_EVICTED = 1 << 6,     /* retired because the table was full: what came after is unknown */
    CONN_SYN_CROSSED = 1 << 7, /* both sent a SYN before they had the other's */
    CONN_FIN_CROSSED = 1 << 8, /* both sent a FIN before they had the other's */
    CONN_FIN_TAKEN_BY_INITIATOR = 1 << 9, /* the other side's FIN arrived there, nothing missing */
    CONN_FIN_TAKEN_BY_RESPONDER = 1 << 10,
    CONN_SYN_ACK_BY_INITIATOR = 1 << 11, /* it sent a SYN with ACK */
    CONN_SYN_ACK_BY_RESPONDER = 1 << 12,
    CONN_SYN_DATA_TAKEN = 1 << 13,         /* Fast Open: a SYN-ACK acknowledged data in the SYN */
    CONN_SUM_RIGHT_BY_INITIATOR = 1 << 14, /* its SYN had a right checksum: so must the others */
    CONN_SUM_RIGHT_BY_RESPONDER = 1 << 15,
};

/* The tracker's own: slots, TRACK_NO_CONN if none. */
struct conn_links {
    uint32_t before, after; /* in the queue of closed connections */
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
 * @shadow:    the tracker's own: slot of the other incarnation on the same ports while both may
 *             live, TRACK_NO_CONN if there is none
 * @place:     the tracker's own: enum conn_place
 * @close_frame: frame that completed the close, 0 if none
 */
struct conn {
    _Alignas(64) uint8_t addr[2][16];
    uint16_t port[2];
    uint16_t bits;
    uint8_t role_reason, open_form, close_form, closer, place;
    uint32_t shadow;
    uint64_t last_frame;
    int64_t last_ns;
    struct endpoint ends[2];
    uint64_t number, previous, first_frame;
    int64_t first_ns, syn_ns, syn_ack_ns, open_ns;
    uint64_t syn_frame, syn_ack_frame, open_frame, close_frame;
    int64_t est_rtt_responder_ns, est_rtt_initiator_ns;
    struct conn_links links;
};

#endif
