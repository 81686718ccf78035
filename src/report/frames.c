// SPDX-License-Identifier: BSD-3-Clause
#include "report/frames.h"

#include <stdlib.h>
#include <string.h>

#include "field/line.h"
#include "field/value.h"
#include "report/trees.h"

enum { CELL_OCTETS = 4096, FIRST_CHUNKS = 16 };

const uint16_t tl_frames_columns[5] = {F_COL_SOURCE, F_COL_DESTINATION, F_COL_PROTOCOL,
                                       F_COL_LENGTH, F_COL_INFO};

/* ---- Chunks ---- */

static bool keep(struct chunks *chunks, struct document *d)
{
    const size_t room = chunks->room == 0 ? FIRST_CHUNKS : chunks->room * 2;
    const bool whole = tl_document_end(d);
    struct blob deflated = {0};
    bool kept = false;

    if (chunks->n == chunks->room) {
        struct blob *const more = realloc(chunks->of, room * sizeof *more);

        if (more != NULL) {
            chunks->of = more;
            chunks->room = room;
        }
    }
    if (whole && chunks->n < chunks->room)
        kept = tl_blob_deflate(&deflated, d->octets.p, d->octets.n);
    if (kept)
        chunks->of[chunks->n++] = deflated;
    tl_document_fini(d);
    return kept;
}

static void chunks_fini(struct chunks *chunks)
{
    for (size_t i = 0; i < chunks->n; i++)
        tl_blob_fini(&chunks->of[i]);
    free(chunks->of);
    *chunks = (struct chunks){0};
}

/* ---- The list ---- */

static void begin_list(struct frames *f)
{
    static const char *const columns[] = {"number", "time", "source",     "destination", "protocol",
                                          "length", "info", "connection", "color",       "tree"};

    tl_document_begin(&f->list);
    tl_table_begin(&f->list, "rows", columns, sizeof columns / sizeof columns[0]);
    f->list_open = true;
    f->n_colors = 0;
}

static void put_color(struct text *out, const char *key, uint32_t color)
{
    text_str(out, key);
    text_str(out, "\"#");
    text_hex(out, color, 6);
    text_char(out, '"');
}

static void end_list(struct frames *f)
{
    struct text *const out = &f->list.out;

    tl_table_end(&f->list);
    json_array_begin(&f->list.json, "colors");
    for (unsigned i = 0; i < f->n_colors; i++) {
        const struct frame_color *const color = &f->colors[i];

        text_str(out, i == 0 ? "{\"name\":" : ",{\"name\":");
        text_json_string(out, color->name, strlen(color->name));
        put_color(out, ",\"foreground\":", color->foreground);
        put_color(out, ",\"background\":", color->background);
        text_char(out, '}');
    }
    json_array_end(&f->list.json);
    f->failed |= !keep(&f->lists, &f->list);
    f->list_open = false;
}

static void cell_item(struct document *d, const struct items *items, enum field_id field)
{
    const struct item *const it = items_first(items, field);
    char room[CELL_OCTETS];
    struct text t;

    text_init(&t, room, sizeof room, NULL, NULL);
    if (it != NULL)
        tl_value_write(&t, items, it);
    tl_cell_octets(d, room, t.len);
}

static void cell_color(struct frames *f, const struct frame_color *color)
{
    unsigned i = 0;

    if (color == NULL) {
        tl_cell_null(&f->list);
        return;
    }
    while (i < f->n_colors && f->colors[i].name != color->name)
        i++;
    if (i == COLORS_MAX) {
        tl_cell_null(&f->list);
        return;
    }
    if (i == f->n_colors)
        f->colors[f->n_colors++] = *color;
    tl_cell_u64(&f->list, i);
}

static void put_row(struct frames *f, const struct frame_facts *facts, const struct items *items)
{
    struct document *const d = &f->list;

    tl_table_row(d);
    tl_cell_u64(d, facts->frame->number);
    tl_cell_i64(d, facts->frame->ts_ns - facts->start_ns);
    for (size_t i = 0; i < sizeof tl_frames_columns / sizeof tl_frames_columns[0]; i++) {
        if (tl_frames_columns[i] == F_COL_LENGTH)
            tl_cell_u64(d, facts->frame->len);
        else
            cell_item(d, items, (enum field_id)tl_frames_columns[i]);
    }
    if (facts->connection != 0)
        tl_cell_u64(d, facts->connection);
    else
        tl_cell_null(d);
    cell_color(f, facts->color);
    if (facts->tree)
        tl_cell_u64(d, f->n_trees);
    else
        tl_cell_null(d);
    tl_table_row_end(d);
}

/* ---- Trees ---- */

static void add_tree(struct frames *f, const struct frame_facts *facts, const struct items *items)
{
    if (!f->trees_open) {
        tl_document_begin(&f->trees);
        json_array_begin(&f->trees.json, "trees");
        f->trees_open = true;
    } else {
        text_str(&f->trees.out, ",\n");
    }
    tl_tree_document(&f->trees, facts, items);
    f->n_trees++;
}

static void end_trees(struct frames *f)
{
    json_array_end(&f->trees.json);
    f->failed |= !keep(&f->tree_chunks, &f->trees);
    f->trees_open = false;
}

void tl_frames_add(struct frames *f, const struct frame_facts *facts, const struct items *items)
{
    if (!f->list_open)
        begin_list(f);
    put_row(f, facts, items);
    f->n_listed++;
    if (facts->tree)
        add_tree(f, facts, items);
    if (f->n_listed % FRAMES_CHUNK == 0)
        end_list(f);
    if (facts->tree && f->n_trees % TREES_CHUNK == 0)
        end_trees(f);
}

bool tl_frames_finish(struct frames *f)
{
    if (f->list_open)
        end_list(f);
    if (f->trees_open)
        end_trees(f);
    return !f->failed;
}

void tl_frames_fini(struct frames *f)
{
    if (f->list_open)
        tl_document_fini(&f->list);
    if (f->trees_open)
        tl_document_fini(&f->trees);
    chunks_fini(&f->lists);
    chunks_fini(&f->tree_chunks);
}
