// SPDX-License-Identifier: BSD-3-Clause
/*
 * place.c - where rungs stand, and how their arrows slope.
 *
 * The capture point sees each segment once, at its time; the two ends saw it earlier and later, by
 * half of the shortest round trips (ways.c). Between two rungs time runs evenly, whatever the
 * distance between them is: so arrows that crossed on the way cross in the picture too.
 */
#include "picture/make.h"
#include "picture/notes.h"

enum {
    ROWS_PER_ROUND_TRIP = 4, /* true time */
    PAUSE_ROWS_MAX = 6,      /* a longer pause is cut */
    SLOPE_EVEN_MAX = PLACE_ROW * 3 / 4,
    TOP_ROOM = PLACE_ROW,
    NOTE_ROOM = PLACE_ROW * 2 / 5, /* of a line */
    PHASE_ROOM = PLACE_ROW * 3 / 5,
    SLOPE_MAX = 3 * PLACE_ROW,
    SLOPE_UNKNOWN_MAX = PLACE_ROW / 3,
    LOG_BEGIN_NS = 16384, /* shorter pauses add nothing */
};

static int doublings_of(int64_t ns)
{
    return 63 - __builtin_clzll((uint64_t)ns);
}

/* The power of two below the median of all pauses, 1 if there are none. */
static int64_t usual_pause(const struct ladder *l)
{
    size_t counts[64] = {0}, n = 0, seen = 0;
    int k = 0;

    for (size_t i = 0; i < l->n_rungs; i++) {
        if (l->rungs[i].pause_ns <= 0)
            continue;
        counts[doublings_of(l->rungs[i].pause_ns)]++;
        n++;
    }
    while (n > 0 && (seen += counts[k]) <= n / 2)
        k++;
    return INT64_C(1) << k;
}

/* What a row of true time stands for: a usual pause, or the fourth part of a round trip if that is
 * longer. */
static int64_t row_ns(const struct ladder *l)
{
    int64_t ns = usual_pause(l);

    for (size_t i = 0; i < l->n_rungs; i++) {
        const int64_t way = l->rungs[i].way_ns[0] + l->rungs[i].way_ns[1];

        if (2 * way / ROWS_PER_ROUND_TRIP > ns)
            ns = 2 * way / ROWS_PER_ROUND_TRIP;
    }
    return ns;
}

/* Set the gap above a rung, by the pause above it. */
static void choose_gap(struct rung *rung, enum ladder_time time, int64_t ns_per_row)
{
    const int64_t pause = rung->pause_ns > 0 ? rung->pause_ns : 0;
    const double rows = (double)pause / (double)ns_per_row;

    rung->gap = PLACE_ROW;
    if (time == LADDER_TRUE) {
        rung->cut = rows > PAUSE_ROWS_MAX;
        rung->gap += (int32_t)((rung->cut ? PAUSE_ROWS_MAX : rows) * PLACE_ROW);
    } else if (time == LADDER_LOG && pause > LOG_BEGIN_NS) {
        const int doublings = doublings_of(pause) - doublings_of(LOG_BEGIN_NS);

        rung->gap += doublings * PLACE_ROW * 3 / 10; /* 0.3: a row a tenfold time */
    }
}

/* Room beyond one row: for a phase's title, and around what needs two lines. */
static int32_t extra_above(const struct rung *rung)
{
    return (rung->heads_phase ? PHASE_ROOM : 0) + (rung->kind == RUNG_FOLD ? PLACE_ROW / 2 : 0);
}

/* Room for notes of more lines than a row has beside it. */
static int32_t extra_below(const struct ladder *l, const struct rung *rung)
{
    const unsigned lines = notes_height(l, rung);

    return lines > NOTES_FREE ? (int32_t)(lines - NOTES_FREE) * NOTE_ROOM : 0;
}

static void measure_pauses(struct ladder *l)
{
    const struct row *above = NULL;

    for (size_t i = 0; i < l->n_rungs; i++) {
        struct rung *const rung = &l->rungs[i];

        if (rung->row == NULL)
            continue;
        if (above != NULL)
            rung->pause_ns = rung->row->ts_ns - above->ts_ns;
        above = rung->last;
    }
}

static void choose_places(struct ladder *l)
{
    const int64_t ns_per_row = l->options->time == LADDER_TRUE ? row_ns(l) : 1;
    int32_t y = 0;

    for (size_t i = 0; i < l->n_rungs; i++) {
        struct rung *const rung = &l->rungs[i];

        choose_gap(rung, (enum ladder_time)l->options->time, ns_per_row);
        y += rung->gap + extra_above(rung);
        if (i > 0)
            y += extra_below(l, &l->rungs[i - 1]);
        rung->place = rung->sent = rung->arrived = y;
        if (rung->kind == RUNG_FOLD)
            y += PLACE_ROW / 2;
    }
    l->height = y + PLACE_ROW;
}

static bool is_timed(const struct ladder *l, size_t i)
{
    return i < l->n_rungs && l->rungs[i].row != NULL;
}

/* How much place a nanosecond takes below rung `i`; below the last one as much as above it. */
static double rate_below(const struct ladder *l, size_t i)
{
    const size_t above = is_timed(l, i + 1) || i == 0 ? i : i - 1;
    const struct rung *const a = &l->rungs[above], *const b = a + 1;

    if (!is_timed(l, above) || !is_timed(l, above + 1) || b->row->ts_ns <= a->last->ts_ns)
        return 0;
    return (double)(b->place - a->place) / (double)(b->row->ts_ns - a->last->ts_ns);
}

/* Whether rungs stand beside rung `i` of which no times are known, so that nothing says how far. */
static bool is_beside_absent(const struct ladder *l, size_t i)
{
    return (i > 0 && !is_timed(l, i - 1)) || (i + 1 < l->n_rungs && !is_timed(l, i + 1));
}

/* How far above or below rung `i` the time `ns` stands, at most `most`. */
static int32_t distance(const struct ladder *l, size_t i, int64_t ns, int32_t most)
{
    const int32_t here = l->rungs[i].place;
    size_t k = i;
    double y;

    while (k > 0 && is_timed(l, k - 1) && l->rungs[k].row->ts_ns > ns &&
           here - l->rungs[k].place < most)
        k--;
    while (is_timed(l, k + 1) && l->rungs[k + 1].row->ts_ns <= ns &&
           l->rungs[k].place - here < most)
        k++;
    y = l->rungs[k].place - here;
    if (ns < l->rungs[k].row->ts_ns)
        y -= rate_below(l, k) * (double)(l->rungs[k].row->ts_ns - ns);
    else if (ns > l->rungs[k].last->ts_ns)
        y += rate_below(l, k) * (double)(ns - l->rungs[k].last->ts_ns);
    return y > most ? most : y < -most ? -most : (int32_t)y;
}

static void slope(struct ladder *l, size_t i)
{
    const int32_t most = is_beside_absent(l, i)            ? SLOPE_UNKNOWN_MAX
                         : l->options->time == LADDER_EVEN ? SLOPE_EVEN_MAX
                                                           : SLOPE_MAX;
    struct rung *const rung = &l->rungs[i];
    int32_t before, after;

    if (rung->kind != RUNG_SEGMENT || rung->way_ns[0] + rung->way_ns[1] == 0)
        return;
    before = distance(l, i, rung->row->ts_ns - rung->way_ns[0], most);
    after = distance(l, i, rung->row->ts_ns + rung->way_ns[1], most);
    rung->sent += before < 0 ? before : 0; /* times may go backwards */
    rung->arrived += after > 0 ? after : 0;
    rung->sloped = true;
    l->sloped = true;
    if (rung->arrived > l->height - PLACE_ROW / 2)
        l->height = rung->arrived + PLACE_ROW / 2;
}

/* The first arrow begins below the heads of the lifelines. */
static void move_down(struct ladder *l)
{
    int32_t by = 0;

    for (size_t i = 0; i < l->n_rungs; i++)
        if (TOP_ROOM - l->rungs[i].sent > by)
            by = TOP_ROOM - l->rungs[i].sent;
    for (size_t i = 0; i < l->n_rungs; i++) {
        l->rungs[i].place += by;
        l->rungs[i].sent += by;
        l->rungs[i].arrived += by;
    }
    l->height += by;
}

void tl_ladder_place(struct ladder *l)
{
    measure_pauses(l);
    choose_places(l);
    for (size_t i = 0; i < l->n_rungs; i++)
        slope(l, i);
    move_down(l);
}
