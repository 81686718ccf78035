// SPDX-License-Identifier: BSD-3-Clause
/*
 * graph_fuzz.c - any octets as a capture file, drawn in every form. The form is chosen by the
 * input's length, so that one input always takes the same way.
 */
#include <tcplens/tcplens.h>

#include "fuzz_capture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const unsigned form = (unsigned)(size % 97);
    const struct tcplens_graph_options options = {.kind = (uint8_t)(form % 5),
                                                  .output = (uint8_t)(form / 5 % 4),
                                                  .from = (uint8_t)(form / 20 % 3),
                                                  .color = false,
                                                  .ascii = (form & 1) != 0,
                                                  .width = 40 + form,
                                                  .height = 10 + form / 4,
                                                  .lang = (form & 2) != 0 ? "zh" : "en",
                                                  .connection = (form & 4) != 0,
                                                  .max_connections = 1 + form / 8};
    char path[32];
    const int fd = fuzz_capture(path, data, size);

    (void)tcplens_graph_file(path, &options, fuzz_inspect, NULL, NULL, NULL);
    (void)close(fd);
    return 0;
}
