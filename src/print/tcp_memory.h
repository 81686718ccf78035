// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_memory.h - where each connection's sequence numbers began, for numbers relative to them.
 */
#ifndef TL_PRINT_TCP_MEMORY_H
#define TL_PRINT_TCP_MEMORY_H

struct tcp_memory;

/* NULL if there is not enough memory; *owned* by the caller. */
struct tcp_memory *tcp_memory_new(void);
void tcp_memory_free(struct tcp_memory *m);

#endif
