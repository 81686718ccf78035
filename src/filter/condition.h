// SPDX-License-Identifier: BSD-3-Clause
/*
 * condition.h - a condition on rows in the language of Wireshark's display filters,
 * `tcp.port == 80 and not (tcp.len == 0 || ip.src in {10.0.0.1 .. 10.0.0.9})`, compiled to a flat
 * program. docs/display-filters.md describes the language for its users.
 *
 *     condition  = xor-part { ("or" | "||") xor-part }
 *     xor-part   = and-part { ("xor" | "^^") and-part }
 *     and-part   = part { ("and" | "&&") part }
 *     part       = ("not" | "!") part | "(" condition ")" | test
 *     test       = [ "any" | "all" ] value { comparison value } | value [ "not" ] "in" set
 *     comparison = "==" | "!=" | "===" | "!==" | "<" | "<=" | ">" | ">=" | "contains" | "matches"
 *     set        = "{" element { "," element } "}"
 *     element    = value [ ".." value ]
 *     value      = sum { "&" sum }
 *     sum        = product { ("+" | "-") product }
 *     product    = unary { ("*" | "/" | "%") unary }
 *     unary      = [ "-" | "+" ] primary { "[" range { "," range } "]" }
 *     primary    = FIELD [ "#" layer ] | "@" FIELD | LITERAL | FUNCTION "(" value { "," value } ")"
 *                | "{" value "}" | "(" value ")"
 *
 * A field has any number of values. A comparison holds if it does for any of them, `!=` and `===`
 * if it does for every one; of what is absent none does. A value alone asks whether it is there; a
 * flag, whether it is set; a number that was worked out, whether it is not 0.
 */
#ifndef TL_FILTER_CONDITION_H
#define TL_FILTER_CONDITION_H

#include <tcplens/error.h>

#include "filter/schema.h"

enum { FILTER_LONGEST = 65535 };

struct condition;

/*
 * Compile `expression` for rows of `s`, which must outlive it; on success `*ret` is *owned* by the
 * caller. TCPLENS_ERR_USAGE says what is wrong, and `*column` (may be NULL) where: the octet of the
 * expression, from 0.
 */
enum tcplens_status tl_condition_compile(struct condition **ret, const struct schema *s,
                                         const char *expression, size_t *column,
                                         struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Whether the condition holds for a row. A filter looks at one row at a time. */
bool tl_condition_match(struct condition *f, const struct schema *s, const void *row);

/* Whether the condition depends on a field; and whether on the layer that it stands in. */
bool tl_condition_reads(const struct condition *f, unsigned field);
bool tl_condition_reads_layer(const struct condition *f, unsigned field);

/* How many values were too much for a regular expression within its bounds: for them, it was as if
 * it did not match. */
uint64_t tl_condition_given_up(const struct condition *f);

/* NULL is allowed. */
void tl_condition_free(struct condition *f);

#endif
