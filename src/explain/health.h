// SPDX-License-Identifier: BSD-3-Clause
/* health.h - a connection's health in one word, and the finding that is its reason. */
#ifndef TL_EXPLAIN_HEALTH_H
#define TL_EXPLAIN_HEALTH_H

#include "explain/story.h"

/* Fill health and health_finding from the story's findings and connection. */
void tl_judge_health(struct story *story);

#endif
