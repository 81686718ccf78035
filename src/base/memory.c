// SPDX-License-Identifier: BSD-3-Clause
#include "base/memory.h"

#include <stdint.h>
#include <sys/mman.h>

void *tl_memory_new(size_t n, size_t size)
{
    void *p;

    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    p = mmap(NULL, n * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
             -1, 0);
    return p == MAP_FAILED ? NULL : p;
}

void tl_memory_in_large_pages(void *p, size_t n, size_t size)
{
    if (p != NULL)
        (void)madvise(p, n * size, MADV_HUGEPAGE); /* a refusal costs only speed */
}

void tl_memory_free(void *p, size_t n, size_t size)
{
    if (p != NULL)
        (void)munmap(p, n * size);
}

void *tl_memory_grow(void *p, size_t n, size_t new_n, size_t size)
{
    void *grown;

    if (size != 0 && new_n > SIZE_MAX / size)
        return NULL;
    grown = mremap(p, n * size, new_n * size, MREMAP_MAYMOVE);
    return grown == MAP_FAILED ? NULL : grown;
}
