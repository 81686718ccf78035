// SPDX-License-Identifier: BSD-3-Clause
/*
 * findings.h - how findings come about: what single segments witness, and what is concluded when
 * the story is told.
 *
 * One file a family, each with two functions. A witness looks at one segment and may note a
 * finding, which lives in the connection's journal from then on. A conclusion looks at the whole
 * connection and adds findings to the story only. A finding is about one side or none; there is at
 * most one of an ID for each.
 */
#ifndef TL_EXPLAIN_FINDINGS_H
#define TL_EXPLAIN_FINDINGS_H

#include "explain/sight.h"

enum { SIDE_NONE = 2 };

/**
 * struct summing - findings of a story while they are being collected
 * @conn, @past: the connection
 * @now_ns:      latest time in the capture
 * @findings:    @n of them; room for FINDINGS_MAX
 */
enum { FINDINGS_MAX = 2 * FINDINGS + 1 };
struct summing {
    const struct conn *conn;
    const struct past *past;
    int64_t now_ns;
    struct finding *findings;
    size_t n;
};

/* Note that this segment shows finding `id` about `side`; to be adjusted by the caller. Never NULL.
 */
struct finding *tl_note(struct sight *s, enum finding_id id, uint8_t side);

/* The finding of this ID and side in the journal, NULL if nothing was noted. */
struct finding *tl_noted(const struct sight *s, enum finding_id id, uint8_t side);

/* Add a finding to the story, its `count` 1. Never NULL. */
struct finding *tl_conclude(struct summing *sum, enum finding_id id, uint8_t side);

/* The finding of this ID and side among those collected, NULL if there is none. */
struct finding *tl_concluded(struct summing *sum, enum finding_id id, uint8_t side);

/* Add `frame` to the evidence, unless it is 0, there already, or there is no more room. */
void tl_evidence(struct finding *f, uint64_t frame);

/* Take a finding back that another one explains better. */
void tl_retract(struct summing *sum, enum finding_id id, uint8_t side);

/* Witnesses. All but tl_witness_icmp() get segments, copies by the capture left out. */
void tl_witness_opening(struct sight *s);
void tl_witness_agreed(struct sight *s);
void tl_witness_exchange(struct sight *s);
void tl_witness_closing(struct sight *s);
void tl_witness_loss(struct sight *s);
void tl_witness_window(struct sight *s);
void tl_witness_checksum(struct sight *s);
void tl_witness_conflict(struct sight *s);
void tl_witness_capture(struct sight *s);
void tl_witness_icmp(struct sight *s);

/* Conclusions. */
void tl_conclude_opening(struct summing *sum);
void tl_conclude_agreed(struct summing *sum);
void tl_conclude_exchange(struct summing *sum);
void tl_conclude_closing(struct summing *sum);
void tl_conclude_loss(struct summing *sum);
void tl_conclude_window(struct summing *sum);
void tl_conclude_checksum(struct summing *sum);
void tl_conclude_capture(struct summing *sum);

#endif
