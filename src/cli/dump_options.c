// SPDX-License-Identifier: BSD-3-Clause
#include "dump_options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "options.h"

/* A row of dump_options.def, or the title of a group, which has no help. */
struct row {
    const char *name, *operand, *help;
    uint64_t min, max;
    enum option_kind kind;
    char letter;
};

static const struct row rows[DUMP_OPTIONS] = {
#define OPTION(id, group_, letter_, name_, kind_, operand_, min_, max_, help_)                     \
    [DUMP_##id] = {.name = (name_),                                                                \
                   .operand = (operand_),                                                          \
                   .help = (help_),                                                                \
                   .min = (min_),                                                                  \
                   .max = (max_),                                                                  \
                   .kind = (kind_),                                                                \
                   .letter = (letter_)},
#include "dump_options.def"
};

/* getopt_long() reports a long option as LONG_BASE + its id, out of the letters' way. */
enum { LONG_BASE = 256 };

/* How messages call an option: as it is usually typed. */
static const char *spelling(int id, char out[64])
{
    if (rows[id].letter != 0)
        (void)snprintf(out, 64, "-%c", rows[id].letter);
    else
        (void)snprintf(out, 64, "--%s", rows[id].name);
    return out;
}

static int by_letter(int letter)
{
    for (int i = 0; i < DUMP_OPTIONS; i++) {
        if (rows[i].letter == letter)
            return i;
    }
    return -1;
}

static bool parse_number(int id, const char *text, uint64_t *ret)
{
    char name[64], *end;

    errno = 0;
    *ret = strtoull(text, &end, 10);
    if (*text >= '0' && *text <= '9' && *end == '\0' && errno == 0 && *ret >= rows[id].min &&
        *ret <= rows[id].max)
        return true;
    complain("%s wants a number from %llu to %llu, not \"%s\"", spelling(id, name),
             (unsigned long long)rows[id].min, (unsigned long long)rows[id].max, text);
    return false;
}

static bool parse_choice(int id, const char *text, uint64_t *ret)
{
    const char *choices = rows[id].operand;
    const size_t len = strlen(text);
    char name[64];

    for (*ret = 0; *choices != '\0'; ++*ret) {
        const size_t n = strcspn(choices, "|");

        if (n == len && memcmp(choices, text, n) == 0)
            return true;
        choices += n + (choices[n] == '|');
    }
    complain("%s wants one of %s, not \"%s\"", spelling(id, name), rows[id].operand, text);
    return false;
}

static bool store(int id, const char *text, struct dump_value *out)
{
    out->count++;
    out->text = text;
    if (rows[id].kind == NUMBER)
        return parse_number(id, text, &out->number);
    if (rows[id].kind == CHOICE || (rows[id].kind == OPTIONAL && text != NULL))
        return parse_choice(id, text, &out->number);
    return true;
}

static void make_getopt_tables(struct option longs[DUMP_OPTIONS + 1],
                               char shorts[2 * DUMP_OPTIONS + 2])
{
    char *p = shorts;
    int n = 0;

    *p++ = ':'; /* a missing argument is reported apart from an unknown option */
    for (int i = 0; i < DUMP_OPTIONS; i++) {
        const bool flag = rows[i].kind == FLAG;

        if (rows[i].name != NULL)
            longs[n++] = (struct option){.name = rows[i].name,
                                         .has_arg = flag                       ? no_argument
                                                    : rows[i].kind == OPTIONAL ? optional_argument
                                                                               : required_argument,
                                         .val = LONG_BASE + i};
        if (rows[i].letter == 0)
            continue;
        *p++ = rows[i].letter;
        if (!flag)
            *p++ = ':';
    }
    longs[n] = (struct option){0};
    *p = '\0';
}

static void complain_about(int got, const char *arg)
{
    char name[64];

    if (got == ':')
        complain("%s wants an argument",
                 spelling(optopt >= LONG_BASE ? optopt - LONG_BASE : by_letter(optopt), name));
    else if (optopt >= LONG_BASE)
        complain("--%s takes no argument", rows[optopt - LONG_BASE].name);
    else if (optopt != 0)
        complain("there is no option -%c; see \"tcplens dump -h\"", optopt);
    else
        complain("there is no option %s; see \"tcplens dump -h\"", arg);
}

bool dump_parse(int argc, char **argv, struct dump_arguments *out)
{
    struct option longs[DUMP_OPTIONS + 1];
    char shorts[2 * DUMP_OPTIONS + 2];
    int got;

    *out = (struct dump_arguments){0};
    make_getopt_tables(longs, shorts);
    opterr = 0;
    optind = 1;
    while ((got = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        int id;

        if (got == '?' || got == ':') {
            complain_about(got, argv[optind - 1]);
            return false;
        }
        id = got >= LONG_BASE ? got - LONG_BASE : by_letter(got);
        if (!store(id, optarg, &out->values[id]))
            return false;
    }
    out->operands = argv + optind;
    out->n_operands = argc - optind;
    return true;
}

void dump_help(void)
{
    puts("Usage: tcplens dump [OPTION]... [FILTER]\n"
         "Print packets as tcpdump does, or save them. Options are tcpdump's:\n");
    for (int i = 0; i < DUMP_OPTIONS; i++) {
        char form[64], letter[4] = "  ";

        if (rows[i].letter != 0)
            (void)snprintf(letter, sizeof letter, "-%c", rows[i].letter);
        (void)snprintf(
            form, sizeof form, "%s%s%s%s%s%s", letter, rows[i].name != NULL ? " --" : "",
            rows[i].name != NULL ? rows[i].name : "", rows[i].kind == OPTIONAL ? "[=" : " ",
            rows[i].operand != NULL ? rows[i].operand : "", rows[i].kind == OPTIONAL ? "]" : "");
        printf("  %-36s %s\n", form, rows[i].help);
    }
}
