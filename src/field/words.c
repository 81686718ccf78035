// SPDX-License-Identifier: BSD-3-Clause
/* words.c - the lists of words that more than one protocol uses. */
#include "field/words.h"

const struct word tl_words_set[] = {{0, "Not set"}, {1, "Set"}, {0, NULL}};

const char *tl_word(const struct word *words, uint64_t value)
{
    for (; words->text != NULL; words++)
        if (words->value == value)
            return words->text;
    return NULL;
}
