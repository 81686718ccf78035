// SPDX-License-Identifier: BSD-3-Clause
#include "svg/draw.h"

#include "svg/markup.h"

enum { CROSS = 5 * PX };

void svg_text(struct text *t, const char *class, int64_t x, int64_t y, const char *words)
{
    text_str(t, "<text class=\"");
    text_str(t, class);
    text_char(t, '"');
    markup_attribute(t, "x", x);
    markup_attribute(t, "y", y);
    text_char(t, '>');
    markup_text(t, words);
    text_str(t, "</text>\n");
}

void svg_rect(struct text *t, const char *class, const int64_t box[4], int64_t radius)
{
    text_str(t, "<rect class=\"");
    text_str(t, class);
    text_char(t, '"');
    markup_attribute(t, "x", box[0]);
    markup_attribute(t, "y", box[1]);
    markup_attribute(t, "width", box[2]);
    markup_attribute(t, "height", box[3]);
    if (radius > 0)
        markup_attribute(t, "rx", radius);
    text_str(t, "/>\n");
}

void svg_line(struct text *t, const char *class, struct svg_point a, struct svg_point b)
{
    text_str(t, "<line class=\"");
    text_str(t, class);
    text_char(t, '"');
    markup_attribute(t, "x1", a.x);
    markup_attribute(t, "y1", a.y);
    markup_attribute(t, "x2", b.x);
    markup_attribute(t, "y2", b.y);
    text_str(t, "/>\n");
}

int64_t svg_slope(struct svg_point a, struct svg_point b)
{
    return b.x == a.x ? 0 : (b.y - a.y) * 10000 / (b.x - a.x);
}

void svg_turn(struct text *t, struct svg_point at, int64_t slope, bool backwards)
{
    const int64_t unit = backwards ? -PX : PX;
    const int64_t turn = backwards ? -slope / 100 : slope / 100;

    text_str(t, " transform=\"matrix(");
    markup_number(t, unit);
    text_char(t, ' ');
    markup_number(t, turn);
    text_char(t, ' ');
    markup_number(t, -turn);
    text_char(t, ' ');
    markup_number(t, unit);
    text_char(t, ' ');
    markup_number(t, at.x);
    text_char(t, ' ');
    markup_number(t, at.y);
    text_str(t, ")\"");
}

void svg_head(struct text *t, struct svg_point a, struct svg_point b)
{
    text_str(t, "<path class=\"point\" d=\"M0 0L-11 -4.5L-11 4.5Z\"");
    svg_turn(t, b, svg_slope(a, b), b.x < a.x);
    text_str(t, "/>\n");
}

struct svg_point svg_on_way(struct svg_point a, struct svg_point b, int percent)
{
    return (struct svg_point){a.x + (b.x - a.x) * percent / 100, a.y + (b.y - a.y) * percent / 100};
}

void svg_cross(struct text *t, struct svg_point at)
{
    svg_line(t, "cross", (struct svg_point){at.x - CROSS, at.y - CROSS},
             (struct svg_point){at.x + CROSS, at.y + CROSS});
    svg_line(t, "cross", (struct svg_point){at.x - CROSS, at.y + CROSS},
             (struct svg_point){at.x + CROSS, at.y - CROSS});
}
