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
 * @findings:    @n of them; room for FINDINGS_MAX
 */
enum { FINDINGS_MAX = 2 * FINDINGS + 1 };
struct summing {
    const struct conn *conn;
    const struct past *past;
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

/* Let every family look at a segment, or at an ICMP error. */
void tl_witness_all(struct sight *s);
void tl_witness_icmp(struct sight *s);

/* Let every family draw its conclusions. */
void tl_conclude_all(struct summing *sum);

#endif
