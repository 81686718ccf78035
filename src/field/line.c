// SPDX-License-Identifier: BSD-3-Clause
#include "field/line.h"

#include <string.h>

#include "field/says.h"
#include "field/station.h"
#include "field/value.h"

enum { LINE_OCTETS = 239, LINE_OCTETS_CUT = 238, OCTETS_SHOWN = 36 };

/* The octets that the item's bits are of. */
static uint64_t octets_of(const struct field *f, const struct item *it)
{
    uint64_t v = 0;

    if (it->size == 0)
        return it->u << __builtin_ctz(f->mask);
    for (uint32_t i = 0; i < it->size; i++)
        v = v << 8 | it->p[i];
    return v;
}

/* Four bits, each in an octet of its own, the highest in the lowest. */
static uint32_t spread(uint32_t nibble)
{
    return (nibble >> 3 | nibble << 6 | nibble << 15 | nibble << 24) & 0x01010101;
}

/* Bit by bit, those of the mask as digits: "..1. .... = ". Four characters at a time: a point is
 * two less than the digit 0. */
static void write_bits(struct text *out, const struct field *f, uint64_t octets)
{
    enum { LONGEST = 64 + 16 + 2 };
    char *const begin = text_room(out, LONGEST);
    char *at = begin;

    if (begin == NULL)
        return;
    for (unsigned bit = f->bits; bit > 0; bit -= 4) {
        const uint32_t mask = spread(f->mask >> (bit - 4) & 0xf);
        const uint32_t digits = spread((uint32_t)(octets >> (bit - 4)) & 0xf) & mask;
        const uint32_t characters = 0x2e2e2e2e + 2 * mask + digits;

        for (unsigned i = 0; i < 4; i++)
            *at++ = (char)(characters >> 8 * i);
        *at++ = ' ';
    }
    *at++ = '=';
    *at++ = ' ';
    text_advance(out, (size_t)(at - begin));
}

static void write_hex(struct text *out, const struct field *f, uint64_t v)
{
    const unsigned bits =
        f->mask == 0 ? f->bits : 32U - (unsigned)(__builtin_clz(f->mask) + __builtin_ctz(f->mask));

    text_octets(out, "0x", 2);
    text_hex(out, v, (bits + 3) / 4);
}

static void write_digits(struct text *out, const struct field *f, uint64_t v)
{
    switch (f->form) {
    case FORM_HEX:
        write_hex(out, f, v);
        return;
    case FORM_HEX_DEC:
        write_hex(out, f, v);
        text_octets(out, " (", 2);
        text_u64(out, v);
        text_char(out, ')');
        return;
    case FORM_DEC_HEX:
        text_u64(out, v);
        text_octets(out, " (", 2);
        write_hex(out, f, v);
        text_char(out, ')');
        return;
    case FORM_DEC:
    case FORM_NONE:
    default:
        text_u64(out, v);
        return;
    }
}

static void write_number(struct text *out, const struct field *f, uint64_t v)
{
    const char *word;

    if (f->words == NULL) {
        write_digits(out, f, v);
        return;
    }
    word = tl_word(f->words, v);
    text_str(out, word != NULL ? word : "Unknown");
    if (f->form == FORM_NONE)
        return;
    text_octets(out, " (", 2);
    write_digits(out, f, v);
    text_char(out, ')');
}

static void write_octets(struct text *out, struct span s)
{
    for (size_t i = 0; i < s.n && i < OCTETS_SHOWN; i++)
        text_hex(out, s.p[i], 2);
    if (s.n > OCTETS_SHOWN)
        text_str(out, "\xe2\x80\xa6");
}

static void write_value(struct text *out, const struct items *items, const struct item *it)
{
    const struct field *const f = &tl_fields[it->field];

    switch (f->type) {
    case FIELD_BOOL:
        text_str(out, f->words != NULL ? tl_word(f->words, it->u != 0)
                      : it->u != 0     ? "True"
                                       : "False");
        return;
    case FIELD_UINT:
        write_number(out, f, it->u);
        return;
    case FIELD_ETHER:
        if (f->form == FORM_STATION)
            tl_station_write(out, items, it->octets.p);
        else
            tl_value_write(out, items, it);
        return;
    case FIELD_OCTETS:
        if (it->octets.n != 0)
            write_octets(out, it->octets);
        else
            tl_value_write(out, items, it);
        return;
    case FIELD_TIME:
    case FIELD_SPAN:
        tl_value_write(out, items, it);
        if (f->form == FORM_DEC)
            text_str(out, " seconds");
        return;
    default:
        tl_value_write(out, items, it);
        return;
    }
}

/* Where text of at most `max` octets is cut: not within a character. */
static size_t cut_at(const char *p, size_t n, size_t max)
{
    if (n <= max)
        return n;
    while (max > 0 && ((uint8_t)p[max] & 0xc0) == 0x80)
        max--;
    return max;
}

static const char *cut_mark(const struct items *items)
{
    return items->compat_4_0 ? " [truncated]" : " [\xe2\x80\xa6]";
}

static void write_said(struct text *out, const struct items *items, const struct item *it)
{
    const char *const line = items->text + it->line;
    size_t n = it->line_len;

    if (n > LINE_OCTETS) {
        const char *const mark = cut_mark(items);

        text_str(out, mark);
        n = cut_at(line, n, LINE_OCTETS_CUT - strlen(mark));
    }
    text_harmless(out, (const uint8_t *)line, n);
}

static void write_titled_text(struct text *out, const struct items *items, const struct item *it)
{
    const char *const title = tl_fields[it->field].title;
    const size_t title_len = strlen(title);
    char value[LINE_OCTETS + 1];
    struct text text;

    text_init(&text, value, sizeof value, NULL, NULL);
    text_escaped(&text, it->octets.p, it->octets.n);
    text_str(out, title);
    if (text.failed || title_len + 2 + text.len > LINE_OCTETS) {
        const char *const mark = cut_mark(items);
        const size_t before = title_len + strlen(mark) + 2;

        text_str(out, mark);
        text.len = before < LINE_OCTETS_CUT ? cut_at(value, text.len, LINE_OCTETS_CUT - before) : 0;
    }
    text_octets(out, ": ", 2);
    text_octets(out, value, text.len);
}

void tl_line_begin(struct text *out, const struct item *it)
{
    const struct field *const f = &tl_fields[it->field];

    if ((it->flags & ITEM_GENERATED) != 0)
        text_char(out, '[');
    if (f->mask != 0)
        write_bits(out, f, octets_of(f, it));
    if (it->line_len != 0 || f->type == FIELD_TEXT || tl_line_writers[it->field] != NULL)
        return;
    text_octets(out, f->title, f->title_len);
    if (f->type != FIELD_LABEL && f->type != FIELD_PROTOCOL)
        text_octets(out, ": ", 2);
}

void tl_line_end(struct text *out, const struct items *items, const struct item *it)
{
    const struct field *const f = &tl_fields[it->field];

    if (it->line_len != 0)
        write_said(out, items, it);
    else if (tl_line_writers[it->field] != NULL)
        tl_line_writers[it->field](out, it);
    else if (f->type == FIELD_TEXT)
        write_titled_text(out, items, it);
    else if (f->type != FIELD_LABEL && f->type != FIELD_PROTOCOL)
        write_value(out, items, it);
    if ((it->flags & ITEM_GENERATED) != 0)
        text_char(out, ']');
}

bool tl_line_begins_alike(const struct item *it)
{
    return tl_fields[it->field].mask == 0 && tl_fields[it->field].type != FIELD_TEXT &&
           tl_line_writers[it->field] == NULL;
}

void tl_line_write(struct text *out, const struct items *items, const struct item *it)
{
    tl_line_begin(out, it);
    tl_line_end(out, items, it);
}
