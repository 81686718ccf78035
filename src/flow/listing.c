// SPDX-License-Identifier: BSD-3-Clause
/* listing.c - which columns, and CSV (RFC 4180, but with the newlines of this system). */
#include "flow/listing.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"

void tl_listing_all(struct listing *l)
{
    l->n = 0;
    for (unsigned i = 0; i < l->relation->n_fields && l->n < LISTING_COLUMNS; i++) {
        if (!l->relation->fields[i].derived)
            l->columns[l->n++] = i;
    }
}

enum tcplens_status tl_listing_columns(struct listing *l, const char *names,
                                       struct tcplens_error *err)
{
    if (strcmp(names, "all") == 0) {
        tl_listing_all(l);
        return TCPLENS_OK;
    }
    l->n = 0;
    for (;;) {
        const size_t n = strcspn(names, ",");
        const int field = tl_relation_find(l->relation, names, n);

        if (field < 0)
            return tl_relation_unknown(l->relation, names, n, err);
        if (l->n == LISTING_COLUMNS)
            return tl_error(err, TCPLENS_ERR_USAGE, 0, "more than %d columns", LISTING_COLUMNS);
        l->columns[l->n++] = (unsigned)field;
        if (names[n] == '\0')
            return TCPLENS_OK;
        names += n + 1;
    }
}

void tl_listing_put_plain(struct text *t, const struct value *v)
{
    switch ((enum value_type)v->type) {
    case VALUE_NUMBER:
    case VALUE_AMOUNT:
        text_u64(t, v->number);
        break;
    case VALUE_FLAG:
        text_str(t, v->number != 0 ? "true" : "false");
        break;
    case VALUE_SPAN:
        clock_seconds(t, v->ns, 9);
        break;
    case VALUE_TIME:
        clock_iso(t, v->ns, 9, 0);
        break;
    case VALUE_ADDRESS:
        text_ip(t, v->addr);
        break;
    case VALUE_TEXT:
        text_octets(t, v->text, v->n);
        break;
    }
}

/* RFC 4180 2.6 and 2.7. */
static void put_quoted(struct text *t, const struct value *v)
{
    text_char(t, '"');
    for (size_t i = 0; i < v->n; i++) {
        if (v->text[i] == '"')
            text_char(t, '"');
        text_char(t, v->text[i]);
    }
    text_char(t, '"');
}

static bool wants_quotes(const struct value *v)
{
    for (size_t i = 0; i < v->n; i++) {
        if (v->text[i] == ',' || v->text[i] == '"' || v->text[i] == '\n' || v->text[i] == '\r')
            return true;
    }
    return false;
}

static void csv_head(struct listing *l)
{
    for (unsigned i = 0; i < l->n; i++) {
        if (i > 0)
            text_char(l->out, ',');
        text_str(l->out, l->relation->fields[l->columns[i]].name);
    }
    text_char(l->out, '\n');
}

/* Several values stand in one cell, with ';' between. */
static void csv_row(struct listing *l, const void *row)
{
    const struct relation *const r = l->relation;
    struct value v;

    for (unsigned i = 0; i < l->n; i++) {
        if (i > 0)
            text_char(l->out, ',');
        for (unsigned k = 0; r->get(r, row, l->columns[i], k, &v); k++) {
            if (k > 0)
                text_char(l->out, ';');
            if (v.type == VALUE_TEXT && wants_quotes(&v))
                put_quoted(l->out, &v);
            else
                tl_listing_put_plain(l->out, &v);
        }
    }
    text_char(l->out, '\n');
}

enum tcplens_status tl_listing_begin(struct listing *l, struct tcplens_error *err)
{
    if (l->n == 0 && l->form != LISTING_TEXT)
        tl_listing_all(l);
    if (l->form == LISTING_CSV)
        csv_head(l);
    return l->form == LISTING_TEXT ? tl_listing_text_begin(l, err) : TCPLENS_OK;
}

void tl_listing_row(struct listing *l, const void *row)
{
    switch ((enum listing_form)l->form) {
    case LISTING_TEXT:
        tl_listing_text_row(l, row);
        break;
    case LISTING_CSV:
        csv_row(l, row);
        break;
    case LISTING_JSON:
        tl_listing_json_row(l, row);
        break;
    }
}

void tl_listing_end(struct listing *l)
{
    if (l->form == LISTING_TEXT)
        tl_listing_text_end(l);
}

void tl_listing_fini(struct listing *l)
{
    free(l->held);
    l->held = NULL;
}
