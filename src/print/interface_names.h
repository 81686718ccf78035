// SPDX-License-Identifier: BSD-3-Clause
/*
 * interface_names.h - this host's interfaces by number, as tcpdump names them.
 *
 * An answer of the kernel holds for one second of the packets' time: interfaces come, go and are
 * renamed, but not between two packets. The socket to ask through is opened at once: when packets
 * come, the right to open one may have been given up.
 */
#ifndef TL_PRINT_INTERFACE_NAMES_H
#define TL_PRINT_INTERFACE_NAMES_H

#include <net/if.h>
#include <stdint.h>

enum { INTERFACE_SLOTS = 64 };

/**
 * struct interface_names - one answer a slot; number % INTERFACE_SLOTS is where it is
 * @socket: *owned*, -1 if there is none: then no interface has a name
 * @second: of the packets' time, when the kernel was asked
 * @number: of the interface; 0, which no interface has, if the slot is empty
 */
struct interface_names {
    int socket;
    struct {
        int64_t second;
        uint32_t number;
        char name[IF_NAMESIZE];
    } slots[INTERFACE_SLOTS];
};

/* `n` is all zero. */
void interface_names_init(struct interface_names *n);
void interface_names_fini(struct interface_names *n);

/* The name of interface `number`, "?" if it has none; *borrowed* until the next call. */
const char *interface_name(struct interface_names *n, uint32_t number, int64_t ts_ns);

#endif
