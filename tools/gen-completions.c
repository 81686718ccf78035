// SPDX-License-Identifier: BSD-3-Clause
/*
 * gen-completions.c - the commands' options as completion of bash, zsh and fish. What follows an
 * option is completed by its operand's name: see source_of(). Runs at build time.
 */
#include <stdlib.h>

#include "option_tables.h"

static const struct {
    const char *name, *help;
} commands[] = {
#define COMMAND(name_, operands, help_) {.name = #name_, .help = (help_)},
#include "cli/options.def"
};
enum { N_COMMANDS = sizeof commands / sizeof *commands };

/* Words of pcap-filter(7) that filters begin with or join. */
static const char filter_words[] = "and arp dst ether greater host icmp icmp6 ip ip6 less net not "
                                   "or port portrange src tcp udp vlan";

/* What may follow an option. */
enum source {
    ANYTHING,
    WORDS,
    FILES,
    INTERFACES,
    USERS,
    PROGRAMS,
    FINDINGS,
    COLUMNS,
    FIELDS,
    N_SOURCES,
};

static enum source source_of(const struct option *o)
{
    static const char *const operands[N_SOURCES] = {
        [FILES] = "FILE",  [INTERFACES] = "IFACE",     [USERS] = "USER",   [PROGRAMS] = "COMMAND",
        [FINDINGS] = "ID", [COLUMNS] = "COLUMN[,...]", [FIELDS] = "FIELD",
    };

    if (strchr(o->operand, '|') != NULL)
        return WORDS;
    for (int i = 0; i < N_SOURCES; i++) {
        if (operands[i] != NULL && strcmp(operands[i], o->operand) == 0)
            return (enum source)i;
    }
    return ANYTHING;
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
        [COLUMNS] = "-W \"$(tcplens flows --list-columns 2>/dev/null | awk '{print $1}')\"",
        [FIELDS] = "-W \"$(tcplens show --fields 2>/dev/null | cut -f1)\"",
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
    puts("' -- \"$cur\"))\n"
         "        return\n"
         "    fi");
    if (t->files)
        puts("    COMPREPLY=($(compgen -f -- \"$cur\"))\n    compopt -o filenames\n}");
    else
        printf("    COMPREPLY=($(compgen -W '%s' -- \"$cur\"))\n}\n", filter_words);
}

static void bash(void)
{
    puts("# bash completion for tcplens: generated from the commands' .def files");
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
         "    case ${COMP_WORDS[1]} in");
    for (int t = 0; t < N_TABLES; t++)
        printf("    %s) ((COMP_CWORD == 1)) || _tcplens_%s ;;\n", tables[t].command,
               tables[t].command);
    puts("    help) ((COMP_CWORD == 1)) || COMPREPLY=($(compgen -W \"$commands\" -- \"$cur\")) ;;\n"
         "    -*) _tcplens_dump ;;\n"
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
        [COLUMNS] = "_sequence -s , compadd - $(tcplens flows --list-columns | cut -d\" \" -f1)",
        [FIELDS] = "($(tcplens show --fields 2>/dev/null | cut -f1))",
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

static void zsh_tables(void)
{
    fputs("local -a commands", stdout);
    for (int t = 0; t < N_TABLES; t++)
        printf(" %s", tables[t].command);
    puts("\ncommands=(");
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
}

static void zsh(void)
{
    puts("#compdef tcplens\n"
         "# zsh completion for tcplens: generated from the commands' .def files");
    zsh_tables();
    puts("if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then\n"
         "    _describe command commands\n"
         "    _files\n"
         "    return\n"
         "fi\n"
         "case $words[2] in\n"
         "help) _describe command commands ;;");
    for (int t = 0; t < N_TABLES; t++) {
        printf("%s) shift words; ((CURRENT--)); _arguments -s -S $%s ", tables[t].command,
               tables[t].command);
        if (tables[t].files)
            puts("'*:capture file:_files' ;;");
        else
            printf("'*:filter:(%s)' ;;\n", filter_words);
    }
    printf("-*) _arguments -s -S $dump '*:filter:(%s)' ;;\n", filter_words);
    puts("*) _arguments -s -S $explain '*:capture file:_files' ;;\n"
         "esac");
}

/* --- fish --- */

static void fish_option(const struct option *o, const char *condition)
{
    static const char *const generators[N_SOURCES] = {
        [ANYTHING] = " -x",
        [FILES] = " -r -F",
        [INTERFACES] = " -x -a 'any (ls /sys/class/net 2>/dev/null)'",
        [USERS] = " -x -a '(__fish_complete_users)'",
        [PROGRAMS] = " -x -a '(__fish_complete_command)'",
        [FINDINGS] = " -a '(tcplens explain --finding --lang en 2>/dev/null | cut -d\" \" -f1)'",
        [COLUMNS] = " -x -a '(tcplens flows --list-columns 2>/dev/null | cut -d\" \" -f1)'",
        [FIELDS] = " -x -a '(tcplens show --fields 2>/dev/null | cut -f1)'",
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

static void fish_command(const struct table *t)
{
    char condition[128];

    (void)snprintf(condition, sizeof condition, "__fish_seen_subcommand_from %s", t->command);
    for (size_t i = 0; i < t->n; i++) {
        if (t->options[i].letter != GROUP_TITLE)
            fish_option(&t->options[i], condition);
    }
    if (!t->files)
        printf("complete -c tcplens -n '%s' -f -a '%s'\n", condition, filter_words);
}

static void fish(void)
{
    puts("# fish completion for tcplens: generated from the commands' .def files");
    for (int i = 0; i < N_COMMANDS; i++) {
        printf("complete -c tcplens -n __fish_use_subcommand -a %s -d '%s'\n", commands[i].name,
               commands[i].help);
        printf("complete -c tcplens -n '__fish_seen_subcommand_from help' -x -a %s\n",
               commands[i].name);
    }
    for (int t = 0; t < N_TABLES; t++)
        fish_command(&tables[t]);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*generate)(void);
    } forms[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};

    for (size_t i = 0; argc == 2 && i < sizeof forms / sizeof forms[0]; i++) {
        if (strcmp(argv[1], forms[i].name) == 0) {
            forms[i].generate();
            return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
        }
    }
    fputs("usage: gen-completions bash|zsh|fish\n", stderr);
    return EXIT_FAILURE;
}
