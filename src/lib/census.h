// SPDX-License-Identifier: BSD-3-Clause
/*
 * census.h - what the frames of a capture were, so that a capture without TCP gets an answer too.
 */
#ifndef TL_LIB_CENSUS_H
#define TL_LIB_CENSUS_H

#include <tcplens/error.h>
#include <tcplens/frame.h>
#include <tcplens/segment.h>

#include "base/text.h"
#include "render/catalogue.h"

enum { CENSUS_KINDS = TCPLENS_KIND_TCP + 1 };

/**
 * struct census - frames counted
 * @kinds:        by enum tcplens_kind
 * @frames:       all of them
 * @undecodable:  of those, frames of a link type that decode/ does not know
 * @link_type:    of the first such frame
 */
struct census {
    uint64_t kinds[CENSUS_KINDS];
    uint64_t frames, undecodable;
    uint16_t link_type;
};

void tl_census_add(struct census *c, const struct tcplens_frame *frame,
                   const struct tcplens_segment *seg);

/* TCPLENS_ERR_LINK_TYPE if there were frames and not one had a link type that can be decoded. */
enum tcplens_status tl_census_check(const struct census *c, struct tcplens_error *err);

/*
 * One line for a capture without a connection: how many of the `read` frames passed the filter (if
 * `filtered`), and what they were.
 */
void tl_census_tell(const struct census *c, struct text *t, const struct catalogue *lang,
                    uint64_t read, bool filtered);

/* "ARP", "UDP"…: a kind's name in English, a message ID. Never NULL. */
const char *tl_census_kind_name(unsigned kind);

#endif
