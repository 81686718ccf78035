// SPDX-License-Identifier: BSD-3-Clause
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

static void make_harmless(char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            *text = '?';
    }
}

enum tcplens_status tl_error(struct tcplens_error *err, enum tcplens_status code, int sys_errno,
                             const char *format, ...)
{
    va_list args;

    if (err == NULL)
        return code;
    err->code = code;
    err->sys_errno = sys_errno;
    err->libpcap[0] = '\0';
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    make_harmless(err->text);
    return code;
}

enum tcplens_status tl_error_libpcap(struct tcplens_error *err, enum tcplens_status code,
                                     const char *format, ...)
{
    va_list args;

    if (err == NULL)
        return code;
    va_start(args, format);
    vsnprintf(err->libpcap, sizeof err->libpcap, format, args);
    va_end(args);
    make_harmless(err->libpcap);
    return code;
}
