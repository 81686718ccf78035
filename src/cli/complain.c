// SPDX-License-Identifier: BSD-3-Clause
#include "complain.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LINE_MAX_OCTETS = PATH_MAX + 512 };

static const char own_name[] = "tcplens";
static const char *as = own_name;

const char *complain_name(void)
{
    return as;
}

void complain_as(const char *name)
{
    as = name;
}

const char *complain_command(const char *command, char out[32])
{
    if (as == own_name)
        (void)snprintf(out, 32, "%s %s", as, command);
    else
        (void)snprintf(out, 32, "%s", as);
    return out;
}

/* Control characters, also those of U+0080 to U+009F, which some terminals take for escapes. */
static void make_harmless(char *line)
{
    for (unsigned char *p = (unsigned char *)line; *p != '\0'; p++) {
        if (*p < 0x20 || *p == 0x7f)
            *p = '?';
        else if (p[0] == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0)
            p[0] = p[1] = '?';
    }
}

/* `who` and what parts it from the message, the message and a newline, in one write. */
static __attribute__((format(printf, 3, 0))) void say(const char *who, const char *colon,
                                                      const char *format, va_list args)
{
    char line[LINE_MAX_OCTETS];

    (void)vsnprintf(line, sizeof line, format, args);
    make_harmless(line);
    (void)fprintf(stderr, "%s%s%s\n", who, colon, line);
}

void complain(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say(as, ": ", format, args);
    va_end(args);
}

void remark(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    say("", "", format, args);
    va_end(args);
}
