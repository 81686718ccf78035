// SPDX-License-Identifier: BSD-3-Clause
/* sieve_fuzz.c - a display filter up to the first newline, and behind it the octets of an Ethernet
 * frame that it looks at; the frame comes twice, so that it has a past. */
#include <stdlib.h>
#include <string.h>

#include "lib/sieve.h"

enum { ETHERNET = 1 };

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void look(struct sieve *s, const uint8_t *octets, uint32_t n)
{
    struct frame_batch batch = {.n = 2};
    bool matches[FRAME_BATCH];

    for (uint32_t i = 0; i < 2; i++)
        batch.frames[i] = (struct tcplens_frame){.octets = octets,
                                                 .caplen = n,
                                                 .len = n,
                                                 .link_type = ETHERNET,
                                                 .number = i + 1,
                                                 .ts_ns = i};
    tl_sieve_batch(s, NULL, &batch, matches);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const uint8_t *const newline = n > 0 ? memchr(data, '\n', n) : NULL;
    const size_t length = newline != NULL ? (size_t)(newline - data) : n;
    const size_t rest = newline != NULL ? n - length - 1 : 0;
    char *const filter = calloc(length + 1, 1);
    uint8_t *const octets = malloc(rest + 1);
    struct tcplens_error err;
    struct sieve *s;

    if (filter == NULL || octets == NULL)
        abort();
    if (length > 0)
        memcpy(filter, data, length);
    if (rest > 0)
        memcpy(octets, newline + 1, rest);
    /* The interface's name is the source's to say, and there is none. */
    if (strstr(filter, "frame.") == NULL && tl_sieve_new(&s, filter, &err) == TCPLENS_OK) {
        look(s, octets, (uint32_t)rest);
        tl_sieve_free(s);
    }
    free(filter);
    free(octets);
    return 0;
}
