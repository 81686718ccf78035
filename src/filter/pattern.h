// SPDX-License-Identifier: BSD-3-Clause
/*
 * pattern.h - Perl's regular expressions (PCRE2) within bounds: a hostile expression or a hostile
 * text costs bounded time and memory, and what could not be decided is counted.
 *
 * They look at octets, not characters; upper and lower case of ASCII are the same.
 */
#ifndef TL_FILTER_PATTERN_H
#define TL_FILTER_PATTERN_H

#include <tcplens/error.h>

#include "base/octets.h"

struct pattern;

enum pattern_verdict { PATTERN_DIFFERS, PATTERN_MATCHES, PATTERN_GIVEN_UP };

/* Compile `text`; `*ret` is *owned* by the caller. TCPLENS_ERR_USAGE: it is none, or too large. */
enum tcplens_status tl_pattern_new(struct pattern **ret, struct span text,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

/* Whether it matches somewhere in `subject`. */
enum pattern_verdict tl_pattern_match(struct pattern *p, struct span subject);

/* NULL is allowed. */
void tl_pattern_free(struct pattern *p);

#endif
