// SPDX-License-Identifier: BSD-3-Clause
/*
 * listing.h - rows of a relation as a list: for people in columns, for programs as CSV or JSON
 * lines. The writers know fields and values, and nothing of what the rows are.
 *
 * Text wants to know how wide its columns get before it writes the first: it keeps the first rows
 * back, LISTING_HELD at most, and measures them. Wider cells of later rows move the rest of their
 * line.
 */
#ifndef TL_FLOW_LISTING_H
#define TL_FLOW_LISTING_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/error.h>

#include "base/text.h"
#include "filter/relation.h"
#include "render/render.h"

enum { LISTING_COLUMNS = 128, LISTING_HELD = 512 };

enum listing_form { LISTING_TEXT, LISTING_CSV, LISTING_JSON };

/* A column that text may show of itself, if there is room: those of the least rank come first. */
struct listing_choice {
    uint8_t field, rank;
};

/**
 * struct listing
 * @relation: *borrowed*, in the language of @view for text, else in none
 * @out:      *borrowed*
 * @view:     of text
 * @form:     enum listing_form
 * @columns:  fields shown, @n of them
 * @type:     of its objects in JSON
 * @choices:  text only, if @columns was not asked for: @n_choices of them, in the order shown
 * @hold:     text only: measure first
 * @held:     *owned*: @n_held rows
 * @widths:   text only, by column
 * @begun:    the heading is written
 */
struct listing {
    const struct relation *relation;
    struct text *out;
    struct view view;
    uint8_t form;
    unsigned columns[LISTING_COLUMNS];
    unsigned n;
    const char *type;
    const struct listing_choice *choices;
    unsigned n_choices;
    bool hold, begun;
    unsigned char *held;
    size_t n_held;
    size_t widths[LISTING_COLUMNS];
};

/* Take a comma-separated list of fields for columns; "all" are all. TCPLENS_ERR_USAGE for what is
 * none. */
enum tcplens_status tl_listing_columns(struct listing *l, const char *names,
                                       struct tcplens_error *err);

/* Take all fields that say something of their own. */
void tl_listing_all(struct listing *l);

/* TCPLENS_ERR_MEMORY if rows cannot be kept back. */
enum tcplens_status tl_listing_begin(struct listing *l, struct tcplens_error *err);
void tl_listing_row(struct listing *l, const void *row);
void tl_listing_end(struct listing *l);
void tl_listing_fini(struct listing *l);

/* A value without its type: what CSV has in a cell. */
void tl_listing_put_plain(struct text *t, const struct value *v);

/* listing_text.c, listing_json.c */
enum tcplens_status tl_listing_text_begin(struct listing *l, struct tcplens_error *err);
void tl_listing_text_row(struct listing *l, const void *row);
void tl_listing_text_end(struct listing *l);
void tl_listing_json_row(struct listing *l, const void *row);

#endif
