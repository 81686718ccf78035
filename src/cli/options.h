// SPDX-License-Identifier: BSD-3-Clause
/*
 * options.h - the command line against options.def: what was given, checked, and what is left over.
 */
#ifndef TL_CLI_OPTIONS_H
#define TL_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

enum option_kind { FLAG, TEXT, OPTIONAL, CHOICE, NUMBER };

enum option_group {
#define GROUP(id, title) GROUP_##id,
#include "options.def"
    GROUPS,
};

enum option_id {
#define OPTION(id, group, letter, name, kind, operand, min, max, help) OPT_##id,
#include "options.def"
    OPTIONS,
};

/* A row of options.def. */
struct option_spec {
    const char *name, *operand, *help;
    uint64_t min, max;
    enum option_kind kind;
    enum option_group group;
    char letter;
};

/* A command of options.def. */
struct command_spec {
    const char *name, *operands, *help;
};

extern const struct option_spec option_specs[OPTIONS];
extern const char *const option_groups[GROUPS];
extern const struct command_spec command_specs[];
extern const unsigned command_count;

/* What was given for one option; of a CHOICE, `number` is the position of the word. */
struct option_value {
    bool given;
    const char *text;
    uint64_t number;
};

/**
 * struct arguments - a parsed command line
 * @values:      by enum option_id; texts are *borrowed* from argv
 * @operands:    *borrowed*: what is no option, `n_operands` of them
 * @n_before:    of those, how many stood before "--"; all of them if there was none
 */
struct arguments {
    struct option_value values[OPTIONS];
    char **operands;
    int n_operands, n_before;
};

/* Whether `arg` is a long option that tcpdump does not have: all but those that say what to read.
 */
bool is_own_option(const char *arg);

/* Parse argv[1..argc), reordering it. On a mistake, say so on stderr and return false. */
bool parse_arguments(int argc, char **argv, struct arguments *out);

#endif
