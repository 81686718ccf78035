// SPDX-License-Identifier: BSD-3-Clause
/*
 * clock.h - the time in front of a line, in each of tcpdump's forms.
 *
 * Two things are remembered so that a packet costs no calendar: the zone's offset from UTC, asked
 * for once in 15 minutes of capture time (the step on which the zones of today change), and the
 * text of the second before, which mostly is the text of this one.
 */
#ifndef TL_PRINT_CLOCK_H
#define TL_PRINT_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/frame.h>
#include <tcplens/print.h>

enum { CLOCK_SECOND_MAX = 32, CLOCK_MAX = 48 };

/* A time as a capture has it: `ns` is below 10^9 but in damaged files. */
struct instant {
    int64_t s, ns;
};

/**
 * struct clock_memory - what is remembered of the frames before; all zero to begin with
 * @quarter:   the quarter of an hour that @offset_s holds for; valid if @zoned
 * @offset_s:  local time minus UTC
 * @second:    of @text; valid if @text_len > 0
 * @text:      its time of day, with the date before it if that is wanted
 * @reference: what -ttt and -ttttt count from, with the decimals that are printed; 0 for none yet
 */
struct clock_memory {
    int64_t quarter, second;
    struct instant reference;
    int32_t offset_s;
    uint8_t text_len;
    bool zoned;
    char text[CLOCK_SECOND_MAX];
};

/* Write the time of a frame and the space behind it to `at`, where CLOCK_MAX octets are free; where
 * that ends. */
char *clock_put(char *at, struct clock_memory *m, const struct tcplens_print_options *o,
                const struct tcplens_frame *f);

#endif
