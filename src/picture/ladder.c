// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder.c - stories to rungs: which rows are drawn, what is counted instead, whose lifelines they
 * stand between. What marks they bear is found in marks.c, what runs are folded in fold.c, and
 * where they stand in place.c.
 */
#include "picture/ladder.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "picture/make.h"
#include "render/page.h"
#include "render/words.h"

enum {
    RUNGS_FIRST = 64,
    CUT_MIN = 4,
    NEGLIGIBLE = 16, /* so much shorter a way is none: the capture point is at that end */
};

/* Copies of a story's rows. */
struct row_block {
    struct row_block *next;
    struct row rows[];
};

void tl_ladder_begin(struct ladder *l, const struct ladder_options *options,
                     const struct view *view)
{
    *l = (struct ladder){.options = options, .view = *view, .t0_ns = INT64_MAX};
}

void tl_ladder_fini(struct ladder *l)
{
    while (l->rows != NULL) {
        struct row_block *const next = l->rows->next;

        free(l->rows);
        l->rows = next;
    }
    free(l->rungs);
    strings_fini(&l->strings);
    *l = (struct ladder){0};
}

struct view tl_ladder_view(const struct ladder *l)
{
    struct view view = l->view;

    view.t0_ns = l->t0_ns;
    return view;
}

/* ---- lifelines ---- */

static bool is_host(const struct lane *lane, const uint8_t addr[16])
{
    return lane->port == 0 && memcmp(lane->addr, addr, sizeof lane->addr) == 0;
}

/* The lane of an address, made if there is none yet; -1 if there are too many. A connection of a
 * host with itself has a lane for its server apart. */
static int find_lane(struct ladder *l, const uint8_t addr[16], uint16_t port)
{
    struct lane *lane;

    for (unsigned i = 0; i < l->n_lanes; i++) {
        if (port == 0 ? is_host(&l->lanes[i], addr)
                      : l->lanes[i].port == port && memcmp(l->lanes[i].addr, addr, 16) == 0)
            return (int)i;
    }
    if (l->n_lanes == LANES_MAX)
        return -1;
    lane = &l->lanes[l->n_lanes];
    memcpy(lane->addr, addr, sizeof lane->addr);
    lane->port = port;
    return (int)l->n_lanes++;
}

/* Where the ends of a connection stand; false if there are too many lifelines. */
static bool choose_lanes(struct ladder *l, const struct conn *conn, uint8_t lanes[2])
{
    const bool own = !l->options->hosts;
    const bool self = memcmp(conn->addr[0], conn->addr[1], sizeof conn->addr[0]) == 0;
    int left, right;

    if (own) {
        for (unsigned side = 0; side < 2; side++) {
            memcpy(l->lanes[side].addr, conn->addr[side], sizeof l->lanes[side].addr);
            l->lanes[side].port = conn->port[side];
            lanes[side] = (uint8_t)side;
        }
        l->n_lanes = 2;
        return true;
    }
    left = find_lane(l, conn->addr[0], 0);
    right = left < 0 ? -1 : find_lane(l, conn->addr[1], self ? conn->port[1] : 0);
    lanes[0] = (uint8_t)left;
    lanes[1] = (uint8_t)right;
    return right >= 0;
}

/* ---- rungs ---- */

static struct rung *add_rung(struct ladder *l)
{
    if (l->n_rungs == l->room) {
        const size_t room = l->room != 0 ? 2 * l->room : RUNGS_FIRST;
        struct rung *const grown = realloc(l->rungs, room * sizeof *grown);

        if (grown == NULL) {
            l->failed = true;
            return NULL;
        }
        l->rungs = grown;
        l->room = room;
    }
    l->rungs[l->n_rungs] = (struct rung){.kind = RUNG_SEGMENT};
    return &l->rungs[l->n_rungs++];
}

static bool is_wanted(const struct ladder *l, const struct story *story, const struct row *row)
{
    const struct ladder_options *const o = l->options;
    const int64_t ns = row->ts_ns - (l->options->hosts ? l->t0_ns : story->conn.first_ns);

    return ns >= o->from_ns && ns <= o->to_ns && row->number >= o->from_frame &&
           row->number <= o->to_frame;
}

/* What the connection sent and the story's rows do not have. */
static struct rung_sum sum_of_dropped(const struct story *story)
{
    struct rung_sum sum = {{story->conn.ends[0].segs, story->conn.ends[1].segs},
                           {story->conn.ends[0].octets, story->conn.ends[1].octets}};

    for (size_t i = 0; i < story->n_rows; i++) {
        const struct row *const row = &story->rows[i];

        if (row->icmp)
            continue;
        sum.segments[row->side] -= sum.segments[row->side] > 0;
        sum.octets[row->side] -=
            sum.octets[row->side] < row->payload_len ? sum.octets[row->side] : row->payload_len;
    }
    return sum;
}

static void add_absent(struct ladder *l, const struct story *story, const uint8_t lanes[2])
{
    struct rung *const rung = add_rung(l);

    if (rung == NULL)
        return;
    rung->kind = RUNG_ABSENT;
    rung->sum = sum_of_dropped(story);
    rung->conn_number = story->conn.number;
    memcpy(rung->lane, lanes, sizeof rung->lane);
}

static void add_rows(struct ladder *l, const struct story *story, const struct row *rows,
                     const uint8_t lanes[2])
{
    int64_t way_ns[2];

    tl_ladder_find_ways(story, way_ns);
    memcpy(l->way_ns, way_ns, sizeof way_ns);
    for (unsigned side = 0; side < 2; side++)
        if (way_ns[side] < way_ns[!side] / NEGLIGIBLE)
            way_ns[side] = 0; /* it would be drawn longer than it is */
    for (size_t i = 0; i < story->n_rows && !l->failed; i++) {
        const struct row *const row = &rows[i];
        struct rung *rung;

        if (i == story->rows_head && story->rows_dropped > 0)
            add_absent(l, story, lanes);
        rung = add_rung(l);
        if (rung == NULL)
            return;
        rung->kind = row->icmp ? RUNG_ICMP : RUNG_SEGMENT;
        rung->row = rung->last = row;
        rung->conn_number = story->conn.number;
        rung->way_ns[0] = way_ns[row->side];
        rung->way_ns[1] = way_ns[!row->side];
        memcpy(rung->lane, lanes, sizeof rung->lane);
    }
}

/* Drop the rungs outside of the range that was asked for. What is absent stays between two that are
 * not. */
static void keep_wanted(struct ladder *l, size_t first, const struct story *story)
{
    size_t n = first;

    for (size_t i = first; i < l->n_rungs; i++) {
        const struct rung *const rung = &l->rungs[i];
        const bool between = n > first && i + 1 < l->n_rungs;
        const struct row *const row = rung->row != NULL ? rung->row : between ? rung[1].row : NULL;

        if (row != NULL && is_wanted(l, story, row))
            l->rungs[n++] = *rung;
    }
    l->n_rungs = n;
}

static void add_to_sum(struct rung_sum *sum, const struct rung *rung)
{
    if (rung->kind == RUNG_SEGMENT) {
        sum->segments[rung->row->side]++;
        sum->octets[rung->row->side] += rung->row->payload_len;
    }
    for (unsigned side = 0; side < 2; side++) {
        sum->segments[side] += rung->sum.segments[side];
        sum->octets[side] += rung->sum.octets[side];
    }
}

/* Of rungs[first..n) keep the first and the last, `room` in all, and a sum of those between. */
static void cut_middle(struct ladder *l, size_t first, size_t room)
{
    const size_t n = l->n_rungs - first;
    const size_t head = room / 2, tail = room - head - 1;
    struct rung *const rungs = l->rungs + first;
    struct rung absent = {.kind = RUNG_ABSENT};

    if (n <= room)
        return;
    absent.conn_number = rungs[0].conn_number;
    memcpy(absent.lane, rungs[0].lane, sizeof absent.lane);
    for (size_t i = head; i < n - tail; i++)
        add_to_sum(&absent.sum, &rungs[i]);
    rungs[head] = absent;
    memmove(rungs + head + 1, rungs + n - tail, tail * sizeof *rungs);
    l->n_rungs = first + room;
}

/* ---- words ---- */

static void put_notes(struct ladder *l, struct rung *rung, const struct story *story)
{
    struct draft d;

    if (rung->finding != 0) {
        const struct finding *const f = &story->findings[rung->finding - 1];

        words_finding_title(draft_begin(&d), l->view.catalogue, f);
        rung->finding = strings_keep(&l->strings, draft_end(&d));
    }
    if (rung->kind == RUNG_SEGMENT || rung->kind == RUNG_ICMP) {
        words_tells(draft_begin(&d), &l->view, rung->row, story->texts);
        rung->note = strings_keep(&l->strings, draft_end(&d));
    }
    if (rung->kind == RUNG_SEGMENT && l->options->payloads != NULL) {
        tl_payloads_text(draft_begin(&d), l->options->payloads, rung->row->number);
        rung->data = strings_keep(&l->strings, draft_end(&d));
    }
}

/* A copy of the story's rows that outlives it; NULL if memory is short. */
static const struct row *copy_rows(struct ladder *l, const struct story *story)
{
    struct row_block *const block = malloc(sizeof *block + story->n_rows * sizeof *block->rows);

    if (block == NULL) {
        l->failed = true;
        return NULL;
    }
    memcpy(block->rows, story->rows, story->n_rows * sizeof *block->rows);
    block->next = l->rows;
    l->rows = block;
    return block->rows;
}

void tl_ladder_add(struct ladder *l, const struct story *story)
{
    const bool hosts = l->options->hosts;
    const size_t first = l->n_rungs;
    const struct row *rows = story->rows;
    uint8_t lanes[2];

    assert(hosts || l->story == NULL);
    if (story->conn.first_ns < l->t0_ns)
        l->t0_ns = story->conn.first_ns;
    if (l->n_rungs + CUT_MIN > l->options->max_rungs || !choose_lanes(l, &story->conn, lanes)) {
        l->stories_left++;
        return;
    }
    if (hosts)
        rows = copy_rows(l, story);
    else
        l->story = story;
    if (rows == NULL)
        return;
    add_rows(l, story, rows, lanes);
    tl_ladder_mark(l->rungs + first, l->n_rungs - first);
    keep_wanted(l, first, story);
    tl_ladder_point_to_findings(l->rungs + first, l->n_rungs - first, story);
    if (l->options->fold)
        l->n_rungs = first + tl_ladder_fold(l->rungs + first, l->n_rungs - first);
    cut_middle(l, first, l->options->max_rungs - first);
    for (size_t i = first; i < l->n_rungs; i++)
        put_notes(l, &l->rungs[i], story);
    l->stories += l->n_rungs > first;
    l->failed |= l->strings.failed;
}

/* ---- order, phases, states ---- */

/* By time; of one connection as it was captured. An absent rung stays with the one before it. */
static int by_time(const void *a, const void *b)
{
    const struct rung *const x = a, *const y = b;

    if (x->row->ts_ns != y->row->ts_ns)
        return x->row->ts_ns < y->row->ts_ns ? -1 : 1;
    return x->row->number < y->row->number ? -1 : x->row->number > y->row->number;
}

/* With hosts: rungs of all connections in the order of time. Sums of absent ones have no time. */
static void order_by_time(struct ladder *l)
{
    size_t n = 0;

    for (size_t i = 0; i < l->n_rungs; i++) {
        if (l->rungs[i].row != NULL)
            l->rungs[n++] = l->rungs[i];
    }
    l->n_rungs = n;
    if (n > 0)
        qsort(l->rungs, n, sizeof *l->rungs, by_time);
}

static void head_phases(struct ladder *l)
{
    int phase = -1;

    for (size_t i = 0; i < l->n_rungs; i++) {
        struct rung *const rung = &l->rungs[i];

        if (rung->row == NULL || rung->row->phase == phase)
            continue;
        rung->heads_phase = true;
        phase = rung->row->phase;
    }
}

/* A state is written where it is another than the one last written; with several connections at a
 * line, where this segment changes it. */
static void choose_states(struct ladder *l)
{
    int shown[2] = {-1, -1};

    for (size_t i = 0; i < l->n_rungs; i++) {
        struct rung *const rung = &l->rungs[i];

        if (rung->kind != RUNG_SEGMENT)
            continue;
        for (unsigned side = 0; side < 2; side++) {
            const int after = rung->last->after[side];

            rung->shows_state[side] =
                l->options->hosts ? rung->row->before[side] != after : after != shown[side];
            shown[side] = after;
        }
    }
}

void tl_ladder_arrange(struct ladder *l)
{
    if (l->options->hosts)
        order_by_time(l);
    else
        head_phases(l);
    choose_states(l);
    tl_ladder_place(l);
}
