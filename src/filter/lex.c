// SPDX-License-Identifier: BSD-3-Clause
#include "filter/lex.h"

#include <stdbool.h>
#include <string.h>

/* Signs, the longer ones first, and the words that say the same. */
static const struct {
    const char *text;
    enum token_kind kind;
} fixed[] = {
    {"===", TOKEN_ALL_EQUAL},
    {"!==", TOKEN_ANY_NOT_EQUAL},
    {"&&", TOKEN_AND},
    {"||", TOKEN_OR},
    {"^^", TOKEN_XOR},
    {"==", TOKEN_EQUAL},
    {"!=", TOKEN_NOT_EQUAL},
    {"~=", TOKEN_ANY_NOT_EQUAL},
    {"<=", TOKEN_LESS_EQUAL},
    {">=", TOKEN_GREATER_EQUAL},
    {"..", TOKEN_TO},
    {"<", TOKEN_LESS},
    {">", TOKEN_GREATER},
    {"=", TOKEN_EQUAL},
    {"~", TOKEN_MATCHES},
    {"!", TOKEN_NOT},
    {"(", TOKEN_OPEN},
    {")", TOKEN_CLOSE},
    {"{", TOKEN_BRACE_OPEN},
    {"}", TOKEN_BRACE_CLOSE},
    {",", TOKEN_COMMA},
    {"#", TOKEN_LAYER},
    {"@", TOKEN_RAW_SIGN},
    {"+", TOKEN_PLUS},
    {"-", TOKEN_MINUS},
    {"*", TOKEN_TIMES},
    {"/", TOKEN_OVER},
    {"%", TOKEN_MODULO},
    {"&", TOKEN_BITS},
    {"and", TOKEN_AND},
    {"or", TOKEN_OR},
    {"xor", TOKEN_XOR},
    {"not", TOKEN_NOT},
    {"any", TOKEN_ANY},
    {"all", TOKEN_ALL},
    {"in", TOKEN_IN},
    {"eq", TOKEN_EQUAL},
    {"any_eq", TOKEN_EQUAL},
    {"ne", TOKEN_NOT_EQUAL},
    {"all_ne", TOKEN_NOT_EQUAL},
    {"lt", TOKEN_LESS},
    {"le", TOKEN_LESS_EQUAL},
    {"gt", TOKEN_GREATER},
    {"ge", TOKEN_GREATER_EQUAL},
    {"contains", TOKEN_CONTAINS},
    {"matches", TOKEN_MATCHES},
    {"all_eq", TOKEN_ALL_EQUAL},
    {"any_ne", TOKEN_ANY_NOT_EQUAL},
    {"bitwise_and", TOKEN_BITS},
};
enum { FIXED = sizeof fixed / sizeof fixed[0] };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters, digits, what names, addresses and times have between them, and all beyond ASCII. */
static bool is_of_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
           (unsigned char)c >= 0x80 || (c != '\0' && strchr("_.:-", c) != NULL);
}

/* Whether a slash behind word[0..n) leads to the length of an address' prefix: 10.0.0.0/8. */
static bool is_address(const char *word, size_t n)
{
    const bool numeric = is_digit(word[0]) && memchr(word, '.', n) != NULL;

    return (numeric || memchr(word, ':', n) != NULL) && is_digit(word[n + 1]);
}

/* Octets of the word at `at`, 0 if there is none. */
static size_t word_length(const char *at)
{
    size_t n = 0;

    if (*at == '-')
        return 0;
    while (is_of_word(at[n]) && strncmp(at + n, "..", 2) != 0)
        n++;
    if (n > 0 && at[n] == '/' && is_address(at, n)) {
        for (n++; is_digit(at[n]); n++) {
        }
    }
    return n;
}

/* From the octet behind the opening one to `close`; a backslash takes the next octet with it. */
static struct token enclosed(enum token_kind kind, const char *opening, const char *text,
                             char close)
{
    const bool escapes = kind != TOKEN_RANGE && kind != TOKEN_REFERENCE;
    size_t n = 0;

    while (text[n] != '\0' && text[n] != close)
        n += escapes && text[n] == '\\' && text[n + 1] != '\0' ? 2 : 1;
    if (text[n] == '\0')
        return (struct token){TOKEN_UNCLOSED, opening, 1, opening + 1};
    return (struct token){kind, text, n, text + n + 1};
}

static struct token token_of(enum token_kind kind, const char *text, size_t n)
{
    return (struct token){kind, text, n, text + n};
}

struct token tl_filter_lex(const char *at)
{
    size_t n;

    at += strspn(at, " \t\r\n");
    if (*at == '\0')
        return token_of(TOKEN_END, at, 0);
    if (*at == '"')
        return enclosed(TOKEN_STRING, at, at + 1, '"');
    if (*at == '\'')
        return enclosed(TOKEN_CHARACTER, at, at + 1, '\'');
    if ((*at == 'r' || *at == 'R') && at[1] == '"')
        return enclosed(TOKEN_RAW, at, at + 2, '"');
    if (*at == '[')
        return enclosed(TOKEN_RANGE, at, at + 1, ']');
    if (strncmp(at, "${", 2) == 0)
        return enclosed(TOKEN_REFERENCE, at, at + 2, '}');
    n = word_length(at);
    for (size_t i = 0; i < FIXED; i++) {
        const size_t len = strlen(fixed[i].text);

        if ((n == 0 || n == len) && strncmp(at, fixed[i].text, len) == 0)
            return token_of(fixed[i].kind, at, len);
    }
    return n > 0 ? token_of(TOKEN_WORD, at, n) : token_of(TOKEN_BAD, at, 1);
}
