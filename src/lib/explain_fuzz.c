// SPDX-License-Identifier: BSD-3-Clause
/*
 * explain_fuzz.c - any octets as a capture file, through every stage and in every form.
 *
 * The form is chosen by the input's length, so that one input always takes the same way. Small
 * limits make eviction and dropped rows as common as they are rare in life.
 */
#include <tcplens/tcplens.h>

#include "fuzz_capture.h"

static enum tcplens_status discard(void *ctx, const char *octets, size_t n)
{
    size_t *const sum = ctx;

    for (size_t i = 0; i < n; i++)
        *sum += (unsigned char)octets[i]; /* reads every octet: none may be uninitialised */
    return TCPLENS_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const unsigned form = (unsigned)(size % 97);
    const struct tcplens_explain_options options = {.view = form % 3,
                                                    .output = form / 3 % 3,
                                                    .numbers = form / 9 % 3,
                                                    .color = (form & 1) != 0,
                                                    .ascii = (form & 2) != 0,
                                                    .lang = (form & 4) != 0 ? "zh" : "en",
                                                    .width = (form & 8) != 0 ? 40 + form : 0,
                                                    .max_connections = 1 + form / 8,
                                                    .max_rows = 8 + form};
    size_t sum = 0;
    char path[32];
    const int fd = fuzz_capture(path, data, size);

    (void)tcplens_explain_file(path, &options, discard, &sum, NULL, NULL);
    (void)tcplens_explain_header(path, 1 + form % 5, &options, discard, &sum, NULL);
    (void)tcplens_explain_checksum(path, 1 + form % 5, &options, discard, &sum, NULL);
    (void)close(fd);
    return 0;
}
