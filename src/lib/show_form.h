// SPDX-License-Identifier: BSD-3-Clause
/*
 * show_form.h - how `show` writes frames: which items it needs of each, and the writer of export
 * that takes them. Nothing else in lib knows one form from another.
 */
#ifndef TL_LIB_SHOW_FORM_H
#define TL_LIB_SHOW_FORM_H

#include <tcplens/show.h>

#include "base/text.h"
#include "export/json.h"
#include "export/list.h"
#include "export/rows.h"
#include "export/tree.h"
#include "lib/show_colors.h"

/**
 * struct show_form - one run's
 * @options: *borrowed* from the caller of the library
 * @fields:  *owned*: enum field_id of the columns
 * @opened:  *owned*: by field: of trees and JSON, the protocols asked for
 * @scratch: *owned*: of JSON; NULL for other forms
 * @keys:    *owned*: of NDJSON; NULL for other forms
 * @memo:    *owned*: of trees and JSON; NULL for other forms
 * @list:    columns of the list, if it is written
 * @columns, @tree, @json: for the writers
 * @paint:   of the next line, if it is @painted
 * @frames:  written so far
 */
struct show_form {
    const struct tcplens_show_options *options;
    uint16_t *fields;
    bool *opened;
    struct columns columns;
    struct list list;
    struct tree_options tree;
    struct json_options json;
    struct outline *scratch;
    char *keys;
    struct memo *memo;
    struct list_paint paint;
    bool painted;
    uint64_t frames;
};

/* Choose the writer. `*items` is *owned* by the caller on success, and set to want what the form
 * needs; `*parts` gets the enum field_part that give it. TCPLENS_ERR_USAGE: there is no such field.
 * In any case, follow it with tl_show_form_free(). */
enum tcplens_status tl_show_form_new(struct show_form *form,
                                     const struct tcplens_show_options *options,
                                     struct items **items, unsigned *parts,
                                     struct tcplens_error *err) __attribute__((warn_unused_result));

/* What stands before the first frame, a frame, and what stands behind the last. */
void tl_show_form_begin(const struct show_form *form, struct text *out, const char *path);
void tl_show_form_frame(struct show_form *form, struct text *out, const struct items *items);
void tl_show_form_end(const struct show_form *form, struct text *out);

/* In which colours the next frame's line stands; NULL for none. */
void tl_show_form_paint(struct show_form *form, const struct color_rule *rule);

void tl_show_form_free(struct show_form *form);

#endif
