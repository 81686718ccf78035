// SPDX-License-Identifier: BSD-3-Clause
#include "export/day.h"

#include <time.h>

#define NS_PER_S INT64_C(1000000000)

enum { YEAR_ZERO = 1900 };

void tl_day_write(struct text *out, int64_t ns)
{
    const time_t seconds = (time_t)(ns / NS_PER_S);
    struct tm tm;

    text_str(out, "packets");
    if (localtime_r(&seconds, &tm) == NULL)
        return;
    text_char(out, '-');
    text_u64_padded(out, (uint64_t)tm.tm_year + YEAR_ZERO, 4, '0');
    text_char(out, '-');
    text_u64_padded(out, (uint64_t)tm.tm_mon + 1, 2, '0');
    text_char(out, '-');
    text_u64_padded(out, (uint64_t)tm.tm_mday, 2, '0');
}
