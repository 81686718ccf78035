// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab_cable.h - the cable between two hosts (lab_hosts.h): carries packets from one TUN device to
 * the other, in order, each so much later, and loses some on the way.
 *
 * What is on the way is bounded; what finds no room is lost, as in any queue.
 */
#ifndef TL_CLI_LAB_CABLE_H
#define TL_CLI_LAB_CABLE_H

#include <stdbool.h>
#include <stdint.h>

/**
 * struct cable_options
 * @delay_us: from end to end
 * @loss:     of 10,000 packets, so many are lost
 * @seed:     decides which: the same every time
 */
struct cable_options {
    uint32_t delay_us, loss;
    uint64_t seed;
};

/* Carry until `until` (a pipe whose writers have gone) ends, and then until the cable has been
 * empty for a while. False if there was no memory. */
bool cable_carry(const int tun[2], const struct cable_options *options, int until);

#endif
