// SPDX-License-Identifier: BSD-3-Clause
#include "flow/conv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "decode/flow.h"

enum { FIRST_ROOM = 1024, ENDS_WIDTH = 26, AMOUNT_WIDTH = 9, TIMES_MAX = 64 };

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

static void put_padded(struct text *t, const char *s, size_t n, size_t width)
{
    text_octets(t, s, n);
    text_fill(t, ' ', n < width ? width - n : 0);
}

static void put_end(struct text *t, const struct conversation_row *row, unsigned side)
{
    char buf[64];
    struct text end;

    text_init(&end, buf, sizeof buf, NULL, NULL);
    text_ip(&end, row->addr[side]);
    text_char(&end, ':');
    text_u64(&end, row->port[side]);
    put_padded(t, buf, end.len, ENDS_WIDTH);
}

/* Four digits at most, cut, not rounded: 9999 bytes, 10 kB. */
static void put_size(struct text *t, uint64_t frames, uint64_t octets)
{
    static const char *const units[] = {" bytes", " kB", " MB", " GB", " TB", " PB", " EB"};
    char buf[40];
    struct text size;
    unsigned unit = 0;

    for (; octets >= 10000; unit++)
        octets /= 1000;
    text_str(t, "  ");
    text_u64_padded(t, frames, 6, ' ');
    text_char(t, ' ');
    text_init(&size, buf, sizeof buf, NULL, NULL);
    text_u64(&size, octets);
    text_str(&size, units[unit]);
    put_padded(t, buf, size.len, AMOUNT_WIDTH);
}

static double seconds(int64_t ns)
{
    const int64_t whole = ns / 1000000000;

    return (double)whole + (double)(ns - whole * 1000000000) / 1e9;
}

/*
 * tshark prints a double. Where that cannot differ from the nanoseconds themselves, they are
 * written in a tenth of the time: below a million seconds, and not half way between two last
 * digits. Else false, and nothing is written.
 */
static bool put_exact(struct text *t, int64_t ns, unsigned width, unsigned decimals)
{
    enum { NANO = 9 };
    static const uint32_t powers[] = {1,      10,      100,      1000,      10000,
                                      100000, 1000000, 10000000, 100000000, 1000000000};
    const uint64_t unit = powers[NANO - decimals], second = powers[decimals];
    const uint64_t limit = UINT64_C(1000000) * powers[NANO], rest = (uint64_t)ns % unit;
    const uint64_t units = (uint64_t)ns / unit + (2 * rest > unit);

    if (ns < 0 || (uint64_t)ns >= limit || 2 * rest == unit)
        return false;
    text_u64_padded(t, units / second, width - decimals - 1, ' ');
    text_char(t, '.');
    text_u64_padded(t, units % second, decimals, '0');
    return true;
}

static void put_seconds(struct text *t, double s, unsigned width, unsigned decimals)
{
    char buf[TIMES_MAX];
    const int n = snprintf(buf, sizeof buf, "%*.*f", (int)width, (int)decimals, s);

    text_octets(t, buf, (size_t)n);
}

static void put_row(struct text *t, const struct conversation_row *row, int64_t zero_ns)
{
    enum { START_WIDTH = 14, START_DECIMALS = 9, DURATION_WIDTH = 12, DURATION_DECIMALS = 4 };
    const double start = seconds(row->first_ns - zero_ns);

    put_end(t, row, 0);
    text_str(t, " <-> ");
    put_end(t, row, 1);
    put_size(t, row->frames[1], row->octets[1]);
    put_size(t, row->frames[0], row->octets[0]);
    put_size(t, frames_of(row), row->octets[0] + row->octets[1]);
    text_str(t, "  ");
    if (!put_exact(t, row->first_ns - zero_ns, START_WIDTH, START_DECIMALS))
        put_seconds(t, start, START_WIDTH, START_DECIMALS);
    text_str(t, "   ");
    if (!put_exact(t, row->last_ns - row->first_ns, DURATION_WIDTH, DURATION_DECIMALS))
        put_seconds(t, seconds(row->last_ns - zero_ns) - start, DURATION_WIDTH, DURATION_DECIMALS);
    text_char(t, '\n');
}

static const char rule[] =
    "================================================================================\n";

void tl_conversations_print(struct conversations *c, int64_t zero_ns, struct text *t)
{
    uint64_t *const order = malloc((c->n + 1) * sizeof *order);

    text_str(t, rule);
    text_str(t, "TCP Conversations\nFilter:<No Filter>\n");
    text_fill(t, ' ', 59);
    text_str(t,
             "|       <-      | |       ->      | |     Total     |    Relative    |   Duration   "
             "|\n");
    text_fill(t, ' ', 59);
    text_str(t,
             "| Frames  Bytes | | Frames  Bytes | | Frames  Bytes |      Start     |              "
             "|\n");
    for (uint32_t i = 0; order != NULL && i < c->n; i++)
        order[i] = key_of(c, i);
    if (order != NULL)
        qsort(order, c->n, sizeof *order, compare);
    for (size_t i = 0; i < c->n; i++) {
        const struct conversation_row *const row = &c->rows[order != NULL ? (uint32_t)order[i] : i];

        if (frames_of(row) > 0)
            put_row(t, row, zero_ns);
    }
    text_str(t, rule);
    free(order);
}
