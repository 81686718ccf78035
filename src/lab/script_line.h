// SPDX-License-Identifier: BSD-3-Clause
/*
 * script_line.h - a line of a scenario as words, each with its column, so that a mistake can be
 * shown where it is.
 *
 * The first mistake counts: after it every function finds nothing more to read, and the line is
 * given up once, at its end.
 */
#ifndef TL_LAB_SCRIPT_LINE_H
#define TL_LAB_SCRIPT_LINE_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/error.h>

#include "base/octets.h"

/**
 * struct script_line - what is left of a line
 * @name, @line: for messages
 * @begin, @rest: the line, and what of it is not read
 * @err:    filled at the first mistake
 * @failed: there was one
 */
struct script_line {
    const char *name;
    unsigned line;
    const char *begin;
    struct span rest;
    struct tcplens_error *err;
    bool failed;
};

/* A line, without its comment. */
struct script_line script_of(const char *name, unsigned line, struct span text,
                             struct tcplens_error *err);

/* Nothing is left. */
bool script_end(struct script_line *w);

/* The next word: letters, digits, and any of "-._:#+*%"; or one other character; or a text in
 * quotes, with them. Empty at the end of the line. */
struct span script_peek(struct script_line *w);
struct span script_take(struct script_line *w);

/* Take the next word if it is `word`. */
bool script_skip(struct script_line *w, const char *word);

/* The same, and it must be. */
void script_need(struct script_line *w, const char *word);

/* A mistake at the next word: what was expected there. Always false. */
bool script_fail(struct script_line *w, const char *expected);

/* A number up to `max`; `what` it is, for messages. */
uint64_t script_number(struct script_line *w, const char *what, uint64_t max);

/* Seconds as "0.25", or with a unit as "250ms", "10us", "2s"; in nanoseconds. */
int64_t script_time(struct script_line *w, const char *what);

/* A share as "2%" or "0.5%", in millionths. */
uint32_t script_share(struct script_line *w);

/* Which of a list of names that ends with NULL; -1, a mistake, if none. */
int script_choice(struct script_line *w, const char *what, const char *const *names);

bool span_is(struct span s, const char *word);

#endif
