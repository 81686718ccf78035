// SPDX-License-Identifier: BSD-3-Clause
/*
 * option_tables.h - the tables of options of every command, and the commands, for the programs that
 * make the manual pages and the completions of them.
 */
#ifndef TL_TOOLS_OPTION_TABLES_H
#define TL_TOOLS_OPTION_TABLES_H

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum kind { FLAG, TEXT, OPTIONAL, CHOICE, NUMBER };

/* `letter` is 0 if there is none, and GROUP_TITLE for the title of a group, in `name`, which
 * otherwise may be NULL. */
struct option {
    const char *name, *operand, *help;
    int letter;
    enum kind kind;
};

enum { GROUP_TITLE = -1 };

#define TITLE_ROW(id, title) {.letter = GROUP_TITLE, .name = (title)},
#define OPTION_ROW(id, group, letter_, name_, kind_, operand_, min, max, help_)                    \
    {.letter = (letter_), .name = (name_), .kind = (kind_), .operand = (operand_), .help = (help_)},

#define GROUP  TITLE_ROW
#define OPTION OPTION_ROW
static const struct option explain_options[] = {
#include "cli/options.def"
};
#define GROUP  TITLE_ROW
#define OPTION OPTION_ROW
static const struct option dump_options[] = {
#include "cli/dump_options.def"
};
#define GROUP  TITLE_ROW
#define OPTION OPTION_ROW
static const struct option flows_options[] = {
#include "cli/flows_options.def"
};
#define GROUP  TITLE_ROW
#define OPTION OPTION_ROW
static const struct option graph_options[] = {
#include "cli/graph_options.def"
};
#define GROUP  TITLE_ROW
#define OPTION OPTION_ROW
static const struct option lab_options[] = {
#include "cli/lab_options.def"
};
#define GROUP  TITLE_ROW
#define OPTION OPTION_ROW
static const struct option ladder_options[] = {
#include "cli/ladder_options.def"
};
#define GROUP  TITLE_ROW
#define OPTION OPTION_ROW
static const struct option report_options[] = {
#include "cli/report_options.def"
};
#define GROUP  TITLE_ROW
#define OPTION OPTION_ROW
static const struct option ui_options[] = {
#include "cli/ui_options.def"
};
#define GROUP  TITLE_ROW
#define OPTION OPTION_ROW
static const struct option follow_options[] = {
#include "cli/follow_options.def"
};
#define GROUP  TITLE_ROW
#define OPTION OPTION_ROW
static const struct option show_options[] = {
#include "cli/show_options.def"
};

/**
 * struct table - a command's options
 * @placeholder: stands for them in the template of a manual page
 * @files:       what is no option may be a file; else it is a filter
 */
struct table {
    const char *command, *placeholder;
    bool files;
    const struct option *options;
    size_t n;
};

#define TABLE(options) options, sizeof(options) / sizeof *(options)
static const struct table tables[] = {
    {"explain", "@OPTIONS@\n", true, TABLE(explain_options)},
    {"dump", "@DUMP_OPTIONS@\n", false, TABLE(dump_options)},
    {"flows", "@FLOWS_OPTIONS@\n", true, TABLE(flows_options)},
    {"graph", "@GRAPH_OPTIONS@\n", true, TABLE(graph_options)},
    {"lab", "@LAB_OPTIONS@\n", false, TABLE(lab_options)},
    {"ladder", "@LADDER_OPTIONS@\n", true, TABLE(ladder_options)},
    {"report", "@REPORT_OPTIONS@\n", true, TABLE(report_options)},
    {"ui", "@UI_OPTIONS@\n", true, TABLE(ui_options)},
    {"follow", "@FOLLOW_OPTIONS@\n", true, TABLE(follow_options)},
    {"show", "@SHOW_OPTIONS@\n", true, TABLE(show_options)},
};
enum { N_TABLES = sizeof tables / sizeof *tables };

/* `s` with a backslash before each of `special`. */
static inline void put_escaped(const char *s, const char *special)
{
    for (; *s != '\0'; s++) {
        if (strchr(special, *s) != NULL)
            putchar('\\');
        putchar(*s);
    }
}

/* The words of "a|b|c", with `separator` between. */
static inline void put_choices(const char *choices, const char *separator)
{
    for (; *choices != '\0'; choices++) {
        if (*choices == '|')
            fputs(separator, stdout);
        else
            putchar(*choices);
    }
}

#endif
