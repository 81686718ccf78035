// SPDX-License-Identifier: BSD-3-Clause
/* sink.h - where output goes: the library makes text and hands it to the caller, it never prints.
 */
#ifndef TCPLENS_SINK_H
#define TCPLENS_SINK_H

#include <stddef.h>

#include <tcplens/error.h>

/* Takes `n` octets of output, all or none. Any status but TCPLENS_OK ends the output. */
typedef enum tcplens_status tcplens_sink(void *ctx, const char *octets, size_t n);

#endif
