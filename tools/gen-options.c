// SPDX-License-Identifier: BSD-3-Clause
/*
 * gen-options.c - options.def (and for tcplens-dump(1), dump_options.def) as the options part of
 * the manual page, and as completion for bash,
 * zsh and fish. Runs at build time: gen-options man <TEMPLATE | bash | zsh | fish.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { FLAG, TEXT, OPTIONAL, CHOICE, NUMBER };

/* `letter` is 0 if there is none, and GROUP_TITLE for the title of a group, in `name`. */
struct option {
    const char *name, *operand, *help;
    int letter;
    enum kind kind;
};

struct command {
    const char *name, *help;
};

enum { GROUP_TITLE = -1 };

static const struct option options[] = {
#define GROUP(id, title) {.letter = GROUP_TITLE, .name = (title)},
#define OPTION(id, group, letter_, name_, kind_, operand_, min, max, help_)                        \
    {.letter = (letter_), .name = (name_), .kind = (kind_), .operand = (operand_), .help = (help_)},
#include "cli/options.def"
};
enum { N_OPTIONS = sizeof options / sizeof options[0] };

/* Of `tcplens dump`: names may be NULL. */
static const struct option dump_options[] = {
#define GROUP(id, title) {.letter = GROUP_TITLE, .name = (title)},
#define OPTION(id, group, letter_, name_, kind_, operand_, min, max, help_)                        \
    {.letter = (letter_), .name = (name_), .kind = (kind_), .operand = (operand_), .help = (help_)},
#include "cli/dump_options.def"
};
enum { N_DUMP_OPTIONS = sizeof dump_options / sizeof dump_options[0] };

static const struct command commands[] = {
#define COMMAND(name_, operands, help_) {.name = (name_), .help = (help_)},
#include "cli/options.def"
};
enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

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

/* scdoc(5): one definition a option, under the group's heading. */
static void man_options(const struct option *all, int n)
{
    for (int i = 0; i < n; i++) {
        const struct option *const o = &all[i];

        if (o->letter == GROUP_TITLE) {
            printf("## %s\n\n", o->name);
            continue;
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
}

static void man(void)
{
    char line[4096];

    while (fgets(line, sizeof line, stdin) != NULL) {
        if (strcmp(line, "@OPTIONS@\n") == 0)
            man_options(options, N_OPTIONS);
        else if (strcmp(line, "@DUMP_OPTIONS@\n") == 0)
            man_options(dump_options, N_DUMP_OPTIONS);
        else
            fputs(line, stdout);
    }
}

static void bash(void)
{
    puts("# bash completion for tcplens: generated from options.def\n"
         "_tcplens() {\n"
         "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
         "    COMPREPLY=()\n"
         "    # bash takes \"=\" for a word of its own.\n"
         "    [[ $cur == = ]] && cur=\n"
         "    [[ $prev == = ]] && prev=${COMP_WORDS[COMP_CWORD-2]}\n"
         "    case $prev in");
    for (int i = 0; i < N_OPTIONS; i++) {
        const struct option *const o = &options[i];

        if (o->letter == GROUP_TITLE || o->kind == FLAG)
            continue;
        fputs("    ", stdout);
        if (o->letter != 0)
            printf("-%c|", o->letter);
        printf("--%s) ", o->name);
        if (o->kind == CHOICE) {
            fputs("COMPREPLY=($(compgen -W '", stdout);
            put_choices(o->operand, " ");
            puts("' -- \"$cur\")); return ;;");
        } else if (strcmp(o->operand, "IFACE") == 0) {
            puts("COMPREPLY=($(compgen -W \"any $(ls /sys/class/net 2>/dev/null)\" -- \"$cur\"));"
                 " return ;;");
        } else if (strcmp(o->operand, "ID") == 0) {
            puts("COMPREPLY=($(compgen -W "
                 "\"$(tcplens explain --finding --lang en 2>/dev/null | awk '{print $1}')\""
                 " -- \"$cur\")); return ;;");
        } else {
            puts("return ;;");
        }
    }
    fputs("    esac\n"
          "    if [[ $cur == -* ]]; then\n"
          "        COMPREPLY=($(compgen -W '",
          stdout);
    for (int i = 0; i < N_OPTIONS; i++) {
        if (options[i].letter != GROUP_TITLE)
            printf("--%s ", options[i].name);
    }
    fputs("' -- \"$cur\"))\n"
          "        return\n"
          "    fi\n"
          "    COMPREPLY=($(compgen -f -- \"$cur\"))\n"
          "    compopt -o filenames\n"
          "    if ((COMP_CWORD == 1)); then\n"
          "        COMPREPLY+=($(compgen -W '",
          stdout);
    for (int i = 0; i < N_COMMANDS; i++)
        printf("%s ", commands[i].name);
    puts("' -- \"$cur\"))\n"
         "    fi\n"
         "}\n"
         "complete -F _tcplens tcplens");
}

/* The part of a zsh specification that says what follows the option. */
static void zsh_operand(const struct option *o)
{
    if (o->kind == FLAG)
        return;
    printf("%s:%s:", o->kind == OPTIONAL ? ":" : "", o->operand);
    if (o->kind == CHOICE) {
        putchar('(');
        put_choices(o->operand, " ");
        putchar(')');
    } else if (strcmp(o->operand, "IFACE") == 0) {
        fputs("_net_interfaces", stdout);
    } else if (strcmp(o->operand, "ID") == 0) {
        fputs("($(tcplens explain --finding --lang en 2>/dev/null | awk \"{print \\$1}\"))",
              stdout);
    } else {
        putchar(' ');
    }
}

static void zsh_option(const struct option *o)
{
    if (o->letter != 0)
        printf("    '(-%c --%s)'{-%c%s,--%s%s}'[", o->letter, o->name, o->letter,
               o->kind == FLAG ? "" : "+", o->name, o->kind == FLAG ? "" : "=");
    else
        printf("    '--%s%s[", o->name, o->kind == FLAG ? "" : o->kind == OPTIONAL ? "=-" : "=");
    put_escaped(o->help, "[]:");
    putchar(']');
    zsh_operand(o);
    puts("'");
}

static void zsh(void)
{
    puts("#compdef tcplens\n"
         "# zsh completion for tcplens: generated from options.def\n"
         "local -a commands options\n"
         "commands=(");
    for (int i = 0; i < N_COMMANDS; i++)
        printf("    '%s:%s'\n", commands[i].name, commands[i].help);
    puts(")\noptions=(");
    for (int i = 0; i < N_OPTIONS; i++) {
        if (options[i].letter != GROUP_TITLE)
            zsh_option(&options[i]);
    }
    puts(")\n"
         "if ((CURRENT == 2)); then\n"
         "    _describe command commands\n"
         "    _files\n"
         "else\n"
         "    shift words\n"
         "    ((CURRENT--))\n"
         "    _arguments -s -S $options '*:capture file:_files'\n"
         "fi");
}

static void fish(void)
{
    puts("# fish completion for tcplens: generated from options.def");
    for (int i = 0; i < N_COMMANDS; i++)
        printf("complete -c tcplens -n __fish_use_subcommand -a %s -d '%s'\n", commands[i].name,
               commands[i].help);
    for (int i = 0; i < N_OPTIONS; i++) {
        const struct option *const o = &options[i];

        if (o->letter == GROUP_TITLE)
            continue;
        printf("complete -c tcplens -l %s", o->name);
        if (o->letter != 0)
            printf(" -s %c", o->letter);
        if (o->kind == CHOICE) {
            fputs(" -x -a '", stdout);
            put_choices(o->operand, " ");
            putchar('\'');
        } else if (o->kind == OPTIONAL) {
            fputs(" -a '(tcplens explain --finding --lang en 2>/dev/null | string match -r "
                  "\"^\\S+\")'",
                  stdout);
        } else if (o->kind != FLAG && strcmp(o->operand, "IFACE") == 0) {
            fputs(" -x -a 'any (ls /sys/class/net 2>/dev/null)'", stdout);
        } else if (o->kind != FLAG) {
            fputs(" -x", stdout);
        }
        fputs(" -d '", stdout);
        put_escaped(o->help, "'\\");
        puts("'");
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
