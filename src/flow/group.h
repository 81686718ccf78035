// SPDX-License-Identifier: BSD-3-Clause
/*
 * group.h - connections added up by host, by service or by pair of addresses.
 *
 * Groups are found by a hash table of a fixed cap; connections whose group finds no room any more
 * are counted, and named in no group.
 */
#ifndef TL_FLOW_GROUP_H
#define TL_FLOW_GROUP_H

#include <tcplens/flows.h>

#include "base/table.h"
#include "flow/row.h"

enum group_field {
#define GROUP_FIELD(id, name, type, of, heading, help) GROUP_##id,
#include "flow/groups.def"
    GROUP_FIELDS,
};

/**
 * struct group - the sum of some connections; a row
 * @addr:      host; or client and server
 * @port:      of the server
 * @connections, @failed: how many; @failed only with FLOW_TOLD in @known
 * @octets:    of payload, counted once: sent and received
 * @rtt_sum_ns, @rtts: of handshakes
 * The rest as in struct flow_row, added up.
 */
struct group {
    uint8_t addr[2][16];
    uint16_t port;
    uint8_t by, known;
    uint64_t connections, failed;
    uint64_t octets[2], segs, wire, retrans, lost, zero_windows;
    int64_t rtt_sum_ns, rtt_max_ns, first_ns, last_ns;
    uint64_t rtts;
};

/**
 * struct groups
 * @groups: *owned*: @n of them, at most @cap; in the order in which they came
 * @left:   connections without a group
 */
struct groups {
    struct group *groups;
    struct table table;
    uint64_t seed;
    uint32_t n, cap;
    uint8_t by;
    uint64_t left;
};

/* For groups in at most `octets` of memory. */
enum tcplens_status tl_groups_init(struct groups *g, enum tcplens_flows_by by, uint64_t octets,
                                   struct tcplens_error *err);
void tl_groups_add(struct groups *g, const struct flow_row *row);
void tl_groups_fini(struct groups *g);

/* Groups as a relation, with fields that are of `by`. */
struct relation tl_group_relation(enum tcplens_flows_by by);

#endif
