// SPDX-License-Identifier: BSD-3-Clause
/* close.h - steps of a close, for who tells them, who remembers them and who draws conclusions. */
#ifndef TL_EXPLAIN_CLOSE_H
#define TL_EXPLAIN_CLOSE_H

#include "explain/sight.h"

/* Steps (enum close_step) that this segment takes first. */
uint8_t tl_close_new_steps(const struct sight *s);

/* Whether a RST answers data that came after its sender had closed: the one case in which nobody
 * can have read them. */
bool tl_rst_refuses_data(const struct sight *s);

/* Whether a RST comes when there is nothing left to reset. */
bool tl_rst_comes_late(const struct sight *s);

#endif
