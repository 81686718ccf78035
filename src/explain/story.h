// SPDX-License-Identifier: BSD-3-Clause
/*
 * story.h - a connection's story as data: codes, numbers and frame numbers, in no language.
 *
 * A story is what explain/ concludes and what render/ tells. Each code has one meaning, stated
 * here; its words live in render's phrases and the catalogues. Every claim names the frames that
 * prove it, and what an observer cannot see is marked as inferred.
 */
#ifndef TL_EXPLAIN_STORY_H
#define TL_EXPLAIN_STORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/segment.h>

#include "explain/finding.h"
#include "track/conn.h"

enum phase {
    PHASE_OPENING,
    PHASE_DATA,
    PHASE_CLOSING,
    PHASE_ABORTED, /* from the RST on, unless it refused the opening or came after the close */
};

/* What one segment does. The fields of struct tell that a code uses stand behind it. */
enum tell_code {
    TELL_NONE,
    /* opening */
    TELL_ASKS_TO_OPEN, /* SYN; n: raw ISN, m: steps in all, 4 in a simultaneous open, else 0 */
    TELL_ASKS_AGAIN,   /* SYN sent again; frame: first copy, ns: since then */
    TELL_AGREES,       /* SYN-ACK; n: raw ISN, frame: the SYN, ns: since it */
    TELL_AGREES_AGAIN, /* SYN-ACK sent again; frame, ns */
    TELL_COMPLETES_HANDSHAKE, /* frame: the SYN-ACK, ns */
    TELL_CROSSES_SYN, /* SYN of a simultaneous open, step 2 of 4; n: raw ISN, frame: the other's */
    TELL_AGREES_CROSSING, /* SYN-ACK of one; n: step, 3 or 4, frame: the other's SYN, ns: since it
                           */
    TELL_FAST_OPEN_COOKIE_REQUEST,
    TELL_FAST_OPEN_DATA, /* n: octets of data in the SYN */
    TELL_FAST_OPEN_ACCEPTED,
    TELL_FAST_OPEN_IGNORED,
    /* data */
    TELL_SENDS,            /* n: octets; text: beginning of printable text, or empty */
    TELL_SENDS_MORE,       /* continues the message that frame began; n, text as in SENDS */
    TELL_HTTP_REQUEST,     /* text: "GET /hello" */
    TELL_HTTP_RESPONSE,    /* text: "200 OK"; frame: the request, ns: since it */
    TELL_TLS_CLIENT_HELLO, /* text: server name */
    TELL_TLS_SERVER_HELLO,
    TELL_TLS_RECORD,
    TELL_TLS_ALERT,  /* n: description or -1 if encrypted; text: its name (RFC 8446 6), or empty */
    TELL_SSH_BANNER, /* text */
    TELL_APP_LINE,   /* text: command or reply of SMTP, FTP, …; n: enum app_kind */
    TELL_DNS_QUERY,  /* text: name asked for */
    TELL_DNS_RESPONSE,  /* text: name asked for; frame: the query or 0, ns: since it */
    TELL_URGENT,        /* n: octets up to and including the urgent one */
    TELL_SUPER_SEGMENT, /* n: number of MSS-sized segments it stands for */
    /* acknowledging */
    TELL_ACKS,          /* frame..frame2: acknowledged frames, n: octets, ns: delay or -1 */
    TELL_DUP_ACK,       /* n: which in the row; frame: of the first with this ack */
    TELL_SACKS,         /* n: octets reported beyond the ack */
    TELL_D_SACK,        /* n: octets reported as received twice */
    TELL_NOTHING_NEW,   /* pure ACK that repeats everything; frame: earlier one */
    TELL_WINDOW_UPDATE, /* n: octets now, m: octets before */
    TELL_ZERO_WINDOW,
    TELL_ZERO_WINDOW_PROBE,     /* frame: of the zero window, ns: since it */
    TELL_ZERO_WINDOW_PROBE_ACK, /* frame: the probe */
    TELL_WINDOW_FULL,           /* n: octets in flight */
    TELL_KEEP_ALIVE,            /* ns: idle time before it */
    TELL_KEEP_ALIVE_ACK,        /* frame: the probe */
    TELL_CHALLENGE_ACK,         /* frame: what it answers */
    TELL_ECN_ECHO,              /* ECE: congestion was met */
    TELL_CWR,                   /* sender has slowed down */
    /* what went wrong */
    TELL_RETRANSMITS,      /* frame: first copy or 0, ns: since it, n: octets */
    TELL_FAST_RETRANSMITS, /* same, after m duplicate ACKs */
    TELL_SPURIOUS,         /* same; frame2: the ACK that had covered it */
    TELL_OUT_OF_ORDER,     /* n: octets */
    TELL_FILLS_PARTLY_NEW, /* frame: earlier copy of the old part; n: new octets */
    TELL_DUP_CAPTURE,      /* frame: the other copy */
    TELL_AFTER_GAP,        /* n: octets missing before it */
    TELL_ACKS_UNSEEN,      /* n: octets it acknowledges that were not captured */
    TELL_UNACCEPTABLE,     /* outside the window: ignored by the receiver */
    TELL_SYN_WHILE_OPEN,   /* a SYN on an open connection: draws a challenge ACK */
    TELL_INEXACT_RST,      /* in the window, but not the next number: draws a challenge ACK */
    TELL_CHECKSUM_WRONG,   /* the receiver drops it */
    /* closing */
    TELL_CLOSES,              /* FIN; n: step, m: steps in all or 0 if not known (yet) */
    TELL_CLOSES_AND_ACKS_FIN, /* FIN that acknowledges the other's in frame: two of the textbook's
                                 four steps in one; n, m as above, ns: since frame */
    TELL_CLOSE_CONFIRMED,     /* ACK of a FIN; n, m as above; frame: the FIN, ns */
    TELL_CLOSES_AGAIN,        /* FIN sent again; frame, ns */
    TELL_CROSSES_FIN,         /* frame: the other side's FIN */
    TELL_REFUSES,             /* RST answering the SYN in frame */
    TELL_ABORTS,              /* RST; frame: what drew it, or 0 */
    TELL_ABORTS_UNREAD,       /* RST answering data sent after its own close; frame: that data */
    TELL_RST_CAUSE,           /* the payload of a RST (RFC 9293 3.5.2); n: octets, text */
    TELL_RST_NO_CONNECTION,   /* RST to a segment after the close; frame */
    TELL_DATA_AFTER_CLOSE,    /* n: octets sent to a side that has closed both ways */
    /* around it */
    TELL_MID_CAPTURE, /* first captured segment of a connection that was already open */
    TELL_ICMP_ERROR,  /* n: type << 8 | code, ICMPv6's if the addresses are IPv6; m: MTU of the next
                         hop or 0; frame: quoted segment or 0; text: message ID of what it says */
    TELL_CODES,
};

enum { STORY_TEXT_MAX = 96 };

/* One thing that a segment does; `text` is harmless UTF-8, "" where unused. */
struct tell {
    uint64_t n, frame, frame2;
    int64_t ns;
    uint32_t m;
    uint32_t text; /* offset in story.texts; 0 is "" */
    uint16_t code;
};

/* Why seq is what it is. */
enum seq_source {
    SEQ_ISN,        /* chosen at random: the initial sequence number */
    SEQ_ISN_AGAIN,  /* the same SYN again: frame has the first */
    SEQ_AFTER,      /* frame's base + len (+1 for SYN, +1 for FIN) */
    SEQ_UNCHANGED,  /* frame's base: it took no number */
    SEQ_REPEATS,    /* as in frame: sent again */
    SEQ_KEEP_ALIVE, /* one below the next: a probe that must be answered */
    SEQ_FIRST_SEEN, /* the capture began here: relative numbers start from it */
    SEQ_AFTER_GAP,  /* continues numbers that were not captured: len of them after frame */
    SEQ_COPIED_ACK, /* a RST takes it from the ACK number it answers, in frame (RFC 9293 3.5.2) */
    SEQ_RST_ZERO,   /* a RST that answers a segment without ACK has number 0 (RFC 9293 3.5.2) */
    SEQ_OTHER,      /* fits nothing the capture shows */
};

/* Why ack is what it is. */
enum ack_source {
    ACK_ABSENT,     /* no ACK flag: the field means nothing */
    ACK_AFTER,      /* frame's base + len (+1 for SYN, +1 for FIN): what is expected next */
    ACK_UNCHANGED,  /* nothing new arrived since frame said the same */
    ACK_PARTLY,     /* more than before, but not the end of any frame that is remembered */
    ACK_OLDER,      /* less than frame, captured before it, had said: overtaken on the way */
    ACK_UNSEEN,     /* covers octets that were not captured */
    ACK_FIRST_SEEN, /* the capture began here */
    ACK_OTHER,
};

/* base + len + syn + fin == the number, wherever frame is not 0. */
struct provenance {
    uint8_t source; /* enum seq_source or enum ack_source */
    bool syn, fin;  /* of frame: each takes one number */
    uint32_t base, len;
    uint64_t frame;
};

/**
 * struct row - one segment of the story
 * @number, @ts_ns, @seq, @ack, @flags, @wnd: as captured
 * @side, @before, @after: as in struct verdict
 * @phase:    enum phase
 * @inferred: the state after it is inferred
 * @rel_seq, @rel_ack, @payload_len, @window, @window_scaled: as in struct verdict
 * @from_seq, @from_ack: provenance
 * @tells:    @n_tells of them, the most telling first
 * @icmp:     not a segment: an ICMP error that quotes one (only number, ts_ns, side, tells count)
 */
enum { ROW_TELLS = 4 };
struct row {
    uint64_t number;
    int64_t ts_ns;
    struct tcplens_seq seq, ack;
    uint32_t rel_seq, rel_ack, payload_len, window;
    uint16_t flags, wnd;
    uint8_t side, before[2], after[2], phase;
    bool window_scaled, inferred, icmp;
    uint8_t n_tells;
    struct provenance from_seq, from_ack;
    struct tell tells[ROW_TELLS];
};

/* Health in one word, the worst that applies. */
enum health {
    HEALTH_CLEAN,
    HEALTH_NOTED,      /* complete, with something worth knowing */
    HEALTH_LOSSY,      /* retransmissions or losses */
    HEALTH_STALLED,    /* zero window, or waiting that the other side caused */
    HEALTH_UNFINISHED, /* open when the capture ended */
    HEALTH_INCOMPLETE, /* the capture lacks its beginning or parts of it */
    HEALTH_ABORTED,    /* reset */
    HEALTH_REFUSED,
    HEALTH_UNANSWERED, /* SYNs without any answer */
};

/**
 * struct story - everything there is to say of one connection
 * @conn:     a copy of the tracker's record when the story was closed
 * @health:   enum health; @health_finding: index into findings of its reason, -1 if none
 * @protocol: what the payload proved to be, "HTTP", or NULL
 * @service:  the responder's port by name, or NULL
 * @request, @response: first request and response line, offsets in texts, 0 if none or unknown
 * @response_ns: from the request to the response, -1 if unknown
 * @rows:     @n_rows of them in frame order; when a cap was reached the middle is missing:
 *            @rows_dropped segments after rows[@rows_head - 1]
 * @findings: @n_findings, the most severe first, then by first evidence; @findings_dropped could
 * not be kept because memory was short
 * @texts:    NUL-terminated strings, texts[0] is ""
 * @fin_to_fin_ns: half-closed for so long: 100 ms or more from FIN to FIN, or data in between; -1
 *            if not
 * @fin_frame, @rst_frame: of either side's first FIN, and of the first RST that took effect; 0 if
 *            none
 * @evicted:  forgotten early because the table was full: its end is unknown
 */
struct story {
    struct conn conn;
    uint8_t health;
    int health_finding;
    const char *protocol, *service;
    uint32_t request, response;
    int64_t response_ns, fin_to_fin_ns;
    uint64_t fin_frame[2], rst_frame;
    struct row *rows;
    size_t n_rows, rows_head;
    uint64_t rows_dropped;
    struct finding *findings;
    size_t n_findings;
    uint64_t findings_dropped;
    const char *texts;
    bool evicted;
};

#endif
