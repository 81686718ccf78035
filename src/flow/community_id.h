// SPDX-License-Identifier: BSD-3-Clause
/*
 * community_id.h - Community ID v1: the name of a flow by which Zeek, Suricata and others know it
 * (github.com/corelight/community-id-spec): "1:" and the base64 of SHA-1 over seed, ordered
 * addresses, protocol and ports.
 */
#ifndef TL_FLOW_COMMUNITY_ID_H
#define TL_FLOW_COMMUNITY_ID_H

#include <stdint.h>

enum { COMMUNITY_ID = 2 + 28 + 1 };

/* Of a TCP connection, with seed 0; addresses as in struct conn. NUL-terminated. */
void tl_community_id(char out[COMMUNITY_ID], const uint8_t addr_a[16], uint16_t port_a,
                     const uint8_t addr_b[16], uint16_t port_b);

#endif
