// SPDX-License-Identifier: BSD-3-Clause
#include "dump_options.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <tcplens/tcplens.h>

#include "complain.h"
#include "help.h"

#define TCPDUMP_VERSION "4.99.3"

enum { EXAMPLE_COLUMN = 50 };

enum dump_group {
#define GROUP(id, title) DUMP_GROUP_##id,
#include "dump_options.def"
    DUMP_GROUPS,
};

static const struct option_spec specs[DUMP_OPTIONS] = {
#define OPTION(id, group, letter, name, kind, operand, min, max, help)                             \
    [DUMP_##id] = OPTION_SPEC(DUMP_GROUP_##group, letter, name, kind, operand, min, max, help),
#include "dump_options.def"
};

static const char *const groups[DUMP_GROUPS] = {
#define GROUP(id, title) [DUMP_GROUP_##id] = (title),
#include "dump_options.def"
};

/* tcpdump's words. */
static const struct refusal refusals[DUMP_OPTIONS] = {
    [DUMP_COUNT] = {"invalid packet count ", ""},
    [DUMP_SNAPLEN] = {"invalid snaplen ", " (must be >= 0 and <= 262144)"},
    [DUMP_BUFFER] = {"invalid packet buffer size ", ""},
    [DUMP_WAY] = {"unknown capture direction `", "'"},
    [DUMP_PRECISION] = {"unsupported time stamp precision ", ""},
    [DUMP_ROTATE_SIZE] = {"invalid file size ", ""},
    [DUMP_ROTATE_TIME] = {"invalid number of seconds ", ""},
    [DUMP_FILES] = {"invalid number of output files ", ""},
};

static const struct option_table table = {
    .command = "dump",
    .specs = specs,
    .n = DUMP_OPTIONS,
    .groups = groups,
    .n_groups = DUMP_GROUPS,
    .refusals = refusals,
};

/* Of the options that set the same thing, the last one counts. */
static bool see(void *ctx, int id, const char *text)
{
    struct dump_arguments *const args = ctx;

    if (id == DUMP_MICRO || id == DUMP_NANO)
        args->nano = id == DUMP_NANO;
    else if (id == DUMP_PRECISION)
        args->nano = strcasecmp(text, "nano") == 0;
    return true;
}

bool dump_parse(int argc, char **argv, struct dump_arguments *out)
{
    *out = (struct dump_arguments){.line = {.seen = see, .ctx = out}};
    out->line.values = out->values;
    return parse_command_line(&table, argc, argv, &out->line);
}

void dump_help(void)
{
    static const struct {
        const char *before, *arguments, *what;
    } examples[] = {
        {"sudo ", "-nn -i any port 443", "what goes by, until Ctrl-C"},
        {"", "-nn -r web.pcap host 10.0.0.1", "what was saved"},
        {"sudo ", "-i eth0 -w web.pcap", "save it"},
        {"", "-nn --explain --color -r web.pcap", "what each segment does"},
    };
    char name[32];

    (void)complain_command(table.command, name);
    printf("Usage: %s [OPTION]... [FILTER]\n\n"
           "Print packets, or save them, with the options of tcpdump 4.99 and in its lines.\n",
           name);
    help_options(stdout, &table);
    printf("\nExamples:\n");
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const int at = printf("  %s%s %s", examples[i].before, name, examples[i].arguments);

        printf("%*s%s\n", at < EXAMPLE_COLUMN ? EXAMPLE_COLUMN - at : 1, "", examples[i].what);
    }
    (void)puts("\nExit status: 0 all was done; 1 trouble, or the capture was cut or damaged;\n"
               "14 lines could not be written.");
}

void dump_version(void)
{
    char name[32];

    /* Scripts look for "tcpdump version", and take what follows it for its features. */
    if (strcmp(complain_command(table.command, name), "tcpdump") == 0)
        printf("tcpdump version " TCPDUMP_VERSION " (tcplens %s)\n", tcplens_version());
    else
        printf("tcplens version %s (prints as tcpdump version " TCPDUMP_VERSION " does)\n",
               tcplens_version());
    (void)puts(tcplens_capture_library());
}
