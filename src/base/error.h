// SPDX-License-Identifier: BSD-3-Clause
/* error.h - filling in struct tcplens_error: the only place that does. */
#ifndef TL_BASE_ERROR_H
#define TL_BASE_ERROR_H

#include <tcplens/error.h>

/*
 * Fill `*err` (which may be NULL) from `code`, `sys_errno` (0 if no call failed) and a printf-style
 * format; control characters in the result become '?', so that a hostile file name stays harmless.
 * Always returns `code`: `return tl_error(err, TCPLENS_ERR_FORMAT, 0, "…");`
 */
enum tcplens_status tl_error(struct tcplens_error *err, enum tcplens_status code, int sys_errno,
                             const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Add libpcap's words for what tl_error() has just said; returns `code`, which that returned. */
enum tcplens_status tl_error_libpcap(struct tcplens_error *err, enum tcplens_status code,
                                     const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
