// SPDX-License-Identifier: BSD-3-Clause
/*
 * show_colors.h - which of Wireshark's colouring rules (color_rules.def) a frame falls under.
 *
 * Rules are display filters over the items of the frame; those about protocols that nothing here
 * decodes match nothing and are left out.
 */
#ifndef TL_LIB_SHOW_COLORS_H
#define TL_LIB_SHOW_COLORS_H

#include <tcplens/error.h>

#include "field/items.h"

/**
 * struct color_rule - texts are static
 * @name, @shown: as Wireshark shows them
 * @meant:        the filter
 * @background, @foreground: 0xRRGGBB
 */
struct color_rule {
    const char *name, *shown, *meant;
    uint32_t background, foreground;
};

struct painter;

/* `items` is set to want what the rules read, and `*parts` gets what gives it. `*ret` is *owned* by
 * the caller. */
enum tcplens_status tl_painter_new(struct painter **ret, struct items *items, unsigned *parts,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

/* The rule of a frame; NULL if it falls under none. */
const struct color_rule *tl_painter_rule(struct painter *p, const struct items *items);

/* Tell the rule in the frame's own part of its tree, where a place was kept for it. */
void tl_painter_tell(const struct color_rule *rule, struct items *items);

/* NULL is allowed. */
void tl_painter_free(struct painter *p);

#endif
