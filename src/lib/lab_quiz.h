// SPDX-License-Identifier: BSD-3-Clause
/* lab_quiz.h - a capture's connections as questions, segment by segment. */
#ifndef TL_LIB_LAB_QUIZ_H
#define TL_LIB_LAB_QUIZ_H

#include <tcplens/lab.h>

/* Ask as options->quiz says, then say how many answers were right. */
enum tcplens_status tl_lab_quiz(const char *path, const struct tcplens_lab_options *options,
                                tcplens_sink *sink, void *sink_ctx, struct tcplens_error *err);

#endif
