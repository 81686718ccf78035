// SPDX-License-Identifier: BSD-3-Clause
/* fuzz.h - what the fuzz targets of this room do with a file: read it to its end, every octet. */
#ifndef TL_SOURCE_FUZZ_H
#define TL_SOURCE_FUZZ_H

#include <stdlib.h>

#include "source/source.h"

/* NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's */
int LLVMFuzzerTestOneInput(const uint8_t *octets, size_t n);

/* The invariants that every reader of frames relies on. */
static inline void fuzz_check(const struct source *s, const struct frame_batch *b)
{
    volatile uint8_t seen;

    if (b->n == 0 || b->n > FRAME_BATCH)
        abort();
    for (size_t i = 0; i < b->n; i++) {
        const struct tcplens_frame *const f = &b->frames[i];

        if (f->iface >= tl_source_interfaces(s) ||
            f->link_type != tl_source_interface(s, f->iface).link_type)
            abort();
        for (uint32_t j = 0; j < f->caplen; j++)
            seen = f->octets[j];
    }
    (void)seen;
}

/* Read a file that consists of `head` and then of `octets` but for the first, which chooses whether
 * a filter is in the way. */
static inline void fuzz_read(const uint8_t *head, size_t head_n, const uint8_t *octets, size_t n)
{
    const char *const filter = octets[0] & 0x80 ? "tcp port 80" : NULL;
    uint8_t *const file = malloc(head_n + n);
    struct tcplens_error err;
    struct frame_batch batch;
    struct source *s;

    if (file == NULL)
        return;
    memcpy(file, head, head_n);
    memcpy(file + head_n, octets + 1, n - 1);
    if (tl_source_open_memory(&s, (struct span){file, head_n + n - 1}, filter, &err) ==
        TCPLENS_OK) {
        while (tl_source_read(s, &batch, &err) == TCPLENS_OK)
            fuzz_check(s, &batch);
        tl_source_close(s);
    }
    free(file);
}

#endif
