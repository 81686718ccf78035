// SPDX-License-Identifier: BSD-3-Clause
#include "report/pictures.h"

#include "picture/ladder.h"
#include "picture/svg.h"
#include "plot/figure.h"

enum {
    LADDER_FOLDED = 60, /* rows from which on runs of a ladder become one rung each */
    LADDER_RUNGS = 400,
    GRAPHS_ALL = 50, /* segments from which on there is more to plot than one graph shows */
    IMAGE_BUFFER = 2048,
};

struct view tl_report_view(unsigned language, const struct story *story)
{
    return (struct view){.catalogue = tl_language_catalogue(language),
                         .numbers = NUMBERS_RELATIVE,
                         .t0_ns = story->conn.first_ns};
}

/* An image in every language, as it is drawn. */
struct images {
    struct blob in[LANGUAGES];
};

static void images_fini(struct images *images)
{
    for (unsigned i = 0; i < LANGUAGES; i++)
        tl_blob_fini(&images->in[i]);
}

static void put_images(struct document *d, const char *key, const struct images *images)
{
    json_key(&d->json, key);
    for (unsigned i = 0; i < LANGUAGES; i++) {
        text_str(&d->out, i == 0 ? "{\"" : ",\"");
        text_str(&d->out, tl_language(i));
        text_str(&d->out, "\":");
        text_json_string(&d->out, (const char *)images->in[i].p, images->in[i].n);
    }
    text_char(&d->out, '}');
}

/* ---- The ladder ---- */

static bool draw_ladder(struct blob *image, unsigned language, const struct story *story)
{
    const struct ladder_options options = {
        .fold = story->n_rows > LADDER_FOLDED,
        .from_ns = INT64_MIN,
        .to_ns = INT64_MAX,
        .to_frame = UINT64_MAX,
        .max_rungs = LADDER_RUNGS,
    };
    const struct view view = tl_report_view(language, story);
    char buffer[IMAGE_BUFFER];
    struct ladder ladder;
    struct text out;
    bool drawn;

    text_init(&out, buffer, sizeof buffer, tl_blob_sink, image);
    tl_ladder_begin(&ladder, &options, &view);
    tl_ladder_add(&ladder, story);
    drawn = ladder.n_rungs > 0;
    if (drawn) {
        tl_ladder_arrange(&ladder);
        svg_ladder(&out, &ladder, false);
        text_flush(&out);
    }
    drawn &= !ladder.failed && !out.failed;
    tl_ladder_fini(&ladder);
    return drawn;
}

static void put_ladder(struct document *d, const struct story *story)
{
    struct images images = {0};
    bool drawn = true;

    for (unsigned i = 0; i < LANGUAGES; i++)
        drawn = drawn && draw_ladder(&images.in[i], i, story);
    if (drawn)
        put_images(d, "ladder", &images);
    else
        json_null(&d->json, "ladder");
    images_fini(&images);
}

/* ---- Graphs ---- */

static bool is_empty(const struct figure *f)
{
    for (unsigned i = 0; i < f->n_series; i++)
        if (f->series[i].n > 0)
            return false;
    return true;
}

/* Draw it, and say what it is in d->told. */
static bool draw_graph(struct document *d, struct blob *image, unsigned language,
                       const struct story *story, const struct record *record, enum plot_kind kind)
{
    const struct view view = tl_report_view(language, story);
    char buffer[IMAGE_BUFFER];
    struct figure figure;
    struct text out;
    bool drawn;

    text_init(&out, buffer, sizeof buffer, tl_blob_sink, image);
    tl_figure_make(&figure, record, kind, &view);
    drawn = !figure.failed && !is_empty(&figure);
    if (drawn) {
        tl_figure_svg(&out, &figure, &story->conn, false);
        text_flush(&out);
        text_str(draft_begin(&d->told.in[language]), tl_figure_title(&figure));
    }
    tl_figure_fini(&figure);
    return drawn && !out.failed;
}

static void put_graph(struct document *d, const struct story *story, const struct record *record,
                      enum plot_kind kind, bool *first)
{
    static const char *const codes[] = {
        [PLOT_TIME_SEQUENCE] = "time-sequence",
        [PLOT_THROUGHPUT] = "throughput",
        [PLOT_RTT] = "rtt",
        [PLOT_IN_FLIGHT] = "in-flight",
        [PLOT_WINDOW] = "window",
    };
    struct images images = {0};
    bool drawn = true;

    for (unsigned i = 0; i < LANGUAGES; i++)
        drawn = drawn && draw_graph(d, &images.in[i], i, story, record, kind);
    if (drawn) {
        if (!*first)
            text_char(&d->out, ',');
        *first = false;
        json_open(&d->json, &d->out);
        json_string(&d->json, "kind", codes[kind]);
        tl_document_told(d, "title");
        put_images(d, "svg", &images);
        json_close(&d->json);
    }
    images_fini(&images);
}

static void put_graphs(struct document *d, const struct story *story)
{
    const struct json outer = d->json;
    const uint64_t segments = (uint64_t)story->conn.ends[0].segs + story->conn.ends[1].segs;
    const bool data = story->conn.ends[0].octets + story->conn.ends[1].octets > 0;
    struct record record;
    bool first = true;

    json_array_begin(&d->json, "graphs");
    tl_record_begin(&record, tl_story_sender(story));
    tl_record_add_story(&record, story);
    for (unsigned kind = PLOT_TIME_SEQUENCE; kind <= PLOT_WINDOW && data && !record.failed; kind++)
        if (kind == PLOT_TIME_SEQUENCE || segments >= GRAPHS_ALL)
            put_graph(d, story, &record, (enum plot_kind)kind, &first);
    tl_record_fini(&record);
    d->json = outer;
    d->json.first = false;
    json_array_end(&d->json);
}

void tl_report_pictures(struct document *d, const struct story *story)
{
    put_ladder(d, story);
    put_graphs(d, story);
}
