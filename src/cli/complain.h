// SPDX-License-Identifier: BSD-3-Clause
/* complain.h - one line on standard error that says what is wrong and what to do. */
#ifndef TL_CLI_COMPLAIN_H
#define TL_CLI_COMPLAIN_H

/* Exit statuses, documented in tcplens(1). The greater one wins when files differ. */
enum exit_status {
    EXIT_FINE = 0,    /* explained */
    EXIT_DAMAGED = 1, /* the capture was cut or damaged: what came before was explained */
    EXIT_TROUBLE = 2, /* usage, file, filter, interface, permission, output */
    EXIT_FAILED = 3,  /* --exit-code: a connection failed */
};

/* The name that messages begin with: "tcplens" unless the program was called "tcpdump". */
const char *complain_name(void);
void complain_as(const char *name);

/* How the user calls a command, in `out`: "tcplens dump", or "tcpdump" if that is the name. */
const char *complain_command(const char *command, char out[32]);

/* The name, ": " and the message, in one write; control characters become '?'. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The message alone. */
void remark(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
