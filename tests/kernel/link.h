// SPDX-License-Identifier: BSD-3-Clause
/*
 * link.h - two hosts, each a network namespace with the kernel's own TCP, and a cable between them
 * that this process carries: it delays, loses, repeats and reorders packets as it is told, and
 * captures them at three points.
 *
 * A packet passes three capture points: near its sender, halfway, near its receiver. A loss happens
 * in the first or in the second half, so some points see what others do not, as in life.
 */
#ifndef TESTS_KERNEL_LINK_H
#define TESTS_KERNEL_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum host { HOST_A, HOST_B };
enum point { POINT_A, POINT_MIDDLE, POINT_B, POINTS };

/* One-way delay of the cable. */
enum { LINK_DELAY_US = 1000 };

/* What the cable does to a packet. */
struct fate {
    bool lost_early, lost_late; /* in the first, in the second half */
    bool twice;                 /* the second half delivers it twice */
    uint32_t extra_us;          /* the second half takes so much longer */
};

/* Decides the fate of a packet from `from`; `packet` is an IPv4 packet of `len` octets. */
typedef struct fate link_fate_fn(enum host from, const uint8_t *packet, size_t len);

/*
 * Make both hosts and start to carry packets. The captures go to DIR/near-a.pcap, DIR/middle.pcap
 * and DIR/near-b.pcap. Host A is 10.77.0.1, host B 10.77.0.2. Exits with a message on failure.
 */
void link_start(const char *dir, link_fate_fn *fate);

/* Flush and close the captures. */
void link_stop(void);

/* Move the calling thread to a host: sockets made from now on are that host's. */
void link_enter(enum host host);

#endif
