// SPDX-License-Identifier: BSD-3-Clause
#include "filter/lex.h"

#include <stdbool.h>
#include <string.h>

/* Signs, the longer ones first, and the words that say the same. */
static const struct {
    const char *text;
    enum token_kind kind;
} fixed[] = {
    {"&&", TOKEN_AND},
    {"||", TOKEN_OR},
    {"==", TOKEN_EQUAL},
    {"!=", TOKEN_NOT_EQUAL},
    {"<=", TOKEN_LESS_EQUAL},
    {">=", TOKEN_GREATER_EQUAL},
    {"<", TOKEN_LESS},
    {">", TOKEN_GREATER},
    {"=", TOKEN_EQUAL},
    {"!", TOKEN_NOT},
    {"(", TOKEN_OPEN},
    {")", TOKEN_CLOSE},
    {"{", TOKEN_SET_OPEN},
    {"}", TOKEN_SET_CLOSE},
    {",", TOKEN_COMMA},
    {"and", TOKEN_AND},
    {"or", TOKEN_OR},
    {"not", TOKEN_NOT},
    {"in", TOKEN_IN},
    {"eq", TOKEN_EQUAL},
    {"ne", TOKEN_NOT_EQUAL},
    {"lt", TOKEN_LESS},
    {"le", TOKEN_LESS_EQUAL},
    {"gt", TOKEN_GREATER},
    {"ge", TOKEN_GREATER_EQUAL},
    {"contains", TOKEN_CONTAINS},
};
enum { FIXED = sizeof fixed / sizeof fixed[0] };

/* Letters, digits, what names, addresses and times have between them, and all beyond ASCII. */
static bool is_of_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80 || (c != '\0' && strchr("_.:/-+%", c) != NULL);
}

static struct token string_at(const char *at)
{
    size_t n = 1;

    while (at[n] != '\0' && at[n] != at[0])
        n += at[n] == '\\' && at[n + 1] != '\0' ? 2 : 1;
    if (at[n] == '\0')
        return (struct token){TOKEN_UNCLOSED, at, 1};
    return (struct token){TOKEN_STRING, at + 1, n - 1};
}

struct token tl_condition_lex(const char *at)
{
    size_t n = 0;

    at += strspn(at, " \t\r\n");
    if (*at == '\0')
        return (struct token){TOKEN_END, at, 0};
    if (*at == '"' || *at == '\'')
        return string_at(at);
    while (is_of_word(at[n]))
        n++;
    for (size_t i = 0; i < FIXED; i++) {
        const size_t len = strlen(fixed[i].text);

        if ((n == 0 || n == len) && strncmp(at, fixed[i].text, len) == 0)
            return (struct token){fixed[i].kind, at, len};
    }
    return n > 0 ? (struct token){TOKEN_WORD, at, n} : (struct token){TOKEN_BAD, at, 1};
}

const char *tl_condition_behind(const struct token *token)
{
    return token->text + token->n + (token->kind == TOKEN_STRING ? 1 : 0);
}
