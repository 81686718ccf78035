// SPDX-License-Identifier: BSD-3-Clause
/*
 * hosts.h - names of hosts, each asked for once: a cache of fixed size in front of a resolver.
 *
 * A packet whose address is new waits for the answer, but not for long: patience shrinks by half
 * with each question that nobody answers in time, and is whole again after one that is. A resolver
 * that is dead so costs twice the patience in all; then packets show numbers, and names as soon as
 * late answers come.
 */
#ifndef TL_CLI_HOSTS_H
#define TL_CLI_HOSTS_H

#include <stdint.h>

struct hosts;

/* `socket` is a resolver's (resolver.h), *owned* from now on. NULL if there is no memory. */
struct hosts *hosts_new(int socket, int patience_ms);

/* The name of an address of `octets` octets, 4 or 16, *borrowed* until the next call; else NULL. */
const char *hosts_name(struct hosts *h, const uint8_t *addr, unsigned octets);

void hosts_free(struct hosts *h);

#endif
