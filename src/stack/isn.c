// SPDX-License-Identifier: BSD-3-Clause
/* isn.c - F is MD5, which RFC 6528 3 names; each use hashes a letter of its own first. */
#include "stack/isn.h"

#include <string.h>

#include "base/md5.h"

enum { TICK_NS = 4000 };

static void hash(uint8_t digest[MD5_OCTETS], char use, const uint8_t key[STACK_KEY],
                 const struct stack_addr *local, const struct stack_addr *remote)
{
    uint8_t octets[1 + STACK_KEY + 2 * (16 + 2)] = {(uint8_t)use};
    uint8_t *p = octets + 1;

    memcpy(p, key, STACK_KEY);
    p += STACK_KEY;
    memcpy(p, local->octets, local->n);
    memcpy(p + 16, &local->port, sizeof local->port);
    p += 18;
    memcpy(p, remote->octets, remote->n);
    memcpy(p + 16, &remote->port, sizeof remote->port);
    tl_md5(digest, octets, sizeof octets);
}

struct tcplens_seq isn_choose(const uint8_t key[STACK_KEY], const struct stack_addr *local,
                              const struct stack_addr *remote, int64_t now_ns)
{
    uint8_t digest[MD5_OCTETS];

    hash(digest, 'i', key, local, remote);
    return seq_of(be32(digest) + (uint32_t)(now_ns / TICK_NS));
}

uint32_t isn_timestamp_offset(const uint8_t key[STACK_KEY], const struct stack_addr *local,
                              const struct stack_addr *remote)
{
    uint8_t digest[MD5_OCTETS];

    hash(digest, 't', key, local, remote);
    return be32(digest);
}
