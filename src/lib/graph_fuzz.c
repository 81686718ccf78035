// SPDX-License-Identifier: BSD-3-Clause
/*
 * graph_fuzz.c - any octets as a capture file, drawn in every form. The form is chosen by the
 * input's length, so that one input always takes the same way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <tcplens/tcplens.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Nothing that comes out may command a terminal. */
static enum tcplens_status inspect(void *ctx, const char *octets, size_t n)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        if (((unsigned char)octets[i] < 0x20 && octets[i] != '\n') || octets[i] == 0x7f)
            abort();
    return TCPLENS_OK;
}

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
    const int fd = memfd_create("graph_fuzz", MFD_CLOEXEC);
    char path[32];

    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    (void)tcplens_graph_file(path, &options, inspect, NULL, NULL, NULL);
    (void)close(fd);
    return 0;
}
