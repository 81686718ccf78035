// SPDX-License-Identifier: BSD-3-Clause
/*
 * analysis.h - what Wireshark 4.0 says of each TCP segment, to the bit: tcp.stream,
 * tcp.completeness and tcp.analysis.*.
 *
 * A dialect, not an opinion: the rules are Wireshark's, also where they mislead; what happened in
 * truth is track's to say. The two share nothing but the record of a segment. Numbers in these
 * comments (6.8) are the sections of docs/analysis.md, which has the rules.
 *
 * Invariants: a row depends on the segments before it only through its conversation, but for what
 * FTP announces; memory is
 * reserved by the caps given at the beginning and does not grow with the capture, unless `exact`.
 */
#ifndef TL_ANALYSIS_ANALYSIS_H
#define TL_ANALYSIS_ANALYSIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/segment.h>

struct analysis;

enum { ANALYSIS_BATCH = 64 };

/* Bits of analysis_row.verdicts: one for each field tcp.analysis.NAME that is a verdict. */
enum analysis_verdict {
    A_REUSED_PORTS = 1 << 0,
    A_RETRANSMISSION = 1 << 1, /* set with FAST and SPURIOUS, too */
    A_FAST_RETRANSMISSION = 1 << 2,
    A_SPURIOUS_RETRANSMISSION = 1 << 3,
    A_OUT_OF_ORDER = 1 << 4,
    A_LOST_SEGMENT = 1 << 5,
    A_ACK_LOST_SEGMENT = 1 << 6,
    A_WINDOW_UPDATE = 1 << 7,
    A_WINDOW_FULL = 1 << 8,
    A_KEEP_ALIVE = 1 << 9,
    A_KEEP_ALIVE_ACK = 1 << 10,
    A_DUPLICATE_ACK = 1 << 11,
    A_ZERO_WINDOW_PROBE = 1 << 12,
    A_ZERO_WINDOW = 1 << 13,
    A_ZERO_WINDOW_PROBE_ACK = 1 << 14,
};

/* Bits of analysis_row.shown: what Wireshark shows of the segment; the rest of the row is valid as
 * far as they say. */
enum analysis_shown {
    A_HAS_STREAM = 1 << 0,  /* it took part (2.1): stream, completeness, times */
    A_NEW_STREAM = 1 << 1,  /* its conversation begins with it */
    A_HAS_LENGTH = 1 << 2,  /* seq, ack, next_seq are relative, len is known (2.4) */
    A_HAS_TIMES = 1 << 3,   /* since_first_ns, since_previous_ns (10.1) */
    A_HAS_WINDOW = 1 << 4,  /* window is shown (8.4) */
    A_HAS_OPTIONS = 1 << 5, /* options are read as far as captured (2.6) */
    A_HAS_RECORD = 1 << 6,  /* there is a tcp.analysis at all (7) */
    A_HAS_FLIGHT = 1 << 7,  /* flight and push */
    A_HAS_ACKED = 1 << 8,   /* acks_frame, ack_rtt_ns */
    A_HAS_RTO = 1 << 9,     /* rto_ns, rto_frame */
    A_FIN_ACTIVE = 1 << 10, /* with FIN: this side closes first (12) */
    A_TFO_DATA = 1 << 11,   /* an earlier SYN had a cookie and data (11.8) */
    A_QUOTED = 1 << 12,     /* the header is one quoted by an ICMP error */
    A_HAS_SCALE = 1 << 13,  /* shift is shown (8.4) */
    A_FORGOTTEN = 1 << 14,  /* a cap was reached: the row may differ from Wireshark's */
    A_WHOLE = 1 << 15,      /* reading did not end early (2.5, 2.6): statistics count it */
};

/**
 * struct analysis_row - of one segment
 * @shown:       enum analysis_shown
 * @verdicts:    enum analysis_verdict; those that make tcp.analysis.flags
 * @stream:      tcp.stream
 * @slot:        of the conversation in this engine: a small number, used again when it is forgotten
 * @completeness: tcp.completeness, as it was before this segment (9.1)
 * @completeness_after: the same after it, which the next segment will show
 * @shift:       with A_HAS_SCALE: 0..14, -1 unknown, -2 none used
 * @forward:     1 or 2: which side sent it (3.6)
 * @announced:   FTP announced the conversation, which begins with this segment (9.4)
 * @seq, @ack, @next_seq: as shown (4.4): relative with A_HAS_LENGTH, else as in the header
 * @reverse_base: what SACK edges are relative to
 * @len:         tcp.len
 * @window:      tcp.window_size
 * @flight, @push: tcp.analysis.bytes_in_flight, .push_bytes_sent
 * @duplicate:   with A_DUPLICATE_ACK: its number in the row
 * @duplicate_frame: with A_DUPLICATE_ACK: the frame it repeats
 * @acks_frame, @ack_rtt_ns: tcp.analysis.acks_frame, .ack_rtt; no RTT is shown if it is 0
 * @rto_ns, @rto_frame: tcp.analysis.rto, .rto_frame
 * @initial_rtt_ns: tcp.analysis.initial_rtt, 0 if there is none
 * @since_first_ns, @since_previous_ns: tcp.time_relative, tcp.time_delta
 */
struct analysis_row {
    uint16_t shown, verdicts;
    uint32_t stream, slot;
    uint8_t completeness, completeness_after, forward;
    int8_t shift;
    bool announced;
    uint32_t seq, ack, next_seq, reverse_base, len, window;
    uint32_t flight, push, duplicate;
    uint64_t duplicate_frame, acks_frame, rto_frame;
    int64_t ack_rtt_ns, rto_ns, initial_rtt_ns, since_first_ns, since_previous_ns;
};

/**
 * struct analysis_options - caps; 0 takes the default
 * @max_conversations: kept at once (131,072); beyond them those without segments for longest are
 *                     forgotten
 * @max_unacked:       entries of all lists of unacknowledged segments together (262,144)
 * @seed:              of the hash; for tests; 0 for a random one
 * @exact:             no caps: memory grows with the capture, as Wireshark's does
 * @streams_only:      nothing is judged: of the rows stream, slot, forward and completeness are
 *                     valid, and of `shown` A_HAS_STREAM, A_NEW_STREAM, A_QUOTED, A_FORGOTTEN and
 *                     A_WHOLE
 */
struct analysis_options {
    uint32_t max_conversations, max_unacked;
    uint64_t seed;
    bool exact, streams_only;
};

/**
 * struct analysis_stats - what the caps did
 * @conversations: streams so far
 * @forgotten:     conversations given up for want of room
 * @unlisted:      segments that found no room in a list
 */
struct analysis_stats {
    uint64_t conversations, forgotten, unlisted;
};

/* The segment itself, or in its place the one that its ICMP error quotes, which is written to
 * `*quoted`; NULL if it takes no part in a conversation (2.1), and its row is not A_HAS_STREAM. */
const struct tcplens_segment *tl_analysis_taking_part(const struct tcplens_segment *seg,
                                                      struct tcplens_segment *quoted);

enum tcplens_status tl_analysis_new(struct analysis **ret, const struct analysis_options *options,
                                    struct tcplens_error *err) __attribute__((warn_unused_result));

/* Judge segments in the order of the capture, n <= ANALYSIS_BATCH. Of frames that hold no TCP, and
 * of ICMP errors that quote none, `shown` is 0. */
void tl_analysis_batch(struct analysis *a, const struct tcplens_segment *segs, size_t n,
                       struct analysis_row *rows);

void tl_analysis_stats(const struct analysis *a, struct analysis_stats *out);

/* NULL is allowed. */
void tl_analysis_free(struct analysis *a);

#endif
