// SPDX-License-Identifier: BSD-3-Clause
/* literal.h - a written value, as the type it is compared with has it. */
#ifndef TL_FILTER_LITERAL_H
#define TL_FILTER_LITERAL_H

#include "filter/lex.h"
#include "filter/schema.h"

/**
 * struct literal
 * @value:  its octets, if it has any, are in the store
 * @bits:   of an address: how many count, from the first one on
 * @stored: octets of the store that are used
 */
struct literal {
    struct datum value;
    uint8_t bits;
    size_t stored;
};

enum { LITERAL_STORE = 16 };

/* Read `s[0..n)`; false if it is no value of that type. `store` has room for LITERAL_STORE octets
 * and for `n`. Texts are not for here. */
bool tl_literal_read(enum filter_type type, bool utc, const char *s, size_t n, uint8_t *store,
                     struct literal *out);

/* "an IPv4 address" */
const char *tl_literal_type_name(enum filter_type type);

/* What is expected where it returned false: "a span of time, such as 50ms". */
const char *tl_literal_expected(enum filter_type type);

/* The octets that a word or a text of any quotes stands for, into `store`, which has room for
 * token->n of them; NULL, or what is wrong with it. */
const char *tl_literal_text(const struct token *token, uint8_t *store, struct literal *out);

/* ---- within this room (literal_time.c) ---- */

/* A number with a fraction and a unit, such as 1.5s or 10k; see the tables. */
bool literal_span(const char *s, int64_t *ns);
bool literal_amount(const char *s, uint64_t *out);

/* Seconds since 1970, or a date with what follows of a time and a zone. */
bool literal_time(const char *s, bool utc, int64_t *ns);

#endif
