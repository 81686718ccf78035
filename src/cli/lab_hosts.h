// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab_hosts.h - two hosts, each a network namespace with the kernel's own TCP and one TUN device;
 * whoever holds both devices is the cable between them (lab_cable.h).
 *
 * Root makes them as root; anybody else in a user namespace, where that is allowed. They are gone
 * when the last process in them is.
 */
#ifndef TL_CLI_LAB_HOSTS_H
#define TL_CLI_LAB_HOSTS_H

#include <stdbool.h>

enum lab_host { LAB_CLIENT, LAB_SERVER };

/* Their devices and addresses, by enum lab_host. */
extern const char *const lab_devices[2];
extern const char *const lab_addresses[2];

/* `ns`, `tun`: *owned*, by enum lab_host. */
struct lab_hosts {
    int ns[2], tun[2];
};

/* Make both; this process, and what it forks, is the client's then. False if that cannot be, with
 * the reason in `why` of 128 octets, and nothing changed but the namespace. */
bool lab_hosts_make(struct lab_hosts *hosts, char why[128]);

/* Move to a host: sockets made from now on are that host's. */
bool lab_hosts_enter(const struct lab_hosts *hosts, enum lab_host host);

void lab_hosts_close(struct lab_hosts *hosts);

#endif
