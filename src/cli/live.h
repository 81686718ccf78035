// SPDX-License-Identifier: BSD-3-Clause
/* live.h - what a live capture needs of the process: signals that end it, and its statistics. */
#ifndef TL_CLI_LIVE_H
#define TL_CLI_LIVE_H

#include <tcplens/explain.h>

/* Nonzero once SIGINT or SIGTERM came, which live_catch_signals() arranges. A second one ends the
 * process at once. */
extern volatile int live_stop;
void live_catch_signals(void);

/* A tcplens_progress_fn that says that the capture has begun; `ctx` points to
 * the interface's name. */
bool live_announce(void *ctx, const struct tcplens_progress *progress);

/* What was captured and what was lost, in tcpdump's words, on standard error. */
void live_report(const struct tcplens_explain_stats *stats);

#endif
