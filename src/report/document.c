// SPDX-License-Identifier: BSD-3-Clause
#include "report/document.h"

#include <string.h>

void tl_document_begin(struct document *d)
{
    d->octets = (struct blob){0};
    d->texts = (struct texts){0};
    text_init(&d->out, d->buffer, sizeof d->buffer, tl_blob_sink, &d->octets);
    json_open(&d->json, &d->out);
}

bool tl_document_end(struct document *d)
{
    if (d->texts.at.n > 0) {
        json_key(&d->json, "texts");
        tl_texts_write(&d->texts, &d->out);
    }
    json_close(&d->json);
    text_flush(&d->out);
    return !d->out.failed && !d->octets.failed && !d->texts.failed;
}

void tl_document_fini(struct document *d)
{
    tl_blob_fini(&d->octets);
    tl_texts_fini(&d->texts);
}

void tl_document_told(struct document *d, const char *key)
{
    json_key(&d->json, key);
    tl_told_write(&d->out, &d->told);
}

void tl_table_begin(struct document *d, const char *key, const char *const *columns, size_t n)
{
    json_key(&d->json, key);
    text_str(&d->out, "{\"columns\":[");
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            text_char(&d->out, ',');
        text_json_string(&d->out, columns[i], strlen(columns[i]));
    }
    text_str(&d->out, "],\"rows\":[");
    d->first_row = true;
}

void tl_table_row(struct document *d)
{
    text_str(&d->out, d->first_row ? "\n[" : ",\n[");
    d->first_row = false;
    d->first_cell = true;
}

void tl_table_row_end(struct document *d)
{
    text_char(&d->out, ']');
}

void tl_table_end(struct document *d)
{
    text_str(&d->out, "]}");
}

struct text *tl_cell(struct document *d)
{
    if (!d->first_cell)
        text_char(&d->out, ',');
    d->first_cell = false;
    return &d->out;
}

void tl_cell_u64(struct document *d, uint64_t v)
{
    text_u64(tl_cell(d), v);
}

void tl_cell_i64(struct document *d, int64_t v)
{
    text_i64(tl_cell(d), v);
}

void tl_cell_span(struct document *d, int64_t ns)
{
    if (ns < 0)
        tl_cell_null(d);
    else
        tl_cell_i64(d, ns);
}

void tl_cell_bool(struct document *d, bool v)
{
    text_str(tl_cell(d), v ? "true" : "false");
}

void tl_cell_null(struct document *d)
{
    text_str(tl_cell(d), "null");
}

void tl_cell_octets(struct document *d, const char *p, size_t n)
{
    text_json_string(tl_cell(d), p, n);
}

void tl_cell_string(struct document *d, const char *s)
{
    if (s == NULL)
        tl_cell_null(d);
    else
        tl_cell_octets(d, s, strlen(s));
}

void tl_cell_told(struct document *d)
{
    if (d->told.in[0].text.len == 0)
        tl_cell_null(d);
    else
        tl_cell_u64(d, tl_texts_number(&d->texts, &d->told));
}

void tl_base64(struct text *out, const uint8_t *p, size_t n)
{
    enum { PADDING = 64 };
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
    char four[4];

    for (; n > 0; p += 3, n = n > 3 ? n - 3 : 0) {
        const uint32_t bits =
            (uint32_t)p[0] << 16 | (n > 1 ? (uint32_t)p[1] << 8 : 0) | (n > 2 ? (uint32_t)p[2] : 0);

        for (unsigned i = 0; i < sizeof four; i++)
            four[i] = digits[i <= n ? bits >> (18 - 6 * i) & 63 : PADDING];
        text_octets(out, four, sizeof four);
    }
}
