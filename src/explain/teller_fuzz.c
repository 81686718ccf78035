// SPDX-License-Identifier: BSD-3-Clause
/*
 * teller_fuzz.c - a soup of segments on few addresses and ports, told through decoder and tracker
 * with pools so small that every limit is met. What stories promise must hold for each of them.
 *
 * Input: records of 8 octets and a payload: who, flags, shift of seq and of ack, window, time,
 * payload length and what it is made of.
 */
#include "explain/tale.h"

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { RECORD = 8, PORTS = 3 };

#define MUST(cond)                                                                                 \
    do {                                                                                           \
        if (!(cond))                                                                               \
            abort();                                                                               \
    } while (0)

static bool adds_up(const struct provenance *p, uint32_t number)
{
    return p->frame == 0 || p->base + p->len + p->syn + p->fin == number;
}

static void check_row(const struct row *row, const char *texts)
{
    MUST(row->n_tells <= ROW_TELLS && row->phase <= PHASE_ABORTED && row->side < 2);
    if (!row->icmp)
        MUST(adds_up(&row->from_seq, row->rel_seq) && adds_up(&row->from_ack, row->rel_ack));
    for (unsigned i = 0; i < row->n_tells; i++) {
        MUST(row->tells[i].code > TELL_NONE && row->tells[i].code < TELL_CODES);
        MUST(strlen(texts + row->tells[i].text) <= STORY_TEXT_MAX);
    }
}

static void check_finding(const struct finding *f)
{
    MUST(f->id < FINDINGS && f->side <= 2 && f->n_evidence <= FINDING_EVIDENCE);
    for (unsigned i = 1; i < f->n_evidence; i++)
        MUST(f->evidence[i - 1] < f->evidence[i]);
}

static void check_story(const struct story *story)
{
    if (story == NULL)
        return;
    MUST(story->rows_head <= story->n_rows && story->health <= HEALTH_UNANSWERED);
    MUST(story->health_finding < (int)story->n_findings);
    for (size_t i = 0; i < story->n_rows; i++) {
        check_row(&story->rows[i], story->texts);
        MUST(i == 0 || story->rows[i - 1].number < story->rows[i].number);
    }
    for (size_t i = 0; i < story->n_findings; i++)
        check_finding(&story->findings[i]);
}

static void tell_retired(struct tale *t)
{
    size_t n;
    const uint32_t *const slots = tl_track_retired(t->tracker, &n);

    for (size_t i = 0; i < n; i++) {
        check_story(tl_teller_story(t->teller, slots[i], tl_track_conn(t->tracker, slots[i])));
        tl_teller_forget(t->teller, slots[i]);
    }
}

static void say_record(struct tale *t, const uint8_t *r, const uint8_t *payload, uint32_t len)
{
    struct say s = {
        .from = r[0] & 1,
        .flags = r[1] | ((r[0] & 2) != 0 ? NOTHING : 0U),
        .seq = (int8_t)r[2] * ((r[0] & 4) != 0 ? 100000 : 1),
        .ack = (int8_t)r[3],
        .wnd = r[4],
        .closed = r[4] == 0,
        .us = (r[0] & 8) != 0 ? (int64_t)r[5] * 1000000 : r[5],
        .len = len,
        .opt_len = (size_t)(r[6] & 7) * 4,
        .opt = payload,
        .same_id = (r[0] & 16) != 0,
        .offload = (r[0] & 32) != 0,
    };
    uint32_t packet;

    if (s.opt_len > len)
        s.opt_len = 0;
    packet = put_headers(t, &s, len);
    put16(t->frame + IP_HEADER + (s.from == CLIENT ? 0 : 2), 40000 + (r[6] >> 3) % PORTS);
    memcpy(t->frame + packet - len, payload, len);
    put_checksum(t, &s, packet);
    t->now_ns += s.us * 1000;
    t->nxt[s.from] += (uint32_t)s.seq + len + ((s.flags & TCPLENS_SYN) != 0);
    take_frame(t, packet - (r[7] > 250 ? r[7] % packet : 0), packet);
    if (t->row != NULL)
        check_row(t->row, tl_teller_texts(t->teller, t->slot));
    tell_retired(t);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct tale t;

    begin_with(&t,
               &(struct teller_options){.max_conns = 2, .max_rows = 24, .max_rows_per_conn = 9});
    while (size >= RECORD) {
        const uint8_t *const record = data;
        uint32_t len = record[7] % 64;

        data += RECORD;
        size -= RECORD;
        if (len > size)
            len = (uint32_t)size;
        say_record(&t, record, data, len);
        data += len;
        size -= len;
    }
    if (t.slot != TRACK_NO_CONN)
        check_story(the_story(&t));
    end(&t);
    return 0;
}
