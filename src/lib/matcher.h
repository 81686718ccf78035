// SPDX-License-Identifier: BSD-3-Clause
/*
 * matcher.h - a display filter over frames: the fields of the registry as a schema, and the
 * dissection of just those parts of a frame that the filter asks about.
 *
 * It has items of its own, so that whoever shows frames dissects only those that match.
 */
#ifndef TL_LIB_MATCHER_H
#define TL_LIB_MATCHER_H

#include <tcplens/error.h>

#include "dissect/dissect.h"

struct matcher;

/* `*ret` is *owned* by the caller. TCPLENS_ERR_USAGE says what is wrong with the filter, and
 * `*column` (may be NULL) where: an octet of it, from 0. */
enum tcplens_status tl_matcher_new(struct matcher **ret, const char *filter, size_t *column,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

/* The parts of a frame's dissection (enum field_part) that the filter depends on. */
unsigned tl_matcher_parts(const struct matcher *m);

/* What it keeps of a frame: `wanted` says which fields it depends on. *Borrowed*. */
const struct items *tl_matcher_items(const struct matcher *m);

/* Whether a frame matches; `view` holds what its parts need. */
bool tl_matcher_match(struct matcher *m, const struct field_view *view);

/* Where dissecting a frame changes what is remembered of its conversation (PART_PDU), it is done
 * once for all: let the items keep what the filter reads, and look at those. */
void tl_matcher_share(const struct matcher *m, struct items *items);
bool tl_matcher_holds(struct matcher *m, const struct items *items);

/* Values that were too much for a regular expression: as if it did not match them. */
uint64_t tl_matcher_given_up(const struct matcher *m);

/* NULL is allowed. */
void tl_matcher_free(struct matcher *m);

#endif
