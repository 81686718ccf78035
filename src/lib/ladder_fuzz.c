// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder_fuzz.c - any octets as a capture file, drawn in every form. The form is chosen by the
 * input's length, so that one input always takes the same way; small limits make cuts common.
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
    const int fd = memfd_create("ladder_fuzz", MFD_CLOEXEC);
    char path[32];

    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    (void)tcplens_ladder_file(path, &options, inspect, NULL, NULL, NULL);
    (void)close(fd);
    return 0;
}
