// SPDX-License-Identifier: BSD-3-Clause
#include "picture/label.h"

#include <string.h>

#include "render/words.h"

enum { DECIMALS = 6 };

void label_cells(struct cells *c, const struct ladder *l, const struct rung *rung)
{
    const struct view view = tl_ladder_view(l);
    const uint16_t flags = rung->row->flags;
    struct text t;

    cells_make(c, &view, rung->row, DECIMALS);
    if ((flags & (TCPLENS_SYN | TCPLENS_FIN)) == 0)
        return;
    text_init(&t, c->seq, sizeof c->seq - 1, NULL, NULL);
    t.len = strlen(c->seq);
    text_str(&t, "\u00a0+1");
    c->seq[t.len] = '\0';
}

static void put_part(struct text *t, const char *part)
{
    if (*part == '\0')
        return;
    if (t->len > 0)
        text_str(t, "  ");
    text_str(t, part);
}

void label_segment(struct text *t, const struct cells *c)
{
    put_part(t, c->flags);
    put_part(t, c->seq);
    put_part(t, c->ack);
    put_part(t, c->win);
}

static uint32_t number_of(const struct ladder *l, uint32_t rel, uint32_t raw)
{
    return l->view.numbers == NUMBERS_ABSOLUTE ? raw : rel;
}

void label_fold(struct text *t, const struct ladder *l, const struct rung *rung, unsigned side)
{
    const struct row *const first = rung->oldest[side], *const last = rung->newest[side];
    const struct catalogue *const c = l->view.catalogue;
    const uint64_t n = rung->sum.segments[side];
    char amount[32];
    struct text a;
    const struct phrase_arg args[] = {
        {.name = "n", .type = PHRASE_COUNT, .u = n},
        {.name = "amount", .type = PHRASE_STR, .str = amount},
    };

    if (first == NULL)
        return;
    if (rung->sum.octets[side] == 0) {
        phrase(t, tr_n(c, "{n} ACK", "{n} ACKs", n), args, 1);
        text_str(t, "  ack\u00a0");
        text_u64(t, number_of(l, last->rel_ack, last->ack.v));
        return;
    }
    text_init(&a, amount, sizeof amount - 1, NULL, NULL);
    words_amount(&a, rung->sum.octets[side]);
    amount[a.len] = '\0';
    phrase(t, tr_n(c, "{n} segment, {amount}", "{n} segments, {amount}", n), args, 2);
    text_str(t, "  seq\u00a0");
    text_u64(t, number_of(l, first->rel_seq, first->seq.v));
    text_char(t, ':');
    text_u64(t, number_of(l, last->rel_seq + last->payload_len, last->seq.v + last->payload_len));
}

void label_absent(struct text *t, const struct ladder *l, const struct rung *rung)
{
    static const char *const arrows[] = {"  → ", "  ← "};
    const uint64_t n = rung->sum.segments[0] + rung->sum.segments[1];
    const struct phrase_arg arg = {.name = "n", .type = PHRASE_COUNT, .u = n};

    phrase(t, tr_n(l->view.catalogue, "… {n} segment not shown …", "… {n} segments not shown …", n),
           &arg, 1);
    for (unsigned side = 0; side < 2; side++) {
        if (rung->sum.octets[side] == 0)
            continue;
        text_str(t, arrows[side]);
        words_amount(t, rung->sum.octets[side]);
    }
}

void label_fate(struct text *t, const struct ladder *l, const struct rung *rung)
{
    const struct catalogue *const c = l->view.catalogue;
    const struct phrase_arg arg = {.name = "frame", .type = PHRASE_U64, .u = rung->again_in};

    if ((rung->marks & MARK_LOST) != 0)
        phrase(t, tr(c, N_("not acknowledged: sent again in frame {frame}")), &arg, 1);
    else if ((rung->marks & MARK_REPEATED) != 0)
        phrase(t, tr(c, N_("arrived, and is sent again in frame {frame}")), &arg, 1);
}

void label_finding(struct text *t, const struct ladder *l, const struct rung *rung)
{
    const struct catalogue *const c = l->view.catalogue;

    if (rung->finding == 0)
        return;
    text_str(t, words_severity(c, (enum severity)rung->finding_severity));
    text_str(t, tr(c, N_(": ")));
    text_str(t, strings_get(&l->strings, rung->finding));
}

const char *label_role(const struct ladder *l, unsigned lane)
{
    return l->options->hosts ? "" : words_side(l->view.catalogue, lane);
}

void label_lane(struct text *t, const struct ladder *l, unsigned lane)
{
    if (l->lanes[lane].port == 0)
        text_ip(t, l->lanes[lane].addr);
    else
        text_socket(t, l->lanes[lane].addr, l->lanes[lane].port);
}

static void put_ways(struct text *t, const struct ladder *l)
{
    const struct catalogue *const c = l->view.catalogue;
    const struct phrase_arg args[] = {
        {.name = "client", .type = PHRASE_SPAN_NS, .ns = l->way_ns[SIDE_INITIATOR]},
        {.name = "server", .type = PHRASE_SPAN_NS, .ns = l->way_ns[SIDE_RESPONDER]},
    };

    if (!l->sloped)
        text_str(t, tr(c, N_("The arrows are level: the capture does not show how long a segment "
                             "is on its way.")));
    else if (l->options->hosts)
        text_str(t, tr(c, N_("The arrows slope by half of the shortest round trips.")));
    else
        phrase(
            t,
            tr(c,
               N_("The arrows slope by half of the shortest round trips: {client} between client "
                  "and capture point, {server} between it and the server.")),
            args, 2);
}

void label_time(struct text *t, const struct ladder *l)
{
    const struct catalogue *const c = l->view.catalogue;

    put_ways(t, l);
    if (l->options->time == LADDER_EVEN)
        text_str(t, tr(c, N_(" Distances are even, not to scale.")));
    else if (l->options->time == LADDER_TRUE)
        text_str(t, tr(c, N_(" Distances grow with time, a row at least; where a pause is written "
                             "it was cut.")));
    else
        text_str(t, tr(c, N_(" Distances grow with the logarithm of time, a row at least.")));
}
