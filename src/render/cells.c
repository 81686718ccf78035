// SPDX-License-Identifier: BSD-3-Clause
#include "render/cells.h"

#include "base/clock.h"
#include "render/words.h"

/* Run `make` text into a fixed string: begin, write, end. */
static struct text cell_begin(char *buf, size_t cap)
{
    struct text t;

    text_init(&t, buf, cap - 1, NULL, NULL);
    return t;
}

static void cell_end(const struct text *t)
{
    t->buf[t->len] = '\0';
}

bool cells_inferred(const struct row *row, unsigned side)
{
    return row->inferred && (side != row->side || row->before[side] == TCPLENS_STATE_UNKNOWN);
}

static void put_range(struct text *t, uint32_t begin, uint32_t len)
{
    text_u64(t, begin);
    if (len == 0)
        return;
    text_char(t, ':');
    text_u64(t, (uint32_t)(begin + len));
}

static void make_seq(struct text *t, const struct view *view, const struct row *row)
{
    const bool raw = view->numbers == NUMBERS_ABSOLUTE;

    text_str(t, "seq\u00a0");
    put_range(t, raw ? row->seq.v : row->rel_seq, row->payload_len);
    if (view->numbers == NUMBERS_BOTH) {
        text_str(t, " (=");
        text_u64(t, row->seq.v);
        text_char(t, ')');
    }
}

static void make_ack(struct text *t, const struct view *view, const struct row *row)
{
    if ((row->flags & TCPLENS_ACK) == 0)
        return;
    text_str(t, "ack\u00a0");
    words_number(t, view, row->rel_ack, row->ack.v);
}

void cells_make(struct cells *c, const struct view *view, const struct row *row, unsigned decimals)
{
    struct text t = cell_begin(c->number, sizeof(c->number));

    text_u64(&t, row->number);
    cell_end(&t);
    t = cell_begin(c->time, sizeof(c->time));
    clock_seconds(&t, row->ts_ns - view->t0_ns, decimals);
    cell_end(&t);
    for (unsigned side = 0; side < 2; side++) {
        t = cell_begin(c->state[side], sizeof(c->state[side]));
        if (cells_inferred(row, side))
            text_char(&t, '~');
        text_str(&t, tcplens_state_name(row->after[side]));
        cell_end(&t);
    }
    t = cell_begin(c->flags, sizeof(c->flags));
    words_flags(&t, row->flags);
    cell_end(&t);
    t = cell_begin(c->seq, sizeof(c->seq));
    make_seq(&t, view, row);
    cell_end(&t);
    t = cell_begin(c->len, sizeof(c->len));
    text_str(&t, "len\u00a0");
    text_u64(&t, row->payload_len);
    cell_end(&t);
    t = cell_begin(c->ack, sizeof(c->ack));
    make_ack(&t, view, row);
    cell_end(&t);
    t = cell_begin(c->win, sizeof(c->win));
    text_str(&t, row->window_scaled ? "win\u00a0" : "win\u00a0≥");
    text_u64(&t, row->window);
    cell_end(&t);
}
