// SPDX-License-Identifier: BSD-3-Clause
/*
 * strings.h - short texts that live as long as their picture, named by a number.
 *
 * Number 0 is "". When memory is short a string becomes "", and `failed` says so.
 */
#ifndef TL_PICTURE_STRINGS_H
#define TL_PICTURE_STRINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is empty. `octets` is *owned*; [0, used) holds NUL-terminated strings. */
struct strings {
    char *octets;
    size_t used, cap;
    bool failed;
};

/* Keep a copy of `s`; its number. */
uint32_t strings_keep(struct strings *ss, const char *s);

/* The string of a number; *borrowed* until the next is kept. */
const char *strings_get(const struct strings *ss, uint32_t number);

void strings_fini(struct strings *ss);

#endif
