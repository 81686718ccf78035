// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_memory.h - where each connection's sequence numbers began, for numbers relative to them.
 *
 * A connection's entry is made by the first segment with ACK that is printed, or anew by any
 * SYN+ACK, whose numbers are the first ones; a lone SYN leaves no trace. IPv4 and IPv6 have a table
 * of fixed size each, 524288 and 131072 entries. At the bound the entry that was used longest ago,
 * of the 32 at hand, is forgotten: the connection's next segment then prints its numbers as they
 * are, and those after it relative to them, as if the capture began there.
 */
#ifndef TL_PRINT_TCP_MEMORY_H
#define TL_PRINT_TCP_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

#include "print/line.h"

/**
 * struct tcp_origin - a connection's first sequence numbers, as the sender of a segment sees them
 * @seq:   the sender's
 * @ack:   the receiver's
 * @fresh: this very segment set them: its own numbers are printed as they are
 */
struct tcp_origin {
    uint32_t seq, ack;
    bool fresh;
};

/**
 * struct tcp_numbers - what of a segment's header decides
 * @src_port, @dst_port, @seq, @ack: in host order
 * @syn: the flag
 */
struct tcp_numbers {
    uint16_t src_port, dst_port;
    uint32_t seq, ack;
    bool syn;
};

struct tcp_memory;

/* NULL if there is not enough memory; *owned* by the caller. */
struct tcp_memory *tcp_memory_new(void);
void tcp_memory_free(struct tcp_memory *m);

/* The origin for a segment with ACK between the addresses of `ip`. */
void tcp_memory_find(struct tcp_memory *m, const struct ip_info *ip,
                     const struct tcp_numbers *segment, struct tcp_origin *out);

/*
 * Look ahead, so that an entry is in the cache when it is wanted: first expect a number of segments
 * over IPv4, both addresses and both ports as they stand in the headers, then fetch what each
 * returned. Neither changes anything.
 */
uint64_t tcp_memory_expect(const struct tcp_memory *m, const uint8_t addresses[8],
                           const uint8_t ports[4]);
void tcp_memory_fetch(const struct tcp_memory *m, uint64_t expected);

#endif
