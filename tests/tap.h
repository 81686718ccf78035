// SPDX-License-Identifier: BSD-3-Clause
/* tap.h - the whole test framework: each T_CHECK is one TAP line; the harness is `meson test`. */
#ifndef TESTS_TAP_H
#define TESTS_TAP_H

#include <stdio.h>

static int t_count, t_failed;

#define T_CHECK(cond)                                                                              \
    do {                                                                                           \
        const int t_ok = !!(cond);                                                                 \
        t_failed += !t_ok;                                                                         \
        printf("%sok %d - %s:%d %s\n", t_ok ? "" : "not ", ++t_count, __FILE__, __LINE__, #cond);  \
    } while (0)

static inline int t_done(void)
{
    printf("1..%d\n", t_count);
    return t_failed != 0;
}

#endif
