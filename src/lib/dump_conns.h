// SPDX-License-Identifier: BSD-3-Clause
/*
 * dump_conns.h - which connection each frame belongs to, numbered as `explain` numbers them, and
 * what the frame is to it. The words are explain's: the same tracker, teller and catalogues.
 *
 * Memory is fixed when it is born: as many connections as explain holds, and no rows to look back.
 */
#ifndef TL_LIB_DUMP_CONNS_H
#define TL_LIB_DUMP_CONNS_H

#include <tcplens/dump.h>

#include "base/text.h"
#include "source/source.h"

struct dump_conns;

/* On success `*ret` is *owned* by the caller; options->lang is *borrowed* until then. */
enum tcplens_status tl_dump_conns_new(struct dump_conns **ret,
                                      const struct tcplens_dump_options *options,
                                      struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Take a batch: what follows is about its frames. */
void tl_dump_conns_take(struct dump_conns *c, const struct frame_batch *batch);

/* The number of the connection that frame `i` belongs to, or quotes in an ICMP error; 0 if none. */
uint64_t tl_dump_conns_number(const struct dump_conns *c, size_t i);

/* Append one line that says what frame `i` is to its connection; nothing if it has none. Each frame
 * of a connection that is told of has to be told, once, in order. */
void tl_dump_conns_explain(struct dump_conns *c, size_t i, struct text *out);

/* NULL is allowed. */
void tl_dump_conns_free(struct dump_conns *c);

#endif
