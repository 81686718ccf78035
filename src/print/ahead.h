// SPDX-License-Identifier: BSD-3-Clause
/* ahead.h - looking ahead at frames that will be printed soon. */
#ifndef TL_PRINT_AHEAD_H
#define TL_PRINT_AHEAD_H

#include <stddef.h>

#include <tcplens/frame.h>

struct tcp_memory;

/* Bring what `m` knows of the connections of `frames` into the cache; nothing changes. */
void ahead_look(const struct tcp_memory *m, const struct tcplens_frame *frames, size_t n);

#endif
