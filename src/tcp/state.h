// SPDX-License-Identifier: BSD-3-Clause
/*
 * state.h - the TCP state machine of RFC 9293 3.3.2 (figure 5) as one table.
 *
 * One table serves an observer, who sees what an endpoint sends and receives, and an endpoint
 * itself. An event is one arrow's cause; an event that the table has no arrow for in a state leaves
 * the state as it is.
 */
#ifndef TL_TCP_STATE_H
#define TL_TCP_STATE_H

#include <tcplens/state.h>

enum tcp_event {
    TCP_PASSIVE_OPEN, /* the user listens; an observer infers it from a SYN that was answered */
    TCP_SEND_SYN,     /* active open, or data sent by a listener */
    TCP_RECV_SYN, /* SYN without an acceptable ACK: LISTEN answers it, SYN-SENT has crossed it */
    TCP_RECV_SYN_ACK, /* SYN whose ACK covers our SYN */
    TCP_RECV_ACK_OF_SYN,
    TCP_SEND_FIN,
    TCP_RECV_FIN, /* a FIN in order, which does not acknowledge ours */
    TCP_RECV_ACK_OF_FIN,
    TCP_RECV_FIN_ACK_OF_FIN, /* a FIN in order that acknowledges ours as well */
    TCP_SEND_RST,
    TCP_RECV_RST,         /* an acceptable one (RFC 5961 3.2) */
    TCP_RECV_RST_PASSIVE, /* the same, at an end that was opened passively: figure 5, note 1 */
    TCP_TIMEOUT_2MSL,
    TCP_EVENTS,
};

/* The state after `event` in `from`. */
enum tcplens_state tl_tcp_transition(enum tcplens_state from, enum tcp_event event);

#endif
