// SPDX-License-Identifier: BSD-3-Clause
/*
 * socks.c - SOCKS of version 4: a client asks for a connection to a port, and once the proxy grants
 * it all else is of that port's protocol.
 */
#include "pdu/speakers.h"

enum { VERSION = 4, CONNECT = 1, GRANTED = 90, HEAD = 8 };

/* @port: what the client asked for; 0: nothing yet */
struct socks_state {
    uint16_t port;
};

bool hear_socks(struct hearing *h)
{
    struct socks_state *const state = hear_state(h, PDU_SOCKS);
    const uint16_t port = state->port;
    const uint8_t *const p = h->octets.p;

    hear_name(h, PDU_SOCKS, 0, h->len);
    if (h->octets.n < HEAD)
        return true;
    if (p[0] == VERSION && p[1] == CONNECT)
        state->port = be16(p + 2);
    else if (port != 0 && p[0] == 0 && p[1] == GRANTED)
        *h->talk = (struct talk){.wrapper = PDU_SOCKS, .server_port = port};
    return true;
}
