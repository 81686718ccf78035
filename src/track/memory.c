// SPDX-License-Identifier: BSD-3-Clause
#include "track/memory.h"

#include <stdint.h>
#include <sys/mman.h>

void *tl_memory_new(size_t n, size_t size)
{
    void *p;

    if (size != 0 && n > SIZE_MAX / size)
        return NULL;
    p = mmap(NULL, n * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
             -1, 0);
    if (p == MAP_FAILED)
        return NULL;
    /* Random access over tens of MiB: 2 MiB pages spare the TLB. A refusal costs only speed. */
    (void)madvise(p, n * size, MADV_HUGEPAGE);
    return p;
}

void tl_memory_free(void *p, size_t n, size_t size)
{
    if (p != NULL)
        (void)munmap(p, n * size);
}
