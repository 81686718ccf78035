// SPDX-License-Identifier: BSD-3-Clause
#include "parse.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "suggest.h"

/* getopt_long() reports a long option as LONG_BASE + its id, out of the letters' way. */
enum { LONG_BASE = 256 };

static int argument_rule(enum option_kind kind)
{
    if (kind == FLAG)
        return no_argument;
    return kind == OPTIONAL ? optional_argument : required_argument;
}

static void make_getopt_tables(const struct option_table *t,
                               struct option longs[PARSE_OPTIONS_MAX + 1],
                               char shorts[2 * PARSE_OPTIONS_MAX + 2])
{
    char *p = shorts;
    int n = 0;

    *p++ = ':'; /* a missing argument is reported apart from an unknown option */
    for (int i = 0; i < t->n; i++) {
        const struct option_spec *const spec = &t->specs[i];

        if (spec->name != NULL)
            longs[n++] = (struct option){
                .name = spec->name, .has_arg = argument_rule(spec->kind), .val = LONG_BASE + i};
        if (spec->letter == 0)
            continue;
        *p++ = spec->letter;
        if (spec->kind != FLAG)
            *p++ = ':';
    }
    longs[n] = (struct option){0};
    *p = '\0';
}

static int by_letter(const struct option_table *t, int letter)
{
    for (int i = 0; i < t->n; i++) {
        if (letter != 0 && t->specs[i].letter == letter)
            return i;
    }
    return -1;
}

/* The position of `word` in "a|b|c", or -1. */
static int find_choice(const char *choices, const char *word)
{
    const size_t len = strlen(word);

    for (int i = 0; *choices != '\0'; i++) {
        const size_t n = strcspn(choices, "|");

        if (n == len && strncasecmp(choices, word, n) == 0)
            return i;
        choices += n + (choices[n] == '|');
    }
    return -1;
}

/* How messages call an option: by its name if it has one. */
static const char *spelling(const struct option_spec *spec, char out[64])
{
    if (spec->name != NULL)
        (void)snprintf(out, 64, "--%s", spec->name);
    else
        (void)snprintf(out, 64, "-%c", spec->letter);
    return out;
}

enum fault { NO_FAULT, NOT_ONE, TOO_LARGE, TOO_SMALL };

static enum fault parse_number(const struct option_spec *spec, const char *text, uint64_t *ret)
{
    char *end;

    errno = 0;
    *ret = strtoull(text, &end, 10);
    /* strtoull() takes blanks and signs, and turns -1 into a huge number. */
    if (*text < '0' || *text > '9' || *end != '\0')
        return NOT_ONE;
    if (errno == ERANGE || *ret > spec->max)
        return TOO_LARGE;
    return *ret < spec->min ? TOO_SMALL : NO_FAULT;
}

/* Say that `text` is no argument for option `id`, in the table's words if it has any. */
static void refuse(const struct option_table *t, int id, const char *text, enum fault fault)
{
    const struct option_spec *const spec = &t->specs[id];
    char name[64];

    if (t->refusals != NULL && t->refusals[id].before != NULL)
        complain("%s%s%s", t->refusals[id].before, text, t->refusals[id].after);
    else if (fault == TOO_LARGE)
        complain("%s %s is too large: %llu at most", spelling(spec, name), text,
                 (unsigned long long)spec->max);
    else if (fault == TOO_SMALL)
        complain("%s %s is too small: %llu at least", spelling(spec, name), text,
                 (unsigned long long)spec->min);
    else if (spec->kind == NUMBER)
        complain("%s wants a number, not \"%s\"", spelling(spec, name), text);
    else
        complain("%s wants one of %s, not \"%s\"", spelling(spec, name), spec->operand, text);
}

static bool is_choice(const struct option_spec *spec, const char *text)
{
    return spec->kind == CHOICE ||
           (spec->kind == OPTIONAL && text != NULL && strchr(spec->operand, '|') != NULL);
}

static bool store(const struct option_table *t, int id, const char *text, struct option_value *out)
{
    const struct option_spec *const spec = &t->specs[id];
    enum fault fault = NO_FAULT;

    out->given++;
    out->text = text;
    if (spec->kind == NUMBER) {
        fault = parse_number(spec, text, &out->number);
    } else if (is_choice(spec, text)) {
        const int choice = find_choice(spec->operand, text);

        fault = choice < 0 ? NOT_ONE : NO_FAULT;
        out->number = choice < 0 ? 0 : (uint64_t)choice;
    }
    if (fault != NO_FAULT)
        refuse(t, id, text, fault);
    return fault == NO_FAULT;
}

/* There is none, and where to read which there are. */
static void complain_see(const struct option_table *t, const char *dashes, const char *option)
{
    char command[32];

    complain("there is no option %s%s; see \"%s --help\"", dashes, option,
             complain_command(t->command, command));
}

/* The options that `name` may be short for: the first two of them, and how many there are. */
static unsigned short_for(const char *const *names, unsigned n, const char *name,
                          const char *first[2])
{
    unsigned found = 0;

    for (unsigned i = 0; i < n; i++) {
        if (strncmp(names[i], name, strlen(name)) != 0)
            continue;
        if (found < 2)
            first[found] = names[i];
        found++;
    }
    return found;
}

static void complain_unknown_name(const struct option_table *t, const char *name)
{
    const char *names[PARSE_OPTIONS_MAX], *first[2], *near;
    unsigned n = 0, shortened;

    for (int i = 0; i < t->n; i++)
        if (t->specs[i].name != NULL)
            names[n++] = t->specs[i].name;
    shortened = short_for(names, n, name, first);
    near = suggest(name, names, n);
    if (shortened > 1)
        complain("--%s may be --%s%s--%s%s", name, first[0], shortened > 2 ? ", " : " or ",
                 first[1], shortened > 2 ? " or another" : "");
    else if (near != NULL)
        complain("there is no option --%s; did you mean --%s?", name, near);
    else
        complain_see(t, "--", name);
}

/* Say which option is unknown, and which one may have been meant. */
static void complain_unknown(const struct option_table *t, const char *arg)
{
    const char letter[] = {(char)optopt, '\0'};
    char name[32];

    if (optopt >= LONG_BASE) {
        complain("--%s takes no argument", t->specs[optopt - LONG_BASE].name);
    } else if (optopt != 0) {
        complain_see(t, "-", letter);
    } else {
        (void)snprintf(name, sizeof name, "%s", arg + 2);
        name[strcspn(name, "=")] = '\0';
        complain_unknown_name(t, name);
    }
}

static void complain_missing(const struct option_table *t)
{
    const struct option_spec *const spec =
        &t->specs[optopt >= LONG_BASE ? optopt - LONG_BASE : by_letter(t, optopt)];
    char name[64];

    complain("%s wants an argument: %s", spelling(spec, name), spec->operand);
}

bool parse_command_line(const struct option_table *t, int argc, char **argv, struct parsed *out)
{
    struct option longs[PARSE_OPTIONS_MAX + 1];
    char shorts[2 * PARSE_OPTIONS_MAX + 2];
    int after = 0, got;

    make_getopt_tables(t, longs, shorts);
    for (int i = argc - 1; i > 0; i--) {
        if (strcmp(argv[i], "--") == 0)
            after = argc - 1 - i;
    }
    opterr = 0;
    optind = 0; /* anew, whatever is left of an earlier command line */
    while ((got = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        int id;

        if (got == '?' || got == ':') {
            if (got == '?')
                complain_unknown(t, argv[optind - 1]);
            else
                complain_missing(t);
            return false;
        }
        id = got >= LONG_BASE ? got - LONG_BASE : by_letter(t, got);
        if (!store(t, id, optarg, &out->values[id]) ||
            (out->seen != NULL && !out->seen(out->ctx, id, optarg)))
            return false;
    }
    out->operands = argv + optind;
    out->n_operands = argc - optind;
    out->n_before = out->n_operands - after;
    return true;
}
