// SPDX-License-Identifier: BSD-3-Clause
/* tell.h - from a slot of the tracker to the caller's sink, in the view and format asked for. */
#ifndef TL_LIB_TELL_H
#define TL_LIB_TELL_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/pipeline.h"

/* Whether the caller asked for this connection. */
bool tl_tell_wanted(const struct pipeline *p, const struct conn *conn);

/* Whether rows can be shown as they arrive, or the form needs the whole story. */
bool tl_tell_live_rows(const struct pipeline *p);

/* Show a row as it arrives. */
void tl_tell_row(struct pipeline *p, uint32_t slot, const struct row *row);

/* Tell the story in `slot`, if there is one and it is wanted; the head and the findings only if its
 * rows were shown as they arrived. The teller forgets it. */
void tl_tell(struct pipeline *p, uint32_t slot, bool rows_shown);

/* Tell all that the tracker still holds, in the order of their first frames. */
enum tcplens_status tl_tell_rest(struct pipeline *p, void (*tell)(void *ctx, uint32_t slot),
                                 void *ctx, struct tcplens_error *err);

/* What was read and what had to be left out, where the output is for programs. */
void tl_tell_summary(struct pipeline *p, const char *input);

#endif
