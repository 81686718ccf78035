// SPDX-License-Identifier: BSD-3-Clause
/* dump.h - frames as tcpdump prints them. */
#ifndef TCPLENS_DUMP_H
#define TCPLENS_DUMP_H

#include <tcplens/error.h>
#include <tcplens/print.h>
#include <tcplens/sink.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/**
 * struct tcplens_dump_options - what to dump and how
 * @print:  how
 * @filter: libpcap expression, NULL for all frames
 */
struct tcplens_dump_options {
    struct tcplens_print_options print;
    const char *filter;
};

/* Print the frames of a capture file, "-" for standard input, to `sink`. What comes before a damage
 * in the file is printed first. */
enum tcplens_status tcplens_dump_file(const char *path, const struct tcplens_dump_options *options,
                                      tcplens_sink *sink, void *ctx, struct tcplens_error *err)
    __attribute__((warn_unused_result));

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
