// SPDX-License-Identifier: BSD-3-Clause
/*
 * lex.h - the words and signs of a filter. What a word is - a name, a number, an address - only
 * where it stands says.
 */
#ifndef TL_FILTER_LEX_H
#define TL_FILTER_LEX_H

#include <stddef.h>

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,      /* a name, a number, an address, a bare text */
    TOKEN_STRING,    /* in double quotes; `text` is what stands between them, escapes included */
    TOKEN_RAW,       /* r"...": likewise; only a quote is escaped */
    TOKEN_CHARACTER, /* in single quotes: likewise */
    TOKEN_RANGE,     /* [...]: what stands between the brackets */
    TOKEN_REFERENCE, /* ${...}: likewise */
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_BRACE_OPEN,
    TOKEN_BRACE_CLOSE,
    TOKEN_COMMA,
    TOKEN_TO, /* .. */
    TOKEN_LAYER,
    TOKEN_RAW_SIGN, /* @ */
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_XOR,
    TOKEN_NOT,
    TOKEN_ANY,
    TOKEN_ALL,
    TOKEN_IN,
    TOKEN_EQUAL, /* the comparisons, in the order of enum comparison */
    TOKEN_NOT_EQUAL,
    TOKEN_LESS,
    TOKEN_LESS_EQUAL,
    TOKEN_GREATER,
    TOKEN_GREATER_EQUAL,
    TOKEN_CONTAINS,
    TOKEN_MATCHES,
    TOKEN_ALL_EQUAL, /* those that bring a quantifier of their own */
    TOKEN_ANY_NOT_EQUAL,
    TOKEN_PLUS, /* arithmetic, in the order of enum arithmetic */
    TOKEN_MINUS,
    TOKEN_TIMES,
    TOKEN_OVER,
    TOKEN_MODULO,
    TOKEN_BITS,
    TOKEN_UNCLOSED, /* quotes or brackets that do not end */
    TOKEN_BAD,      /* no sign of ours */
};

/* `text[0..n)` is *borrowed* from the expression; `behind` is where the next token is looked for.
 */
struct token {
    enum token_kind kind;
    const char *text;
    size_t n;
    const char *behind;
};

/* The token at or behind `at`. */
struct token tl_filter_lex(const char *at);

#endif
