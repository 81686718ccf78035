// SPDX-License-Identifier: BSD-3-Clause
#include "export/list.h"

#include <string.h>

#include "export/rows.h"
#include "field/value.h"

enum { CELL_OCTETS = 4096, NAME_OCTETS = 128 };

/* How a column stands: to the right or left of how many columns of the terminal. */
static const struct shape {
    uint16_t field;
    uint8_t right, left;
} shapes[] = {
    {F_COL_NUMBER, 5, 0},
    {F_COL_TIME, 10, 0},
    {F_COL_SOURCE, 12, 0},
    {F_COL_DESTINATION, 0, 12},
};

static struct shape shape_of(uint16_t field)
{
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
        if (shapes[i].field == field)
            return shapes[i];
    return (struct shape){field, 0, 0};
}

void tl_list_usual(struct list *list)
{
    static const uint16_t usual[] = {F_COL_NUMBER,   F_COL_TIME,   F_COL_SOURCE, F_COL_DESTINATION,
                                     F_COL_PROTOCOL, F_COL_LENGTH, F_COL_INFO};

    list->n = sizeof usual / sizeof usual[0];
    memcpy(list->fields, usual, sizeof usual);
}

/* ---- Choosing columns ---- */

static const struct {
    const char *format;
    uint16_t field;
} formats[] = {
    {"%m", F_COL_NUMBER},      {"%t", F_COL_TIME},         {"%Cus:", FIELDS},
    {"%s", F_COL_SOURCE},      {"%us", F_COL_SOURCE},      {"%rs", F_COL_SOURCE},
    {"%d", F_COL_DESTINATION}, {"%ud", F_COL_DESTINATION}, {"%rd", F_COL_DESTINATION},
    {"%p", F_COL_PROTOCOL},    {"%L", F_COL_LENGTH},       {"%i", F_COL_INFO},
    {"%uS", F_TCP_SRCPORT},    {"%uD", F_TCP_DSTPORT},     {"%S", F_TCP_SRCPORT},
    {"%D", F_TCP_DSTPORT},
};

/* The field that a custom column names: "%Cus:tcp.stream:0:R". */
static enum field_id find_custom(const char *name, size_t n)
{
    const char *const end = memchr(name, ':', n);
    char room[NAME_OCTETS];

    n = end == NULL ? n : (size_t)(end - name);
    if (n >= sizeof room)
        return FIELDS;
    memcpy(room, name, n);
    room[n] = '\0';
    return tl_field_find(room);
}

static enum field_id find_format(const char *format, size_t n)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        const size_t known = strlen(formats[i].format);

        if (formats[i].field == FIELDS && n > known &&
            memcmp(format, formats[i].format, known) == 0)
            return find_custom(format + known, n - known);
        if (n == known && memcmp(format, formats[i].format, n) == 0)
            return (enum field_id)formats[i].field;
    }
    return FIELDS;
}

/* What stands in quotes at format[*at], which moves behind the closing one. */
static bool take_quoted(const char *format, size_t *at, const char **ret, size_t *n)
{
    const char *end;

    *at += strspn(format + *at, " ,\n\t");
    if (format[*at] != '"')
        return false;
    *ret = format + *at + 1;
    end = strchr(*ret, '"');
    if (end == NULL)
        return false;
    *n = (size_t)(end - *ret);
    *at = (size_t)(end - format) + 1;
    return true;
}

bool tl_list_parse(struct list *list, const char *format, size_t *at)
{
    const char *part;
    enum field_id field;
    size_t n, before;

    list->n = 0;
    for (*at = 0; format[*at + strspn(format + *at, " ,\n\t")] != '\0';) {
        if (!take_quoted(format, at, &part, &n))
            return false;
        before = *at;
        if (!take_quoted(format, at, &part, &n))
            return false;
        field = find_format(part, n);
        if (field == FIELDS || list->n == LIST_COLUMNS_MAX) {
            *at = before;
            return false;
        }
        list->fields[list->n++] = (uint16_t)field;
    }
    return list->n > 0;
}

/* ---- Writing ---- */

/* All values of a field, as in a row of columns. */
static void write_values(struct text *out, const struct items *items, enum field_id field)
{
    const struct item *it = items_first(items, field);

    for (; it != NULL; it = items_next(items, it)) {
        tl_value_write(out, items, it);
        if (it->next != 0)
            text_char(out, ',');
    }
}

static void write_cell(struct text *out, const struct items *items, uint16_t field)
{
    const struct shape shape = shape_of(field);
    char room[CELL_OCTETS] __attribute__((uninitialized)); /* clearing takes longest */
    struct text cell;
    size_t width;

    if (shape.right == 0 && shape.left == 0) {
        write_values(out, items, (enum field_id)field);
        return;
    }
    text_init(&cell, room, sizeof room, NULL, NULL);
    write_values(&cell, items, (enum field_id)field);
    width = text_columns(room, cell.len);
    if (width < shape.right)
        text_fill(out, ' ', shape.right - width);
    text_octets(out, room, cell.len);
    if (width < shape.left)
        text_fill(out, ' ', shape.left - width);
}

/* Between addresses stands an arrow. */
static const char *between(const struct list *list, uint16_t left, uint16_t right)
{
    if (left == F_COL_SOURCE && right == F_COL_DESTINATION)
        return list->tabs ? "\t\xe2\x86\x92\t" : " \xe2\x86\x92 ";
    if (left == F_COL_DESTINATION && right == F_COL_SOURCE)
        return list->tabs ? "\t\xe2\x86\x90\t" : " \xe2\x86\x90 ";
    return list->tabs ? "\t" : " ";
}

/* A colour of 24 bits, as terminals take it (ISO 8613-6): 38 for what is written, 48 behind it. */
static void put_color(struct text *out, unsigned ground, uint32_t color)
{
    text_str(out, "\033[");
    text_u64(out, ground);
    text_str(out, ";2;");
    text_u64(out, color >> 16);
    text_char(out, ';');
    text_u64(out, color >> 8 & 0xff);
    text_char(out, ';');
    text_u64(out, color & 0xff);
    text_char(out, 'm');
}

void tl_list_write(struct text *out, const struct list *list, const struct list_paint *paint,
                   const struct items *items)
{
    enum { FOREGROUND = 38, BACKGROUND = 48 };

    if (paint != NULL) {
        put_color(out, FOREGROUND, paint->foreground);
        put_color(out, BACKGROUND, paint->background);
    }
    for (unsigned i = 0; i < list->n; i++) {
        if (i > 0)
            text_str(out, between(list, list->fields[i - 1], list->fields[i]));
        write_cell(out, items, list->fields[i]);
    }
    if (paint != NULL)
        text_str(out, "\033[0m");
    text_char(out, '\n');
}
