// SPDX-License-Identifier: BSD-3-Clause
/*
 * losses.h - tells, on a terminal, of frames being lost while they are: once a second at most, and
 * why. Scripts see only the summary at the end, as from tcpdump.
 */
#ifndef TL_CLI_LOSSES_H
#define TL_CLI_LOSSES_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/dump.h>

/**
 * struct losses - what was lost so far, by reason
 * @shown:    standard error is a terminal
 * @looked_ns: when the counters were last looked at, by the monotonic clock
 * @latest:   what they were then
 * @slow_program: the ring was full, and this program was busy with frames
 * @slow_output: the ring was full, and this program was waiting for its output
 */
struct losses {
    bool shown;
    int64_t looked_ns;
    struct tcplens_dump_stats latest;
    uint64_t slow_program, slow_output;
};

/* Of a file nothing is told: what it says was lost is not being lost now. */
void losses_start(struct losses *l, bool live);

/* To be called as often as possible. */
void losses_show(struct losses *l, struct tcplens_dump *d);

/* The same with the counters given, at a time: what was lost since the time before is reported, and
 * whether there was any. */
bool losses_judge(struct losses *l, const struct tcplens_dump_stats *now, int64_t now_ns);

#endif
