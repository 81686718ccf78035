// SPDX-License-Identifier: BSD-3-Clause
/*
 * shelf.h - the documents of connections: those of the most interesting, as many as there is room
 * for. More interesting is who has the graver finding, then who is larger, then who came first.
 *
 * Invariant until tl_shelf_sort(): a heap, the least interesting at its top.
 */
#ifndef TL_REPORT_SHELF_H
#define TL_REPORT_SHELF_H

#include "explain/story.h"
#include "report/blob.h"

/**
 * struct shelved - one connection
 * @severity: of its gravest finding
 * @segments: of both sides
 * @document: deflated
 * @listed:   how many of its frames the list is to have, from its first on; @trees: likewise
 */
struct shelved {
    uint64_t number, segments, listed, trees;
    struct blob document;
    uint8_t severity;
};

/* `of` is *owned*: n, at most `cap`. */
struct shelf {
    struct shelved *of;
    size_t n, cap;
};

bool tl_shelf_init(struct shelf *s, size_t cap);
void tl_shelf_fini(struct shelf *s);

/* Whether there is room for this connection. */
bool tl_shelf_wants(const struct shelf *s, const struct shelved *one);

/* It is wanted: takes the place of the least interesting if there is no other. Takes the document
 * over. */
void tl_shelf_put(struct shelf *s, struct shelved *one);

/* Share places in the list of frames out, to the most interesting first, and put all in the order
 * of their numbers. */
void tl_shelf_sort(struct shelf *s, uint64_t max_listed, uint64_t max_trees);

/* After it was sorted; NULL if it is not there. */
struct shelved *tl_shelf_find(const struct shelf *s, uint64_t number);

#endif
