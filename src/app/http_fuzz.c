// SPDX-License-Identifier: BSD-3-Clause
/*
 * http_fuzz.c - any octets as one side of HTTP, in segments of the length that the first octet
 * gives: a scan that goes on ends where one that has everything at once does, and the parts of what
 * it found lie within it.
 */
#include "app/http_body.h"
#include "app/http_framing.h"

#include <stdlib.h>

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void read_message(struct span rest)
{
    struct http_field field;
    struct http_start start;
    struct http_chunk chunk;
    struct http_line line;
    static uint8_t room[4096];
    size_t made = 0;

    (void)tl_http_take_line(&rest, &line);
    tl_http_read_start(line.text, &start);
    while (tl_http_take_field(&rest, &field) == HTTP_FIELD)
        require(field.name.n + field.value.n < field.line.all.n);
    for (unsigned coding = HTTP_CODING_NONE; coding <= HTTP_CODING_OTHER; coding++) {
        (void)tl_http_decode(coding, rest, room, sizeof room, &made);
        require(made <= sizeof room);
    }
    while (tl_http_take_chunk(&rest, &chunk))
        require(chunk.data.n <= chunk.size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct http_talk talk = {0};
    struct span rest = {data, size};
    size_t step;

    if (size == 0)
        return 0;
    step = 1 + *span_take(&rest, 1);
    while (rest.n > 0) {
        struct http_frame at_once, in_steps = {0};
        struct http_scan whole = {0}, scan = {0};
        size_t n = 0;

        tl_http_frame(&whole, &talk, rest, &at_once);
        do {
            n = n + step < rest.n ? n + step : rest.n;
            tl_http_frame(&scan, &talk, (struct span){rest.p, n}, &in_steps);
        } while (n < rest.n && in_steps.framing != HTTP_FRAMING_WHOLE &&
                 in_steps.framing != HTTP_FRAMING_NONE);
        if (at_once.framing != HTTP_FRAMING_WHOLE || at_once.kind == HTTP_NO_MESSAGE)
            return 0;
        require(at_once.n <= rest.n && at_once.n > 0 && in_steps.kind == at_once.kind);
        tl_http_said(&talk, (struct span){rest.p, (size_t)at_once.n});
        read_message((struct span){span_take(&rest, (size_t)at_once.n), (size_t)at_once.n});
    }
    return 0;
}
