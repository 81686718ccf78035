// SPDX-License-Identifier: BSD-3-Clause
#include "bad_filter.h"

#include <string.h>

#include <tcplens/filter.h>

#include "complain.h"

/* Of a long filter, so much is shown around the place: it stands in one line of most terminals. */
enum { BEFORE = 48, SHOWN = 76, INDENT_OCTETS = 3 * BEFORE + 1 };

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* As many columns of blanks as the text takes: a blank of full width for a character of more than
 * two octets, most of which are. */
static void blank_out(const char *text, size_t n, char *out)
{
    for (size_t i = 0; i < n; i++) {
        if (is_continuation(text[i]))
            continue;
        if ((unsigned char)text[i] >= 0xe0) {
            memcpy(out, "\u3000", 3);
            out += 3;
        } else {
            *out++ = ' ';
        }
    }
    *out = '\0';
}

void complain_filter(const char *option, const char *filter, size_t column,
                     const struct tcplens_error *err)
{
    size_t begin = column > BEFORE ? column - BEFORE : 0;
    size_t n;
    char indent[INDENT_OCTETS];
    const char *more = "";

    while (begin > 0 && begin < column && is_continuation(filter[begin]))
        begin++;
    n = strlen(filter) - begin;
    if (n > SHOWN) {
        more = "...";
        for (n = SHOWN; is_continuation(filter[begin + n]);)
            n--;
    }
    blank_out(filter + begin, column - begin, indent);
    complain("%s: %s", option, err->text);
    complain("  %s%.*s%s", begin > 0 ? "..." : "", (int)n, filter + begin, more);
    complain("  %s%s^", begin > 0 ? "   " : "", indent);
}

bool check_display_filter(const char *option, const char *filter)
{
    struct tcplens_error err;
    size_t column = 0;

    if (filter == NULL || tcplens_filter_check(filter, &column, &err) == TCPLENS_OK)
        return true;
    complain_filter(option, filter, column, &err);
    return false;
}

void report_given_up(unsigned long long values)
{
    if (values > 0)
        complain("%llu value%s too much for a regular expression, and count%s as not matched",
                 values, values == 1 ? " was" : "s were", values == 1 ? "s" : "");
}
