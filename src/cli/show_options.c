// SPDX-License-Identifier: BSD-3-Clause
#include "show_options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "help.h"

enum show_group {
#define GROUP(id, title) SHOW_GROUP_##id,
#include "show_options.def"
    SHOW_GROUPS,
};

static const struct option_spec specs[SHOW_OPTIONS] = {
#define OPTION(id, group, letter, name, kind, operand, min, max, help)                             \
    [SHOW_##id] = OPTION_SPEC(SHOW_GROUP_##group, letter, name, kind, operand, min, max, help),
#include "show_options.def"
};

static const char *const groups[SHOW_GROUPS] = {
#define GROUP(id, title) [SHOW_GROUP_##id] = (title),
#include "show_options.def"
};

static const struct refusal refusals[SHOW_OPTIONS] = {
    [SHOW_TYPE] = {"-T ", " is not there yet; see --help for those that are"},
};

static const struct option_table table = {
    .command = "show",
    .specs = specs,
    .n = SHOW_OPTIONS,
    .groups = groups,
    .n_groups = SHOW_GROUPS,
    .refusals = refusals,
};

/* ---- -E NAME=VALUE: of a value counts its first character, as in tshark ---- */

typedef bool set_form(struct tcplens_show_options *form, const char *value);

static bool parse_yes(const char *value, bool *ret)
{
    *ret = *value == 'y';
    return *value == 'y' || *value == 'n';
}

static bool set_bom(struct tcplens_show_options *form, const char *value)
{
    return parse_yes(value, &form->bom);
}

static bool set_header(struct tcplens_show_options *form, const char *value)
{
    return parse_yes(value, &form->header);
}

/* "/t" and "/s" are how shells' users write a tab and a blank. */
static bool parse_character(const char *value, char *ret)
{
    if (strcmp(value, "/t") == 0)
        *ret = '\t';
    else if (strcmp(value, "/s") == 0)
        *ret = ' ';
    else
        *ret = *value;
    return *value != '\0';
}

static bool set_separator(struct tcplens_show_options *form, const char *value)
{
    return parse_character(value, &form->separator);
}

static bool set_aggregator(struct tcplens_show_options *form, const char *value)
{
    return parse_character(value, &form->aggregator);
}

static bool set_occurrence(struct tcplens_show_options *form, const char *value)
{
    form->occurrence = *value == 'f'   ? TCPLENS_OCCURRENCE_FIRST
                       : *value == 'l' ? TCPLENS_OCCURRENCE_LAST
                                       : TCPLENS_OCCURRENCE_ALL;
    return *value == 'f' || *value == 'l' || *value == 'a';
}

static bool set_quote(struct tcplens_show_options *form, const char *value)
{
    form->quote = (char)(*value == 'd' ? '"' : *value == 's' ? '\'' : 0);
    return *value == 'd' || *value == 's' || *value == 'n';
}

static const struct setting {
    const char *name, *values;
    set_form *set;
} settings[] = {
    {"header", "y or n", set_header},
    {"separator", "a character, /t or /s", set_separator},
    {"aggregator", "a character, /t or /s", set_aggregator},
    {"occurrence", "f, l or a", set_occurrence},
    {"quote", "d, s or n", set_quote},
    {"bom", "y or n", set_bom},
};

static bool apply_setting(struct show_arguments *args, const char *text)
{
    const size_t n = strcspn(text, "=");

    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        const struct setting *const s = &settings[i];

        if (strlen(s->name) != n || memcmp(s->name, text, n) != 0)
            continue;
        if (text[n] == '=' && s->set(&args->form, text + n + 1))
            return true;
        complain("-E %s= wants %s", s->name, s->values);
        return false;
    }
    complain("there is no -E %.*s; there are header, separator, aggregator, occurrence, quote and "
             "bom",
             (int)n, text);
    return false;
}

/* ---- -o NAME:VALUE ---- */

static bool apply_preference(struct show_arguments *args, const char *text)
{
    static const char columns[] = "gui.column.format:";

    if (strncmp(text, columns, sizeof columns - 1) == 0) {
        args->form.list_columns = text + sizeof columns - 1;
        return true;
    }
    complain("-o %s: of Wireshark's preferences there is gui.column.format only", text);
    return false;
}

/* ---- -a CONDITION:N ---- */

static bool apply_stop(struct show_arguments *args, const char *text)
{
    enum { OCTETS_PER_KB = 1000 };
    const char *const colon = strchr(text, ':');
    const size_t n = colon != NULL ? (size_t)(colon - text) : strlen(text);
    char *end = NULL;
    const unsigned long v =
        colon != NULL && colon[1] >= '0' && colon[1] <= '9' ? strtoul(colon + 1, &end, 10) : 0;

    if (v == 0 || v > UINT32_MAX / 2 || *end != '\0') {
        complain("-a %s wants a name, a colon and a number", text);
        return false;
    }
    if (strncmp(text, "packets:", n + 1) == 0)
        args->form.max_frames = v;
    else if (strncmp(text, "filesize:", n + 1) == 0)
        args->form.max_saved = (uint64_t)v * OCTETS_PER_KB;
    else if (strncmp(text, "duration:", n + 1) == 0)
        args->seconds = (unsigned)v;
    else {
        complain("there is no -a %.*s; there are packets, filesize and duration", (int)n, text);
        return false;
    }
    return true;
}

/* ---- -N FLAGS ---- */

static bool apply_names(struct show_arguments *args, const char *flags)
{
    const char *const other = flags + strspn(flags, "m");

    args->form.numeric = false;
    if (*flags != '\0' && *other == '\0')
        return true;
    if (*other != '\0' && strchr("dgnNstv", *other) != NULL)
        complain(
            "-N %c: of names only those of stations, m, are shown; hosts and ports are numbers",
            *other);
    else
        complain("-N \"%s\" wants the letter m: names for addresses of stations", flags);
    return false;
}

/* ---- the command line ---- */

static bool given(const struct show_arguments *args, enum show_option_id id)
{
    return args->values[id].given != 0;
}

/* The form asked for: -T, -V and -O may stand in any order. */
static void choose_form(struct show_arguments *args)
{
    static const uint8_t types[] = {TCPLENS_SHOW_FIELDS,  TCPLENS_SHOW_TREE, TCPLENS_SHOW_JSON,
                                    TCPLENS_SHOW_JSONRAW, TCPLENS_SHOW_EK,   TCPLENS_SHOW_PDML,
                                    TCPLENS_SHOW_NDJSON,  TCPLENS_SHOW_LIST};

    if (given(args, SHOW_TYPE))
        args->form.form = types[args->values[SHOW_TYPE].number];
    else if ((given(args, SHOW_SAVE) || given(args, SHOW_STATISTIC)) && args->n_fields == 0 &&
             !given(args, SHOW_TREE) && !given(args, SHOW_OPENED))
        args->form.form = TCPLENS_SHOW_NOTHING;
    else
        args->form.form = given(args, SHOW_TREE) || given(args, SHOW_OPENED) ? TCPLENS_SHOW_TREE
                          : args->n_fields > 0                               ? TCPLENS_SHOW_FIELDS
                                                                             : TCPLENS_SHOW_LIST;
    args->form.dialect = (uint8_t)args->values[SHOW_COMPAT].number;
    args->form.time_form = (uint8_t)args->values[SHOW_TIME].number;
    args->form.list = given(args, SHOW_LIST);
    args->form.tabs = given(args, SHOW_TYPE) && args->form.form == TCPLENS_SHOW_LIST;
    args->form.raw = args->form.hex = given(args, SHOW_HEX);
}

/* The protocols of -O or -j. */
static bool split_protocols(struct show_arguments *args)
{
    const char *list = given(args, SHOW_OPENED) ? args->values[SHOW_OPENED].text
                                                : args->values[SHOW_JSON_PROTOCOLS].text;
    char *rest, *name;

    if (list == NULL)
        return true;
    /* Every name but the last has a separator behind it. */
    args->protocols = calloc(strlen(list) / 2 + 1, sizeof *args->protocols);
    args->list = strdup(list);
    if (args->protocols == NULL || args->list == NULL) {
        complain("out of memory");
        return false;
    }
    for (rest = args->list; (name = strsep(&rest, ", ")) != NULL;)
        if (*name != '\0')
            args->protocols[args->n_protocols++] = name;
    return true;
}

static bool see(void *ctx, int id, const char *text)
{
    struct show_arguments *const args = ctx;

    switch (id) {
    case SHOW_FIELD:
        args->fields[args->n_fields++] = text;
        return true;
    case SHOW_STATISTIC:
        args->statistics[args->n_statistics++] = text;
        return true;
    case SHOW_SETTING:
        return apply_setting(args, text);
    case SHOW_PREFERENCE:
        return apply_preference(args, text);
    case SHOW_STOP:
        return apply_stop(args, text);
    case SHOW_NUMERIC:
        args->form.numeric = true;
        return true;
    case SHOW_NAMES:
        return apply_names(args, text);
    case SHOW_INTERFACE:
        complain("-i: show reads files; \"tcplens dump -U -w - -i %s | tcplens show -l -r -\" is "
                 "live",
                 text);
        return false;
    default:
        return true;
    }
}

bool show_parse(int argc, char **argv, struct show_arguments *out)
{
    *out = (struct show_arguments){.line = {.seen = see, .ctx = out}};
    out->line.values = out->values;
    /* There cannot be more of them than arguments. */
    out->fields = calloc((size_t)argc, sizeof *out->fields);
    out->statistics = calloc((size_t)argc, sizeof *out->statistics);
    if (out->fields == NULL || out->statistics == NULL) {
        complain("out of memory");
        return false;
    }
    if (!parse_command_line(&table, argc, argv, &out->line) || !split_protocols(out))
        return false;
    choose_form(out);
    return true;
}

void show_arguments_free(struct show_arguments *args)
{
    free(args->fields);
    free(args->protocols);
    free(args->statistics);
    free(args->list);
}

void show_help(void)
{
    (void)puts(
        "Usage: tcplens show -r FILE\n"
        "       tcplens show -r FILE -T fields -e FIELD...\n"
        "       tcplens show -r FILE -V | -O PROTOCOL,...\n"
        "       tcplens show --fields\n\n"
        "Print a line for each frame, a row of named values, as tshark -T fields does, or every\n"
        "value of every layer, as tshark -V does.");
    help_options(stdout, &table);
    (void)puts("\nForm of the rows, -E NAME=VALUE:\n"
               "  header=y         begin with the names of the fields\n"
               "  separator=,      between columns: a character, /t (the default) or /s\n"
               "  aggregator=,     between the values of a field: likewise\n"
               "  occurrence=a     of a field that a frame has several times: a all values,\n"
               "                   f the first, l the last\n"
               "  quote=n          around columns: d double quotes, s single ones, n none\n"
               "  bom=y            begin with a byte order mark\n"
               "\nColumns of the list, -o gui.column.format:TITLE,FORMAT,..., each in quotes:\n"
               "  %m number, %t time, %s and %d addresses, %S and %D ports, %p protocol,\n"
               "  %L length, %i info, %Cus:FIELD any field\n"
               "\nExamples:\n"
               "  tcplens show -r web.pcap -t ad\n"
               "  tcplens show -r web.pcap -T fields -e frame.number -e tcp.analysis.flags\n"
               "  tcplens show -r web.pcap -T fields -E header=y -E separator=, -e tcp.stream "
               "-e tcp.len\n"
               "  tcplens show --fields | grep analysis\n\n"
               "Exit status: 0 shown; 1 the capture was cut or damaged, and what came before was\n"
               "shown; 2 trouble.");
}
