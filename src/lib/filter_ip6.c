// SPDX-License-Identifier: BSD-3-Clause
/*
 * filter_ip6.c - a filter that reads TCP's and UDP's headers over IPv4, made to read them over IPv6
 * too.
 *
 * To libpcap tcp[13] is an octet of a segment in an IPv4 packet; over IPv6 no comparison with it is
 * true. So each comparison R of that kind becomes (R or (ip6[6] = 6 and R')), where R' has
 * ip6[40+(13)] in place of tcp[13]: the same field behind an IPv6 header that TCP follows at once.
 * At most one of the two can be true of a packet, so that `not`, `and` and `or` around them keep
 * their meaning. Everything else stays as it is, octet by octet, mistakes included: those are
 * libpcap's to name.
 *
 * Only what has to be known of the language (pcap-filter(7)) is known here: words, brackets, the
 * operators of numbers, and the comparisons between two of them.
 */
#include <tcplens/dump.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 64 };

static const struct transport {
    const char *name;
    unsigned protocol;
} transports[] = {{"tcp", 6}, {"udp", 17}, {"sctp", 132}};
enum { TRANSPORTS = sizeof transports / sizeof *transports };

/* ---- the language ---- */

static const char *skip_blanks(const char *p)
{
    return p + strspn(p, " \t\r\n");
}

/* The end of the word or number at `p`; `p` if there is none. Words may have '-' and '_' within. */
static const char *skip_word(const char *p)
{
    const char *end = p;

    if (!isalnum((unsigned char)*p))
        return p;
    for (; isalnum((unsigned char)*p) || (*p != '\0' && strchr("-_.", *p) != NULL); p++) {
        if (*p != '-' && *p != '_')
            end = p + 1;
    }
    return end;
}

static const char *skip_number(const char *p, unsigned depth);

/* Behind the expression in brackets at `p`, which may name a size: [12], [12:2]. */
static const char *skip_index(const char *p, unsigned depth)
{
    p = skip_number(p + 1, depth + 1);
    if (p == NULL)
        return NULL;
    p = skip_blanks(p);
    if (*p == ':')
        p = skip_blanks(skip_word(skip_blanks(p + 1)));
    return *p == ']' ? p + 1 : NULL;
}

/* Behind one operand: a word, a number, a field such as tcp[13], or what stands in parentheses. */
static const char *skip_operand(const char *p, unsigned depth)
{
    const char *end;

    p = skip_blanks(p);
    while (*p == '-')
        p = skip_blanks(p + 1);
    if (*p == '(') {
        end = skip_number(p + 1, depth + 1);
        end = end != NULL ? skip_blanks(end) : NULL;
        return end != NULL && *end == ')' ? end + 1 : NULL;
    }
    end = skip_word(p);
    if (end == p)
        return NULL;
    p = skip_blanks(end);
    return *p == '[' ? skip_index(p, depth) : end;
}

/* Octets of the operator of numbers at `p`, 0 if there is none. */
static size_t operator_length(const char *p)
{
    if (strncmp(p, "<<", 2) == 0 || strncmp(p, ">>", 2) == 0)
        return 2;
    if (strncmp(p, "&&", 2) == 0 || strncmp(p, "||", 2) == 0)
        return 0;
    return *p != '\0' && strchr("+-*/%&|^", *p) != NULL;
}

/* Behind operands with operators between them; NULL if there are none. */
static const char *skip_number(const char *p, unsigned depth)
{
    const char *end = depth < DEPTH_MAX ? skip_operand(p, depth) : NULL;
    size_t n;

    while (end != NULL && (n = operator_length(p = skip_blanks(end))) > 0)
        end = skip_operand(p + n, depth);
    return end;
}

/* Behind the comparison of two numbers that begins at `p`; NULL if none does. */
static const char *skip_comparison(const char *p)
{
    static const char *const signs[] = {">=", "<=", "!=", "==", "=", ">", "<"};
    const char *const end = skip_number(p, 0);

    if (end == NULL)
        return NULL;
    p = skip_blanks(end);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strncmp(p, signs[i], strlen(signs[i])) == 0)
            return skip_number(p + strlen(signs[i]), 0);
    }
    return NULL;
}

/* ---- rewriting ---- */

/* The transport whose field begins with the word [p, end), or NULL. */
static const struct transport *field_of(const char *p, const char *end)
{
    for (size_t i = 0; i < TRANSPORTS && *skip_blanks(end) == '['; i++) {
        if (strlen(transports[i].name) == (size_t)(end - p) &&
            memcmp(transports[i].name, p, (size_t)(end - p)) == 0)
            return &transports[i];
    }
    return NULL;
}

/* The one transport whose fields the comparison [p, end) reads; NULL if none, or several. */
static const struct transport *transport_of(const char *p, const char *end)
{
    const struct transport *found = NULL;

    while (p < end) {
        const char *const word_end = skip_word(p);
        const struct transport *const field = field_of(p, word_end);

        if (field != NULL && found != NULL && field != found)
            return NULL;
        if (field != NULL)
            found = field;
        p = word_end > p ? word_end : p + 1;
    }
    return found;
}

/* Write [p, end), an expression, with the fields of transports where they are behind IPv6. What is
 * at `p` has been skipped before, so brackets match, and so deep only. */
static void put_behind_ip6(FILE *out, const char *p, const char *end)
{
    while (p < end) {
        const char *const word_end = skip_word(p);

        if (field_of(p, word_end) != NULL) {
            const char *const open = skip_blanks(word_end);
            const char *const index_end = skip_number(open + 1, 0);

            (void)fputs("ip6[40+(", out);
            put_behind_ip6(out, open + 1, index_end);
            (void)fputc(')', out);
            p = index_end;
        } else if (word_end > p) {
            (void)fwrite(p, 1, (size_t)(word_end - p), out);
            p = word_end;
        } else {
            (void)fputc(*p++, out);
        }
    }
}

static void rewrite(FILE *out, const char *p)
{
    while (*p != '\0') {
        const char *end = skip_blanks(p) == p ? skip_comparison(p) : NULL;
        const struct transport *const t = end != NULL ? transport_of(p, end) : NULL;

        if (t != NULL) {
            (void)fputc('(', out);
            (void)fwrite(p, 1, (size_t)(end - p), out);
            (void)fprintf(out, " or (ip6[6] = %u and ", t->protocol);
            put_behind_ip6(out, p, end);
            (void)fputs("))", out);
        } else {
            end = skip_word(p);
            if (end == p)
                end++;
            (void)fwrite(p, 1, (size_t)(end - p), out);
        }
        p = end;
    }
}

char *tcplens_dump_ip6_filter(const char *expression)
{
    char *text = NULL;
    size_t n = 0;
    FILE *const out = open_memstream(&text, &n);
    bool whole;

    if (out == NULL)
        return NULL;
    rewrite(out, expression);
    whole = ferror(out) == 0;
    if (fclose(out) == 0 && whole)
        return text;
    free(text);
    return NULL;
}
