// SPDX-License-Identifier: BSD-3-Clause
/*
 * error.h - how the library says that the environment failed: files, devices, memory, permission.
 *
 * Only the environment can fail. A damaged packet is data (segment.h: TCPLENS_TRUNCATED,
 * TCPLENS_MALFORMED), and a mistake of ours is an assertion. A function that returns a status fills
 * `*err` only on failure, leaves its other outputs untouched then, and never prints.
 */
#ifndef TCPLENS_ERROR_H
#define TCPLENS_ERROR_H

#ifdef __cplusplus
extern "C" {
#endif

/* What failed; stable numbers, part of the ABI. */
enum tcplens_status {
    TCPLENS_OK = 0,
    TCPLENS_END = 1,           /* no more frames: not a failure, `*err` is not filled */
    TCPLENS_ERR_USAGE = 2,     /* an option or argument that makes no sense */
    TCPLENS_ERR_SYSTEM = 3,    /* a system call: sys_errno tells */
    TCPLENS_ERR_FORMAT = 4,    /* not a capture file, or one damaged beyond reading on */
    TCPLENS_ERR_CUT = 5,       /* the file ends within a record; all before it was delivered */
    TCPLENS_ERR_LINK_TYPE = 6, /* a link type that tcplens cannot decode */
    TCPLENS_ERR_FILTER = 7,    /* a capture filter that does not compile */
    TCPLENS_ERR_DEVICE = 8,    /* no such interface, or it went away */
    TCPLENS_ERR_PERMISSION = 9,
    TCPLENS_ERR_MEMORY = 10,
    TCPLENS_ERR_WRITE = 11, /* the caller's sink refused output */
};

/**
 * struct tcplens_error - one failure, ready to be shown
 * @code:      what failed; never TCPLENS_OK or TCPLENS_END once filled
 * @sys_errno: errno of the failing call, or 0
 * @text:      one English line without newline: what, where, and what to do; any octets that came
 *             from a file or a device are already harmless to a terminal
 * @libpcap:   the same in the words of libpcap 1.10, which scripts around tcpdump look for; "" if
 * it has none
 */
struct tcplens_error {
    enum tcplens_status code;
    int sys_errno;
    char text[512];
    char libpcap[192];
};

#ifdef __cplusplus
}
#endif

#endif
