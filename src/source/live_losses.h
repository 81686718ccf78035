// SPDX-License-Identifier: BSD-3-Clause
/*
 * live_losses.h - what the kernel counts of a capture: frames its filter passed, and frames lost.
 *
 * libpcap opens files under /sys for every look at the counters; here everything is opened once,
 * so that the counters can still be read when the right to open files has been given up.
 */
#ifndef TL_SOURCE_LIVE_LOSSES_H
#define TL_SOURCE_LIVE_LOSSES_H

#include <stdbool.h>
#include <stdint.h>

#include <pcap/pcap.h>

enum { LOSSES_FILES = 2 };

/**
 * struct live_losses - counters that do not wrap, as of the latest tl_losses_update()
 * @received:      frames the filter passed, those dropped included
 * @dropped_ring:  frames dropped because the ring was full
 * @dropped_iface: frames dropped by the interface or its driver since the capture began
 * @files:         *owned*: the interface's own counters, -1 where there are none
 * @before:        sum of the interface's counters at the latest look
 * @latest:        of captures that have no packet socket: libpcap's counters, which wrap at 2^32
 */
struct live_losses {
    uint64_t received, dropped_ring, dropped_iface;
    int files[LOSSES_FILES];
    uint64_t before;
    struct pcap_stat latest;
};

/* Begin to count; `interface` is NULL if frames that never reached this host are of no interest. */
void tl_losses_init(struct live_losses *l, const char *interface);

void tl_losses_update(struct live_losses *l, pcap_t *pcap);

void tl_losses_fini(struct live_losses *l);

#endif
