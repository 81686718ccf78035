// SPDX-License-Identifier: BSD-3-Clause
#include "flow/conv.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "decode/flow.h"

enum { FIRST_ROOM = 1024, ENDS_WIDTH = 26, END_MAX = 64 };

void tl_conversations_init(struct conversations *c, uint64_t octets)
{
    *c = (struct conversations){.cap = octets / sizeof(struct conversation_row) + 1};
}

void tl_conversations_fini(struct conversations *c)
{
    free(c->rows);
    *c = (struct conversations){0};
}

static bool grow(struct conversations *c)
{
    const size_t twice = c->room == 0 ? FIRST_ROOM : 2 * c->room;
    const size_t room = twice > c->cap ? c->cap : twice;
    struct conversation_row *const rows = realloc(c->rows, room * sizeof *rows);

    if (rows == NULL)
        return false;
    c->rows = rows;
    c->room = room;
    return true;
}

static uint64_t frames_of(const struct conversation_row *row)
{
    return row->frames[0] + row->frames[1];
}

static struct conversation_row new_row(const struct tcplens_segment *seg, uint8_t forward)
{
    struct conversation_row row = {.port = {seg->src_port, seg->dst_port},
                                   .forward = forward,
                                   .first_ns = INT64_MAX,
                                   .last_ns = INT64_MIN};
    struct flow_key key;

    flow_key_of(seg, &key);
    memcpy(row.addr[0], key.src.addr, sizeof row.addr[0]);
    memcpy(row.addr[1], key.dst.addr, sizeof row.addr[1]);
    return row;
}

enum tcplens_status tl_conversations_add(struct conversations *c, const struct tcplens_segment *seg,
                                         const struct analysis_row *row,
                                         const struct tcplens_frame *frame,
                                         struct tcplens_error *err)
{
    struct conversation_row *at;
    unsigned side;

    if ((row->shown & A_WHOLE) == 0 || (row->shown & A_QUOTED) != 0)
        return TCPLENS_OK;
    while (c->n <= row->stream && c->n < c->cap) {
        if (c->n == c->room && !grow(c))
            return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory for conversations");
        c->rows[c->n++] = (struct conversation_row){.forward = 0};
    }
    if (row->stream >= c->n) {
        c->left += (row->shown & A_NEW_STREAM) != 0;
        return TCPLENS_OK;
    }
    at = &c->rows[row->stream];
    if (frames_of(at) == 0)
        *at = new_row(seg, row->forward);
    side = row->forward == at->forward ? 0 : 1;
    at->frames[side]++;
    at->octets[side] += frame->len;
    if (frame->ts_ns < at->first_ns)
        at->first_ns = frame->ts_ns;
    if (frame->ts_ns > at->last_ns)
        at->last_ns = frame->ts_ns;
    return TCPLENS_OK;
}

static int compare(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* A key for sorting: most frames first, and what has as many in the order it came in. */
static uint64_t key_of(const struct conversations *c, uint32_t row)
{
    const uint64_t frames = frames_of(&c->rows[row]);

    return (UINT32_MAX - (frames < UINT32_MAX ? frames : UINT32_MAX)) << 32 | row;
}

/* Rows in the order of their keys. Nearly all conversations are of few frames: those are counted
 * into their places, and only the others compared. */
static void sort(const struct conversations *c, uint64_t *order)
{
    enum { FEW = 1024 };
    uint32_t at[FEW + 1] = {0}, place = 0;
    size_t many;

    for (size_t i = 0; i < c->n; i++)
        at[frames_of(&c->rows[i]) < FEW ? frames_of(&c->rows[i]) : FEW]++;
    many = at[FEW];
    for (size_t frames = FEW + 1; frames-- > 0;) {
        const uint32_t n = at[frames];

        at[frames] = place;
        place += n;
    }
    for (uint32_t i = 0; i < c->n; i++)
        order[at[frames_of(&c->rows[i]) < FEW ? frames_of(&c->rows[i]) : FEW]++] = key_of(c, i);
    qsort(order, many, sizeof *order, compare);
}

static void end_text(const struct conversation_row *row, unsigned side, char out[END_MAX])
{
    struct text end;

    text_init(&end, out, END_MAX - 1, NULL, NULL);
    text_ip(&end, row->addr[side]);
    text_char(&end, ':');
    text_u64(&end, row->port[side]);
    out[end.len] = '\0';
}

void tl_conversations_print(struct conversations *c, int64_t zero_ns, struct text *t)
{
    uint64_t *const order = malloc((c->n + 1) * sizeof *order);
    char left[END_MAX], right[END_MAX];

    tl_conv_head(t, "TCP", ENDS_WIDTH);
    if (order != NULL)
        sort(c, order);
    for (size_t i = 0; i < c->n; i++) {
        const struct conversation_row *const row = &c->rows[order != NULL ? (uint32_t)order[i] : i];

        if (frames_of(row) == 0)
            continue;
        end_text(row, 0, left);
        end_text(row, 1, right);
        tl_conv_row(t, row, left, right, ENDS_WIDTH, zero_ns);
    }
    tl_conv_rule(t);
    free(order);
}
