// SPDX-License-Identifier: BSD-3-Clause
#include "help.h"

#include <string.h>

#include "options.h"

enum { HELP_WIDTH = 80, HELP_COLUMN = 28 };

/* `text` broken at blanks, from column `at` on, in the column HELP_COLUMN to HELP_WIDTH. */
static void fold(FILE *to, const char *text, int at)
{
    if (at >= HELP_COLUMN) {
        (void)fputc('\n', to);
        at = 0;
    }
    (void)fprintf(to, "%*s", HELP_COLUMN - at, "");
    at = HELP_COLUMN;
    while (*text != '\0') {
        const int n = (int)strcspn(text, " ");

        if (at > HELP_COLUMN && at + 1 + n > HELP_WIDTH) {
            (void)fprintf(to, "\n%*s", HELP_COLUMN, "");
            at = HELP_COLUMN;
        } else if (at > HELP_COLUMN) {
            (void)fputc(' ', to);
            at++;
        }
        (void)fprintf(to, "%.*s", n, text);
        at += n;
        text += n + (text[n] == ' ');
    }
    (void)fputc('\n', to);
}

static void print_option(FILE *to, const struct option_spec *spec)
{
    int at = spec->letter != 0 ? fprintf(to, "  -%c", spec->letter) : fprintf(to, "    ");

    if (spec->name != NULL)
        at += fprintf(to, "%s--%s", spec->letter != 0 ? ", " : "  ", spec->name);

    if (spec->kind == OPTIONAL)
        at += fprintf(to, "[=%s]", spec->operand);
    else if (spec->kind != FLAG)
        at += fprintf(to, " %s", spec->operand);
    fold(to, spec->help, at + (at == HELP_COLUMN - 1));
}

void help_options(FILE *to, const struct option_table *table)
{
    for (int group = 0; group < table->n_groups; group++) {
        (void)fprintf(to, "\n%s:\n", table->groups[group]);
        for (int i = 0; i < table->n; i++) {
            if (table->specs[i].group == group)
                print_option(to, &table->specs[i]);
        }
    }
}

void help_overview(FILE *to)
{
    (void)fputs("tcplens shows what a TCP connection did, and why.\n\nUsage:\n", to);
    for (unsigned i = 0; i < command_count; i++) {
        const struct command_spec *const command = &command_specs[i];

        (void)fprintf(to, "  tcplens %s %s\n", command->name, command->operands);
        (void)fprintf(to, "      %s\n", command->help);
    }
    (void)fputs("  tcplens FILE...\n      the same as tcplens explain FILE...\n"
                "  tcplens -OPTION...\n      the same as tcplens dump -OPTION...\n\n"
                "tcplens help COMMAND lists its options; tcplens --version says the version.\n",
                to);
}

void help_help(void)
{
    help_overview(stdout);
}

void explain_help(void)
{
    (void)fputs("Usage: tcplens explain [OPTION]... FILE... [FILTER]\n"
                "       tcplens explain [OPTION]... -i IFACE [FILTER]\n\n"
                "Tell the story of each TCP connection in a capture: pcap or pcapng, also\n"
                "compressed (gzip, zstd, lz4), \"-\" for standard input; or live.\n",
                stdout);
    help_options(stdout, &explain_options);
    (void)fputs("\nExamples:\n"
                "  tcplens explain web.pcap                  every connection, segment by segment\n"
                "  tcplens explain web.pcap port 443         only those of port 443\n"
                "  tcplens explain --brief *.pcapng.gz       one line a connection\n"
                "  sudo tcplens explain -i any port 8080     live, until Ctrl-C\n"
                "  ssh HOST tcpdump -w - | tcplens explain -\n\n"
                "Exit status: 0 explained; 1 the capture was cut or damaged, and what came before\n"
                "was explained; 2 trouble; 3 with --exit-code: a connection failed.\n",
                stdout);
}
