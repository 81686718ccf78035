// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder_fuzz.c - any octets as a capture file, drawn in every form. The form is chosen by the
 * input's length, so that one input always takes the same way; small limits make cuts common.
 */
#include <tcplens/tcplens.h>

#include "fuzz_capture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const unsigned form = (unsigned)(size % 97);
    const struct tcplens_ladder_options options = {.output = form % 4,
                                                   .time = form / 4 % 3,
                                                   .numbers = form & 1,
                                                   .fold = (form & 2) != 0,
                                                   .hosts = (form & 4) != 0,
                                                   .data = (form & 8) != 0,
                                                   .ascii = (form & 16) != 0,
                                                   .lang = (form & 32) != 0 ? "zh" : "en",
                                                   .width = 40 + form,
                                                   .max_connections = 1 + form / 8,
                                                   .max_rows = 4 + form};
    char path[32];
    const int fd = fuzz_capture(path, data, size);

    (void)tcplens_ladder_file(path, &options, fuzz_inspect, NULL, NULL, NULL);
    (void)close(fd);
    return 0;
}
