// SPDX-License-Identifier: BSD-3-Clause
/* teller.c - takes segments one by one: writes the row, lets the witnesses look, remembers. */
#include "explain/teller.h"

#include "base/error.h"
#include "decode/decode.h"
#include "explain/close.h"
#include "explain/findings.h"

#include <stdlib.h>

enum {
    CONNS_DEFAULT = 131072,
    ROWS_DEFAULT = 200000,
    ROWS_PER_CONN_DEFAULT = 1000,
    ROWS_MIN = 4,
    FINDINGS_PER_CONN = 4, /* on average: what one does not use another may */
};

static uint32_t or_default(uint32_t value, uint32_t otherwise)
{
    return value != 0 ? value : otherwise;
}

enum tcplens_status tl_teller_new(struct teller **ret, const struct teller_options *options,
                                  struct tcplens_error *err)
{
    /* The tracker gives out slots of connections that are retired only after the whole batch. */
    const uint32_t n_conns = or_default(options->max_conns, CONNS_DEFAULT) + TRACK_SPARE;
    const uint32_t n_rows =
        options->findings_only ? 1 : or_default(options->max_rows, ROWS_DEFAULT);
    uint32_t per_conn =
        options->findings_only ? 0 : or_default(options->max_rows_per_conn, ROWS_PER_CONN_DEFAULT);
    struct teller *const t = calloc(1, sizeof *t);

    if (per_conn < ROWS_MIN)
        per_conn = ROWS_MIN;
    if (t == NULL || (!options->findings_only && !tl_copies_init(&t->copies)) ||
        !tl_journals_init(&t->journals, n_conns, n_rows, n_conns * FINDINGS_PER_CONN, per_conn) ||
        (t->rows = calloc(per_conn, sizeof *t->rows)) == NULL ||
        (t->texts = malloc(1 + (size_t)per_conn * (STORY_TEXT_MAX + 1))) == NULL) {
        tl_teller_free(t);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory for %u rows", n_rows);
    }
    t->findings_only = options->findings_only;
    *ret = t;
    return TCPLENS_OK;
}

void tl_teller_free(struct teller *t)
{
    if (t == NULL)
        return;
    tl_journals_fini(&t->journals);
    tl_copies_fini(&t->copies);
    free(t->rows);
    free(t->texts);
    free(t);
}

/* The phase that the segment belongs to. */
static enum phase phase_of(const struct sight *s)
{
    const enum phase before = s->past->phase;

    if (judged(s, V_UNACCEPTABLE))
        return before;
    if (flagged(s, TCPLENS_RST))
        return judged(s, V_RST_ANSWERS_SYN) || tl_rst_comes_late(s) ? before : PHASE_ABORTED;
    if (before != PHASE_OPENING && before != PHASE_DATA)
        return before;
    if (flagged(s, TCPLENS_FIN))
        return PHASE_CLOSING;
    if (flagged(s, TCPLENS_SYN) || (judged(s, V_HANDSHAKE_DONE) && s->seg->payload_len == 0) ||
        (before == PHASE_OPENING && tl_answers_syn_ack(s)))
        return before;
    return PHASE_DATA;
}

static void write_row(struct sight *s)
{
    const struct tcplens_segment *const seg = s->seg;
    const struct verdict *const v = s->v;

    *s->row = (struct row){
        .number = seg->number,
        .ts_ns = seg->ts_ns,
        .seq = seg->seq,
        .ack = seg->ack,
        .rel_seq = v->rel_seq,
        .rel_ack = v->rel_ack,
        .payload_len = seg->payload_len,
        .window = v->window,
        .flags = seg->flags,
        .wnd = seg->wnd,
        .side = v->side,
        .before = {v->before[0], v->before[1]},
        .after = {v->after[0], v->after[1]},
        .phase = s->phase,
        .window_scaled = v->window_scaled != 0 || seg->wnd == 0,
        .inferred = judged(s, V_STATE_INFERRED),
    };
    tl_provenance(s);
    if (judged(s, V_DUP_CAPTURE)) {
        tl_row_tell_since(s, TELL_DUP_CAPTURE, v->of_frame, v->of_ns > 0 ? v->of_ns : -1);
        return;
    }
    tl_tell_trouble(s);
    tl_tell_opening(s);
    tl_tell_data(s);
    tl_tell_closing(s);
    if (s->checksum != CHECKSUM_WRONG)
        tl_tell_acking(s);
}

static void (*const witnesses[])(struct sight *) = {
    tl_witness_opening,  tl_witness_agreed,  tl_witness_exchange,
    tl_witness_closing,  tl_witness_loss,    tl_witness_window,
    tl_witness_checksum, tl_witness_capture, tl_witness_conflict,
};

static void take_segment(struct sight *s)
{
    const bool copy = judged(s, V_DUP_CAPTURE);
    struct checksum_facts sum;

    if (flagged(s, TCPLENS_SYN) || (s->seg->options & TCPLENS_OPT_SACK) != 0)
        tl_tcp_options_read(tl_decode_options(s->seg), &s->options);
    if (!copy) {
        tl_decode_checksum(s->seg, &sum);
        s->checksum = (uint8_t)sum.verdict;
    }
    if (s->seg->payload_len > 0 && !copy)
        tl_app_recognise(tl_decode_payload(s->seg), &s->app);
    s->phase = (uint8_t)phase_of(s);
    if (s->row != NULL)
        write_row(s);
    if (copy) {
        tl_evidence(tl_note(s, FINDING_DUPLICATE_CAPTURE, SIDE_NONE), s->v->of_frame);
        return;
    }
    for (size_t i = 0; i < sizeof witnesses / sizeof witnesses[0]; i++)
        witnesses[i](s);
    tl_remember(s);
}

static void write_icmp_row(struct sight *s)
{
    *s->row = (struct row){
        .number = s->seg->number,
        .ts_ns = s->seg->ts_ns,
        .side = s->v->side,
        .before = {s->v->before[0], s->v->before[1]},
        .after = {s->v->after[0], s->v->after[1]},
        .phase = s->past->phase,
        .icmp = true,
    };
    tl_tell_icmp(s);
}

/* An ICMP error is no segment of the connection: it gives a row and changes nothing. */
static void take_icmp(struct sight *s)
{
    if (s->row != NULL)
        write_icmp_row(s);
    tl_witness_icmp(s);
}

/* Where the next row goes; if no entry is left, to a spare one that nobody keeps. */
static struct entry *next_entry(struct teller *t, uint32_t slot)
{
    struct entry *entry = tl_journal_append(&t->journals, slot);

    if (entry == NULL)
        entry = &t->spare;
    entry->text[0] = entry->text[1] = '\0';
    t->last = entry;
    return entry;
}

const struct row *tl_teller_take(struct teller *t, const struct tcplens_segment *seg,
                                 const struct verdict *v, const struct conn *conn)
{
    struct journal *j;
    struct entry *entry = NULL;
    struct sight s;

    if (v->slot >= t->journals.n_journals || conn == NULL || v->side > 1)
        return NULL;
    j = &t->journals.journals[v->slot];
    if (j->conn_number != conn->number)
        j = tl_journal_begin(&t->journals, v->slot, conn->number);
    if (!t->findings_only)
        entry = next_entry(t, v->slot);
    tl_teller_now(t, seg->ts_ns);
    s = (struct sight){
        .seg = seg,
        .v = v,
        .conn = conn,
        .journals = &t->journals,
        .copies = &t->copies,
        .past = &j->past,
        .self = &j->past.side[v->side],
        .peer = &j->past.side[!v->side],
        .row = entry != NULL ? &entry->row : NULL,
        .text = entry != NULL ? entry->text : NULL,
        .slot = v->slot,
        .checksum = CHECKSUM_RIGHT,
        .spare = &t->nowhere,
    };
    if (judged(&s, V_ICMP_QUOTE))
        take_icmp(&s);
    else
        take_segment(&s);
    return s.row;
}

void tl_teller_now(struct teller *t, int64_t ns)
{
    if (ns > t->now_ns)
        t->now_ns = ns;
}

const char *tl_teller_texts(const struct teller *t, uint32_t slot)
{
    (void)slot;
    return t->last != NULL ? t->last->text : "";
}

bool tl_teller_is_pressed(const struct teller *t)
{
    return t->journals.held > t->journals.n_entries - t->journals.n_entries / 4;
}

void tl_teller_forget(struct teller *t, uint32_t slot)
{
    if (slot < t->journals.n_journals)
        tl_journal_forget(&t->journals, slot);
}
