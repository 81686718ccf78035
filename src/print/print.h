// SPDX-License-Identifier: BSD-3-Clause
/*
 * print.h - a frame as tcpdump 4.99 prints it: one line, and below it whatever -v and -x add.
 *
 * A printer remembers what the dialect needs across frames and nothing else: the times of the first
 * and the previous frame, and where each direction's sequence numbers begin. Its memory does not
 * grow. It belongs to one thread at a time.
 */
#ifndef TL_PRINT_PRINT_H
#define TL_PRINT_PRINT_H

#include <tcplens/error.h>
#include <tcplens/frame.h>
#include <tcplens/print.h>

#include "base/text.h"

struct printer;

/* `options` are copied; what they point to is *borrowed*. `*ret` is *owned* by the caller. */
enum tcplens_status tl_print_new(struct printer **ret, const struct tcplens_print_options *options,
                                 struct tcplens_error *err) __attribute__((warn_unused_result));

/* Whether there is a printer for frames of this LINKTYPE_ value: others are dumped. */
bool tl_print_knows(uint16_t link_type);

/* Append `frame` to `out`, newline included. Frames are counted (-#) and compared in time (-ttt) in
 * the order of these calls. */
void tl_print_frame(struct printer *p, struct text *out, const struct tcplens_frame *frame);

/* Say what will be printed soon: at most 64 frames are looked at, so that what the printer
 * remembers of their connections is in the cache then. It changes nothing but the time that takes:
 * where 100,000 connections take turns, a line costs 165 ns instead of 240. */
void tl_print_expect(const struct printer *p, const struct tcplens_frame *frames, size_t n);

/* NULL is allowed. */
void tl_print_free(struct printer *p);

#endif
