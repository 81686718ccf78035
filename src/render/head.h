// SPDX-License-Identifier: BSD-3-Clause
/*
 * head.h - what a connection was, in a handful of labelled sentences: who, when, how it was opened,
 * what it carried, how it was closed, what was agreed. Every output that has a head takes its
 * sentences from here.
 */
#ifndef TL_RENDER_HEAD_H
#define TL_RENDER_HEAD_H

#include "explain/story.h"
#include "render/render.h"

/* "192.168.0.50:58626", "[::1]:8080": one end of a connection. */
void head_end(struct text *t, const struct conn *conn, unsigned side);

/* " (client)", in the parentheses of the language. */
void head_side(struct text *t, const struct catalogue *c, unsigned side);

/* "HTTP", or the port's service, "http by port", or "" if neither is known. */
void head_protocol(struct text *t, const struct catalogue *c, const struct story *story);

/* "complete, clean", or "reset: " and the reason. */
void head_health(struct text *t, const struct catalogue *c, const struct story *story);

/* The labelled sentences; each may come out empty, and is then not shown. */
enum head_line {
    HEAD_WHEN,
    HEAD_ROLES,
    HEAD_OPENED,
    HEAD_CARRIED,
    HEAD_CLOSED,
    HEAD_LEFT_IN,
    HEAD_ROUND_TRIP,
    HEAD_AGREED,
    HEAD_LINES,
};
const char *head_label(const struct catalogue *c, enum head_line line);
void head_sentence(struct text *t, const struct view *view, const struct story *story,
                   enum head_line line);

/* "GET /hello → 200 OK after 2.6 ms", or "" if no request was recognised. */
void head_exchange(struct text *t, const struct catalogue *c, const struct story *story);

/* The closing line: the rules by which the numbers grow, and how to read a range of this story. */
void head_growth_rules(struct text *t, const struct view *view, const struct story *story);

#endif
