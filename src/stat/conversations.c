// SPDX-License-Identifier: BSD-3-Clause
/* conversations.c - `-z conv,LAYER`: a row for every two that spoke with each other. */
#include <stdlib.h>
#include <string.h>

#include "flow/conv.h"
#include "stat/ends.h"

/**
 * struct row - of a pair, whose key has the lesser end first
 * @all:    frames
 * @frames, @octets: that each end sent
 * @first:  which end was the first to send: it stands on the left
 */
struct row {
    uint64_t all, frames[2], octets[2];
    int64_t first_ns, last_ns;
    uint8_t first;
};

enum { WIDTH = 20, WIDTH_WITH_PORT = 26 };

static void add(struct row *row, unsigned side, const struct items *items, uint64_t octets)
{
    if (row->all == 0)
        row->first = (uint8_t)side;
    if (row->all == 0 || items->time_ns < row->first_ns)
        row->first_ns = items->time_ns;
    if (row->all == 0 || items->time_ns > row->last_ns)
        row->last_ns = items->time_ns;
    row->all++;
    row->frames[side]++;
    row->octets[side] += octets;
}

/* Put the lesser end first; which of the two is the sender then. */
static unsigned put_in_order(struct end_pair *pair)
{
    const struct end sender = pair->end[0];

    if (memcmp(&pair->end[0], &pair->end[1], sizeof sender) <= 0)
        return 0;
    pair->end[0] = pair->end[1];
    pair->end[1] = sender;
    return 1;
}

static void count_frame(void *state, const struct items *items, uint64_t passed)
{
    struct end_table *const s = state;
    const struct item *const len = items_first(items, F_FRAME_LEN);
    struct end_pair pair;

    (void)passed;
    for (unsigned nth = 0; len != NULL && ends_of(items, s->layer, nth, &pair); nth++) {
        const unsigned side = put_in_order(&pair);
        struct row *const row = end_rows_find(&s->rows, &pair);

        if (row != NULL)
            add(row, side, items, len->u);
    }
}

static void print(void *state, int64_t zero_ns, struct text *out)
{
    struct end_table *const s = state;
    const size_t width = s->layer >= ENDS_TCP ? WIDTH_WITH_PORT : WIDTH;
    uint32_t *const order = end_rows_order(&s->rows);
    char left_text[ENDS_TEXT_MAX], right_text[ENDS_TEXT_MAX];

    tl_conv_head(out, ends_title(s->layer), width);
    for (uint32_t i = 0; order != NULL && i < s->rows.n; i++) {
        const struct row *const row = end_rows_at(&s->rows, order[i]);
        const struct end_pair *const pair = end_rows_key(&s->rows, order[i]);
        const unsigned left = row->first, right = 1U - left;
        const struct conversation_row as = {
            .frames = {row->frames[left], row->frames[right]},
            .octets = {row->octets[left], row->octets[right]},
            .first_ns = row->first_ns,
            .last_ns = row->last_ns,
        };

        end_text(&pair->end[left], s->layer, true, left_text);
        end_text(&pair->end[right], s->layer, true, right_text);
        tl_conv_row(out, &as, left_text, right_text, width, zero_ns);
    }
    end_rows_print_left(&s->rows, out);
    tl_conv_rule(out);
    free(order);
}

#define KIND(layer_, name_)                                                                        \
    [layer_] = {.name = (name_),                                                                   \
                .layer = (layer_),                                                                 \
                .key_size = sizeof(struct end_pair),                                               \
                .row_size = sizeof(struct row),                                                    \
                .begin = end_table_begin,                                                          \
                .frame = count_frame,                                                              \
                .print = print,                                                                    \
                .end = end_table_end}

const struct stat_kind stat_conversations[STAT_ENDS] = {
    KIND(ENDS_ETHER, "conv,eth"), KIND(ENDS_IP4, "conv,ip"),  KIND(ENDS_IP6, "conv,ipv6"),
    KIND(ENDS_TCP, "conv,tcp"),   KIND(ENDS_UDP, "conv,udp"),
};
