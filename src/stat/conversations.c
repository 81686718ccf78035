// SPDX-License-Identifier: BSD-3-Clause
/* conversations.c - `-z conv,LAYER`: a row for every two that spoke with each other. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "flow/conv.h"
#include "stat/ends.h"
#include "stat/kind.h"

/**
 * struct row - of a pair; index 0 is who was the first to send
 * @all:    frames
 * @frames, @octets: that each side sent
 */
struct row {
    uint64_t all, frames[2], octets[2];
    int64_t first_ns, last_ns;
};

enum { WIDTH = 20, WIDTH_WITH_PORT = 26 };

struct conversation_state {
    enum ends_layer layer;
    struct end_rows rows;
};

static enum tcplens_status begin(void **ret, const struct stat_kind *kind, const char *rest,
                                 struct tcplens_error *err)
{
    struct conversation_state *s;

    if (*rest != '\0')
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "-z %s takes no filter of its own; -Y does",
                        kind->name);
    s = malloc(sizeof *s);
    if (s == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    s->layer = (enum ends_layer)kind->layer;
    *ret = s;
    if (end_rows_init(&s->rows, sizeof(struct end_pair), sizeof(struct row)))
        return TCPLENS_OK;
    return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
}

static void add(struct row *row, unsigned side, const struct items *items, uint64_t octets)
{
    if (row->all == 0 || items->time_ns < row->first_ns)
        row->first_ns = items->time_ns;
    if (row->all == 0 || items->time_ns > row->last_ns)
        row->last_ns = items->time_ns;
    row->all++;
    row->frames[side]++;
    row->octets[side] += octets;
}

static void count_frame(void *state, const struct items *items, uint64_t passed)
{
    struct conversation_state *const s = state;
    const struct item *const len = items_first(items, F_FRAME_LEN);
    struct end_pair pair;

    (void)passed;
    for (unsigned nth = 0; len != NULL && ends_of(items, s->layer, nth, &pair); nth++) {
        const struct end_pair back = {.end = {pair.end[1], pair.end[0]}, .stream = pair.stream};
        struct row *row = end_rows_find(&s->rows, &pair, false);
        unsigned side = 0;

        if (row == NULL) {
            row = end_rows_find(&s->rows, &back, false);
            side = row != NULL;
        }
        if (row == NULL)
            row = end_rows_find(&s->rows, &pair, true);
        if (row != NULL)
            add(row, side, items, len->u);
    }
}

static void print(void *state, int64_t zero_ns, struct text *out)
{
    struct conversation_state *const s = state;
    const size_t width = s->layer >= ENDS_TCP ? WIDTH_WITH_PORT : WIDTH;
    uint32_t *const order = end_rows_order(&s->rows);
    char left[ENDS_TEXT_MAX], right[ENDS_TEXT_MAX];

    tl_conv_head(out, ends_title(s->layer), width);
    for (uint32_t i = 0; order != NULL && i < s->rows.n; i++) {
        const struct row *const row = end_rows_at(&s->rows, order[i]);
        const struct end_pair *const pair = end_rows_key(&s->rows, order[i]);
        const struct conversation_row as = {
            .frames = {row->frames[0], row->frames[1]},
            .octets = {row->octets[0], row->octets[1]},
            .first_ns = row->first_ns,
            .last_ns = row->last_ns,
        };

        end_text(&pair->end[0], s->layer, true, left);
        end_text(&pair->end[1], s->layer, true, right);
        tl_conv_row(out, &as, left, right, width, zero_ns);
    }
    end_rows_print_left(&s->rows, out);
    tl_conv_rule(out);
    free(order);
}

static void end(void *state)
{
    struct conversation_state *const s = state;

    end_rows_fini(&s->rows);
    free(s);
}

#define KIND(layer_, name_)                                                                        \
    [layer_] = {.name = (name_),                                                                   \
                .layer = (layer_),                                                                 \
                .begin = begin,                                                                    \
                .frame = count_frame,                                                              \
                .print = print,                                                                    \
                .end = end}

const struct stat_kind stat_conversations[STAT_ENDS] = {
    KIND(ENDS_ETHER, "conv,eth"), KIND(ENDS_IP4, "conv,ip"),  KIND(ENDS_IP6, "conv,ipv6"),
    KIND(ENDS_TCP, "conv,tcp"),   KIND(ENDS_UDP, "conv,udp"),
};
