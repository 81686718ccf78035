// SPDX-License-Identifier: BSD-3-Clause
/*
 * dump_view.h - a capture filter over frames as they are without their wrappings.
 *
 * A frame's view is its link-layer header and, right behind it, its innermost IP or ARP header: the
 * VLAN tags, MPLS labels, PPPoE headers and tunnels that decode/ finds in between are taken out,
 * and the link-layer header announces what now follows. There is one view of a frame, so `not`,
 * `and` and `or` mean what they always mean. A frame without wrappings, or in which no IP is found,
 * is its own view.
 *
 * Of Ethernet and Linux cooked frames the header stays, so that addresses of stations can be asked
 * for; of all others the view is the IP packet alone (LINKTYPE_RAW).
 */
#ifndef TL_LIB_DUMP_VIEW_H
#define TL_LIB_DUMP_VIEW_H

#include "source/filter.h"
#include "source/source.h"

/**
 * struct dump_view - all zero lets every frame pass
 * @filter: over views
 * @buf:    *owned*: a view that had to be made
 */
struct dump_view {
    struct filter filter;
    uint8_t *buf;
};

/* Filter by `expression` from now on, in place of the one before, which stays if this fails.
 * TCPLENS_ERR_FILTER if it asks for what views do not have. */
enum tcplens_status tl_dump_view_filter(struct dump_view *v, const char *expression,
                                        struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* As tl_filter_apply(), but for what is looked at. */
enum tcplens_status tl_dump_view_apply(struct dump_view *v, struct frame_batch *batch,
                                       struct tcplens_error *err)
    __attribute__((warn_unused_result));

void tl_dump_view_fini(struct dump_view *v);

#endif
