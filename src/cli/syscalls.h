// SPDX-License-Identifier: BSD-3-Clause
/* syscalls.h - the system calls that are left once everything is open. */
#ifndef TL_CLI_SYSCALLS_H
#define TL_CLI_SYSCALLS_H

#include <stdbool.h>

/* Refuse (EPERM) all others, for this process and its children; `later` as enum later. False,
 * having said so, if the kernel has seccomp and will not have the list. */
bool syscalls_confine(unsigned later, bool verbose);

#endif
