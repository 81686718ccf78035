// SPDX-License-Identifier: BSD-3-Clause
/*
 * tally.h - a tree of names, each counted: how many, how many a millisecond, what part of those
 * above it, and the most within a tenth of a second.
 *
 * Bounded: a name that finds no room is counted as left, and told below the table.
 */
#ifndef TL_STAT_TALLY_H
#define TL_STAT_TALLY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

enum { TALLY_NODES = 1024, TALLY_NAME = 48, TALLY_ROOT = 0 };

struct tally;

/* With a root of that name. *Owned*; NULL if there is no memory. */
struct tally *tl_tally_new(const char *root);

/* NULL is allowed. */
void tl_tally_free(struct tally *t);

/* The child `name[0..n)` of a node, a new one with a count of 0 if there is none; the root if there
 * is no room. Of longer names than TALLY_NAME, their beginning. */
uint16_t tl_tally_child(struct tally *t, uint16_t parent, const char *name, size_t n);

/* One more, `ns` after the capture began; and one for every node above it. */
void tl_tally_count(struct tally *t, uint16_t node, int64_t ns);

/* The table, headed by `title`. */
void tl_tally_print(const struct tally *t, const char *title, struct text *out);

#endif
