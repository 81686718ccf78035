// SPDX-License-Identifier: BSD-3-Clause
/*
 * ui_live.h - a capture that goes on while it is looked at.
 *
 * Frames are saved in memory, in a file without a name, and a report is made of that file again and
 * again. Once the process has given up opening files, only what is open can be written and read: so
 * the savefile is standard output, and the reports' input is standard input. The file is bounded;
 * when it is full the capture ends, and what was captured stays.
 */
#ifndef TL_CLI_UI_LIVE_H
#define TL_CLI_UI_LIVE_H

#include <stdbool.h>
#include <stdint.h>

struct tcplens_dump;

/**
 * struct ui_live - the capture
 * @dump:   *owned*, NULL once it has ended
 * @frames: captured so far
 */
struct ui_live {
    struct tcplens_dump *dump;
    uint64_t frames;
};

/**
 * struct ui_live_options - what to capture; texts are *borrowed* for the call
 * @filter:  libpcap expression, or NULL
 * @snaplen: octets to keep of a frame, 0 for all
 * @count:   frames after which the capture ends
 */
struct ui_live_options {
    const char *interface, *filter;
    uint32_t snaplen;
    uint64_t count;
};

/* Open the interface. False, having said so, if that cannot be, as in the next. */
bool ui_live_begin(struct ui_live *live, const struct ui_live_options *options);

/* From now on keep what comes, in the place of standard input and output. */
bool ui_live_keep(struct ui_live *live);

/* Take frames that have come, waiting up to 100 ms for some. Says why if the capture has ended. */
void ui_live_step(struct ui_live *live);

/* Let standard input begin with the first frame again. */
void ui_live_rewind(void);

void ui_live_end(struct ui_live *live);

#endif
