// SPDX-License-Identifier: BSD-3-Clause
/* lex.h - the words and signs of a filter expression. */
#ifndef TL_FILTER_LEX_H
#define TL_FILTER_LEX_H

#include <stddef.h>

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,   /* a name, a number, an address, a bare text */
    TOKEN_STRING, /* in quotes; `text` is what stands between them, escapes included */
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_SET_OPEN,
    TOKEN_SET_CLOSE,
    TOKEN_COMMA,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,
    TOKEN_IN,
    TOKEN_EQUAL, /* the comparisons, in the order of enum comparison */
    TOKEN_NOT_EQUAL,
    TOKEN_LESS,
    TOKEN_LESS_EQUAL,
    TOKEN_GREATER,
    TOKEN_GREATER_EQUAL,
    TOKEN_CONTAINS,
    TOKEN_UNCLOSED, /* quotes that do not end */
    TOKEN_BAD,      /* no sign of ours */
};

/* `text[0..n)` is *borrowed* from the expression. */
struct token {
    enum token_kind kind;
    const char *text;
    size_t n;
};

/* The token at or behind `at`. */
struct token tl_condition_lex(const char *at);

/* Where the next one begins to be looked for. */
const char *tl_condition_behind(const struct token *token);

#endif
