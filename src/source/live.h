// SPDX-License-Identifier: BSD-3-Clause
/*
 * live.h - frames of an interface, through libpcap: the kernel's ring and its filter.
 *
 * libpcap gives a ring block back to the kernel as soon as its last frame was handed over, so the
 * frames of a batch are copied, once, into one buffer; what is captured live is read at the wire's
 * speed, not the disk's.
 */
#ifndef TL_SOURCE_LIVE_H
#define TL_SOURCE_LIVE_H

#include "source/interfaces.h"

struct live;

/* As tl_source_open_live(); adds the one interface. On success `*ret` is *owned* by the caller. */
enum tcplens_status tl_live_open(struct live **ret, const char *interface,
                                 const struct source_live_options *options,
                                 struct interfaces *interfaces, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* As tl_source_read(). */
enum tcplens_status tl_live_read(struct live *l, struct frame_batch *batch,
                                 struct tcplens_error *err) __attribute__((warn_unused_result));

/* Fill in received, dropped_ring and dropped_iface. */
void tl_live_stats(struct live *l, struct source_stats *out);

/* NULL is allowed. */
void tl_live_close(struct live *l);

#endif
