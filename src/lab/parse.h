// SPDX-License-Identifier: BSD-3-Clause
/* parse.h - the two notations of a scenario: lines, and the segments on them. */
#ifndef TL_LAB_PARSE_H
#define TL_LAB_PARSE_H

#include "lab/scenario.h"
#include "lab/script_line.h"

/* A segment from its flags on, as in `S. 0:0(0) ack 1 win 65535 <mss 1460,nop,wscale 7>`. */
struct lab_segment parse_segment(struct script_line *w);

#endif
