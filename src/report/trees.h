// SPDX-License-Identifier: BSD-3-Clause
/* trees.h - a frame's items and octets as an object of a document of trees. */
#ifndef TL_REPORT_TREES_H
#define TL_REPORT_TREES_H

#include "report/frames.h"

/* Items that lie in octets that are not shown are left out, with all that is below them. */
void tl_tree_document(struct document *d, const struct frame_facts *facts,
                      const struct items *items);

#endif
