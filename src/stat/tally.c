// SPDX-License-Identifier: BSD-3-Clause
#include "stat/tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NS_PER_MS INT64_C(1000000)

/* A burst is what came within a window of so many slots. */
enum { SLOT_MS = 5, WINDOW_SLOTS = 20, WINDOW_MS = SLOT_MS * WINDOW_SLOTS, DEPTH_MAX = 8 };

/* What came within one slot of time, from @first_ns on. */
struct slot {
    int64_t number, first_ns;
    uint64_t count;
};

/**
 * struct node - one name
 * @most, @most_ns: of the greatest burst: its count, and when it began
 * @window: slots of the last window, in their order: @n_slots of them
 * @child, @sibling: index, 0 for none
 */
struct node {
    uint64_t count, most;
    int64_t most_ns;
    struct slot window[WINDOW_SLOTS];
    uint16_t n_slots, parent, child, sibling;
    uint8_t len;
    char name[TALLY_NAME];
};

/* @of: [0] is the root; @n in all. @left: names that found no room */
struct tally {
    uint32_t n;
    uint64_t left;
    int64_t first_ns, last_ns;
    struct node of[TALLY_NODES];
};

static void set_name(struct node *node, const char *name, size_t n)
{
    node->len = (uint8_t)(n < TALLY_NAME ? n : TALLY_NAME);
    memcpy(node->name, name, node->len);
    node->n_slots = 1; /* an empty one, at the very beginning: the first window starts there */
}

struct tally *tl_tally_new(const char *root)
{
    struct tally *const t = calloc(1, sizeof *t);

    if (t == NULL)
        return NULL;
    set_name(&t->of[TALLY_ROOT], root, strlen(root));
    t->n = 1;
    return t;
}

void tl_tally_free(struct tally *t)
{
    free(t);
}

uint16_t tl_tally_child(struct tally *t, uint16_t parent, const char *name, size_t n)
{
    uint16_t *at = &t->of[parent].child;

    if (n > TALLY_NAME)
        n = TALLY_NAME;
    for (; *at != 0; at = &t->of[*at].sibling)
        if (t->of[*at].len == n && memcmp(t->of[*at].name, name, n) == 0)
            return *at;
    if (t->n == TALLY_NODES) {
        t->left++;
        return TALLY_ROOT;
    }
    *at = (uint16_t)t->n;
    set_name(&t->of[t->n], name, n);
    t->of[t->n].parent = parent;
    return (uint16_t)t->n++;
}

/* Forget slots that the window has left behind. */
static void slide(struct node *node, int64_t number)
{
    unsigned gone = 0;

    while (gone < node->n_slots && number - node->window[gone].number >= WINDOW_SLOTS)
        gone++;
    node->n_slots = (uint16_t)(node->n_slots - gone);
    memmove(node->window, node->window + gone, node->n_slots * sizeof node->window[0]);
}

/* Time that runs backwards counts as no time: into the last slot. */
static void count_burst(struct node *node, int64_t ns)
{
    const int64_t number = ns / NS_PER_MS / SLOT_MS;
    struct slot *last;
    uint64_t all = 0;

    slide(node, number);
    last = node->n_slots > 0 ? &node->window[node->n_slots - 1] : NULL;
    if (last == NULL || last->number < number) {
        last = &node->window[node->n_slots++];
        *last = (struct slot){.number = number, .first_ns = ns};
    }
    last->count++;
    for (unsigned i = 0; i < node->n_slots; i++)
        all += node->window[i].count;
    if (all <= node->most)
        return;
    node->most = all;
    node->most_ns = node->window[0].first_ns;
}

void tl_tally_count(struct tally *t, uint16_t node, int64_t ns)
{
    uint16_t at = node;

    if (t->of[TALLY_ROOT].count == 0)
        t->first_ns = ns;
    t->last_ns = ns;
    for (;;) {
        t->of[at].count++;
        count_burst(&t->of[at], ns);
        if (at == TALLY_ROOT)
            return;
        at = t->of[at].parent;
    }
}

/* ---- The table ---- */

/* What is being printed: the width of the first column, the duration. */
struct table {
    const struct tally *t;
    struct text *out;
    size_t width;
    double ms;
};

static unsigned depth_of(const struct tally *t, uint16_t i)
{
    unsigned depth = 0;

    for (; i != TALLY_ROOT; i = t->of[i].parent)
        depth++;
    return depth;
}

static size_t width_of(const struct tally *t)
{
    size_t width = 0;

    for (uint16_t i = 0; i < t->n; i++) {
        const size_t n = depth_of(t, i) + t->of[i].len;

        width = n > width ? n : width;
    }
    return width;
}

/* A cell and what parts it from the next. */
static void put_cell(struct text *out, const char *text, size_t width)
{
    const size_t n = strlen(text);

    text_str(out, text);
    text_fill(out, ' ', (n < width ? width - n : 0) + 2);
}

static void put_rate(const struct table *table, double count)
{
    char text[32] = "";

    if (table->ms > 0)
        (void)snprintf(text, sizeof text, "%.4f", count / table->ms);
    put_cell(table->out, text, 12);
}

static void put_share(const struct table *table, uint16_t i)
{
    const struct node *const node = &table->t->of[i];
    const uint64_t whole = table->t->of[node->parent].count;
    char text[32] = "";

    if (i == TALLY_ROOT)
        (void)snprintf(text, sizeof text, "100%%");
    else if (whole > 0)
        (void)snprintf(text, sizeof text, "%.2f%%", (double)node->count * 100.0 / (double)whole);
    put_cell(table->out, text, 12);
}

static void put_burst(const struct table *table, const struct node *node)
{
    char rate[32] = "-", start[32] = "-";

    if (node->most > 0) {
        (void)snprintf(rate, sizeof rate, "%.4f", (double)node->most / WINDOW_MS);
        (void)snprintf(start, sizeof start, "%.3f", (double)node->most_ns / 1e9);
    }
    put_cell(table->out, rate, 12);
    put_cell(table->out, start, 11);
}

static void put_node(const struct table *table, uint16_t i)
{
    const struct node *const node = &table->t->of[i];
    const unsigned depth = depth_of(table->t, i);
    const size_t n = depth + node->len;
    char count[24];

    text_fill(table->out, ' ', depth);
    text_harmless(table->out, (const uint8_t *)node->name, node->len);
    text_fill(table->out, ' ', (n < table->width ? table->width - n : 0) + 2);
    (void)snprintf(count, sizeof count, "%llu", (unsigned long long)node->count);
    put_cell(table->out, count, 12);
    for (unsigned average = 0; average < 3; average++)
        put_cell(table->out, "", 12);
    put_rate(table, (double)node->count);
    put_share(table, i);
    put_burst(table, node);
    text_char(table->out, '\n');
}

/* Whether `a` stands in front of `b`: the greater count does, then the later name. */
static bool is_before(const struct node *a, const struct node *b)
{
    const size_t n = a->len < b->len ? a->len : b->len;
    int order;

    if (a->count != b->count)
        return a->count > b->count;
    order = memcmp(a->name, b->name, n);
    return order != 0 ? order > 0 : a->len > b->len;
}

/* Of the children of `parent` the one that stands first behind `last`; TALLY_ROOT for none. */
static uint16_t next_child(const struct tally *t, uint16_t parent, uint16_t last)
{
    uint16_t best = TALLY_ROOT;

    for (uint16_t i = t->of[parent].child; i != 0; i = t->of[i].sibling)
        if ((last == TALLY_ROOT || is_before(&t->of[last], &t->of[i])) &&
            (best == TALLY_ROOT || is_before(&t->of[i], &t->of[best])))
            best = i;
    return best;
}

/* Depth first; the way back up is kept here, not on the stack of calls. */
static void put_nodes(const struct table *table)
{
    uint16_t last[DEPTH_MAX] = {0};
    uint16_t at = TALLY_ROOT;
    unsigned depth = 0;

    put_node(table, at);
    for (;;) {
        const uint16_t next = next_child(table->t, at, last[depth]);

        last[depth] = next;
        if (next != TALLY_ROOT) {
            put_node(table, next);
            if (depth + 1 == DEPTH_MAX)
                continue;
            at = next;
            last[++depth] = TALLY_ROOT;
        } else if (depth == 0) {
            return;
        } else {
            at = table->t->of[at].parent;
            depth--;
        }
    }
}

void tl_tally_print(const struct tally *t, const char *title, struct text *out)
{
    static const char *const columns[] = {"Count",     "Average", "Min Val",   "Max Val",
                                          "Rate (ms)", "Percent", "Burst Rate"};
    static const char first[] = "Topic / Item";
    const struct table table = {.t = t,
                                .out = out,
                                .width = width_of(t),
                                .ms = (double)(t->last_ns - t->first_ns) / (double)NS_PER_MS};
    const size_t wide = table.width + 2 + 7 * 14 + 13;

    text_char(out, '\n');
    text_fill(out, '=', wide);
    text_char(out, '\n');
    text_str(out, title);
    text_str(out, ":\n");
    put_cell(out, first, table.width);
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        put_cell(out, columns[i], 12);
    put_cell(out, "Burst Start", 11);
    text_char(out, '\n');
    text_fill(out, '-', wide);
    text_char(out, '\n');
    put_nodes(&table);
    if (t->left > 0) {
        text_u64(out, t->left);
        text_str(out, " items found no room in this table\n");
    }
    text_char(out, '\n');
    text_fill(out, '-', wide);
    text_char(out, '\n');
}
