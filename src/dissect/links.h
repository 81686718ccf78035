// SPDX-License-Identifier: BSD-3-Clause
/*
 * links.h - from a frame to a later one: what a first pass over a capture has seen of the frames
 * that answer others, and of those in which PDUs are complete.
 *
 * Links are added in the order of the later frames and looked up once all are there. Bounded: those
 * beyond LINKS_MAX are left out, and counted.
 */
#ifndef TL_DISSECT_LINKS_H
#define TL_DISSECT_LINKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LINKS_MAX = 1 << 22 };

enum link_kind {
    LINK_ANSWER,        /* http.response_in */
    LINK_NEXT_REQUEST,  /* http.next_request_in */
    LINK_NEXT_RESPONSE, /* http.next_response_in */
    LINK_COMPLETE,      /* tcp.reassembled_in */
    LINK_DATAGRAM,      /* ip.reassembled_in */
    LINK_KINDS
};

struct link_to {
    uint64_t from, to;
};

/**
 * struct links - all zero when empty
 * @of:   *owned*: by kind, @n of them with room for @room
 * @left: links that found no room
 */
struct links {
    struct {
        struct link_to *of;
        size_t n, room;
    } kind[LINK_KINDS];
    uint64_t left;
};

/* Of several links from one frame the first counts; from frame 0 there are none. */
void tl_links_add(struct links *links, enum link_kind kind, uint64_t from, uint64_t to);

/* All links are there: make them ready to be looked up. */
void tl_links_sort(struct links *links);

/* The later frame, 0 if there is none. */
uint64_t tl_links_find(const struct links *links, enum link_kind kind, uint64_t from);

void tl_links_fini(struct links *links);

#endif
