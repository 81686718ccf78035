// SPDX-License-Identifier: BSD-3-Clause
/*
 * isn.h - numbers that nobody outside may guess, made of a connection's addresses and the stack's
 * secret: initial sequence numbers (RFC 6528 as 9293 3.4.1 has it), and where timestamps begin (RFC
 * 7323 5.4).
 */
#ifndef TL_STACK_ISN_H
#define TL_STACK_ISN_H

#include <stdint.h>

#include "stack/stack.h"
#include "tcp/seq.h"

/* M + F(local, remote, secret): M is a clock that ticks every 4 microseconds. */
struct tcplens_seq isn_choose(const uint8_t key[STACK_KEY], const struct stack_addr *local,
                              const struct stack_addr *remote, int64_t now_ns);

/* What is added to the clock of a connection's timestamps. */
uint32_t isn_timestamp_offset(const uint8_t key[STACK_KEY], const struct stack_addr *local,
                              const struct stack_addr *remote);

#endif
