// SPDX-License-Identifier: BSD-3-Clause
/*
 * flow_draw.c - the page of `-z flow`: a cell of 20 columns a station, closed by a bar; what is
 * written over several cells covers the bars between them.
 */
#include <stdio.h>
#include <string.h>

#include "stat/flow_graph.h"

enum { CELL = 20, PORT = 9, LABEL_AT = 9, TIME = 9, CONVERSATION = 5 };

/* Cells from column `from` up to `to`, of which the last octet of each is a bar. */
static void put_cells(struct text *out, size_t from, size_t to)
{
    for (; from < to; from++)
        text_char(out, from % CELL == CELL - 1 ? '|' : ' ');
}

/* How many octets the first `columns` characters take, and into `*used` how many there are. */
static size_t cut(const char *p, size_t n, size_t columns, size_t *used)
{
    size_t i = 0;

    *used = 0;
    while (i < n) {
        if (((uint8_t)p[i] & 0xc0) != 0x80 && (*used)++ == columns)
            break;
        i++;
    }
    *used = *used > columns ? columns : *used;
    return i;
}

static void put_padded(struct text *out, const char *p, size_t n, size_t width)
{
    text_octets(out, p, n);
    text_fill(out, ' ', n < width ? width - n : 0);
}

/* "(80)", and blanks up to `width` columns. */
static void put_port(struct text *out, uint16_t port, size_t width)
{
    char text[16];
    const int n = snprintf(text, sizeof text, "(%u)", port);

    put_padded(out, text, (size_t)n, width);
}

/* Which conversation a row is of, where there are several. */
static void put_conversation(struct text *out, uint32_t number)
{
    char text[16];
    const int n = snprintf(text, sizeof text, "%u", number);

    put_padded(out, text, (size_t)n, CONVERSATION);
}

static void put_head(const struct flow_graph *g, struct text *out)
{
    text_str(out, g->several ? "Conv.| Time    |" : "|Time     |");
    for (unsigned i = 0; i < g->n_stations; i += 2) {
        text_char(out, ' ');
        put_padded(out, g->station[i], strlen(g->station[i]), 2 * CELL - 2);
        text_char(out, '|');
    }
    text_str(out, g->several ? "\n     |         |" : "\n|         |");
    text_fill(out, ' ', CELL - 1);
    for (unsigned i = 1; i < g->n_stations; i += 2) {
        const size_t n = strlen(g->station[i]);

        text_str(out, "| ");
        text_str(out, g->station[i]);
        put_cells(out, n + 1, 2 * CELL - 1);
    }
    text_char(out, '\n');
}

static void put_label(const struct flow_graph *g, const struct flow_arrow *a, size_t left,
                      size_t apart, struct text *out)
{
    const char *const label = g->text + a->text + a->time_len;
    const size_t all = (size_t)g->n_stations * CELL;
    size_t used, n;

    put_cells(out, 0, left * CELL + LABEL_AT);
    n = cut(label, a->label_len, apart * CELL, &used);
    text_octets(out, label, n);
    used += left * CELL + LABEL_AT;
    put_cells(out, used, all);
    if (used >= all)
        text_str(out, "          |");
    text_octets(out, label + a->label_len, a->remark_len);
    text_char(out, '\n');
}

static void put_arrow(const struct flow_graph *g, const struct flow_arrow *a, size_t left,
                      size_t apart, struct text *out)
{
    const bool right = a->from <= a->to;
    const size_t end = (left + apart + 1) * CELL - 2, all = (size_t)g->n_stations * CELL;

    put_cells(out, 0, left * CELL);
    put_port(out, right ? a->port_from : a->port_to, PORT);
    if (!right)
        text_char(out, '<');
    text_fill(out, '-', apart * CELL - 2);
    if (right)
        text_char(out, '>');
    text_octets(out, "  ", 2);
    put_port(out, right ? a->port_to : a->port_from, PORT - 1);
    put_cells(out, end, all);
    if (end >= all)
        text_char(out, '|');
    text_char(out, '\n');
}

/* An arrow of a station to itself reaches into the cell behind. */
static void put_row(const struct flow_graph *g, const struct flow_arrow *a, struct text *out)
{
    const size_t left = a->from < a->to ? a->from : a->to;
    const size_t apart = a->from == a->to ? 1 : (size_t)a->from + a->to - 2 * left;

    if (g->several)
        put_conversation(out, a->conversation);
    text_char(out, '|');
    put_padded(out, g->text + a->text, a->time_len, TIME);
    text_char(out, '|');
    put_label(g, a, left, apart, out);
    text_str(out, g->several ? "     |         |" : "|         |");
    put_arrow(g, a, left, apart, out);
}

void flow_draw(const struct flow_graph *g, struct text *out)
{
    if (g->n > 0)
        put_head(g, out);
    for (uint32_t i = 0; i < g->n; i++) {
        if (g->several && i > 0 && g->arrows[i].conversation != g->arrows[i - 1].conversation) {
            text_fill(out, '-', CONVERSATION + 1 + TIME + 2 + (size_t)g->n_stations * CELL);
            text_char(out, '\n');
        }
        put_row(g, &g->arrows[i], out);
    }
    if (g->left == 0)
        return;
    text_u64(out, g->left);
    text_str(out, " arrows found no room in this picture\n");
}
