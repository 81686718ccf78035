// SPDX-License-Identifier: BSD-3-Clause
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "suggest.h"

const struct option_spec option_specs[OPTIONS] = {
#define OPTION(id, group_, letter_, name_, kind_, operand_, min_, max_, help_)                     \
    [OPT_##id] = {.name = (name_),                                                                 \
                  .operand = (operand_),                                                           \
                  .help = (help_),                                                                 \
                  .min = (min_),                                                                   \
                  .max = (max_),                                                                   \
                  .kind = (kind_),                                                                 \
                  .group = GROUP_##group_,                                                         \
                  .letter = (letter_)},
#include "options.def"
};

const char *const option_groups[GROUPS] = {
#define GROUP(id, title) [GROUP_##id] = (title),
#include "options.def"
};

const struct command_spec command_specs[] = {
#define COMMAND(name_, operands_, help_)                                                           \
    {.name = (name_), .operands = (operands_), .help = (help_)},
#include "options.def"
};
const unsigned command_count = sizeof command_specs / sizeof command_specs[0];

/* getopt_long() reports a long option as LONG_BASE + its id, out of the letters' way. */
enum { LONG_BASE = 256 };

static int argument_rule(enum option_kind kind)
{
    if (kind == FLAG)
        return no_argument;
    return kind == OPTIONAL ? optional_argument : required_argument;
}

static void make_getopt_tables(struct option longs[OPTIONS + 1], char shorts[2 * OPTIONS + 2])
{
    char *p = shorts;

    *p++ = ':'; /* a missing argument is reported apart from an unknown option */
    for (int i = 0; i < OPTIONS; i++) {
        const struct option_spec *const spec = &option_specs[i];

        longs[i] = (struct option){
            .name = spec->name, .has_arg = argument_rule(spec->kind), .val = LONG_BASE + i};
        if (spec->letter == 0)
            continue;
        *p++ = spec->letter;
        if (spec->kind != FLAG)
            *p++ = ':';
    }
    longs[OPTIONS] = (struct option){0};
    *p = '\0';
}

static int by_letter(int letter)
{
    for (int i = 0; i < OPTIONS; i++) {
        if (letter != 0 && option_specs[i].letter == letter)
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

        if (n == len && memcmp(choices, word, n) == 0)
            return i;
        choices += n + (choices[n] == '|');
    }
    return -1;
}

static bool parse_number(const struct option_spec *spec, const char *text, uint64_t *ret)
{
    char *end;

    errno = 0;
    *ret = strtoull(text, &end, 10);
    /* strtoull() takes blanks and signs, and turns -1 into a huge number. */
    if (*text < '0' || *text > '9' || *end != '\0')
        complain("--%s wants a number, not \"%s\"", spec->name, text);
    else if (errno == ERANGE || *ret > spec->max)
        complain("--%s %s is too large: %llu at most", spec->name, text,
                 (unsigned long long)spec->max);
    else if (*ret < spec->min)
        complain("--%s %s is too small: %llu at least", spec->name, text,
                 (unsigned long long)spec->min);
    else
        return true;
    return false;
}

static bool store(int id, const char *text, struct option_value *out)
{
    const struct option_spec *const spec = &option_specs[id];
    int choice;

    *out = (struct option_value){.given = true, .text = text};
    if (spec->kind == NUMBER)
        return parse_number(spec, text, &out->number);
    if (spec->kind != CHOICE)
        return true;
    choice = find_choice(spec->operand, text);
    if (choice < 0) {
        complain("--%s wants one of %s, not \"%s\"", spec->name, spec->operand, text);
        return false;
    }
    out->number = (uint64_t)choice;
    return true;
}

bool is_own_option(const char *arg)
{
    if (strncmp(arg, "--", 2) != 0)
        return false;
    for (int i = 0; i < OPTIONS; i++) {
        const size_t n = strlen(option_specs[i].name);

        if (option_specs[i].group != GROUP_INPUT &&
            strncmp(arg + 2, option_specs[i].name, n) == 0 &&
            (arg[2 + n] == '\0' || arg[2 + n] == '='))
            return true;
    }
    return false;
}

/* Say which option is unknown, and which one may have been meant. */
static void complain_unknown(const char *arg)
{
    const char *names[OPTIONS], *near;
    char name[32];

    if (optopt != 0 && optopt < LONG_BASE) {
        complain("there is no option -%c; see \"tcplens help explain\"", optopt);
        return;
    }
    if (optopt >= LONG_BASE) {
        complain("--%s takes no argument", option_specs[optopt - LONG_BASE].name);
        return;
    }
    for (int i = 0; i < OPTIONS; i++)
        names[i] = option_specs[i].name;
    strncpy(name, arg + 2, sizeof name - 1);
    name[sizeof name - 1] = '\0';
    name[strcspn(name, "=")] = '\0';
    near = suggest(name, names, OPTIONS);
    if (near != NULL)
        complain("there is no option --%s; did you mean --%s?", name, near);
    else
        complain("there is no option --%s; see \"tcplens help explain\"", name);
}

static void complain_missing(void)
{
    const struct option_spec *const spec =
        &option_specs[optopt >= LONG_BASE ? optopt - LONG_BASE : by_letter(optopt)];

    complain("--%s wants an argument: %s", spec->name, spec->operand);
}

bool parse_arguments(int argc, char **argv, struct arguments *out)
{
    struct option longs[OPTIONS + 1];
    char shorts[2 * OPTIONS + 2];
    int after = 0, got;

    *out = (struct arguments){0};
    make_getopt_tables(longs, shorts);
    for (int i = argc - 1; i > 0; i--) {
        if (strcmp(argv[i], "--") == 0)
            after = argc - 1 - i;
    }
    opterr = 0;
    optind = 1;
    while ((got = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        int id;

        if (got == '?' || got == ':') {
            if (got == '?')
                complain_unknown(argv[optind - 1]);
            else
                complain_missing();
            return false;
        }
        id = got >= LONG_BASE ? got - LONG_BASE : by_letter(got);
        if (!store(id, optarg, &out->values[id]))
            return false;
    }
    out->operands = argv + optind;
    out->n_operands = argc - optind;
    out->n_before = out->n_operands - after;
    return true;
}
