// SPDX-License-Identifier: BSD-3-Clause
/*
 * parse.h - a command line against a command's table of options, as getopt_long(3) takes it.
 *
 * Each command has a .def file with one row an option (options.def says what the columns mean),
 * which makes the table here, its help, its manual page and its completion.
 */
#ifndef TL_CLI_PARSE_H
#define TL_CLI_PARSE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum option_kind { FLAG, TEXT, OPTIONAL, CHOICE, NUMBER };

enum { PARSE_OPTIONS_MAX = 96 };

/* A row of a table. `name` may be NULL if there is a letter. */
struct option_spec {
    const char *name, *operand, *help;
    uint64_t min, max;
    enum option_kind kind;
    int group;
    char letter;
};

/* For a table's rows: what is common to all. */
#define OPTION_SPEC(group_, letter_, name_, kind_, operand_, min_, max_, help_)                    \
    {                                                                                              \
        .name = (name_), .operand = (operand_), .help = (help_), .min = (min_), .max = (max_),     \
        .kind = (kind_), .group = (group_), .letter = (letter_)                                    \
    }

/* What to say of an argument that makes no sense, around it. */
struct refusal {
    const char *before, *after;
};

/**
 * struct option_table - a command's options
 * @command: its name, for messages that point to its help
 * @specs:   @n of them, at most PARSE_OPTIONS_MAX
 * @groups:  titles of the groups, @n_groups of them
 * @refusals: by option, how to refuse its arguments; where @before is NULL, and if this is NULL, in
 *           words made from the row
 */
struct option_table {
    const char *command;
    const struct option_spec *specs;
    int n;
    const char *const *groups;
    int n_groups;
    const struct refusal *refusals;
};

/* What was given for one option: how often, and the last of its arguments; of a CHOICE, in small or
 * capital letters, and of an OPTIONAL that is one, `number` is the position of the word. */
struct option_value {
    unsigned given;
    const char *text;
    uint64_t number;
};

/* Called with each option in the order given, for those that add up; false ends the parsing. */
typedef bool option_seen(void *ctx, int id, const char *text);

/**
 * struct parsed - a parsed command line
 * @values:     *borrowed*: by option; the caller's array of table->n, all zero
 * @seen:       or NULL; @ctx is its
 * @operands:   *borrowed*: what is no option, @n_operands of them
 * @n_before:   of those, how many stood before "--"; all of them if there was none
 */
struct parsed {
    struct option_value *values;
    option_seen *seen;
    void *ctx;
    char **operands;
    int n_operands, n_before;
};

/* Parse argv[1..argc), reordering it. On a mistake, say so on stderr and return false. */
bool parse_command_line(const struct option_table *table, int argc, char **argv,
                        struct parsed *out);

#endif
