// SPDX-License-Identifier: BSD-3-Clause
/* terminal.h - what the user's environment says about language, colour, width and characters. */
#ifndef TL_CLI_TERMINAL_H
#define TL_CLI_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER }; /* in the order of options.def */

/* The locale of messages: LC_ALL, LC_MESSAGES, LANG, and LANGUAGE as gettext has it. Not NULL. */
const char *message_locale(void);

/* Whether to use colour on standard output: NO_COLOR, CLICOLOR_FORCE, TERM=dumb (no-color.org,
 * bixense.com/clicolors). */
bool use_color(enum color_when when);

/* Columns: COLUMNS, else the terminal's, else 100. */
unsigned output_width(void);

/* Lines: LINES, else the terminal's, else 30; 12 at least. */
unsigned output_height(void);

/* Whether the locale names a character set without our arrows. No locale at all names none. */
bool ascii_only(void);

/* Seconds that local time is ahead of UTC now. */
int32_t local_utc_offset(void);

#endif
