// SPDX-License-Identifier: BSD-3-Clause
/* dump_lists.h - what there is to capture on: -D, -L and -J, and names and numbers in -i. */
#ifndef TL_CLI_DUMP_LISTS_H
#define TL_CLI_DUMP_LISTS_H

#include <stdbool.h>
#include <stdint.h>

/* Each prints its list; `interface` may be NULL for the first one that -D shows. On failure, say so
 * and return false. */
bool dump_list_interfaces(void);
bool dump_list_link_types(const char *interface, bool monitor);
bool dump_list_timestamps(const char *interface);

/* Say so if `interface` has no time stamps of that kind: its own are taken then. */
void dump_check_timestamps(const char *interface, const char *type);

/* The interface that `wanted` means: a name, a number of -D, NULL for the first one. */
bool dump_find_interface(const char *wanted, char out[64]);

/* The LINKTYPE_ value of a name that -y takes. */
bool dump_find_link_type(const char *name, uint16_t *ret);

#endif
