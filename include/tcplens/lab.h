// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab.h - scenarios: conversations of two endpoints in user space, played on a simulated path in
 * virtual time, captured, and explained as any other capture is.
 *
 *     const struct tcplens_lab_scenario *s = tcplens_lab_find("fast-retransmit");
 *     struct tcplens_lab_options o = {.name = s->name, .text = s->text, .text_len = s->text_len};
 *     struct tcplens_error err;
 *     if (tcplens_lab_run(&o, write_to_stdout, NULL, &err) != TCPLENS_OK)
 *         fprintf(stderr, "%s\n", err.text);
 */
#ifndef TCPLENS_LAB_H
#define TCPLENS_LAB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/explain.h>
#include <tcplens/sink.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/**
 * struct tcplens_lab_scenario - one that comes with the library
 * @name:  such as "fast-retransmit"
 * @group: what it is about, such as "loss"
 * @title: in one line
 * @text:  of @text_len octets: docs/scenarios.md tells how to read and write it
 */
struct tcplens_lab_scenario {
    const char *name, *group, *title, *text;
    size_t text_len;
};

/* All of them, group by group; how many is stored in `*n`. */
const struct tcplens_lab_scenario *tcplens_lab_scenarios(size_t *n);

/* The one of this name, or NULL. */
const struct tcplens_lab_scenario *tcplens_lab_find(const char *name);

/* Read the answer to what was just asked, a line, into `answer` of `size` octets, NUL-terminated.
 * False if no more answers come. */
typedef bool tcplens_lab_answer(void *ctx, char *answer, size_t size);

/**
 * struct tcplens_lab_quiz - questions about a scenario instead of its explanation
 * @seed:   which questions: the same seed asks the same
 * @max:    at most so many, 0 for 10
 * @answer: called after each question was handed to the sink; @answer_ctx is its own. *Borrowed*
 */
struct tcplens_lab_quiz {
    uint64_t seed;
    unsigned max;
    tcplens_lab_answer *answer;
    void *answer_ctx;
};

/**
 * struct tcplens_lab_options - all zero but the text is the default; *borrowed*
 * @name:    for messages
 * @text:    the scenario, of @text_len octets
 * @write:   a file for the capture, a pcapng; NULL for none
 * @explain: how to explain it
 * @quiz:    ask about it segment by segment, in the language and form of @explain; NULL for the
 *           explanation
 */
struct tcplens_lab_options {
    const char *name, *text;
    size_t text_len;
    const char *write;
    struct tcplens_explain_options explain;
    const struct tcplens_lab_quiz *quiz;
};

/*
 * Play a scenario and explain the capture; `sink` may be NULL, if only the result counts.
 * TCPLENS_ERR_FORMAT: a mistake in the scenario, or it did not come as the scenario says: line and
 * difference. What was captured before that is explained all the same.
 */
enum tcplens_status tcplens_lab_run(const struct tcplens_lab_options *options, tcplens_sink *sink,
                                    void *sink_ctx, struct tcplens_error *err)
    __attribute__((warn_unused_result));

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
