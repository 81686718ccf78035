// SPDX-License-Identifier: BSD-3-Clause
/* state.h - the states of a TCP endpoint, by RFC 9293 3.3.2. */
#ifndef TCPLENS_STATE_H
#define TCPLENS_STATE_H

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

/* Numbers are stable (part of the ABI); UNKNOWN is the observer's, not the RFC's. */
enum tcplens_state {
    TCPLENS_STATE_UNKNOWN = 0, /* nothing seen of this end that tells */
    TCPLENS_CLOSED = 1,
    TCPLENS_LISTEN = 2,
    TCPLENS_SYN_SENT = 3,
    TCPLENS_SYN_RECEIVED = 4,
    TCPLENS_ESTABLISHED = 5,
    TCPLENS_FIN_WAIT_1 = 6,
    TCPLENS_FIN_WAIT_2 = 7,
    TCPLENS_CLOSE_WAIT = 8,
    TCPLENS_CLOSING = 9,
    TCPLENS_LAST_ACK = 10,
    TCPLENS_TIME_WAIT = 11,
};
enum { TCPLENS_STATES = 12 };

/* The RFC's name, such as "FIN-WAIT-1"; "?" for UNKNOWN and for anything else. Never NULL. */
const char *tcplens_state_name(enum tcplens_state state);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif

#endif
