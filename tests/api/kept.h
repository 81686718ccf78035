// SPDX-License-Identifier: BSD-3-Clause
/* kept.h - a sink that keeps what it was handed, for tests of the public interface. */
#ifndef TESTS_API_KEPT_H
#define TESTS_API_KEPT_H

#include <stdbool.h>
#include <string.h>

#include <tcplens/sink.h>

enum { KEPT = 65536 };

/* What a sink was handed, as a string; it takes nothing if it refuses. */
struct kept {
    char text[KEPT];
    size_t n;
    bool refuses;
};

static inline enum tcplens_status keep(void *ctx, const char *octets, size_t n)
{
    struct kept *const k = ctx;

    if (k->refuses || n >= KEPT - k->n)
        return TCPLENS_ERR_WRITE;
    memcpy(k->text + k->n, octets, n);
    k->n += n;
    k->text[k->n] = '\0';
    return TCPLENS_OK;
}

#endif
