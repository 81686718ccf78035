// SPDX-License-Identifier: BSD-3-Clause
#include "source/window.h"

#include <stdlib.h>

struct window *tl_window_new(size_t cap)
{
    struct window *const w = malloc(sizeof *w + cap);

    if (w == NULL)
        return NULL;
    atomic_init(&w->holders, 1);
    w->cap = cap;
    return w;
}

struct window *tl_window_hold(struct window *w)
{
    (void)atomic_fetch_add_explicit(&w->holders, 1, memory_order_relaxed);
    return w;
}

void tl_window_release(struct window *w)
{
    /* The last one must see what all others did before they let go. */
    if (w != NULL && atomic_fetch_sub_explicit(&w->holders, 1, memory_order_acq_rel) == 1)
        free(w);
}
