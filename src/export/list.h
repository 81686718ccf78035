// SPDX-License-Identifier: BSD-3-Clause
/*
 * list.h - a frame a line, in columns: what tshark prints when it is asked for nothing else.
 *
 * The widths are tshark's: number, time and addresses have a least width, the rest stands as it is.
 */
#ifndef TL_EXPORT_LIST_H
#define TL_EXPORT_LIST_H

#include <stdbool.h>

#include "base/text.h"
#include "field/items.h"

enum { LIST_COLUMNS_MAX = 64 };

/**
 * struct list - its columns
 * @tabs:   between columns instead of blanks
 * @fields: enum field_id, @n of them: those of the list, F_COL_*, or any other
 */
struct list {
    bool tabs;
    unsigned n;
    uint16_t fields[LIST_COLUMNS_MAX];
};

/* The seven columns that there are without a choice. */
void tl_list_usual(struct list *list);

/*
 * The columns of Wireshark's preference gui.column.format: titles and formats in quotes, with
 * commas between. False if a format is not known, a field not there, or the list is not well
 * formed; `*at` is where.
 */
bool tl_list_parse(struct list *list, const char *format, size_t *at);

/* Colours of a line, as 0xRRGGBB. */
struct list_paint {
    uint32_t background, foreground;
};

/* A frame's line, with a newline; in colours for a terminal unless `paint` is NULL. */
void tl_list_write(struct text *out, const struct list *list, const struct list_paint *paint,
                   const struct items *items);

#endif
