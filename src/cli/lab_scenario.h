// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab_scenario.h - the other half of the laboratory: what is played on a simulated path, by the
 * library's endpoints in user space. A scenario is one of the library's, or a file: anything with a
 * slash in its name, or ".pkt" at its end.
 */
#ifndef TL_CLI_LAB_SCENARIO_H
#define TL_CLI_LAB_SCENARIO_H

#include <stdbool.h>

#include <tcplens/explain.h>

#include "output.h"

bool is_scenario(const char *name);

/* The library's, a line each. */
void scenario_list(struct output *out);

/* Its text. The exit status. */
int scenario_show(const char *name, struct output *out);

/* Play and explain it; keep the capture in the file `write` unless NULL. The exit status. */
int scenario_run(const char *name, const char *write, const struct tcplens_explain_options *explain,
                 struct output *out);

#endif
