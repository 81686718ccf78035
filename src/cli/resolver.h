// SPDX-License-Identifier: BSD-3-Clause
/*
 * resolver.h - a process that looks up the names of addresses, so that the one that captures waits
 * for a name only as long as it wants to, and needs no right to open files or sockets for it.
 */
#ifndef TL_CLI_RESOLVER_H
#define TL_CLI_RESOLVER_H

#include <stdbool.h>
#include <stdint.h>

/* Longest name kept, with its '\0': what DNS allows (RFC 1035, section 2.3.4). */
enum { HOST_NAME_MAX_OCTETS = 256 };

/* Octets of an address, 4 or 16, and the octets; those not used are 0, so that memcmp() compares.
 */
struct host_address {
    uint8_t octets;
    uint8_t addr[16];
};

enum host_verdict {
    HOST_NAMED,
    HOST_NAMELESS,
    HOST_TROUBLE, /* nobody answered, or nobody who knows */
};

/* @name: valid if HOST_NAMED; visible ASCII only, whatever the network said */
struct host_answer {
    struct host_address address;
    uint8_t verdict;
    char name[HOST_NAME_MAX_OCTETS];
};

/*
 * Start the process; it gives up all rights as `user` says (see give_up_privileges()), and ends
 * when the socket that this returns is closed, or its parent dies. -1 if there can be none. To be
 * called before anything is opened that the process should not hold.
 */
int resolver_start(const char *user);

/* Ask for a name; never waits. False if that is not possible now. */
bool resolver_ask(int socket, const struct host_address *address);

/* Wait `ms` at most for the next answer; false if there was none, or a signal came first. */
bool resolver_answer(int socket, int ms, struct host_answer *ret);

#endif
