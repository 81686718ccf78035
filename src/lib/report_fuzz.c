// SPDX-License-Identifier: BSD-3-Clause
/*
 * report_fuzz.c - any octets as a capture file, made into a page. What it holds is chosen by the
 * input's length, so that one input always takes the same way; small limits make cuts common.
 */
#include <tcplens/tcplens.h>

#include "fuzz_capture.h"

/* Every document that the page names can be had, and is as harmless. */
static void ask(struct tcplens_report *r)
{
    static const char *const names[] = {"overview",     "frames/0", "trees/0",
                                        "connection/1", "frames/",  "trees/99999999999999999999"};
    struct tcplens_error err;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)tcplens_report_document(r, names[i], fuzz_inspect, NULL, &err);
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
    struct tcplens_report *r;
    struct tcplens_error err;
    char path[32];
    const int fd = fuzz_capture(path, data, size);

    if (tcplens_report_new(&r, &options, &err) != TCPLENS_OK)
        abort();
    (void)tcplens_report_read_file(r, path, &err);
    ask(r);
    (void)tcplens_report_write(r, fuzz_inspect, NULL, &err);
    tcplens_report_free(r);
    (void)close(fd);
    return 0;
}
