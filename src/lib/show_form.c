// SPDX-License-Identifier: BSD-3-Clause
#include "lib/show_form.h"

#include <stdlib.h>

#include "base/error.h"

_Static_assert((int)OCCURRENCE_ALL == (int)TCPLENS_OCCURRENCE_ALL &&
                   (int)OCCURRENCE_FIRST == (int)TCPLENS_OCCURRENCE_FIRST &&
                   (int)OCCURRENCE_LAST == (int)TCPLENS_OCCURRENCE_LAST,
               "one enumeration, seen from inside and outside");

static char or_else(char asked, char otherwise)
{
    if (asked != '\0')
        return asked;
    return otherwise;
}

static enum tcplens_status find_field(const char *name, enum field_id *ret,
                                      struct tcplens_error *err)
{
    *ret = tl_field_find(name);
    if (*ret == FIELDS)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "there is no field \"%.80s\"", name);
    return TCPLENS_OK;
}

static enum tcplens_status find_columns(struct show_form *form, struct items *items,
                                        unsigned *parts, struct tcplens_error *err)
{
    const struct tcplens_show_options *const o = form->options;

    for (unsigned i = 0; i < o->n_fields; i++) {
        enum field_id field;
        const enum tcplens_status status = find_field(o->fields[i], &field, err);

        if (status != TCPLENS_OK)
            return status;
        form->fields[i] = (uint16_t)field;
        items->wanted[field] = true;
        *parts |= tl_fields[field].part;
    }
    form->columns = (struct columns){
        .fields = form->fields,
        .n = o->n_fields,
        .separator = or_else(o->separator, '\t'),
        .aggregator = or_else(o->aggregator, ','),
        .quote = o->quote,
        .occurrence = o->occurrence,
    };
    return TCPLENS_OK;
}

static enum tcplens_status find_protocols(struct show_form *form, struct tcplens_error *err)
{
    const struct tcplens_show_options *const o = form->options;

    for (unsigned i = 0; i < o->n_fields; i++) {
        enum field_id field;
        const enum tcplens_status status = find_field(o->fields[i], &field, err);

        if (status != TCPLENS_OK)
            return status;
        if (tl_fields[field].type != FIELD_PROTOCOL)
            return tl_error(err, TCPLENS_ERR_USAGE, 0, "\"%.80s\" is no protocol", o->fields[i]);
        form->opened[field] = true;
    }
    form->tree.opened = o->n_fields == 0 ? NULL : form->opened;
    return TCPLENS_OK;
}

/* What a protocol is called in a row is its line of the tree. */
static bool wants_lines(const struct tcplens_show_options *o)
{
    if (o->form != TCPLENS_SHOW_FIELDS)
        return true;
    for (unsigned i = 0; i < o->n_fields; i++) {
        const enum field_id field = tl_field_find(o->fields[i]);

        if (field != FIELDS && (field == F_TEXT || tl_fields[field].type == FIELD_PROTOCOL))
            return true;
    }
    return false;
}

enum tcplens_status tl_show_form_new(struct show_form *form,
                                     const struct tcplens_show_options *options,
                                     struct items **items, unsigned *parts,
                                     struct tcplens_error *err)
{
    const bool lines = wants_lines(options);
    enum tcplens_status status;

    *form = (struct show_form){.options = options};
    if (options->form == TCPLENS_SHOW_FIELDS && options->n_fields == 0)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "no field was named");
    form->fields = calloc(options->n_fields + 1, sizeof *form->fields);
    form->opened = calloc(FIELDS, sizeof *form->opened);
    *items = tl_items_new(lines);
    if (form->fields == NULL || form->opened == NULL || *items == NULL) {
        tl_items_free(*items);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    }
    *parts = lines ? PART_ALL : 0;
    if (options->form == TCPLENS_SHOW_FIELDS)
        status = find_columns(form, *items, parts, err);
    else
        status = find_protocols(form, err);
    if (status != TCPLENS_OK) {
        tl_items_free(*items);
        *items = NULL;
    }
    return status;
}

void tl_show_form_begin(const struct show_form *form, struct text *out)
{
    if (form->options->bom)
        text_str(out, "\xef\xbb\xbf");
    if (form->options->form == TCPLENS_SHOW_FIELDS && form->options->header)
        tl_rows_write_header(out, &form->columns);
}

void tl_show_form_frame(const struct show_form *form, struct text *out, const struct items *items)
{
    if (form->options->form == TCPLENS_SHOW_TREE)
        tl_tree_write(out, &form->tree, items);
    else
        tl_rows_write_row(out, &form->columns, items);
}

void tl_show_form_end(const struct show_form *form, struct text *out)
{
    (void)form;
    (void)out;
}

void tl_show_form_free(struct show_form *form)
{
    free(form->fields);
    free(form->opened);
}
