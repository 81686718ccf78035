// SPDX-License-Identifier: BSD-3-Clause
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

enum tcplens_status tl_error(struct tcplens_error *err, enum tcplens_status code, int sys_errno,
                             const char *format, ...)
{
    va_list args;

    if (err == NULL)
        return code;
    err->code = code;
    err->sys_errno = sys_errno;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    for (char *p = err->text; *p != '\0'; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7f)
            *p = '?';
    }
    return code;
}
