// SPDX-License-Identifier: BSD-3-Clause
/* legend.h - what the marks in the cells of a segment mean. */
#ifndef TL_RENDER_LEGEND_H
#define TL_RENDER_LEGEND_H

#include <stdbool.h>

#include "render/page.h"

/* Message IDs. */
#define LEGEND_INFERRED N_("~ a state that is inferred: no segment shows it")
#define LEGEND_UNSCALED                                                                            \
    N_("win ≥ the window is at least that: its scale is in a SYN that was not captured")

/* For those that were used: "~" before an inferred state, "≥" before an unscaled window. */
void legend_put(struct page *p, bool inferred, bool unscaled);

#endif
