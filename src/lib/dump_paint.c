// SPDX-License-Identifier: BSD-3-Clause
#include "lib/dump_paint.h"

#include <stdlib.h>
#include <string.h>

enum { PAINT_BUFFER = 16384 };

/**
 * struct dump_paint - between the printer and the output
 * @out:    *borrowed*
 * @lines:  what the printer writes to
 * @colour: of the lines being written, 0 for none
 * @within: a line has begun and not ended
 */
struct dump_paint {
    struct text *out;
    struct text lines;
    unsigned colour;
    bool within;
    char buf[PAINT_BUFFER];
};

static void begin_line(struct dump_paint *p)
{
    text_str(p->out, "\033[38;5;");
    text_u64(p->out, p->colour);
    text_char(p->out, 'm');
    p->within = true;
}

static void end_line(struct dump_paint *p)
{
    text_str(p->out, "\033[0m\n");
    p->within = false;
}

/* A tcplens_sink. */
static enum tcplens_status paint(void *ctx, const char *octets, size_t n)
{
    struct dump_paint *const p = ctx;

    if (p->colour == 0)
        text_octets(p->out, octets, n);
    while (p->colour != 0 && n > 0) {
        const char *const newline = memchr(octets, '\n', n);
        const size_t line = newline != NULL ? (size_t)(newline - octets) : n;
        const size_t taken = newline != NULL ? line + 1 : line;

        if (!p->within)
            begin_line(p);
        text_octets(p->out, octets, line);
        if (newline != NULL)
            end_line(p);
        octets += taken;
        n -= taken;
    }
    return p->out->failed ? TCPLENS_ERR_WRITE : TCPLENS_OK;
}

struct dump_paint *tl_dump_paint_new(struct text *out)
{
    struct dump_paint *const p = calloc(1, sizeof *p);

    if (p == NULL)
        return NULL;
    p->out = out;
    text_init(&p->lines, p->buf, sizeof p->buf, paint, p);
    return p;
}

struct text *tl_dump_paint_begin(struct dump_paint *p, uint64_t number)
{
    /* Orange, sky blue, bluish green, reddish purple, vermilion, blue, yellow. */
    static const uint8_t colours[] = {172, 74, 36, 175, 166, 68, 178};

    p->colour = number != 0 ? colours[(number - 1) % (sizeof colours / sizeof *colours)] : 0;
    return &p->lines;
}

void tl_dump_paint_end(struct dump_paint *p)
{
    text_flush(&p->lines);
}

void tl_dump_paint_free(struct dump_paint *p)
{
    free(p);
}
