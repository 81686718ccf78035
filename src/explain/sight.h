// SPDX-License-Identifier: BSD-3-Clause
/*
 * sight.h - one segment while it is being told: what came in, what is remembered, and the row that
 * is being written.
 *
 * A segment goes through four steps in this order, all on one struct sight: provenance and tells
 * write the row, the witnesses note findings, remembering changes the past. Only the last step
 * writes to `past`, so the others see the connection as it was before the segment.
 */
#ifndef TL_EXPLAIN_SIGHT_H
#define TL_EXPLAIN_SIGHT_H

#include <stdbool.h>
#include <stdint.h>

#include "app/app.h"
#include "decode/decode.h"
#include "explain/journal.h"
#include "tcp/options.h"
#include "track/verdict.h"

struct spare {
    struct tell tell;
    struct finding finding;
};

/**
 * struct sight - one segment being told
 * @seg, @v, @conn: as given to tl_teller_take()
 * @journals, @slot: where findings go
 * @copies:   what all sides sent lately
 * @past:     of the connection; @self, @peer: the sender's side of it and the other
 * @phase:    enum phase, with this segment
 * @row:      being written; @text: its text, written at text[1]; both NULL if nobody wants rows
 * @options:  read for SYNs and segments with SACK only; else `present` is 0
 * @checksum: enum checksum_verdict; RIGHT for copies by the capture, which are not summed
 * @app:      what the payload begins with; APP_UNKNOWN for copies by the capture
 * @spare: *borrowed*: written to where there is no room, and never read
 */
struct sight {
    const struct tcplens_segment *seg;
    const struct verdict *v;
    const struct conn *conn;
    struct journals *journals;
    struct copies *copies;
    struct past *past;
    struct past_side *self, *peer;
    struct row *row;
    char *text;
    uint32_t slot;
    struct tcp_options options;
    struct app_facts app;
    uint8_t checksum, phase;
    struct spare *spare;
};

static inline bool judged(const struct sight *s, uint32_t bits)
{
    return (s->v->bits & bits) != 0;
}

static inline bool flagged(const struct sight *s, uint32_t flags)
{
    return (s->seg->flags & flags) != 0;
}

/* Whether the segment is an ACK and nothing else. */
static inline bool is_pure_ack(const struct sight *s)
{
    return s->seg->payload_len == 0 && flagged(s, TCPLENS_ACK) &&
           !flagged(s, TCPLENS_SYN | TCPLENS_FIN | TCPLENS_RST);
}

/* A new tell on the row. Never NULL. */
struct tell *tl_row_tell(struct sight *s, enum tell_code code);

/* The same with what most tells hold. */
void tl_row_tell_since(struct sight *s, enum tell_code code, uint64_t frame, int64_t ns);

/* Make octets of the network the row's text, harmless and cut to fit; the offset for tell.text. */
uint32_t tl_row_text(struct sight *s, const uint8_t *octets, size_t n);

/* Where seq and ack come from. */
void tl_provenance(struct sight *s);

/* What the segment does, by family; each adds its tells to the row. */
void tl_tell_trouble(struct sight *s);
void tl_tell_opening(struct sight *s);
void tl_tell_data(struct sight *s);
void tl_tell_closing(struct sight *s);
void tl_tell_acking(struct sight *s);
void tl_tell_icmp(struct sight *s);

/* Whether it is the handshake's last ACK once more, in answer to a SYN-ACK sent again. */
bool tl_answers_syn_ack(const struct sight *s);

/* Octets that a D-SACK reports (RFC 2883 4): the first SACK block lies below the ACK, or within the
 * second block. 0 if there is none. */
uint32_t tl_d_sack_octets(const struct sight *s);

/* Its time stamps (RFC 7323 3.2); false if it has none, or the capture cut them. */
bool tl_time_stamps(const struct sight *s, uint32_t *val, uint32_t *ecr);

/* Whether it acknowledges the other side's retransmission with the time stamp of an earlier copy:
 * so that one had arrived (RFC 3522 3.2). */
bool tl_echoes_first_copy(const struct sight *s);

/* Make the segment part of the past. */
void tl_remember(struct sight *s);

/* The part of it that follows numbers which were not captured; notes what it finds out. */
void tl_remember_holes(struct sight *s);

/* Whether the segment holds numbers that are missing so far. */
bool tl_fills_hole(const struct sight *s);

#endif
