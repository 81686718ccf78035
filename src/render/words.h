// SPDX-License-Identifier: BSD-3-Clause
/*
 * words.h - the words for the codes of a story, in a catalogue's language: the only place where a
 * code meets a sentence. Whole sentences are translated, never their parts.
 */
#ifndef TL_RENDER_WORDS_H
#define TL_RENDER_WORDS_H

#include "base/text.h"
#include "explain/story.h"
#include "render/render.h"

/* "client" or "server" (side 0 or 1), as a label and within a sentence ("the client"). */
const char *words_side(const struct catalogue *c, unsigned side);
const char *words_the_side(const struct catalogue *c, unsigned side);

const char *words_phase(const struct catalogue *c, enum phase phase);
const char *words_health(const struct catalogue *c, enum health health);

/* Likewise in at most ten columns, for a list. */
const char *words_health_brief(const struct catalogue *c, enum health health);
const char *words_severity(const struct catalogue *c, enum severity severity);
const char *words_confidence(const struct catalogue *c, enum confidence confidence);

/* Why we think who is the client; NULL where a SYN says so. */
const char *words_role_reason(const struct catalogue *c, enum role_reason reason);

/* "SYN ACK": names as RFC 9293 has them. "[S.]": as tcpdump has them. */
void words_flags(struct text *t, uint16_t flags);
void words_flags_tcpdump(struct text *t, uint16_t flags);

/* All that a segment does, as one phrase; `texts` as in struct story. */
void words_tells(struct text *t, const struct view *view, const struct row *row, const char *texts);

/* One of a segment's numbers as the view shows them: 75, or 167702913, or "75 (=167702913)". */
void words_number(struct text *t, const struct view *view, uint32_t rel, uint32_t raw);

/*
 * Where a segment's numbers come from, as a table's cell tells it: "frame 4's 1 + its 74 bytes".
 * The last form tells both for a story, "seq 75 = …; ack 76 = …", with `apart` in between, and
 * leaves out what did not change; it may be empty.
 */
void words_from_seq(struct text *t, const struct view *view, const struct row *row);
void words_from_ack(struct text *t, const struct view *view, const struct row *row);
void words_provenance(struct text *t, const struct view *view, const struct row *row,
                      const char *apart);

/* An amount in at most 7 columns: 97 B, 1.46 kB, 12.3 MB. */
void words_amount(struct text *t, uint64_t octets);

/* A finding's title with its numbers filled in; the frames that prove it, "frames 1, 3, 7–9". */
void words_finding_title(struct text *t, const struct catalogue *c, const struct finding *f);
void words_evidence(struct text *t, const struct catalogue *c, const struct finding *f);

#endif
