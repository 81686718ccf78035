// SPDX-License-Identifier: BSD-3-Clause
#include "report/overview.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/message.h"
#include "picture/svg.h"
#include "plot/figure.h"
#include "render/codes.h"
#include "render/words.h"
#include "report/blob.h"

enum { FIRST_ROWS = 64, FORMAT = 1, STATES_OCTETS = 40 };

/* ---- Rows ---- */

static bool has_room(const struct overview_rows *rows, enum severity severity)
{
    return rows->n < OVERVIEW_ROWS ||
           (severity >= SEVERITY_WARNING && rows->n < 2 * (size_t)OVERVIEW_ROWS);
}

static bool grow(struct overview_rows *rows)
{
    const size_t room = rows->room == 0 ? FIRST_ROWS : rows->room * 2;
    struct overview_row *const more = realloc(rows->rows, room * sizeof *more);

    if (more == NULL)
        return false;
    rows->rows = more;
    rows->room = room;
    return true;
}

void tl_overview_add(struct overview_rows *rows, const struct story *story,
                     const struct tally *tally)
{
    const struct finding *const worst = story->n_findings > 0 ? &story->findings[0] : NULL;
    struct overview_row *row;

    if (!has_room(rows, worst != NULL ? (enum severity)worst->severity : SEVERITY_INFO)) {
        rows->left_out++;
        return;
    }
    if (rows->n == rows->room && !grow(rows)) {
        rows->failed = true;
        return;
    }
    row = &rows->rows[rows->n++];
    *row = (struct overview_row){.told = false};
    tl_flow_row(&row->flow, &story->conn, tally, story);
    if (worst != NULL)
        row->worst = *worst;
}

static int by_number(const void *a, const void *b)
{
    const uint64_t x = ((const struct overview_row *)a)->flow.number;
    const uint64_t y = ((const struct overview_row *)b)->flow.number;

    return (x > y) - (x < y);
}

void tl_overview_sort(struct overview_rows *rows)
{
    if (rows->n > 1)
        qsort(rows->rows, rows->n, sizeof *rows->rows, by_number);
}

void tl_overview_fini(struct overview_rows *rows)
{
    free(rows->rows);
    *rows = (struct overview_rows){0};
}

/* ---- The table ---- */

static const char *open_words(unsigned form)
{
    static const char *const words[] = {
        [OPEN_NOT_SEEN] = N_("before the capture began"),
        [OPEN_THREE_WAY] = N_("three-way handshake"),
        [OPEN_SIMULTANEOUS] = N_("simultaneous open"),
        [OPEN_FAST] = N_("TCP Fast Open"),
        [OPEN_UNFINISHED] = N_("not completed"),
        [OPEN_REFUSED] = N_("refused"),
    };

    return words[form];
}

static const char *close_words(unsigned form)
{
    static const char *const words[] = {
        [CLOSE_NOT_SEEN] = N_("not while it was captured"),
        [CLOSE_FOUR_SEGMENTS] = N_("in four segments"),
        [CLOSE_THREE_SEGMENTS] = N_("in three segments"),
        [CLOSE_SIMULTANEOUS] = N_("simultaneous close"),
        [CLOSE_HALF] = N_("half-closed"),
        [CLOSE_RESET] = N_("reset"),
    };

    return words[form];
}

static void cell_message(struct document *d, const char *id)
{
    for (unsigned i = 0; i < LANGUAGES; i++)
        text_str(draft_begin(&d->told.in[i]), tr(tl_language_catalogue(i), id));
    tl_cell_told(d);
}

static void cell_health(struct document *d, const struct flow_row *row)
{
    for (unsigned i = 0; i < LANGUAGES; i++) {
        const struct catalogue *const c = tl_language_catalogue(i);
        struct text *const t = draft_begin(&d->told.in[i]);

        text_str(t, words_health(c, (enum health)row->health));
        if (row->health_finding) {
            text_str(t, tr(c, N_(": ")));
            words_finding_title(t, c, &row->reason);
        }
    }
    tl_cell_told(d);
}

static void cell_finding(struct document *d, const struct overview_row *row)
{
    for (unsigned i = 0; i < LANGUAGES; i++) {
        struct text *const t = draft_begin(&d->told.in[i]);

        if (row->flow.n_findings > 0)
            words_finding_title(t, tl_language_catalogue(i), &row->worst);
    }
    tl_cell_told(d);
}

static void cell_end(struct document *d, const struct row_end *end)
{
    char room[80];
    struct text t;

    text_init(&t, room, sizeof room, NULL, NULL);
    text_socket(&t, end->addr, end->port);
    tl_cell_octets(d, room, t.len);
}

static void put_state(struct text *t, unsigned state)
{
    text_str(t,
             state == TCPLENS_STATE_UNKNOWN ? "?" : tcplens_state_name((enum tcplens_state)state));
}

static void cell_states(struct document *d, const struct flow_row *row)
{
    char room[STATES_OCTETS];
    struct text t;

    text_init(&t, room, sizeof room, NULL, NULL);
    put_state(&t, row->ends[SIDE_INITIATOR].state);
    text_str(&t, " / ");
    put_state(&t, row->ends[SIDE_RESPONDER].state);
    tl_cell_octets(d, room, t.len);
}

/* The handshake's round trip to the server, or else what its ACKs took. */
static int64_t rtt_of(const struct flow_row *row)
{
    if (row->rtt_responder_ns > 0)
        return row->rtt_responder_ns;
    return row->ends[SIDE_RESPONDER].rtt.smoothed_ns > 0 ? row->ends[SIDE_RESPONDER].rtt.smoothed_ns
                                                         : -1;
}

static void put_row(struct document *d, const struct overview_row *row, int64_t start_ns)
{
    const struct flow_row *const f = &row->flow;
    const struct row_end *const a = &f->ends[SIDE_INITIATOR], *const b = &f->ends[SIDE_RESPONDER];

    tl_table_row(d);
    tl_cell_u64(d, f->number);
    cell_end(d, a);
    cell_end(d, b);
    tl_cell_string(d, tl_app_service(b->port));
    tl_cell_string(d, f->protocol);
    tl_cell_i64(d, f->first_ns - start_ns);
    tl_cell_span(d, f->last_ns - f->first_ns);
    tl_cell_string(d, code_health(f->health));
    cell_health(d, f);
    tl_cell_u64(d, f->n_findings > 0 ? row->worst.severity : SEVERITY_INFO);
    cell_message(d, open_words(f->open_form));
    cell_message(d, close_words(f->close_form));
    cell_states(d, f);
    tl_cell_u64(d, a->segs);
    tl_cell_u64(d, b->segs);
    tl_cell_u64(d, a->octets);
    tl_cell_u64(d, b->octets);
    tl_cell_u64(d, (uint64_t)a->retrans + b->retrans);
    tl_cell_u64(d, (uint64_t)a->out_of_order + b->out_of_order);
    tl_cell_u64(d, (uint64_t)a->lost + b->lost);
    tl_cell_u64(d, (uint64_t)a->zero_windows + b->zero_windows);
    tl_cell_span(d, rtt_of(f));
    tl_cell_u64(d, f->n_findings);
    cell_finding(d, row);
    tl_cell_bool(d, row->told);
    tl_table_row_end(d);
}

static void put_connections(struct document *d, const struct overview_rows *rows, int64_t start_ns)
{
    static const char *const columns[] = {
        "number",       "client",      "server",          "service",       "protocol",
        "start",        "duration_ns", "health",          "health_text",   "severity",
        "opened",       "closed",      "states",          "segments_out",  "segments_in",
        "octets_out",   "octets_in",   "retransmissions", "out_of_order",  "lost",
        "zero_windows", "rtt_ns",      "findings",        "first_finding", "detail",
    };

    tl_table_begin(d, "connections", columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < rows->n; i++)
        put_row(d, &rows->rows[i], start_ns);
    tl_table_end(d);
}

/* Digits: it may be more than a number of JSON holds. */
static void put_start(struct document *d, int64_t ns)
{
    char room[24];
    struct text t;

    text_init(&t, room, sizeof room, NULL, NULL);
    text_i64(&t, ns);
    json_key(&d->json, "start_ns");
    text_json_string(&d->out, room, t.len);
}

/* What colours the images of all documents; they come without. */
static void put_styles(struct document *d)
{
    struct blob rules = {0};
    char room[1024];
    struct text t;

    text_init(&t, room, sizeof room, tl_blob_sink, &rules);
    svg_style(&t);
    tl_figure_style(&t);
    text_flush(&t);
    json_key(&d->json, "styles");
    text_json_string(&d->out, (const char *)rules.p, rules.n);
    tl_blob_fini(&rules);
}

bool tl_report_overview(struct document *d, const struct overview *o,
                        const struct overview_rows *rows)
{
    tl_document_begin(d);
    json_u64(&d->json, "format", FORMAT);
    json_string(&d->json, "version", TCPLENS_VERSION);
    json_u64(&d->json, "revision", o->revision);
    json_bool(&d->json, "live", o->live);
    json_string(&d->json, "title", o->title);
    put_start(d, o->start_ns);
    json_u64(&d->json, "duration_ns",
             o->end_ns > o->start_ns ? (uint64_t)(o->end_ns - o->start_ns) : 0);
    json_u64(&d->json, "frames", o->frames);
    json_u64(&d->json, "octets", o->octets);
    json_u64(&d->json, "segments", o->segments);
    json_bool(&d->json, "payload", o->payload);
    json_bool(&d->json, "redacted", o->redacted);
    json_u64(&d->json, "frames_listed", o->listed);
    json_u64(&d->json, "frames_chunk", o->frames_chunk);
    json_u64(&d->json, "trees_chunk", o->trees_chunk);
    put_styles(d);
    put_connections(d, rows, o->start_ns);
    tl_overview_complaints(d, o);
    tl_overview_left_out(d, o, rows);
    return tl_document_end(d) && !rows->failed;
}
