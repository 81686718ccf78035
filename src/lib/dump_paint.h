// SPDX-License-Identifier: BSD-3-Clause
/*
 * dump_paint.h - lines on their way to the output, each in the colour of its connection (ANSI SGR).
 *
 * The colours are Okabe and Ito's, which all kinds of colour vision tell apart, in the shades that
 * a terminal of 256 colours has. They come round again: a colour names a connection only beside its
 * neighbours. Every line begins and ends its own colour, so that pagers and grep(1) keep it.
 */
#ifndef TL_LIB_DUMP_PAINT_H
#define TL_LIB_DUMP_PAINT_H

#include "base/text.h"

struct dump_paint;

/* A painter before `out`, which is *borrowed*. *Owned* by the caller; NULL without memory. */
struct dump_paint *tl_dump_paint_new(struct text *out);

/* Where to write whole lines that belong to connection `number`, 0 for none. */
struct text *tl_dump_paint_begin(struct dump_paint *p, uint64_t number);

/* Hand them on. */
void tl_dump_paint_end(struct dump_paint *p);

/* NULL is allowed. */
void tl_dump_paint_free(struct dump_paint *p);

#endif
