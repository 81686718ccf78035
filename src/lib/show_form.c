// SPDX-License-Identifier: BSD-3-Clause
#include "lib/show_form.h"

#include <stdlib.h>
#include <time.h>

#include "base/error.h"
#include "dissect/info.h"
#include "export/dump.h"
#include "export/ek.h"
#include "export/ndjson.h"
#include "export/pdml.h"

_Static_assert((int)OCCURRENCE_ALL == (int)TCPLENS_OCCURRENCE_ALL &&
                   (int)OCCURRENCE_FIRST == (int)TCPLENS_OCCURRENCE_FIRST &&
                   (int)OCCURRENCE_LAST == (int)TCPLENS_OCCURRENCE_LAST,
               "one enumeration, seen from inside and outside");

_Static_assert((int)WHEN_RELATIVE == (int)TCPLENS_WHEN_RELATIVE &&
                   (int)WHEN_EPOCH == (int)TCPLENS_WHEN_EPOCH &&
                   (int)WHEN_UTC_DAY_OF_YEAR == (int)TCPLENS_WHEN_UTC_DAY_OF_YEAR,
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

static bool is_json(const struct tcplens_show_options *o)
{
    return o->form == TCPLENS_SHOW_JSON || o->form == TCPLENS_SHOW_JSONRAW ||
           o->form == TCPLENS_SHOW_EK;
}

static bool has_memo(const struct tcplens_show_options *o)
{
    return o->form == TCPLENS_SHOW_TREE || is_json(o);
}

static bool has_list(const struct tcplens_show_options *o)
{
    return o->form == TCPLENS_SHOW_LIST || (o->form == TCPLENS_SHOW_TREE && o->list);
}

/* Whether a frame is columns, not a tree. */
static bool has_columns(const struct tcplens_show_options *o)
{
    return o->form == TCPLENS_SHOW_FIELDS || o->form == TCPLENS_SHOW_LIST ||
           o->form == TCPLENS_SHOW_NDJSON || (is_json(o) && o->n_fields > 0);
}

static void want(struct items *items, unsigned *parts, enum field_id field)
{
    items->wanted[field] = true;
    *parts |= tl_fields[field].part;
}

static enum tcplens_status find_columns(struct show_form *form, struct items *items,
                                        unsigned *parts, struct tcplens_error *err)
{
    const struct tcplens_show_options *const o = form->options;
    struct columns *const c = &form->columns;

    *c = (struct columns){
        .fields = form->fields,
        .n = o->n_fields,
        .separator = or_else(o->separator, '\t'),
        .aggregator = or_else(o->aggregator, ','),
        .quote = o->quote,
        .occurrence = o->occurrence,
    };
    for (unsigned i = 0; i < o->n_fields; i++) {
        enum field_id field;
        const enum tcplens_status status = find_field(o->fields[i], &field, err);

        if (status != TCPLENS_OK)
            return status;
        form->fields[i] = (uint16_t)field;
    }
    if (o->n_fields == 0)
        c->fields = tl_ndjson_columns(&c->n);
    for (unsigned i = 0; i < c->n; i++)
        want(items, parts, (enum field_id)c->fields[i]);
    if (o->form == TCPLENS_SHOW_NDJSON && (form->keys = tl_ndjson_keys(c)) == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    return TCPLENS_OK;
}

static enum tcplens_status find_protocols(struct show_form *form, struct tcplens_error *err)
{
    const struct tcplens_show_options *const o = form->options;

    for (unsigned i = 0; i < o->n_protocols; i++) {
        enum field_id field;
        const enum tcplens_status status = find_field(o->protocols[i], &field, err);

        if (status != TCPLENS_OK)
            return status;
        if (tl_fields[field].type != FIELD_PROTOCOL)
            return tl_error(err, TCPLENS_ERR_USAGE, 0, "\"%.80s\" is no protocol", o->protocols[i]);
        form->opened[field] = true;
    }
    form->tree.opened = o->n_protocols == 0 ? NULL : form->opened;
    form->json = (struct json_options){
        .values = o->form != TCPLENS_SHOW_JSONRAW,
        .raw = o->raw || o->form == TCPLENS_SHOW_JSONRAW,
        .opened = form->tree.opened,
        .columns = has_columns(o) ? &form->columns : NULL,
    };
    return TCPLENS_OK;
}

/* What a protocol is called in a row is its line of the tree. */
static bool wants_tree(const struct tcplens_show_options *o)
{
    if (o->form == TCPLENS_SHOW_NOTHING)
        return false;
    if (!has_columns(o))
        return true;
    for (unsigned i = 0; i < o->n_fields; i++) {
        const enum field_id field = tl_field_find(o->fields[i]);

        if (field != FIELDS && (field == F_TEXT || tl_fields[field].type == FIELD_PROTOCOL))
            return true;
    }
    return false;
}

static enum tcplens_status find_list(struct show_form *form, struct items *items, unsigned *parts,
                                     struct tcplens_error *err)
{
    const char *const format = form->options->list_columns;
    size_t at = 0;

    if (format == NULL)
        tl_list_usual(&form->list);
    else if (!tl_list_parse(&form->list, format, &at))
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "no column of the list: %.80s", format + at);
    form->list.tabs = form->options->tabs;
    for (unsigned i = 0; i < form->list.n; i++)
        want(items, parts, (enum field_id)form->list.fields[i]);
    if (form->options->hex)
        want(items, parts, F_FRAME);
    return TCPLENS_OK;
}

static enum tcplens_status find_all(struct show_form *form, struct items *items, unsigned *parts,
                                    struct tcplens_error *err)
{
    enum tcplens_status status = find_protocols(form, err);

    if (status == TCPLENS_OK && has_list(form->options))
        status = find_list(form, items, parts, err);
    if (status == TCPLENS_OK && has_columns(form->options) &&
        form->options->form != TCPLENS_SHOW_LIST)
        status = find_columns(form, items, parts, err);
    return status;
}

enum tcplens_status tl_show_form_new(struct show_form *form,
                                     const struct tcplens_show_options *options,
                                     struct items **items, unsigned *parts,
                                     struct tcplens_error *err)
{
    const bool tree = wants_tree(options);
    struct items *made;
    enum tcplens_status status;

    *form = (struct show_form){.options = options};
    if (options->form == TCPLENS_SHOW_FIELDS && options->n_fields == 0)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "no field was named");
    form->fields = calloc(options->n_fields + 1, sizeof *form->fields);
    form->opened = calloc(FIELDS, sizeof *form->opened);
    if (is_json(options))
        form->scratch = malloc(sizeof *form->scratch);
    if (has_memo(options))
        form->memo = tl_memo_new();
    made = tl_items_new(tree);
    if (form->fields == NULL || form->opened == NULL || made == NULL ||
        (is_json(options) && form->scratch == NULL) || (has_memo(options) && form->memo == NULL)) {
        tl_items_free(made);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    }
    made->lines = tree && !is_json(options);
    *parts = tree ? PART_ALL : 0;
    status = find_all(form, made, parts, err);
    if (status == TCPLENS_OK)
        *items = made;
    else
        tl_items_free(made);
    return status;
}

static void begin_pdml(struct text *out, const char *path)
{
    const time_t now = time(NULL);
    char date[64] = "";
    struct tm tm;

    if (localtime_r(&now, &tm) != NULL)
        (void)strftime(date, sizeof date, "%a %b %e %H:%M:%S %Y", &tm);
    tl_pdml_begin(out, path, date);
}

void tl_show_form_begin(const struct show_form *form, struct text *out, const char *path)
{
    switch (form->options->form) {
    case TCPLENS_SHOW_FIELDS:
        if (form->options->bom)
            text_str(out, "\xef\xbb\xbf");
        if (form->options->header)
            tl_rows_write_header(out, &form->columns);
        return;
    case TCPLENS_SHOW_JSON:
    case TCPLENS_SHOW_JSONRAW:
        tl_json_begin(out);
        return;
    case TCPLENS_SHOW_PDML:
        begin_pdml(out, path);
        return;
    default:
        return;
    }
}

/* The frame's octets, in hexadecimal. */
static void write_octets(struct text *out, const struct items *items)
{
    const struct item *const frame = items_first(items, F_FRAME);

    if (frame == NULL)
        return;
    tl_dump_write(out, frame->octets);
    text_char(out, '\n');
}

static void write_tree(const struct show_form *form, struct text *out, const struct items *items)
{
    if (form->options->list)
        tl_list_write(out, &form->list, form->painted ? &form->paint : NULL, items);
    tl_tree_write(out, &form->tree, form->memo, items);
    if (form->options->hex)
        write_octets(out, items);
}

static void write_list(const struct show_form *form, struct text *out, const struct items *items)
{
    tl_list_write(out, &form->list, form->painted ? &form->paint : NULL, items);
    if (!form->options->hex)
        return;
    text_char(out, '\n');
    write_octets(out, items);
}

void tl_show_form_paint(struct show_form *form, const struct color_rule *rule)
{
    form->painted = rule != NULL;
    if (rule != NULL)
        form->paint = (struct list_paint){rule->background, rule->foreground};
}

void tl_show_form_frame(struct show_form *form, struct text *out, const struct items *items)
{
    switch (form->options->form) {
    case TCPLENS_SHOW_TREE:
        write_tree(form, out, items);
        break;
    case TCPLENS_SHOW_LIST:
        write_list(form, out, items);
        break;
    case TCPLENS_SHOW_JSON:
    case TCPLENS_SHOW_JSONRAW:
        tl_json_write(out, &form->json, form->memo, items, form->scratch, form->frames == 0);
        break;
    case TCPLENS_SHOW_EK:
        tl_ek_write(out, &form->json, items, form->scratch);
        break;
    case TCPLENS_SHOW_PDML:
        tl_pdml_write(out, items);
        break;
    case TCPLENS_SHOW_NDJSON:
        tl_ndjson_write(out, &form->columns, form->keys, items);
        break;
    case TCPLENS_SHOW_NOTHING:
        break;
    case TCPLENS_SHOW_FIELDS:
    default:
        tl_rows_write_row(out, &form->columns, items);
        break;
    }
    form->frames++;
}

void tl_show_form_end(const struct show_form *form, struct text *out)
{
    switch (form->options->form) {
    case TCPLENS_SHOW_JSON:
    case TCPLENS_SHOW_JSONRAW:
        tl_json_end(out, form->frames == 0);
        return;
    case TCPLENS_SHOW_PDML:
        tl_pdml_end(out);
        return;
    default:
        return;
    }
}

void tl_show_form_free(struct show_form *form)
{
    free(form->fields);
    free(form->opened);
    free(form->scratch);
    free(form->keys);
    tl_memo_free(form->memo);
}
