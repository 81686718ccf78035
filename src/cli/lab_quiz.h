// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab_quiz.h - `tcplens lab quiz`: the library asks about a scenario, answers are lines of standard
 * input. Where that is no terminal they are shown, so that what comes out can be read alone.
 */
#ifndef TL_CLI_LAB_QUIZ_H
#define TL_CLI_LAB_QUIZ_H

#include <stdint.h>

#include <tcplens/lab.h>

#include "output.h"

/* A tcplens_lab_answer; `ctx` is a struct output. */
bool quiz_answer(void *ctx, char *answer, size_t size);

/* A seed that nobody knows. */
uint64_t quiz_seed(void);

/* The scenario that a seed chooses. */
const char *quiz_scenario(uint64_t seed);

#endif
