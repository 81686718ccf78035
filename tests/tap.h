// SPDX-License-Identifier: BSD-3-Clause
/* tap.h - the whole test framework: each T_CHECK is one TAP line; the harness is `meson test`. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdbool.h>
#include <stdio.h>

static int t_count, t_failed;

static inline void t_check(bool ok, const char *file, int line, const char *what)
{
    t_failed += !ok;
    printf("%sok %d - %s:%d %s\n", ok ? "" : "not ", ++t_count, file, line, what);
}

#define T_CHECK(cond) t_check(!!(cond), __FILE__, __LINE__, #cond)

static inline int t_done(void)
{
    printf("1..%d\n", t_count);
    return t_failed != 0;
}

#endif
