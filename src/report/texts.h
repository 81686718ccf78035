// SPDX-License-Identifier: BSD-3-Clause
/*
 * texts.h - sentences in every language of the page, and a document's list of those that its table
 * names by number: each once.
 */
#ifndef TL_REPORT_TEXTS_H
#define TL_REPORT_TEXTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/table.h"
#include "base/text.h"
#include "render/catalogue.h"
#include "render/page.h"
#include "report/blob.h"

enum { LANGUAGES = 2 };

/* "en", "zh"; and their catalogues. */
const char *tl_language(unsigned language);
const struct catalogue *tl_language_catalogue(unsigned language);

/* One sentence in the making, in every language. */
struct told {
    struct draft in[LANGUAGES];
};

/**
 * struct texts - those of a document, numbered from 0
 * @octets: each NUL-terminated, language by language; @at: where they begin, a uint32_t each
 * @table:  from the hash of what they say in all languages to their number
 */
struct texts {
    struct blob octets, at;
    struct table table;
    uint64_t seed;
    bool failed;
};

/* Its number; `told` may be reused. UINT32_MAX if there is no memory. */
uint32_t tl_texts_number(struct texts *t, struct told *told);

/* The list, as JSON. */
void tl_texts_write(const struct texts *t, struct text *out);

/* {"en":…,"zh":…} */
void tl_told_write(struct text *out, struct told *told);

/* An empty one is all zero. */
void tl_texts_fini(struct texts *t);

#endif
