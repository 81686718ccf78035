// SPDX-License-Identifier: BSD-3-Clause
/*
 * gen-options.c - tables for scdoc(5): copies the template of a manual page, with a definition for
 * each option, under its group's heading, in place of the command's placeholder; each field in
 * place of @FIELDS@, and each column of flows in place of @FLOWS_COLUMNS@. Runs at build time.
 */
#include <stdlib.h>

#include "option_tables.h"

static void man_option(const struct option *o)
{
    if (o->letter == GROUP_TITLE) {
        printf("## %s\n\n", o->name);
        return;
    }
    if (o->letter != 0)
        printf(o->letter == '#' ? "*-\\%c*" : "*-%c*", o->letter);
    if (o->name != NULL)
        printf("%s*--%s*", o->letter != 0 ? ", " : "", o->name);
    if (o->kind == OPTIONAL) {
        printf("[=_%s_]", o->operand);
    } else if (o->kind == CHOICE) {
        fputs(" *", stdout);
        put_choices(o->operand, "*|*");
        putchar('*');
    } else if (o->kind != FLAG) {
        printf(" _%s_", o->operand);
    }
    fputs("\n\t", stdout);
    put_escaped(o->help, "_*\\");
    fputs(".\n\n", stdout);
}

static const struct {
    const char *name, *doc;
} fields[] = {
#define FIELD(id, name_, title, type, form, mask, words, part, doc_)                               \
    {.name = (name_), .doc = (doc_)},
#include "field/fields.def"
};
enum { N_FIELDS = sizeof fields / sizeof *fields };

static void man_fields(void)
{
    for (int i = 0; i < N_FIELDS; i++) {
        putchar('*');
        put_escaped(fields[i].name, "_*\\");
        fputs("*\n\t", stdout);
        put_escaped(fields[i].doc, "_*\\");
        puts("\n");
    }
}

/* The columns of flows. */
#define N_(message) message
static const struct {
    const char *name, *help;
    bool each;
} columns[] = {
#define ONE(id, name_, type, derived, heading, help_) {.name = (name_), .help = (help_)},
#define EACH(id, name_, type, mode, heading, client, server, help_)                                \
    {.name = (name_), .help = (help_), .each = true},
#include "flow/columns.def"
};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

static void man_columns(void)
{
    for (int i = 0; i < N_COLUMNS; i++) {
        putchar('*');
        put_escaped(columns[i].name, "_*\\");
        if (columns[i].each) {
            fputs("*, *client\\_", stdout);
            put_escaped(columns[i].name, "_*\\");
            fputs("*, *server\\_", stdout);
            put_escaped(columns[i].name, "_*\\");
        }
        fputs("*\n\t", stdout);
        put_escaped(columns[i].help, "_*\\");
        puts("\n");
    }
}

int main(void)
{
    char line[4096];

    while (fgets(line, sizeof line, stdin) != NULL) {
        bool found = false;

        for (int t = 0; t < N_TABLES; t++) {
            if (strcmp(line, tables[t].placeholder) != 0)
                continue;
            for (size_t i = 0; i < tables[t].n; i++)
                man_option(&tables[t].options[i]);
            found = true;
        }
        if (strcmp(line, "@FIELDS@\n") == 0)
            man_fields();
        else if (strcmp(line, "@FLOWS_COLUMNS@\n") == 0)
            man_columns();
        else if (!found)
            fputs(line, stdout);
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
