// SPDX-License-Identifier: BSD-3-Clause
/*
 * words.h - what numbers are called: "TCP" for IP's protocol 6. A list ends with a word of NULL.
 */
#ifndef TL_FIELD_WORDS_H
#define TL_FIELD_WORDS_H

#include <stddef.h>
#include <stdint.h>

struct word {
    uint64_t value;
    const char *text;
};

/* Lists that fields.def names. */
extern const struct word tl_words_set[];

/* The word for a value, NULL if it has none. */
const char *tl_word(const struct word *words, uint64_t value);

#endif
