// SPDX-License-Identifier: BSD-3-Clause
/*
 * gen-options.c - the tables of options once more: the options part of the manual pages, and the
 * completion of bash, zsh and fish. Runs at build time: gen-options man <TEMPLATE | bash | zsh |
 * fish. What follows an option is completed by its operand's name: see source_of().
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
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

#define GROUP(id, title) {.letter = GROUP_TITLE, .name = (title)},
#define OPTION(id, group, letter_, name_, kind_, operand_, min, max, help_)                        \
    {.letter = (letter_), .name = (name_), .kind = (kind_), .operand = (operand_), .help = (help_)},
static const struct option explain_options[] = {
#include "cli/options.def"
};
#define GROUP(id, title) {.letter = GROUP_TITLE, .name = (title)},
#define OPTION(id, group, letter_, name_, kind_, operand_, min, max, help_)                        \
    {.letter = (letter_), .name = (name_), .kind = (kind_), .operand = (operand_), .help = (help_)},
static const struct option dump_options[] = {
#include "cli/dump_options.def"
};
#define GROUP(id, title) {.letter = GROUP_TITLE, .name = (title)},
#define OPTION(id, group, letter_, name_, kind_, operand_, min, max, help_)                        \
    {.letter = (letter_), .name = (name_), .kind = (kind_), .operand = (operand_), .help = (help_)},
static const struct option flows_options[] = {
#include "cli/flows_options.def"
};
#define GROUP(id, title) {.letter = GROUP_TITLE, .name = (title)},
#define OPTION(id, group, letter_, name_, kind_, operand_, min, max, help_)                        \
    {.letter = (letter_), .name = (name_), .kind = (kind_), .operand = (operand_), .help = (help_)},
static const struct option show_options[] = {
#include "cli/show_options.def"
};

static const struct {
    const char *name, *doc;
} fields[] = {
#define FIELD(id, name_, type, hex, part, doc_) {.name = (name_), .doc = (doc_)},
#include "field/fields.def"
};
enum { N_FIELDS = sizeof fields / sizeof *fields };

/* Words of pcap-filter(7) that filters begin with or join. */
#define FILTER_WORDS                                                                               \
    "and arp dst ether greater host icmp icmp6 ip ip6 less net not or port portrange src tcp udp " \
    "vlan"

#define BASH_FILES "COMPREPLY=($(compgen -f -- \"$cur\")); compopt -o filenames"

/**
 * struct table - a command's options
 * @placeholder: stands for them in the template of a manual page
 * @operands:    how bash completes what is no option
 */
struct table {
    const char *command, *placeholder, *operands;
    const struct option *options;
    size_t n;
};

static const struct table tables[] = {
    {"explain", "@OPTIONS@\n", BASH_FILES, explain_options,
     sizeof explain_options / sizeof *explain_options},
    {"dump", "@DUMP_OPTIONS@\n", "COMPREPLY=($(compgen -W '" FILTER_WORDS "' -- \"$cur\"))",
     dump_options, sizeof dump_options / sizeof *dump_options},
    {"flows", "@FLOWS_OPTIONS@\n", BASH_FILES, flows_options,
     sizeof flows_options / sizeof *flows_options},
    {"show", "@SHOW_OPTIONS@\n", BASH_FILES, show_options,
     sizeof show_options / sizeof *show_options},
};
enum { N_TABLES = sizeof tables / sizeof *tables };

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

static const struct {
    const char *name, *help;
} commands[] = {
#define COMMAND(name_, operands, help_) {.name = (name_), .help = (help_)},
#include "cli/options.def"
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

/* What may follow an option. */
enum source { ANYTHING, WORDS, FILES, INTERFACES, USERS, PROGRAMS, FINDINGS, N_SOURCES };

static enum source source_of(const struct option *o)
{
    static const char *const operands[N_SOURCES] = {[FILES] = "FILE",
                                                    [INTERFACES] = "IFACE",
                                                    [USERS] = "USER",
                                                    [PROGRAMS] = "COMMAND",
                                                    [FINDINGS] = "ID"};

    if (strchr(o->operand, '|') != NULL)
        return WORDS;
    for (int i = 0; i < N_SOURCES; i++) {
        if (operands[i] != NULL && strcmp(operands[i], o->operand) == 0)
            return (enum source)i;
    }
    return ANYTHING;
}

/* `s` with a backslash before each of `special`. */
static void put_escaped(const char *s, const char *special)
{
    for (; *s != '\0'; s++) {
        if (strchr(special, *s) != NULL)
            putchar('\\');
        putchar(*s);
    }
}

/* The words of "a|b|c", with `separator` between. */
static void put_choices(const char *choices, const char *separator)
{
    for (; *choices != '\0'; choices++) {
        if (*choices == '|')
            fputs(separator, stdout);
        else
            putchar(*choices);
    }
}

/* --- scdoc(5): one definition an option, under the group's heading --- */

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

static void man(void)
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
}

/* --- bash --- */

static void bash_operand(const struct option *o)
{
    static const char *const generators[N_SOURCES] = {
        [FILES] = "-f",
        [INTERFACES] = "-W \"any $(ls /sys/class/net 2>/dev/null)\"",
        [USERS] = "-u",
        [PROGRAMS] = "-c",
        [FINDINGS] = "-W \"$(tcplens explain --finding --lang en 2>/dev/null | awk '{print $1}')\"",
    };
    const enum source source = source_of(o);

    /* The last letter of several: -nnr FILE. What may be left out follows "=" only. */
    fputs("    ", stdout);
    if (o->letter != 0)
        printf("-%c|-[!-]*%c%s", o->letter, o->letter, o->name != NULL ? "|" : "");
    if (o->name != NULL && o->kind != OPTIONAL)
        printf("--%s|", o->name);
    if (o->name != NULL)
        printf("--%s=", o->name);
    fputs(") ", stdout);
    if (source == WORDS) {
        fputs("COMPREPLY=($(compgen -W '", stdout);
        put_choices(o->operand, " ");
        fputs("' -- \"$cur\")); ", stdout);
    } else if (source != ANYTHING) {
        printf("COMPREPLY=($(compgen %s -- \"$cur\")); %s", generators[source],
               source == FILES ? "compopt -o filenames; " : "");
    }
    puts("return ;;");
}

static void bash_command(const struct table *t)
{
    printf("_tcplens_%s() {\n    case $prev in\n", t->command);
    for (size_t i = 0; i < t->n; i++) {
        if (t->options[i].letter != GROUP_TITLE && t->options[i].kind != FLAG)
            bash_operand(&t->options[i]);
    }
    fputs("    esac\n    if [[ $cur == -* ]]; then\n        COMPREPLY=($(compgen -W '", stdout);
    for (size_t i = 0; i < t->n; i++) {
        const struct option *const o = &t->options[i];

        if (o->letter != GROUP_TITLE && o->name != NULL)
            printf("--%s ", o->name);
        else if (o->letter != GROUP_TITLE)
            printf("-%c ", o->letter);
    }
    printf("' -- \"$cur\"))\n"
           "        return\n"
           "    fi\n"
           "    %s\n"
           "}\n",
           t->operands);
}

static void bash(void)
{
    puts("# bash completion for tcplens: generated from the tables of options");
    for (int t = 0; t < N_TABLES; t++)
        bash_command(&tables[t]);
    fputs("_tcplens() {\n"
          "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
          "    local commands='",
          stdout);
    for (int i = 0; i < N_COMMANDS; i++)
        printf("%s%s", i == 0 ? "" : " ", commands[i].name);
    puts("'\n"
         "    COMPREPLY=()\n"
         "    # bash takes \"=\" for a word of its own.\n"
         "    [[ $cur == = ]] && cur= prev+==\n"
         "    [[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}=\n"
         "    case ${COMP_WORDS[1]} in\n"
         "    help) ((COMP_CWORD == 1)) || COMPREPLY=($(compgen -W \"$commands\" -- \"$cur\")) ;;");
    for (int t = 0; t < N_TABLES; t++)
        printf("    %s) ((COMP_CWORD == 1)) || _tcplens_%s ;;\n", tables[t].command,
               tables[t].command);
    puts("    -*) _tcplens_dump ;;\n"
         "    *) _tcplens_explain ;;\n"
         "    esac\n"
         "    ((COMP_CWORD == 1)) && [[ $cur != -* ]] &&\n"
         "        COMPREPLY+=($(compgen -W \"$commands\" -- \"$cur\"))\n"
         "    return 0\n"
         "}\n"
         "complete -F _tcplens tcplens");
}

/* --- zsh --- */

/* The part of a specification that says what follows the option. */
static void zsh_operand(const struct option *o)
{
    static const char *const actions[N_SOURCES] = {
        [ANYTHING] = " ",
        [FILES] = "_files",
        [INTERFACES] = "_net_interfaces",
        [USERS] = "_users",
        [PROGRAMS] = "_command_names -e",
        [FINDINGS] = "($(tcplens explain --finding --lang en 2>/dev/null | awk \"{print \\$1}\"))",
    };

    if (o->kind == FLAG)
        return;
    printf("%s:%s:", o->kind == OPTIONAL ? ":" : "", o->operand);
    if (source_of(o) == WORDS) {
        putchar('(');
        put_choices(o->operand, " ");
        putchar(')');
    } else {
        fputs(actions[source_of(o)], stdout);
    }
}

static void zsh_option(const struct option *o)
{
    const char *const more = o->kind == FLAG ? "" : o->kind == OPTIONAL ? "=-" : "=";
    const char *const joined = o->kind == FLAG ? "" : "+";

    fputs("    ", stdout);
    if (o->letter != 0 && o->name != NULL)
        printf("'(-%c --%s)'{-%c%s,--%s%s}'[", o->letter, o->name, o->letter, joined, o->name,
               more);
    else if (o->letter != 0) /* it may be repeated, as -vv is */
        printf("'*-%c%s[", o->letter, joined);
    else
        printf("'--%s%s[", o->name, more);
    for (const char *p = o->help; *p != '\0'; p++) {
        if (*p == '\'')
            fputs("'\\''", stdout);
        else
            put_escaped((char[]){*p, '\0'}, "[]:\\");
    }
    putchar(']');
    zsh_operand(o);
    puts("'");
}

static void zsh(void)
{
    puts("#compdef tcplens\n"
         "# zsh completion for tcplens: generated from the tables of options\n"
         "local -a commands explain dump flows show\n"
         "commands=(");
    for (int i = 0; i < N_COMMANDS; i++)
        printf("    '%s:%s'\n", commands[i].name, commands[i].help);
    puts(")");
    for (int t = 0; t < N_TABLES; t++) {
        printf("%s=(\n", tables[t].command);
        for (size_t i = 0; i < tables[t].n; i++) {
            if (tables[t].options[i].letter != GROUP_TITLE)
                zsh_option(&tables[t].options[i]);
        }
        puts(")");
    }
    puts("if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then\n"
         "    _describe command commands\n"
         "    _files\n"
         "    return\n"
         "fi\n"
         "case $words[2] in\n"
         "help) _describe command commands ;;\n"
         "dump) shift words; ((CURRENT--)); _arguments -s -S $dump '*:filter:(" FILTER_WORDS
         ")' ;;\n"
         "-*) _arguments -s -S $dump '*:filter:(" FILTER_WORDS ")' ;;\n"
         "explain|flows|show)\n"
         "    local -a options=(${(P)words[2]})\n"
         "    shift words; ((CURRENT--)); _arguments -s -S $options '*:capture file:_files' ;;\n"
         "*) _arguments -s -S $explain '*:capture file:_files' ;;\n"
         "esac");
}

/* --- fish --- */

static void fish_option(const struct option *o, const char *condition)
{
    static const char findings[] = " -a '(tcplens explain --finding --lang en 2>/dev/null | "
                                   "string match -r \"^\\S+\")'";
    static const char *const generators[N_SOURCES] = {
        [ANYTHING] = " -x",
        [FILES] = " -r -F",
        [INTERFACES] = " -x -a 'any (ls /sys/class/net 2>/dev/null)'",
        [USERS] = " -x -a '(__fish_complete_users)'",
        [PROGRAMS] = " -x -a '(__fish_complete_command)'",
        [FINDINGS] = findings,
    };

    printf("complete -c tcplens -n '%s'", condition);
    if (o->name != NULL)
        printf(" -l %s", o->name);
    if (o->letter != 0)
        printf(" -s '%c'", o->letter);
    if (o->kind != FLAG && source_of(o) == WORDS) {
        printf(" %s-a '", o->kind == OPTIONAL ? "" : "-x ");
        put_choices(o->operand, " ");
        putchar('\'');
    } else if (o->kind != FLAG) {
        fputs(generators[source_of(o)], stdout);
    }
    fputs(" -d '", stdout);
    put_escaped(o->help, "'\\");
    puts("'");
}

static void fish(void)
{
    static const char *const conditions[N_TABLES] = {
        "not __fish_seen_subcommand_from dump flows show help", "__fish_seen_subcommand_from dump",
        "__fish_seen_subcommand_from flows", "__fish_seen_subcommand_from show"};

    puts("# fish completion for tcplens: generated from the tables of options");
    for (int i = 0; i < N_COMMANDS; i++)
        printf("complete -c tcplens -n __fish_use_subcommand -a %s -d '%s'\n", commands[i].name,
               commands[i].help);
    for (int i = 0; i < N_COMMANDS; i++)
        printf("complete -c tcplens -n '__fish_seen_subcommand_from help' -x -a %s\n",
               commands[i].name);
    puts("complete -c tcplens -n '__fish_seen_subcommand_from dump' -f -a '" FILTER_WORDS "'");
    for (int t = 0; t < N_TABLES; t++) {
        for (size_t i = 0; i < tables[t].n; i++) {
            if (tables[t].options[i].letter != GROUP_TITLE)
                fish_option(&tables[t].options[i], conditions[t]);
        }
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*generate)(void);
    } forms[] = {{"man", man}, {"bash", bash}, {"zsh", zsh}, {"fish", fish}};

    for (size_t i = 0; argc == 2 && i < sizeof forms / sizeof forms[0]; i++) {
        if (strcmp(argv[1], forms[i].name) == 0) {
            forms[i].generate();
            return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
        }
    }
    fputs("usage: gen-options man|bash|zsh|fish\n", stderr);
    return EXIT_FAILURE;
}
