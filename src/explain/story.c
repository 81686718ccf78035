// SPDX-License-Identifier: BSD-3-Clause
/*
 * story.c - closes a connection's journal into a story: rows in order with their texts, what is
 * known only in hindsight, findings by weight, and health.
 */
#include "explain/health.h"
#include "explain/teller.h"

#include <stdlib.h>
#include <string.h>

enum { SIMULTANEOUS_STEPS = 4 };

/* Copy the entry's text behind the others and say where it is; 0 for none. */
static uint32_t copy_text(struct teller *t, const struct entry *e, uint32_t *used)
{
    const size_t n = strlen(e->text + 1) + 1;
    const uint32_t at = *used;

    if (n == 1)
        return 0;
    memcpy(t->texts + at, e->text + 1, n);
    *used += (uint32_t)n;
    return at;
}

/* Steps of a close are numbered as they come; how many there are is known at its end. */
static void count_steps(struct row *row, const struct past *past)
{
    for (unsigned i = 0; i < row->n_tells; i++) {
        struct tell *const tell = &row->tells[i];

        if (tell->code == TELL_CLOSES || tell->code == TELL_CLOSES_AND_ACKS_FIN ||
            tell->code == TELL_CLOSE_CONFIRMED)
            tell->m = past->closed ? past->close_steps : 0;
    }
}

static void copy_rows(struct teller *t, const struct journal *j)
{
    struct story *const story = &t->story;
    uint32_t at = j->first, used = 1;

    t->texts[0] = '\0';
    for (uint32_t i = 0; i < j->n; i++, at = t->journals.entries[at].next) {
        const struct entry *const e = &t->journals.entries[at];
        const uint32_t text = copy_text(t, e, &used);
        struct row *const row = &t->rows[i];

        *row = e->row;
        for (unsigned k = 0; k < row->n_tells; k++)
            row->tells[k].text = row->tells[k].text != 0 ? text : 0;
        count_steps(row, &j->past);
        if (story->conn.open_form == OPEN_SIMULTANEOUS && row->tells[0].code == TELL_ASKS_TO_OPEN)
            row->tells[0].m = SIMULTANEOUS_STEPS;
        if (row->number == j->past.first_request)
            story->request = text;
        if (row->number == j->past.first_response)
            story->response = text;
    }
    story->rows = t->rows;
    story->n_rows = j->n;
    story->rows_dropped = j->dropped;
    story->rows_head = j->dropped > 0 ? j->n_first : j->n;
    story->texts = t->texts;
}

static int by_weight(const void *a, const void *b)
{
    const struct finding *const x = a, *const y = b;

    if (x->severity != y->severity)
        return x->severity > y->severity ? -1 : 1;
    if (x->evidence[0] != y->evidence[0])
        return x->evidence[0] < y->evidence[0] ? -1 : 1;
    return x->id != y->id ? x->id - y->id : x->side - y->side;
}

static void (*const conclusions[])(struct summing *) = {
    tl_conclude_opening, tl_conclude_agreed, tl_conclude_exchange, tl_conclude_closing,
    tl_conclude_loss,    tl_conclude_window, tl_conclude_checksum, tl_conclude_capture,
};

static void collect_findings(struct teller *t, const struct journal *j)
{
    struct summing sum = {
        .conn = &t->story.conn, .past = &j->past, .now_ns = t->now_ns, .findings = t->findings};

    for (uint32_t i = j->findings; i != JOURNAL_NONE && sum.n < FINDINGS_MAX;
         i = t->journals.findings[i].next)
        sum.findings[sum.n++] = t->journals.findings[i].finding;
    for (size_t i = 0; i < sizeof conclusions / sizeof conclusions[0]; i++)
        conclusions[i](&sum);
    for (size_t i = 0; i < sum.n; i++) {
        if (sum.findings[i].n == 0)
            sum.findings[i].n = sum.findings[i].count;
    }
    qsort(sum.findings, sum.n, sizeof *sum.findings, by_weight);
    t->story.findings = t->findings;
    t->story.n_findings = sum.n;
    t->story.findings_dropped = j->findings_dropped;
}

const struct story *tl_teller_story(struct teller *t, uint32_t slot, const struct conn *conn)
{
    const struct journal *j;
    struct story *const story = &t->story;

    if (slot >= t->journals.n_journals || conn == NULL)
        return NULL;
    j = &t->journals.journals[slot];
    if (j->conn_number == 0 || j->conn_number != conn->number)
        return NULL;
    *story = (struct story){
        .conn = *conn,
        .protocol = tl_app_protocol(j->past.protocol),
        .service = tl_app_service(conn->port[SIDE_RESPONDER]),
        .response_ns = j->past.first_response != 0 ? j->past.response_ns : -1,
        .fin_to_fin_ns = tl_half_closed_ns(&j->past),
        .fin_frame = {j->past.side[0].fin_frame, j->past.side[1].fin_frame},
        .rst_frame = j->past.rst_frame,
        .evicted = (conn->bits & CONN_EVICTED) != 0,
    };
    copy_rows(t, j);
    collect_findings(t, j);
    tl_judge_health(story);
    return story;
}
