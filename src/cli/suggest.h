// SPDX-License-Identifier: BSD-3-Clause
/* suggest.h - the word that was probably meant. */
#ifndef TL_CLI_SUGGEST_H
#define TL_CLI_SUGGEST_H

#include <stddef.h>

/* The one of names[0..n) nearest to `word`; NULL if none is near enough to be worth naming. */
const char *suggest(const char *word, const char *const *names, size_t n);

#endif
