// SPDX-License-Identifier: BSD-3-Clause
/* listen.h - the socket that `tcplens ui` is asked at: on loopback unless told otherwise, and on a
 * port that nobody can guess unless told otherwise. */
#ifndef TL_CLI_LISTEN_H
#define TL_CLI_LISTEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct listener - a listening socket
 * @fd:       *owned*, non-blocking
 * @host:     its address as it stands in a URL, "127.0.0.1" or "[::1]"
 * @port:     its port, in host order
 * @loopback: only this machine reaches it
 */
struct listener {
    int fd;
    char host[64];
    uint16_t port;
    bool loopback;
};

/* Listen on `address`, an IP address ("::" and "0.0.0.0": all of them) or NULL for 127.0.0.1; port
 * 0 is any free one. False, having said so, if that cannot be. */
bool listener_open(struct listener *l, const char *address, uint16_t port);

void listener_close(struct listener *l);

/* Whether a request that names `host` (the Host header, NULL without one) is meant for `l`. A page
 * of elsewhere whose name was made to lead to loopback (DNS rebinding) names itself there. */
bool listener_is_called(const struct listener *l, const char *host);

#endif
