// SPDX-License-Identifier: BSD-3-Clause
/*
 * address.h - addresses replaced by others of the same kind: private by private, link-local by
 * link-local, everybody's by everybody's. What names nobody stays: loopback, multicast, broadcast,
 * unspecified.
 */
#ifndef TL_REDACT_ADDRESS_H
#define TL_REDACT_ADDRESS_H

#include "redact/permute.h"

void tl_redact_ip4(const struct permute_key *key, uint8_t addr[4]);
void tl_redact_ip6(const struct permute_key *key, uint8_t addr[16]);
void tl_redact_ether(const struct permute_key *key, uint8_t addr[6]);

#endif
