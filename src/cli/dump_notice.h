// SPDX-License-Identifier: BSD-3-Clause
/* dump_notice.h - what `dump` says on standard error, to the letter as tcpdump does: scripts read
 * it. */
#ifndef TL_CLI_DUMP_NOTICE_H
#define TL_CLI_DUMP_NOTICE_H

#include <stdbool.h>
#include <stdint.h>

#include <tcplens/dump.h>

/* Whether `status` is no failure; if it is one, `err` is told, in libpcap's words if it has any. */
bool all_is_well(enum tcplens_status status, const struct tcplens_error *err);

/* "reading from file web.pcap, link-type ..." */
void notice_file(const struct tcplens_dump *d, const char *path);

/* "listening on eth0, link-type ..."; `lines`: brief lines go to the terminal, which needs a hint.
 */
void notice_interface(const struct tcplens_dump *d, const char *interface, bool lines);

/* What was captured and dropped: three lines or four, at the end. */
void notice_sums(struct tcplens_dump *d);

/* The same in one line, at any time. */
void notice_sums_so_far(struct tcplens_dump *d);

/**
 * struct notice_progress - "Got 123", written over itself once a second
 * @said:   number of packets that is shown
 * @second: of the monotonic clock, when it was shown
 * @begun:  some number is shown
 */
struct notice_progress {
    uint64_t said;
    int64_t second;
    bool begun;
};
void notice_progress(struct notice_progress *p, struct tcplens_dump *d);

#endif
