// SPDX-License-Identifier: BSD-3-Clause
/*
 * frames.h - the documents of frames: the list, a row a frame, and their trees with the octets they
 * were read from. Both are cut into chunks, each a document, deflated as soon as it is full.
 */
#ifndef TL_REPORT_FRAMES_H
#define TL_REPORT_FRAMES_H

#include <tcplens/frame.h>

#include "report/document.h"

struct items;

enum { FRAMES_CHUNK = 2000, TREES_CHUNK = 200, COLORS_MAX = 32 };

/* 0xRRGGBB; `name` is static. */
struct frame_color {
    const char *name;
    uint32_t foreground, background;
};

/**
 * struct frame_facts - a frame, and what its items do not say
 * @start_ns:   where times begin
 * @connection: its number, 0 if it has none
 * @color:      *borrowed*, NULL for none
 * @shown:      how many of its octets may be in the report
 * @tree:       it gets one
 */
struct frame_facts {
    const struct tcplens_frame *frame;
    int64_t start_ns;
    uint64_t connection;
    const struct frame_color *color;
    uint32_t shown;
    bool tree;
};

/* Documents of one kind, deflated; *owned*. */
struct chunks {
    struct blob *of;
    size_t n, room;
};

/**
 * struct frames - an empty one is all zero
 * @list, @trees: the documents being made, while @list_open and @trees_open
 * @n_listed, @n_trees: frames so far
 * @colors:       of @list, @n_colors of them
 */
struct frames {
    struct document list, trees;
    bool list_open, trees_open, failed;
    struct chunks lists, tree_chunks;
    uint64_t n_listed, n_trees;
    struct frame_color colors[COLORS_MAX];
    unsigned n_colors;
};

/* Fields of the list's columns, which its items have to have. */
extern const uint16_t tl_frames_columns[5];

/* Add a frame to the list; its tree, if it gets one, too. */
void tl_frames_add(struct frames *f, const struct frame_facts *facts, const struct items *items);

/* End the documents being made. False if memory was short for any. */
bool tl_frames_finish(struct frames *f);

void tl_frames_fini(struct frames *f);

#endif
