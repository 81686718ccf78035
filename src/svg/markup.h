// SPDX-License-Identifier: BSD-3-Clause
/* markup.h - texts and numbers inside of XML and HTML: what a capture says never becomes markup. */
#ifndef TL_SVG_MARKUP_H
#define TL_SVG_MARKUP_H

#include "base/text.h"

/* `s` as character data, or as an attribute's value within either kind of quotes. */
void markup_text(struct text *t, const char *s);

/* A length in hundredths: 12345 is "123.45", -50 is "-0.5". */
void markup_number(struct text *t, int64_t hundredths);

/* " name=\"12.5\"". */
void markup_attribute(struct text *t, const char *name, int64_t hundredths);

#endif
