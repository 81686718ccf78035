// SPDX-License-Identifier: BSD-3-Clause
/*
 * clock.h - the time in front of a line, in each of tcpdump's forms.
 *
 * Local time is a whole number of seconds away from UTC. That number is asked for once in 15
 * minutes of capture time, the step on which all zones of today change, not once a packet.
 */
#ifndef TL_PRINT_CLOCK_H
#define TL_PRINT_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "print/line.h"

/**
 * struct clock_memory - what is remembered of the frames before
 * @block:    the quarter of an hour that @offset_s holds for; valid if @zoned
 * @offset_s: local time minus UTC
 * @first, @previous: nanoseconds since the epoch; valid if @started
 */
struct clock_memory {
    int64_t block, first, previous;
    int32_t offset_s;
    bool zoned, started;
};

/* Print the time of a frame and the space behind it. */
void clock_print(struct line *l, struct clock_memory *m, int64_t ns);

#endif
