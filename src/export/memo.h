// SPDX-License-Identifier: BSD-3-Clause
/*
 * memo.h - what was written of items, to be copied when the next frame has the same ones: most of a
 * frame's lines stand in the frame before it, and making them is most of what a tree costs.
 *
 * A writer says how it writes an item (its form: depth, brackets, all that the text depends on
 * beside field and value) and begins. If the text is known, it is copied, and that is all. Else the
 * writer writes; what stands before the value it may have had copied, too. Then it ends, and the
 * text is known.
 *
 * Invariant: equal fields, values and forms have equal texts. So items about which a dissector said
 * a line of its own (ITEMS_SAY()) are not for it.
 */
#ifndef TL_EXPORT_MEMO_H
#define TL_EXPORT_MEMO_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "field/items.h"

enum { MEMO_WAYS = 2, MEMO_VALUE = 32, MEMO_TEXT = 144, MEMO_DEPTH_MAX = 32 };

/**
 * struct memo_text - one text
 * @value:  as it stands in memory, @size octets
 * @form:   the writer's, and MEMO_USED
 * @prefix: octets of @text before the value, 0 if they are not known
 * @len:    of @text
 */
struct memo_text {
    uint8_t value[MEMO_VALUE];
    uint32_t form;
    uint8_t size, prefix, len, oldest;
    char text[MEMO_TEXT];
};

/**
 * struct memo - of all fields
 * @of:   the last ones of each; `oldest` of the first says which is overwritten next
 * @now:  what is being written, NULL if that will not be kept
 * @at:   where in the writer's buffer it begins
 */
struct memo {
    struct memo_text of[FIELDS][MEMO_WAYS];
    struct memo_text *now;
    size_t at;
};

enum memo_found { MEMO_NOTHING, MEMO_PREFIX, MEMO_ALL };

/* *Owned*; NULL if there is no memory. */
struct memo *tl_memo_new(void);

/* NULL is allowed. */
void tl_memo_free(struct memo *m);

/* Begin an item, of which nobody said a line; `form` < 2^31. What is known of its text is appended
 * to `out`: all of it, and nothing more is to do; or what stands before the value. */
enum memo_found tl_memo_begin(struct memo *m, struct text *out, const struct item *it,
                              uint32_t form);

/* What was appended since tl_memo_begin() stands before the value, whatever that is. */
void tl_memo_value(struct memo *m, const struct text *out);

/* What was appended since is the item's text. */
void tl_memo_end(struct memo *m, const struct text *out);

#endif
