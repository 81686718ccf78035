// SPDX-License-Identifier: BSD-3-Clause
/* dissect_content.c - what a body or a datagram holds: lines of text, a form, octets. */
#include "dissect/dissect.h"

void dissect_data(struct dissection *d, struct span s)
{
    struct items *const out = d->items;
    struct item *const it = items_begin(out, F_DATA, s.p, s.n);

    items_say_size(out, it, "Data", s.n);
    items_octets(out, F_DATA_DATA, s.p, s.n);
    items_generated(items_u(out, F_DATA_LEN, s.n));
    items_out(out);
}

/* Take the line at the front: CR LF, LF and CR alone all end one. */
static struct span take_text_line(struct span *rest)
{
    struct span line = *rest;
    size_t n = 0;

    while (n < rest->n && rest->p[n] != '\n' && rest->p[n] != '\r')
        n++;
    if (n + 1 < rest->n && rest->p[n] == '\r' && rest->p[n + 1] == '\n')
        n++;
    line.n = n < rest->n ? n + 1 : n;
    (void)span_take(rest, line.n);
    return line;
}

/* The type's beginning, as far as it is harmless in a title. */
static int type_len(struct span type)
{
    enum { SHOWN = 100 };
    size_t n = 0;

    while (n < type.n && n < SHOWN && type.p[n] != ';' && type.p[n] > ' ' && type.p[n] < 0x7f)
        n++;
    return (int)n;
}

static void put_text_lines(struct dissection *d, struct span type, struct span body)
{
    struct items *const out = d->items;
    struct item *const it = items_begin(out, F_TEXT_LINES, body.p, body.n);
    struct span rest = body;
    size_t n = 0;

    if (out->tree) {
        for (; rest.n > 0; n++)
            (void)take_text_line(&rest);
        ITEMS_SAY(out, it, "Line-based text data: %.*s (%zu lines)", type_len(type),
                  (const char *)type.p, n);
        for (rest = body; rest.n > 0;) {
            const struct span line = take_text_line(&rest);

            ITEMS_SAY_OCTETS(out, items_octets(out, F_TEXT, line.p, line.n), line.p, line.n);
        }
    }
    items_out(out);
}

/* "%20" and "+" of a form back to what they stand for, in place of `*n` octets at `p`. */
static void undo_percent(uint8_t *p, size_t *n)
{
    size_t to = 0;

    for (size_t i = 0; i < *n; i++) {
        uint8_t c = p[i] == '+' ? ' ' : p[i];

        if (c == '%' && i + 2 < *n) {
            unsigned v = 0;
            size_t digits = 0;

            for (; digits < 2; digits++) {
                const uint8_t digit = p[i + 1 + digits], letter = digit | 0x20;

                if (digit >= '0' && digit <= '9')
                    v = v << 4 | (digit - (unsigned)'0');
                else if (letter >= 'a' && letter <= 'f')
                    v = v << 4 | (letter - (unsigned)'a' + 10);
                else
                    break;
            }
            if (digits == 2) {
                c = (uint8_t)v;
                i += 2;
            }
        }
        p[to++] = c;
    }
    *n = to;
}

static struct span form_text(struct span s, uint8_t *room, size_t size)
{
    size_t n = s.n < size ? s.n : size;

    if (n > 0)
        memcpy(room, s.p, n);
    undo_percent(room, &n);
    return (struct span){room, n};
}

static void put_form(struct dissection *d, struct span type, struct span body)
{
    enum { PART_MAX = 1024 };
    struct items *const out = d->items;
    struct item *it = items_begin(out, F_FORM, body.p, body.n);

    ITEMS_SAY(out, it, "HTML Form URL Encoded: %.*s", type_len(type), (const char *)type.p);
    while (body.n > 0) {
        const uint8_t *const end = memchr(body.p, '&', body.n);
        struct span pair = {body.p, end == NULL ? body.n : (size_t)(end - body.p)};
        const uint8_t *const equals = pair.n == 0 ? NULL : memchr(pair.p, '=', pair.n);
        struct span name = pair, value = {pair.p + pair.n, 0};
        uint8_t names[PART_MAX], values[PART_MAX];

        (void)span_take(&body, end == NULL ? pair.n : pair.n + 1);
        if (equals != NULL) {
            name.n = (size_t)(equals - pair.p);
            value = (struct span){equals + 1, pair.n - name.n - 1};
        }
        name = form_text(name, names, sizeof names);
        value = form_text(value, values, sizeof values);
        ITEMS_LINE(out, pair.p, pair.n, "Form item: \"%.*s\" = \"%.*s\"", (int)name.n,
                   (const char *)name.p, (int)value.n, (const char *)value.p);
        items_in(out);
        items_kept(out, F_FORM_KEY, name);
        items_kept(out, F_FORM_VALUE, value);
        items_out(out);
    }
    items_out(out);
}

static void put_media(struct dissection *d, struct span type, struct span body)
{
    struct items *const out = d->items;
    struct item *it;

    items_begin(out, F_MEDIA, body.p, body.n);
    it = items_octets(out, F_MEDIA_TYPE, body.p, body.n);
    ITEMS_SAY(out, it, "Media type: %.*s (%zu byte%s)", (int)(type.n < 200 ? type.n : 200),
              (const char *)type.p, body.n, body.n == 1 ? "" : "s");
    items_out(out);
}

void dissect_content(struct dissection *d, enum pdu_protocol protocol, struct span type,
                     struct span body)
{
    struct items *const out = d->items;

    switch ((unsigned)protocol) {
    case PDU_DATA_TEXT_LINES:
        put_text_lines(d, type, body);
        return;
    case PDU_JSON:
        ITEMS_SAY(out, items_begin(out, F_JSON, body.p, body.n), "JavaScript Object Notation: %.*s",
                  type_len(type), (const char *)type.p);
        items_out(out);
        put_text_lines(d, type, body);
        return;
    case PDU_URLENCODED_FORM:
        put_form(d, type, body);
        return;
    default:
        put_media(d, type, body);
        return;
    }
}
