// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab_scenario.h - the other half of the laboratory: what is played on a simulated path, by the
 * library's endpoints in user space. A scenario is one of the library's, or a file: anything with a
 * slash in its name, or ".pkt" at its end.
 */
#ifndef TL_CLI_LAB_SCENARIO_H
#define TL_CLI_LAB_SCENARIO_H

#include <stdbool.h>

#include <tcplens/lab.h>

#include "output.h"

bool is_scenario(const char *name);

/* The library's, a line each. */
void scenario_list(struct output *out);

/* Its text. The exit status. */
int scenario_show(const char *name, struct output *out);

/* Play it and explain it, or ask about it, as `how` says; its text is filled in here. The exit
 * status. */
int scenario_run(const char *name, const struct tcplens_lab_options *how, struct output *out);

#endif
