// SPDX-License-Identifier: BSD-3-Clause
/*
 * redact.h - frames as they come from a source to frames that tell nothing of who spoke and what
 * was said, and all of how: addresses are replaced, the same always by the same; of headers known
 * here the rest is kept; everything else becomes zeros, as long as it was.
 *
 * Checksums are changed by as much as what they cover: who was right is right, who was wrong is as
 * wrong as before, and one left to the interface is still left to it. Not so where a frame does not
 * hold all that is covered: of segments in IP fragments.
 */
#ifndef TL_REDACT_REDACT_H
#define TL_REDACT_REDACT_H

#include <stdbool.h>
#include <stddef.h>

#include <tcplens/error.h>
#include <tcplens/frame.h>

struct redactor;

/* `key` NULL: one that nobody knows. `*ret` is *owned* by the caller. */
enum tcplens_status tl_redact_new(struct redactor **ret, const char *key, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Replace frames[0..n) by such that borrow from the redactor, until its next call. False, with the
 * frames as empty as they can be, if there is no memory. */
bool tl_redact_frames(struct redactor *r, struct tcplens_frame *frames, size_t n);

/* NULL is allowed. */
void tl_redact_free(struct redactor *r);

#endif
