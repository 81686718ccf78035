// SPDX-License-Identifier: BSD-3-Clause
/*
 * multipath.h - connections of Multipath TCP (RFC 6824, RFC 8684): which streams of TCP are their
 * subflows, as the tokens in joins tell, and what the keys say of the numbers of their data.
 *
 * A token belongs to one side of one connection, which whoever names it first begins. Memory is
 * bounded: MULTIPATH_MAX connections, and as many streams, are remembered; those that come later
 * have no place.
 */
#ifndef TL_DISSECT_MULTIPATH_H
#define TL_DISSECT_MULTIPATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MULTIPATH_MAX = 1 << 16 };

/**
 * struct multipath_side - what is known of one of a connection's two ends
 * @key:   that it sent
 * @token: that others join it with; it may be known without the key
 * @first: its data begin behind this number (IDSN), 0 if only numbers of 64 bits were seen, if it
 *         @has_first
 */
struct multipath_side {
    uint64_t key, first;
    uint32_t token;
    bool has_key, has_token, has_first;
};

/**
 * struct multipath_connection
 * @index:  how many there were before it
 * @master: stream of the subflow whose handshake was for this connection, if it @has_master
 * @newest: its latest subflow, by multipath_flow.before; NULL if none joined
 */
struct multipath_connection {
    struct multipath_side sides[2];
    struct multipath_flow *newest;
    uint32_t index, master;
    bool has_master;
};

/**
 * struct multipath_flow - a stream of TCP that speaks Multipath TCP
 * @connection: NULL if it has none yet
 * @before:     the connection's subflow that joined before it
 * @stream:     tcp.stream
 * @side_of:    by direction of the stream, 0 or 1: which of the connection's sides sends, if it has
 *              one
 * @joined:     it is one of the connection's subflows
 */
struct multipath_flow {
    struct multipath_connection *connection;
    struct multipath_flow *before;
    uint32_t stream;
    uint8_t side_of[2];
    bool joined;
};

struct multipath;

/* *Owned*; NULL if there is no memory. */
struct multipath *tl_multipath_new(void);

/* NULL is allowed. */
void tl_multipath_free(struct multipath *m);

/* What is known of the stream, nothing if it is new. *Borrowed* from `m`; NULL if there is no
 * room. */
struct multipath_flow *multipath_flow(struct multipath *m, uint32_t stream);

/* The stream has an option that is neither of the next two: it is of some connection. */
void multipath_meet(struct multipath *m, struct multipath_flow *flow);

/* MP_CAPABLE: who sends in direction `from` has this key, and what follows from it: a token, and
 * the number that its data begin behind. The first key of a side counts. */
void multipath_key(struct multipath *m, struct multipath_flow *flow, unsigned from, uint64_t key,
                   uint32_t token, uint64_t first);

/* A join in direction `from`: the other side has this token. */
void multipath_join(struct multipath *m, struct multipath_flow *flow, unsigned from,
                    uint32_t token);

/* Who sends in direction `from`; NULL if the stream has no connection. */
static inline struct multipath_side *multipath_side(const struct multipath_flow *flow,
                                                    unsigned from)
{
    return flow->connection == NULL ? NULL : &flow->connection->sides[flow->side_of[from]];
}

#endif
