// SPDX-License-Identifier: BSD-3-Clause
/* live.h - what a live capture needs of the process: signals that end it, and its statistics. */
#ifndef TL_CLI_LIVE_H
#define TL_CLI_LIVE_H

#include <stdbool.h>

#include <tcplens/explain.h>

/* Nonzero once SIGINT or SIGTERM came, which live_catch_signals() arranges. A second one ends the
 * process at once. */
extern volatile int live_stop;
void live_catch_signals(void);

/* The same after so many seconds, 0 for never, of reading standard input. */
void live_stop_after(unsigned seconds);

/* Whether `path` is "-" and standard input a terminal, from which no capture will come; said on
 * standard error. */
bool is_waiting_for_nothing(const char *path);

/* Say that the capture has begun. */
void live_announce(const char *interface);

/* What was captured and what was lost, in tcpdump's words, on standard error. */
void live_report(const struct tcplens_explain_stats *stats);

#endif
