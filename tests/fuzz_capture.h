// SPDX-License-Identifier: BSD-3-Clause
/* fuzz_capture.h - for fuzz targets that take their input for a capture file, and look at text. */
#ifndef TESTS_FUZZ_CAPTURE_H
#define TESTS_FUZZ_CAPTURE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <tcplens/sink.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file in memory with the input, by its path: to be closed by who opened it. */
static inline int fuzz_capture(char path[32], const uint8_t *data, size_t size)
{
    const int fd = memfd_create("fuzz", MFD_CLOEXEC);

    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    (void)snprintf(path, 32, "/proc/self/fd/%d", fd);
    return fd;
}

/* A tcplens_sink: nothing that comes out may command a terminal. */
static inline enum tcplens_status fuzz_inspect(void *ctx, const char *octets, size_t n)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        if (((unsigned char)octets[i] < 0x20 && octets[i] != '\n') || octets[i] == 0x7f)
            abort();
    return TCPLENS_OK;
}

#endif
