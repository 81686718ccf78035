// SPDX-License-Identifier: BSD-3-Clause
/*
 * filter.h - display filters: which frames to show, in Wireshark's language over the fields that
 * are registered here (tcplens_field_at). tcplens-filter(7) describes them.
 */
#ifndef TCPLENS_FILTER_H
#define TCPLENS_FILTER_H

#include <stddef.h>

#include <tcplens/error.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* Whether `filter` is a display filter. If not, TCPLENS_ERR_USAGE says what is wrong, and `*column`
 * (may be NULL) where: the octet of it, from 0. */
enum tcplens_status tcplens_filter_check(const char *filter, size_t *column,
                                         struct tcplens_error *err)
    __attribute__((warn_unused_result));

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
