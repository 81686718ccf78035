// SPDX-License-Identifier: BSD-3-Clause
#include "dissect/links.h"

#include <stdlib.h>

enum { FIRST_ROOM = 1024 };

void tl_links_add(struct links *links, enum link_kind kind, uint64_t from, uint64_t to)
{
    const size_t n = links->kind[kind].n, room = links->kind[kind].room;

    if (from == 0)
        return;
    if (n == room) {
        const size_t more = room == 0 ? FIRST_ROOM : 2 * room;
        struct link_to *const of =
            more <= LINKS_MAX ? realloc(links->kind[kind].of, more * sizeof *of) : NULL;

        if (of == NULL) {
            links->left++;
            return;
        }
        links->kind[kind].of = of;
        links->kind[kind].room = more;
    }
    links->kind[kind].of[links->kind[kind].n++] = (struct link_to){from, to};
}

/* By the earlier frame, then by the later. */
static int compare(const void *a, const void *b)
{
    const struct link_to *const x = a, *const y = b;

    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

void tl_links_sort(struct links *links)
{
    for (unsigned i = 0; i < LINK_KINDS; i++)
        if (links->kind[i].n > 0)
            qsort(links->kind[i].of, links->kind[i].n, sizeof *links->kind[i].of, compare);
}

uint64_t tl_links_find(const struct links *links, enum link_kind kind, uint64_t from)
{
    const struct link_to *const of = links->kind[kind].of;
    size_t low = 0, high = links->kind[kind].n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (of[middle].from < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low < links->kind[kind].n && of[low].from == from ? of[low].to : 0;
}

void tl_links_fini(struct links *links)
{
    for (unsigned i = 0; i < LINK_KINDS; i++)
        free(links->kind[i].of);
    *links = (struct links){0};
}
