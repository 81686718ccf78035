// SPDX-License-Identifier: BSD-3-Clause
/*
 * redact_fuzz.c - any octets as a frame: it stays as long as it was, and a segment that was found
 * in it is found again, with the same numbers.
 */
#include <stdlib.h>

#include "decode/decode.h"
#include "redact/redact.h"

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint16_t link_types[] = {1,   0,   9,   12,  14,  50,  51,  101,
                                      104, 108, 113, 204, 228, 229, 276, 147};

static void require(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tcplens_segment before, after;
    struct tcplens_frame frame;
    struct redactor *redactor;
    struct tcplens_error err;

    if (size < 2 || tl_redact_new(&redactor, "fuzz", &err) != TCPLENS_OK)
        return 0;
    frame = (struct tcplens_frame){
        .octets = data + 2,
        .caplen = (uint32_t)size - 2,
        .len = (uint32_t)size - 2 + data[1],
        .link_type = link_types[data[0] % (sizeof link_types / sizeof link_types[0])],
    };
    tl_decode_batch(&frame, 1, &before);
    require(tl_redact_frames(redactor, &frame, 1));
    require(frame.caplen == size - 2);
    tl_decode_batch(&frame, 1, &after);
    if (before.kind == TCPLENS_KIND_TCP) {
        require(after.kind == before.kind && after.seq.v == before.seq.v);
        require(after.flags == before.flags && after.payload_len == before.payload_len);
        require(after.src_port == before.src_port && after.dst_port == before.dst_port);
    }
    tl_redact_free(redactor);
    return 0;
}
