// SPDX-License-Identifier: BSD-3-Clause
/*
 * report_fuzz.c - any octets as a capture file, made into a page. What it holds is chosen by the
 * input's length, so that one input always takes the same way; small limits make cuts common.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <tcplens/tcplens.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The page's own sources have newlines, and nothing else has any control character. */
static enum tcplens_status inspect(void *ctx, const char *octets, size_t n)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        if (((unsigned char)octets[i] < 0x20 && octets[i] != '\n') || octets[i] == 0x7f)
            abort();
    return TCPLENS_OK;
}

/* Every document that the page names can be had, and is as harmless. */
static void ask(struct tcplens_report *r)
{
    static const char *const names[] = {"overview",     "frames/0", "trees/0",
                                        "connection/1", "frames/",  "trees/99999999999999999999"};
    struct tcplens_error err;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)tcplens_report_document(r, names[i], inspect, NULL, &err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const unsigned form = (unsigned)(size % 61);
    const struct tcplens_report_options options = {.payload = (form & 1) != 0,
                                                   .redact = (form & 2) != 0,
                                                   .redact_key = "fuzz",
                                                   .max_connections = 1 + form / 8,
                                                   .max_told = 1 + form / 16,
                                                   .max_listed = 1 + form,
                                                   .max_trees = 1 + form / 2};
    const int fd = memfd_create("report_fuzz", MFD_CLOEXEC);
    struct tcplens_report *r;
    struct tcplens_error err;
    char path[32];

    if (fd < 0 || write(fd, data, size) != (ssize_t)size ||
        tcplens_report_new(&r, &options, &err) != TCPLENS_OK)
        abort();
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    (void)tcplens_report_read_file(r, path, &err);
    ask(r);
    (void)tcplens_report_write(r, inspect, NULL, &err);
    tcplens_report_free(r);
    (void)close(fd);
    return 0;
}
