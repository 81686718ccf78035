// SPDX-License-Identifier: BSD-3-Clause
#include "print/tcp_memory.h"

#include <stdlib.h>

struct tcp_memory {
    unsigned n;
};

struct tcp_memory *tcp_memory_new(void)
{
    return calloc(1, sizeof(struct tcp_memory));
}

void tcp_memory_free(struct tcp_memory *m)
{
    free(m);
}
