// SPDX-License-Identifier: BSD-3-Clause
/* figure_words.c - what stands around a plot, in the reader's language. */
#include "plot/figure.h"
#include "render/head.h"
#include "render/page.h"
#include "render/words.h"

static const struct event_look looks[EVENT_KINDS] = {
    [EVENT_AGAIN] = {"R", N_("R: sent again"), ROLE_AGAIN},
    [EVENT_NEEDLESS] = {"r", N_("r: sent again, though acknowledged"), ROLE_AGAIN},
    [EVENT_LATE] = {"O", N_("O: out of order"), ROLE_LATE},
    [EVENT_PROBE] = {"P", N_("P: window probe"), ROLE_LATE},
    [EVENT_KEEP_ALIVE] = {"K", N_("K: keep-alive"), ROLE_MARK},
    [EVENT_IGNORED] = {"X", N_("X: outside the window, ignored"), ROLE_LATE},
    [EVENT_ZERO_WINDOW] = {"Z", N_("Z: window closes"), ROLE_AGAIN},
    [EVENT_SYN] = {"SYN", NULL, ROLE_MARK},
    [EVENT_FIN] = {"FIN", NULL, ROLE_MARK},
    [EVENT_RST] = {"RST", NULL, ROLE_AGAIN},
    [EVENT_PEER_RST] = {"RST", NULL, ROLE_AGAIN},
};

const struct event_look *tl_event_look(unsigned kind)
{
    return &looks[kind];
}

const char *tl_figure_title(const struct figure *f)
{
    static const char *const titles[] = {
        [PLOT_TIME_SEQUENCE] = N_("Time and sequence numbers"),
        [PLOT_THROUGHPUT] = N_("Throughput and goodput"),
        [PLOT_RTT] = N_("Round-trip times"),
        [PLOT_IN_FLIGHT] = N_("Bytes in flight"),
        [PLOT_WINDOW] = N_("Receive window"),
    };

    return tr(f->view->catalogue, titles[f->kind]);
}

void tl_figure_direction(struct text *t, const struct figure *f, const struct conn *conn)
{
    const unsigned side = f->record->side;

    head_end(t, conn, side);
    head_side(t, f->view->catalogue, side);
    text_str(t, " → ");
    head_end(t, conn, side ^ 1U);
}

/* ---- sentences, one behind the other ---- */

static void put_apart(struct text *t, bool *any)
{
    if (*any)
        text_str(t, "\xc2\xa0· "); /* a line begins with words */
    *any = true;
}

/* A count, unless it is none. */
static void put_count(struct text *t, const char *template, uint64_t n, bool *any)
{
    const struct phrase_arg arg = {.name = "n", .type = PHRASE_COUNT, .u = n};

    if (n == 0)
        return;
    put_apart(t, any);
    phrase(t, template, &arg, 1);
}

static void put_span(struct text *t, const char *template, int64_t ns, bool *any)
{
    const struct phrase_arg arg = {.name = "time", .type = PHRASE_SPAN_NS, .ns = ns};

    put_apart(t, any);
    phrase(t, template, &arg, 1);
}

static void put_amount(struct text *t, const char *template, uint64_t octets, bool *any)
{
    struct draft d;
    struct phrase_arg arg = {.name = "amount", .type = PHRASE_STR};

    words_amount(draft_begin(&d), octets);
    arg.str = draft_end(&d);
    put_apart(t, any);
    phrase(t, template, &arg, 1);
}

/* Three digits tell enough of a mean: 1.80 Mbit/s, 105 kbit/s. */
static void write_rate(struct text *t, uint64_t rate)
{
    static const char *const units[] = {" bit/s", " kbit/s", " Mbit/s", " Gbit/s", " Tbit/s"};
    uint64_t thousandths = rate > UINT64_MAX / 1000 ? UINT64_MAX : rate * 1000;
    unsigned unit = 0;

    for (; thousandths >= 1000000 && unit + 1 < sizeof units / sizeof units[0]; unit++)
        thousandths /= 1000;
    text_u64(t, thousandths / 1000);
    if (unit > 0 && thousandths < 100000) {
        text_char(t, '.');
        if (thousandths < 10000)
            text_u64_padded(t, thousandths % 1000 / 10, 2, '0');
        else
            text_u64(t, thousandths % 1000 / 100);
    }
    text_str(t, units[unit]);
}

static void put_rate(struct text *t, const struct figure *f, const char *template, uint64_t octets,
                     bool *any)
{
    const int64_t ns = f->record->last_ns > 0 ? f->record->last_ns : 1;
    struct phrase_arg arg = {.name = "rate", .type = PHRASE_STR};
    struct draft d;

    write_rate(draft_begin(&d), (uint64_t)((double)octets * 8e9 / (double)ns));
    arg.str = draft_end(&d);
    put_apart(t, any);
    phrase(t, template, &arg, 1);
}

static void put_losses(struct text *t, const struct figure *f, bool *any)
{
    const struct catalogue *const c = f->view->catalogue;
    const struct record *const r = f->record;
    const uint64_t again = r->counts[EVENT_AGAIN] + r->counts[EVENT_NEEDLESS];
    const uint64_t closed = r->counts[EVENT_ZERO_WINDOW];

    put_count(t, tr_n(c, "{n} retransmission", "{n} retransmissions", again), again, any);
    put_count(t, tr(c, "{n} out of order"), r->counts[EVENT_LATE], any);
    put_count(t, tr_n(c, "window closed {n} time", "window closed {n} times", closed), closed, any);
}

static int64_t highest(const struct figure *f, enum role role)
{
    int64_t most = 0;

    for (unsigned i = 0; i < f->n_series; i++) {
        const struct series *const s = &f->series[i];

        for (size_t k = 0; s->role == role && k < s->n; k++)
            most = s->points[k].hi > most ? s->points[k].hi : most;
    }
    return most;
}

static void put_round_trips(struct text *t, const struct figure *f, bool *any)
{
    const struct catalogue *const c = f->view->catalogue;
    const struct spread *const rtts = f->record->rtts;

    if (rtts->n == 0)
        return;
    put_count(t, tr_n(c, "{n} sample", "{n} samples", rtts->n), rtts->n, any);
    put_span(t, tr(c, "shortest {time}"), rtts->lo, any);
    put_span(t, tr(c, "median {time}"), f->median, any);
    put_span(t, tr(c, "95 % up to {time}"), f->p95, any);
    put_span(t, tr(c, "longest {time}"), rtts->hi, any);
}

void tl_figure_summary(struct text *t, const struct figure *f)
{
    const struct catalogue *const c = f->view->catalogue;
    const struct record *const r = f->record;
    bool any = false;

    switch (f->kind) {
    case PLOT_RTT:
        put_round_trips(t, f, &any);
        break;
    case PLOT_THROUGHPUT:
        put_amount(t, tr(c, "{amount} sent"), r->octets, &any);
        put_rate(t, f, tr(c, "{rate} on average"), r->octets, &any);
        put_losses(t, f, &any);
        break;
    case PLOT_IN_FLIGHT:
        put_amount(t, tr(c, "at most {amount} in flight"), (uint64_t)highest(f, ROLE_DATA), &any);
        put_losses(t, f, &any);
        break;
    case PLOT_WINDOW:
        put_amount(t, tr(c, "at most {amount}"), (uint64_t)highest(f, ROLE_WINDOW), &any);
        put_losses(t, f, &any);
        break;
    case PLOT_TIME_SEQUENCE:
    default:
        put_count(t, tr_n(c, "{n} segment with data", "{n} segments with data", r->segments),
                  r->segments, &any);
        put_amount(t, tr(c, "{amount} sent"), r->octets, &any);
        put_losses(t, f, &any);
        break;
    }
}

/* ---- how the picture was made ---- */

void tl_figure_note(struct text *t, const struct figure *f)
{
    const struct catalogue *const c = f->view->catalogue;
    const struct record *const r = f->record;
    const int64_t window = highest(f, ROLE_WINDOW);
    bool any = false;

    if (f->kind == PLOT_THROUGHPUT)
        put_span(t, tr(c, "Means over {time} each."), f->column_ns, &any);
    else if (r->width_ns != 0)
        put_span(t, tr(c, "Each point stands for {time}, from its lowest value to its highest."),
                 r->width_ns, &any);
    if (f->kind != PLOT_WINDOW && window > f->y.hi)
        put_amount(t, tr(c, "The window is beyond the plot, up to {amount}."), (uint64_t)window,
                   &any);
    put_count(t,
              tr_n(c, "{n} segment in the middle is not drawn.",
                   "{n} segments in the middle are not drawn.", r->left_out),
              r->left_out, &any);
    if (f->kind == PLOT_TIME_SEQUENCE && r->losses.stride > 1)
        put_count(t, tr(c, "Of retransmissions and the like, one of {n} is drawn."),
                  r->losses.stride, &any);
}
