// SPDX-License-Identifier: BSD-3-Clause
/* literal.h - a written value, as the type it is compared with has it. */
#ifndef TL_FILTER_LITERAL_H
#define TL_FILTER_LITERAL_H

#include <stdbool.h>
#include <stddef.h>

#include "filter/value.h"

/* An address may be followed by /BITS: `*prefix` of its 128 bits count, else all of them. False if
 * `s[0..n)` is no value of that type; texts are not for here. */
bool tl_literal_read(enum value_type type, const char *s, size_t n, struct value *out,
                     uint8_t *prefix);

/* What is expected where it returned false: "a span of time, such as 50ms". */
const char *tl_literal_expected(enum value_type type);

#endif
