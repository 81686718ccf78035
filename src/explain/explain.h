// SPDX-License-Identifier: BSD-3-Clause
/*
 * explain.h - the teller: takes segments with their verdicts, keeps each connection's rows, and
 * closes them into stories.
 *
 * Memory is bounded: all rows live in one pool of `max_rows`; a connection keeps at most
 * `max_rows_per_conn`, its first and its last ones, and counts what it dropped. When the pool is
 * empty the longest journal gives up its middle first.
 */
#ifndef TL_EXPLAIN_EXPLAIN_H
#define TL_EXPLAIN_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/segment.h>

#include "explain/story.h"
#include "track/track.h"

/**
 * struct teller_options - sizes, fixed when the teller is born
 * @max_conns: as in struct track_options
 * @max_rows:  0 for 200000
 * @max_rows_per_conn: 0 for 1000; at least 4
 * @findings_only: no rows are written and kept: all else that stories have is wanted
 */
struct teller_options {
    uint32_t max_conns, max_rows, max_rows_per_conn;
    bool findings_only;
};

struct teller;

enum tcplens_status tl_teller_new(struct teller **ret, const struct teller_options *options,
                                  struct tcplens_error *err) __attribute__((warn_unused_result));

/*
 * Take one segment and its verdict. Returns the row it made, *borrowed* until the next call, for
 * printing while capturing; NULL if the segment belongs to no connection or memory is short, and
 * where only findings are wanted.
 * `conn` is the tracker's record after the batch.
 */
const struct row *tl_teller_take(struct teller *t, const struct tcplens_segment *seg,
                                 const struct verdict *v, const struct conn *conn);

/* Text of a row returned by tl_teller_take(), while it is valid: what row.tells[].text point into.
 */
const char *tl_teller_texts(const struct teller *t, uint32_t slot);

/* Time has come to `ns`, whatever segments were taken: stories are told as of then. */
void tl_teller_now(struct teller *t, int64_t ns);

/*
 * The story of the connection in `slot` so far: rows in order, findings, health. *Borrowed* until
 * the next call for the teller. NULL if nothing was taken for this slot.
 */
const struct story *tl_teller_story(struct teller *t, uint32_t slot, const struct conn *conn);

/* Whether three quarters of max_rows are in use: time to tell and forget what has closed. */
bool tl_teller_is_pressed(const struct teller *t);

/* Forget the connection in `slot` and give its rows back. */
void tl_teller_forget(struct teller *t, uint32_t slot);

void tl_teller_free(struct teller *t);

#endif
