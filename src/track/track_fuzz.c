// SPDX-License-Identifier: BSD-3-Clause
/* Sequences of segments from octets, eight a segment, in a table so small that it evicts. */
#include <stdint.h>
#include <stdlib.h>

#include "track/soup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct track_options options = {.max_conns = 6, .seed = 7};
    struct soup_flows flows = {.next = {{0}}};
    struct tracker *t;

    if (tl_track_new(&t, &options, NULL) != TCPLENS_OK)
        return 0;
    while (size >= SOUP_OCTETS) {
        static struct tcplens_segment segs[TRACK_BATCH];
        static struct verdict out[TRACK_BATCH];
        static struct soup soup[TRACK_BATCH];
        const size_t batch = (data[0] & 0xe0) == 0 ? 1U + (data[0] & 31) : 1;
        size_t n = 0;

        for (; n < batch && size >= SOUP_OCTETS; n++) {
            soup_make(&flows, data, &soup[n]);
            segs[n] = soup[n].seg;
            data += SOUP_OCTETS;
            size -= SOUP_OCTETS;
        }
        tl_track_batch(t, segs, n, out);
        if (n == 1 && !soup_holds(t, &out[0], &soup[0]))
            abort();
    }
    tl_track_free(t);
    return 0;
}
