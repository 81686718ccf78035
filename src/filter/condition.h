// SPDX-License-Identifier: BSD-3-Clause
/*
 * condition.h - a condition on rows, `retransmissions > 3 and not (state == "TIME-WAIT" || port ==
 * 80)`, compiled to a flat program: tests, and skips over those that can change nothing any more.
 *
 *     condition  = and-part { ("or" | "||") and-part }
 *     and-part   = part { ("and" | "&&") part }
 *     part       = ("not" | "!") part | "(" condition ")" | FIELD [ comparison ]
 *     comparison = ("==" | "!=" | "<" | "<=" | ">" | ">=" | "contains") operand
 *                | "in" "{" operand { "," operand } "}"
 *     operand    = literal | FIELD
 *
 * eq, ne, lt, le, gt, ge say the same as the signs. A field alone asks whether it is there, a flag
 * alone whether it is set. What a literal means, the field says: 50ms to a span (seconds if there
 * is no unit), 10k or 0x50 to a number, 10.0.0.0/8 to an address, 2026-11-21T09:00 to a time, and a
 * text needs no quotes unless it has blanks or signs in it.
 *
 * A comparison holds if it does for any value of the field, != if it does for each; of a field that
 * is absent none does.
 */
#ifndef TL_FILTER_CONDITION_H
#define TL_FILTER_CONDITION_H

#include <stdbool.h>
#include <stddef.h>

#include <tcplens/error.h>

#include "filter/relation.h"

struct condition;

/*
 * Compile `expression` for rows of `r`, whose fields must outlive it; on success `*ret` is *owned*
 * by the caller. TCPLENS_ERR_USAGE says what is wrong, and `*column` (may be NULL) where: the octet
 * of the expression, from 0.
 */
enum tcplens_status tl_condition_compile(struct condition **ret, const struct relation *r,
                                         const char *expression, size_t *column,
                                         struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Whether the condition holds for a row of the relation. */
bool tl_condition_match(const struct condition *f, const struct relation *r, const void *row);

/* Whether the condition depends on a field. */
bool tl_condition_reads(const struct condition *f, unsigned field);

/* NULL is allowed. */
void tl_condition_free(struct condition *f);

#endif
