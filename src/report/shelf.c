// SPDX-License-Identifier: BSD-3-Clause
#include "report/shelf.h"

#include <stdlib.h>

bool tl_shelf_init(struct shelf *s, size_t cap)
{
    *s = (struct shelf){.of = calloc(cap, sizeof *s->of), .cap = cap};
    return s->of != NULL;
}

void tl_shelf_fini(struct shelf *s)
{
    for (size_t i = 0; i < s->n; i++)
        tl_blob_fini(&s->of[i].document);
    free(s->of);
    *s = (struct shelf){0};
}

/* Below 0 if `a` is the more interesting. */
static int compare(const struct shelved *a, const struct shelved *b)
{
    if (a->severity != b->severity)
        return a->severity > b->severity ? -1 : 1;
    if (a->segments != b->segments)
        return a->segments > b->segments ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

static int by_interest(const void *a, const void *b)
{
    return compare(a, b);
}

static int by_number(const void *a, const void *b)
{
    const struct shelved *const x = a, *const y = b;

    return (x->number > y->number) - (x->number < y->number);
}

bool tl_shelf_wants(const struct shelf *s, const struct shelved *one)
{
    return s->n < s->cap || compare(one, &s->of[0]) < 0;
}

static void swap(struct shelved *a, struct shelved *b)
{
    const struct shelved c = *a;

    *a = *b;
    *b = c;
}

static void sift_up(struct shelf *s, size_t i)
{
    for (; i > 0 && compare(&s->of[i], &s->of[(i - 1) / 2]) > 0; i = (i - 1) / 2)
        swap(&s->of[i], &s->of[(i - 1) / 2]);
}

static void sift_down(struct shelf *s)
{
    size_t i = 0, least;

    while ((least = 2 * i + 1) < s->n) {
        if (least + 1 < s->n && compare(&s->of[least + 1], &s->of[least]) > 0)
            least++;
        if (compare(&s->of[least], &s->of[i]) <= 0)
            return;
        swap(&s->of[i], &s->of[least]);
        i = least;
    }
}

void tl_shelf_put(struct shelf *s, struct shelved *one)
{
    if (s->n < s->cap) {
        s->of[s->n++] = *one;
        sift_up(s, s->n - 1);
    } else {
        tl_blob_fini(&s->of[0].document);
        s->of[0] = *one;
        sift_down(s);
    }
    one->document = (struct blob){0};
}

void tl_shelf_sort(struct shelf *s, uint64_t max_listed, uint64_t max_trees)
{
    if (s->n > 1)
        qsort(s->of, s->n, sizeof *s->of, by_interest);
    for (size_t i = 0; i < s->n; i++) {
        struct shelved *const one = &s->of[i];

        one->listed = one->segments < max_listed ? one->segments : max_listed;
        one->trees = one->segments < max_trees ? one->segments : max_trees;
        max_listed -= one->listed;
        max_trees -= one->trees;
    }
    if (s->n > 1)
        qsort(s->of, s->n, sizeof *s->of, by_number);
}

struct shelved *tl_shelf_find(const struct shelf *s, uint64_t number)
{
    const struct shelved key = {.number = number};

    return s->n == 0 ? NULL : bsearch(&key, s->of, s->n, sizeof *s->of, by_number);
}
