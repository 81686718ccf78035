// SPDX-License-Identifier: BSD-3-Clause
/* tcplens.h - the library's version, and everything else it has to offer. */
#ifndef TCPLENS_TCPLENS_H
#define TCPLENS_TCPLENS_H

#include <tcplens/device.h>
#include <tcplens/dump.h>
#include <tcplens/error.h>
#include <tcplens/explain.h>
#include <tcplens/filter.h>
#include <tcplens/flows.h>
#include <tcplens/follow.h>
#include <tcplens/frame.h>
#include <tcplens/graph.h>
#include <tcplens/lab.h>
#include <tcplens/ladder.h>
#include <tcplens/report.h>
#include <tcplens/save.h>
#include <tcplens/segment.h>
#include <tcplens/show.h>
#include <tcplens/sink.h>
#include <tcplens/state.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* "0.1.0": of the library that is loaded. Static. */
const char *tcplens_version(void);

/* "libpcap version 1.10.3 (with TPACKET_V3)": what captures and compiles filters. Static. */
const char *tcplens_capture_library(void);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
