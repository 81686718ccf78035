// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_multipath.h - a connection of Multipath TCP, as its options are read: nothing is remembered
 * or shown of it where nobody asked (field_view.seen). Within this room.
 */
#ifndef TL_DISSECT_TCP_MULTIPATH_H
#define TL_DISSECT_TCP_MULTIPATH_H

#include "dissect/multipath.h"
#include "dissect/tcp_option.h"

/* An option is there; of a join, the token of the connection that is joined. */
void multipath_note(const struct option *o);
void multipath_note_join(const struct option *o, uint32_t token);

/* The sender's key, 8 octets: the token and the first number that follow from it. */
void multipath_put_key(const struct option *o, unsigned version, const uint8_t *key);

/* The receiver's key, as the sender has it: complain if it is known to be another one. */
void multipath_check_echo(const struct option *o, unsigned version, const uint8_t *key);

/* Numbers of data that were acknowledged, or that are mapped, as the connection counts them; they
 * were of 8 octets, or of 4. */
void multipath_put_ack(const struct option *o, uint64_t number, bool of_8);
void multipath_put_mapping(const struct option *o, uint64_t number, bool of_8);

#endif
