// SPDX-License-Identifier: BSD-3-Clause
/*
 * names.h - names for numbers, for `dump` without -n: of hosts (from whatever the system asks:
 * /etc/hosts, DNS), of ports (/etc/services), of Ethernet stations (/etc/ethers).
 *
 * It lives with the command, not in the library: names come from a process of their own, and to
 * start processes is a program's business. The library's side is struct tcplens_print_names.
 */
#ifndef TL_CLI_NAMES_H
#define TL_CLI_NAMES_H

#include <stdbool.h>

#include <tcplens/print.h>

struct names;

/*
 * Read the files and start the resolver, which will run as `user` (-Z, may be NULL). To be called
 * before anything is opened. `live`: do not wait long, since packets get lost meanwhile. NULL if
 * there is no memory.
 */
struct names *names_new(const char *user, bool live);

/* *Borrowed*, for struct tcplens_print_options. */
const struct tcplens_print_names *names_hooks(const struct names *n);

/* -f: from now on only IPv4 addresses of the network of `interface` have names, and IPv6 ones; all
 * of them if it has no IPv4 address. */
void names_only_of(struct names *n, const char *interface);

/* NULL is allowed. */
void names_free(struct names *n);

#endif
