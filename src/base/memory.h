// SPDX-License-Identifier: BSD-3-Clause
/*
 * memory.h - large arrays: zeroed, reserved at once, and paid for only as far as they
 * are touched.
 */
#ifndef TL_BASE_MEMORY_H
#define TL_BASE_MEMORY_H

#include <stddef.h>

/* `n` zeroed elements of `size` octets, aligned to a cache line at least; NULL if refused. */
void *tl_memory_new(size_t n, size_t size);

/* `p`, if any, will be accessed at random: large pages spare the TLB, at up to 2 MiB more memory.
 */
void tl_memory_in_large_pages(void *p, size_t n, size_t size);

/* From `n` elements to `new_n`, the new ones zeroed: its new address; NULL, with `p` as it was, if
 * refused. */
void *tl_memory_grow(void *p, size_t n, size_t new_n, size_t size);

/* `n` and `size` as they were; NULL is allowed. */
void tl_memory_free(void *p, size_t n, size_t size);

#endif
