// SPDX-License-Identifier: BSD-3-Clause
/*
 * zeek.h - connections as Zeek's conn.log has them (docs.zeek.org, conn.log), for the tools that
 * read it: zeek-cut, RITA, SIEMs. What Zeek calls originator is the client.
 */
#ifndef TL_FLOW_ZEEK_H
#define TL_FLOW_ZEEK_H

#include "base/text.h"
#include "flow/row.h"

/* The lines that begin with '#': at the head with the time of the first row, at the end with that
 * of the last. */
void tl_zeek_head(struct text *t, int64_t open_ns);
void tl_zeek_row(struct text *t, const struct flow_row *row);
void tl_zeek_end(struct text *t, int64_t close_ns);

/* Zeek's word for the course of a connection: S0, SF, RSTO … */
const char *tl_zeek_state(const struct flow_row *row);

#endif
