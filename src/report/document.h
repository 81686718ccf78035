// SPDX-License-Identifier: BSD-3-Clause
/*
 * document.h - a document of a report in the making: JSON in memory, with tables a row at a time
 * and the texts that they name. docs/report-format.md says what stands in which.
 *
 * What is written is handed on whole, and only if it is whole: tl_document_end() tells.
 */
#ifndef TL_REPORT_DOCUMENT_H
#define TL_REPORT_DOCUMENT_H

#include "base/text.h"
#include "render/json.h"
#include "report/blob.h"
#include "report/texts.h"

enum { DOCUMENT_BUFFER = 16384 };

/**
 * struct document
 * @json:   of the object; its text is @out
 * @out:    writer over @buffer to @octets
 * @texts:  that tables name
 * @told:   the sentence at hand, for whoever writes to the document
 * @first_row, @first_cell: of the table at hand, none came before
 */
struct document {
    struct json json;
    struct text out;
    struct blob octets;
    struct texts texts;
    struct told told;
    bool first_row, first_cell;
    char buffer[DOCUMENT_BUFFER];
};

/* An empty object, on storage that needs no initialisation. To be ended with tl_document_fini(). */
void tl_document_begin(struct document *d);

/* The object's end. False, with nothing of use in `octets`, if memory was short. */
bool tl_document_end(struct document *d);

void tl_document_fini(struct document *d);

/* d->told, as it stands. */
void tl_document_told(struct document *d, const char *key);

/* A table: `columns` has n names. Then its rows, each with as many cells, in that order. */
void tl_table_begin(struct document *d, const char *key, const char *const *columns, size_t n);
void tl_table_row(struct document *d);
void tl_table_row_end(struct document *d);
void tl_table_end(struct document *d);

/* Cells. A string may be NULL: null. A span is null if it is negative. */
void tl_cell_u64(struct document *d, uint64_t v);
void tl_cell_i64(struct document *d, int64_t v);
void tl_cell_span(struct document *d, int64_t ns);
void tl_cell_bool(struct document *d, bool v);
void tl_cell_null(struct document *d);
void tl_cell_string(struct document *d, const char *s);
void tl_cell_octets(struct document *d, const char *p, size_t n);

/* The number of the text d->told; null if it is empty. */
void tl_cell_told(struct document *d);

/* A value that the caller writes. */
struct text *tl_cell(struct document *d);

/* Base64 (RFC 4648 4). */
void tl_base64(struct text *out, const uint8_t *p, size_t n);

#endif
