// SPDX-License-Identifier: BSD-3-Clause
#include "report/connection.h"

#include <string.h>

#include "render/cells.h"
#include "render/head.h"
#include "render/words.h"
#include "report/hush.h"
#include "report/pictures.h"

enum { ROWS_HEAD = 1000, ROWS_TAIL = 1000 };

enum severity tl_story_severity(const struct story *story)
{
    enum severity worst = SEVERITY_INFO;

    for (size_t i = 0; i < story->n_findings; i++)
        if (story->findings[i].severity > worst)
            worst = (enum severity)story->findings[i].severity;
    return worst;
}

/* ---- What happened ---- */

static void put_label(struct document *d, enum head_line line)
{
    for (unsigned i = 0; i < LANGUAGES; i++)
        text_str(draft_begin(&d->told.in[i]), head_label(tl_language_catalogue(i), line));
    text_str(&d->out, ",\"label\":");
    tl_told_write(&d->out, &d->told);
}

static void put_line(struct document *d, const struct story *story, enum head_line line,
                     bool *first)
{
    for (unsigned i = 0; i < LANGUAGES; i++) {
        const struct view view = tl_report_view(i, story);

        head_sentence(draft_begin(&d->told.in[i]), &view, story, line);
    }
    if (d->told.in[0].text.len == 0)
        return;
    if (!*first)
        text_char(&d->out, ',');
    *first = false;
    text_str(&d->out, "{\"text\":");
    tl_told_write(&d->out, &d->told);
    put_label(d, line);
    text_char(&d->out, '}');
}

static void put_head(struct document *d, const struct story *story)
{
    bool first = true;

    json_array_begin(&d->json, "head");
    for (unsigned line = 0; line < HEAD_LINES; line++)
        put_line(d, story, (enum head_line)line, &first);
    json_array_end(&d->json);
}

static void put_rules(struct document *d, const struct story *story)
{
    for (unsigned i = 0; i < LANGUAGES; i++) {
        const struct view view = tl_report_view(i, story);

        head_growth_rules(draft_begin(&d->told.in[i]), &view, story);
    }
    tl_document_told(d, "rules");
}

/* ---- Its segments ---- */

typedef void cell_words(struct text *t, const struct view *view, const struct row *row,
                        const char *texts);

static void phase_words(struct text *t, const struct view *view, const struct row *row,
                        const char *texts)
{
    (void)texts;
    text_str(t, words_phase(view->catalogue, (enum phase)row->phase));
}

static void seq_words(struct text *t, const struct view *view, const struct row *row,
                      const char *texts)
{
    (void)texts;
    if (!row->icmp)
        words_from_seq(t, view, row);
}

static void ack_words(struct text *t, const struct view *view, const struct row *row,
                      const char *texts)
{
    (void)texts;
    if (!row->icmp)
        words_from_ack(t, view, row);
}

static void put_words(struct document *d, const struct story *story, const struct row *row,
                      cell_words *words)
{
    for (unsigned i = 0; i < LANGUAGES; i++) {
        const struct view view = tl_report_view(i, story);

        words(draft_begin(&d->told.in[i]), &view, row, story->texts);
    }
    tl_cell_told(d);
}

static void put_state(struct document *d, unsigned state)
{
    tl_cell_string(
        d, state == TCPLENS_STATE_UNKNOWN ? NULL : tcplens_state_name((enum tcplens_state)state));
}

/* The gravest finding that names the frame. */
static enum severity severity_of(const struct story *story, uint64_t frame)
{
    enum severity worst = SEVERITY_INFO;

    for (size_t i = 0; i < story->n_findings; i++) {
        const struct finding *const f = &story->findings[i];

        for (unsigned k = 0; k < f->n_evidence && f->severity > worst; k++)
            if (f->evidence[k] == frame)
                worst = (enum severity)f->severity;
    }
    return worst;
}

static void put_flags(struct document *d, const struct row *row)
{
    char room[64];
    struct text t;

    text_init(&t, room, sizeof room, NULL, NULL);
    if (row->icmp)
        text_str(&t, "ICMP");
    else
        words_flags(&t, row->flags);
    tl_cell_octets(d, room, t.len);
}

static void put_numbers(struct document *d, const struct row *row)
{
    const bool acks = !row->icmp && (row->flags & TCPLENS_ACK) != 0;
    const struct {
        bool there;
        uint32_t number;
    } cells[] = {
        {!row->icmp, row->rel_seq}, {acks, row->rel_ack},     {!row->icmp, row->seq.v},
        {acks, row->ack.v},         {true, row->payload_len}, {!row->icmp, row->window},
    };

    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        if (cells[i].there)
            tl_cell_u64(d, cells[i].number);
        else
            tl_cell_null(d);
    }
}

static void put_row(struct document *d, const struct telling *how, const struct story *story,
                    const struct row *row)
{
    tl_table_row(d);
    tl_cell_u64(d, row->number);
    tl_cell_i64(d, row->ts_ns - how->start_ns);
    tl_cell_u64(d, row->side);
    put_words(d, story, row, phase_words);
    put_flags(d, row);
    put_numbers(d, row);
    put_state(d, row->after[SIDE_INITIATOR]);
    put_state(d, row->after[SIDE_RESPONDER]);
    tl_cell_bool(d, cells_inferred(row, SIDE_INITIATOR));
    tl_cell_bool(d, cells_inferred(row, SIDE_RESPONDER));
    put_words(d, story, row, seq_words);
    put_words(d, story, row, ack_words);
    put_words(d, story, row, words_tells);
    tl_cell_u64(d, severity_of(story, row->number));
    tl_table_row_end(d);
}

/* Rows of a long story: its first and its last. */
static void put_rows(struct document *d, const struct telling *how, const struct story *story)
{
    static const char *const columns[] = {
        "frame",   "time",         "from",         "phase",           "flags",
        "seq",     "ack",          "raw_seq",      "raw_ack",         "length",
        "window",  "client_state", "server_state", "client_inferred", "server_inferred",
        "seq_why", "ack_why",      "note",         "severity",
    };
    const size_t n = story->n_rows;
    size_t head = story->rows_dropped > 0 ? story->rows_head : n, tail = n - head;

    if (n > ROWS_HEAD + ROWS_TAIL) {
        head = head < ROWS_HEAD ? head : ROWS_HEAD;
        tail = n - head < ROWS_TAIL ? n - head : ROWS_TAIL;
    }
    tl_table_begin(d, "rows", columns, sizeof columns / sizeof columns[0]);
    for (size_t i = 0; i < n; i++)
        if (i < head || i >= n - tail)
            put_row(d, how, story, &story->rows[i]);
    tl_table_end(d);
    json_u64(&d->json, "rows_head", head);
    json_u64(&d->json, "rows_left_out", n - head - tail + story->rows_dropped);
}

/* ---- What was concluded ---- */

/* The long explanation is longer than any draft. */
static void put_explanation(struct document *d, const char *id)
{
    json_key(&d->json, "text");
    for (unsigned i = 0; i < LANGUAGES; i++) {
        const char *const says = tr(tl_language_catalogue(i), id);

        text_str(&d->out, i == 0 ? "{\"" : ",\"");
        text_str(&d->out, tl_language(i));
        text_str(&d->out, "\":");
        text_json_string(&d->out, says, strlen(says));
    }
    text_char(&d->out, '}');
}

static void put_title(struct document *d, const struct finding *f)
{
    for (unsigned i = 0; i < LANGUAGES; i++)
        words_finding_title(draft_begin(&d->told.in[i]), tl_language_catalogue(i), f);
    tl_document_told(d, "title");
}

static void put_confidence(struct document *d, const struct finding *f)
{
    for (unsigned i = 0; i < LANGUAGES; i++)
        text_str(draft_begin(&d->told.in[i]),
                 words_confidence(tl_language_catalogue(i), (enum confidence)f->confidence));
    tl_document_told(d, "confidence");
}

static void put_finding(struct document *d, const struct finding *f)
{
    const struct finding_info *const info = tl_finding_info(f->id);

    json_string(&d->json, "id", info->name);
    json_u64(&d->json, "severity", f->severity);
    put_title(d, f);
    put_explanation(d, info->text);
    json_array_begin(&d->json, "frames");
    for (unsigned i = 0; i < f->n_evidence; i++) {
        if (i > 0)
            text_char(&d->out, ',');
        text_u64(&d->out, f->evidence[i]);
    }
    json_array_end(&d->json);
    json_u64(&d->json, "count", f->count);
    json_string(&d->json, "rfc", *info->rfc == '\0' ? NULL : info->rfc);
    put_confidence(d, f);
}

static void put_findings(struct document *d, const struct story *story)
{
    const struct json outer = d->json;

    json_array_begin(&d->json, "findings");
    for (size_t i = 0; i < story->n_findings; i++) {
        if (i > 0)
            text_char(&d->out, ',');
        json_open(&d->json, &d->out);
        put_finding(d, &story->findings[i]);
        json_close(&d->json);
    }
    d->json = outer;
    d->json.first = false;
    json_array_end(&d->json);
}

static void put_end(struct document *d, const char *key, const struct conn *conn, unsigned side)
{
    char room[80];
    struct text t;

    text_init(&t, room, sizeof room, NULL, NULL);
    head_end(&t, conn, side);
    json_key(&d->json, key);
    text_json_string(&d->out, room, t.len);
}

bool tl_report_connection(struct document *d, const struct telling *how, const struct story *story)
{
    struct story hushed;
    bool whole;

    tl_document_begin(d);
    if (!how->payload) {
        if (!tl_story_hush(&hushed, story))
            return false;
        story = &hushed;
    }
    json_u64(&d->json, "number", story->conn.number);
    put_end(d, "client", &story->conn, SIDE_INITIATOR);
    put_end(d, "server", &story->conn, SIDE_RESPONDER);
    put_head(d, story);
    put_rows(d, how, story);
    put_findings(d, story);
    put_rules(d, story);
    tl_report_pictures(d, story);
    whole = tl_document_end(d);
    if (!how->payload)
        tl_story_unhush(&hushed);
    return whole;
}
