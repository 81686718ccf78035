// SPDX-License-Identifier: BSD-3-Clause
/*
 * tell.h - from the pipeline's batch to the caller's sink, in the view and format asked for.
 *
 * Each connection is told once. Segments that come after that still count, and are shown where rows
 * are shown as they arrive, but no story has them.
 */
#ifndef TL_LIB_TELL_H
#define TL_LIB_TELL_H

#include <stdint.h>

#include "lib/pipeline.h"

/* Whether rows can be shown as they arrive, or the form needs the whole story. */
bool tl_tell_can_show_rows(const struct pipeline *p);

/* Take the batch: rows to the teller (and the sink, if p->rows_shown), closed connections to
 * p->endings. */
void tl_tell_batch(struct pipeline *p);

/* Tell and forget the connections that the last batch ended for good. */
void tl_tell_retired(struct pipeline *p);

/* Tell and forget those that closed a while before `now_ns`. */
void tl_tell_closed(struct pipeline *p, int64_t now_ns);

/* Tell and forget all that the tracker still holds, in the order of their first frames. */
enum tcplens_status tl_tell_rest(struct pipeline *p, struct tcplens_error *err);

/* What was read and what had to be left out, where the output is for programs. */
void tl_tell_summary(struct pipeline *p, const char *input);

#endif
