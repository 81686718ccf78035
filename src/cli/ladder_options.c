// SPDX-License-Identifier: BSD-3-Clause
#include "ladder_options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "complain.h"
#include "help.h"

enum ladder_group {
#define GROUP(id, title) LADDER_GROUP_##id,
#include "ladder_options.def"
    LADDER_GROUPS,
};

static const struct option_spec specs[LADDER_OPTIONS] = {
#define OPTION(id, group, letter, name, kind, operand, min, max, help)                             \
    [LADDER_##id] = OPTION_SPEC(LADDER_GROUP_##group, letter, name, kind, operand, min, max, help),
#include "ladder_options.def"
};

static const char *const groups[LADDER_GROUPS] = {
#define GROUP(id, title) [LADDER_GROUP_##id] = (title),
#include "ladder_options.def"
};

static const struct option_table table = {.command = "ladder",
                                          .specs = specs,
                                          .n = LADDER_OPTIONS,
                                          .groups = groups,
                                          .n_groups = LADDER_GROUPS};

/* "#12" as a frame number. */
static bool parse_frame(const char *s, uint64_t *ret)
{
    char *end;

    if (s[0] != '#' || s[1] < '0' || s[1] > '9')
        return false;
    errno = 0;
    *ret = strtoull(s + 1, &end, 10);
    return errno == 0 && *end == '\0' && *ret > 0;
}

/* "1.5", "200ms", "3min" as nanoseconds; seconds without a unit. */
static bool parse_time(const char *s, int64_t *ret)
{
    static const struct {
        const char *name;
        double ns;
    } units[] = {{"", 1e9},   {"s", 1e9},    {"ms", 1e6},  {"us", 1e3},
                 {"ns", 1e0}, {"min", 6e10}, {"h", 3.6e12}};
    char *end;
    double value;

    if ((s[0] < '0' || s[0] > '9') && s[0] != '.')
        return false;
    value = strtod(s, &end);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (strcmp(end, units[i].name) != 0)
            continue;
        if (!(value * units[i].ns <= 9e18))
            return false;
        *ret = (int64_t)(value * units[i].ns);
        return true;
    }
    return false;
}

static bool parse_point(enum ladder_option_id id, const struct option_value *v, int64_t *ns,
                        uint64_t *frame)
{
    if (v[id].given == 0 || parse_frame(v[id].text, frame) || parse_time(v[id].text, ns))
        return true;
    complain("--%s \"%s\": a time like 1.5 or 200ms, or a frame like #12, is wanted",
             specs[id].name, v[id].text);
    return false;
}

/* Options that cannot stand together; says so. */
static bool consistent(const struct ladder_arguments *args)
{
    if (args->values[LADDER_HOSTS].given != 0 && args->values[LADDER_CONN].given != 0) {
        complain("--hosts draws all connections: --conn and --hosts cannot be used together");
        return false;
    }
    return true;
}

bool ladder_parse(int argc, char **argv, struct ladder_arguments *out)
{
    struct tcplens_ladder_options *const range = &out->range;

    *out = (struct ladder_arguments){0};
    out->line.values = out->values;
    return parse_command_line(&table, argc, argv, &out->line) && consistent(out) &&
           parse_point(LADDER_FROM, out->values, &range->from_ns, &range->from_frame) &&
           parse_point(LADDER_TO, out->values, &range->to_ns, &range->to_frame);
}

void ladder_help(void)
{
    (void)fputs("Usage: tcplens ladder [OPTION]... FILE [FILTER]\n\n"
                "Draw TCP connections as ladders: two lifelines, an arrow a segment with its\n"
                "numbers, both ends' states, and what went wrong.\n",
                stdout);
    help_options(stdout, &table);
    (void)fputs("\nExamples:\n"
                "  tcplens ladder web.pcap                       every connection\n"
                "  tcplens ladder --conn 3 --fold web.pcap       the third one, on a page\n"
                "  tcplens ladder -o svg --conn 3 web.pcap >ladder.svg\n"
                "  tcplens ladder -o html web.pcap port 443 >ladders.html\n"
                "  tcplens ladder --hosts --time true web.pcap\n\n"
                "Exit status: 0 drawn; 1 the capture was cut or damaged, and what came before was\n"
                "drawn; 2 trouble.\n",
                stdout);
}
