// SPDX-License-Identifier: BSD-3-Clause
#include "complain.h"

#include <stdarg.h>
#include <stdio.h>

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

void complain(const char *format, ...)
{
    char line[1024];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(line, sizeof line, format, args);
    va_end(args);
    for (char *p = line; *p != '\0'; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            *p = '?';
    }
    (void)fprintf(stderr, "%s: %s\n", as, line);
}
