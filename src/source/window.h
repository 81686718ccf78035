// SPDX-License-Identifier: BSD-3-Clause
/*
 * window.h - octets of the input, shared by the source that reads into them and those who hold what
 * it read.
 *
 * Invariant: octets that were read stay as they are while anybody but the source holds the window;
 * the source moves on to another one then.
 */
#ifndef TL_SOURCE_WINDOW_H
#define TL_SOURCE_WINDOW_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct window - freed with its last holder
 * @holders: the source is one
 * @cap:     octets there is room for
 */
struct window {
    atomic_uint holders;
    size_t cap;
    uint8_t octets[];
};

/* With one holder; NULL if there is no memory. */
struct window *tl_window_new(size_t cap);

/* Hold it too; from any thread. */
struct window *tl_window_hold(struct window *w);

/* Hold it no longer; from any thread. NULL is allowed. */
void tl_window_release(struct window *w);

/* Whether the caller is the only holder. */
static inline bool window_is_alone(const struct window *w)
{
    return atomic_load_explicit(&w->holders, memory_order_acquire) == 1;
}

#endif
