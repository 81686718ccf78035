// SPDX-License-Identifier: BSD-3-Clause
/*
 * match.h - segments between the notation, whose numbers are relative, and the wire: made of it,
 * and held against it.
 */
#ifndef TL_LAB_MATCH_H
#define TL_LAB_MATCH_H

#include "lab/scenario.h"
#include "stack/packet.h"
#include "tcp/seq.h"

/* The address and port of a host: the same in every scenario. */
struct stack_addr lab_addr(unsigned host);

/* What the scenario's own side numbers its octets from. */
uint32_t lab_isn(const struct lab_scenario *s);

/**
 * struct lab_sent - a segment that the endpoint has sent
 * @segment: as it was; its data is gone, @len octets
 * @at_ns:   when, from the beginning
 */
struct lab_sent {
    struct arrival segment;
    uint32_t len;
    int64_t at_ns;
};

/* Room for one packet, and for the text in it. */
struct lab_scratch {
    uint8_t packet[STACK_PACKET_MAX + 128], text[UINT16_MAX];
};

/* The packet that a `<` line injects, in scratch->packet: from the scenario's side to the endpoint,
 * whose ISS is `iss` and whose latest time stamp is `ts_val`. Its length. */
size_t lab_packet(struct lab_scratch *scratch, const struct lab_scenario *s,
                  const struct lab_segment *segment, struct tcplens_seq iss, uint32_t ts_val);

/* What of a `>` line a segment is not like, for a message; NULL if it is. */
const char *lab_difference(const struct lab_scenario *s, const struct lab_segment *wanted,
                           const struct lab_sent *sent, struct tcplens_seq iss);

/* A segment in the notation; `out` is of `n` octets. */
void lab_describe(char *out, size_t n, const struct lab_scenario *s, const struct lab_sent *sent,
                  struct tcplens_seq iss);

#endif
