// SPDX-License-Identifier: BSD-3-Clause
/* bad_filter.h - saying what is wrong with a filter, and pointing to the place. */
#ifndef TL_CLI_BAD_FILTER_H
#define TL_CLI_BAD_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include <tcplens/error.h>

/* Three lines: the mistake, the filter, and a ^ below its octet `column`. `option` is how the
 * filter was given: "-Y". */
void complain_filter(const char *option, const char *filter, size_t column,
                     const struct tcplens_error *err);

/* Say that so many values were too much for a regular expression; nothing if there were none. */
void report_given_up(unsigned long long values);

/* Whether it is a display filter; if not, says so. NULL is none, and fine. */
bool check_display_filter(const char *option, const char *filter);

#endif
