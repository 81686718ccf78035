// SPDX-License-Identifier: BSD-3-Clause
/*
 * state.c - RFC 9293's figure 5, arrow by arrow, and what the text and Linux add to it.
 *
 * A cell that is not written is 0 and means: no arrow, stay. So no arrow may lead to UNKNOWN, which
 * is 0 and no state of the RFC.
 */
#include "tcp/state.h"

#define STAY     TCPLENS_STATE_UNKNOWN
#define ON(name) [TCP_##name]
#define IN(name) [TCPLENS_##name]
#define TO(name) TCPLENS_##name

/* RST ends every state alike but SYN-RECEIVED, which a passive open leaves for LISTEN (3.10.7.4,
 * second), and LISTEN itself, which ignores it (3.10.7.2, first). */
#define RESET                                                                                      \
    ON(SEND_RST) = TO(CLOSED), ON(RECV_RST) = TO(CLOSED), ON(RECV_RST_PASSIVE) = TO(CLOSED)

static const unsigned char next_state[TCPLENS_STATES][TCP_EVENTS] = {
    IN(STATE_UNKNOWN) = {ON(PASSIVE_OPEN) = TO(LISTEN), ON(SEND_SYN) = TO(SYN_SENT), RESET},
    IN(CLOSED) = {ON(PASSIVE_OPEN) = TO(LISTEN), ON(SEND_SYN) = TO(SYN_SENT)},
    IN(LISTEN) = {ON(RECV_SYN) = TO(SYN_RECEIVED), ON(SEND_SYN) = TO(SYN_SENT)},
    IN(SYN_SENT) = {ON(RECV_SYN) = TO(SYN_RECEIVED), ON(RECV_SYN_ACK) = TO(ESTABLISHED), RESET},
    /* A FIN before the handshake's end: close() in SYN-RECEIVED (3.10.4), or one that came with the
     * ACK that would have ended it. */
    IN(SYN_RECEIVED) = {ON(RECV_SYN_ACK) = TO(ESTABLISHED), ON(RECV_ACK_OF_SYN) = TO(ESTABLISHED),
                        ON(SEND_FIN) = TO(FIN_WAIT_1), ON(RECV_FIN) = TO(CLOSE_WAIT),
                        ON(SEND_RST) = TO(CLOSED), ON(RECV_RST) = TO(CLOSED),
                        ON(RECV_RST_PASSIVE) = TO(LISTEN)},
    IN(ESTABLISHED) = {ON(SEND_FIN) = TO(FIN_WAIT_1), ON(RECV_FIN) = TO(CLOSE_WAIT), RESET},
    IN(FIN_WAIT_1) = {ON(RECV_FIN) = TO(CLOSING), ON(RECV_ACK_OF_FIN) = TO(FIN_WAIT_2),
                      ON(RECV_FIN_ACK_OF_FIN) = TO(TIME_WAIT), RESET},
    IN(FIN_WAIT_2) = {ON(RECV_FIN) = TO(TIME_WAIT), ON(RECV_FIN_ACK_OF_FIN) = TO(TIME_WAIT), RESET},
    IN(CLOSE_WAIT) = {ON(SEND_FIN) = TO(LAST_ACK), RESET},
    IN(CLOSING) = {ON(RECV_ACK_OF_FIN) = TO(TIME_WAIT), ON(RECV_FIN_ACK_OF_FIN) = TO(TIME_WAIT),
                   RESET},
    IN(LAST_ACK) = {ON(RECV_ACK_OF_FIN) = TO(CLOSED), ON(RECV_FIN_ACK_OF_FIN) = TO(CLOSED), RESET},
    IN(TIME_WAIT) = {ON(TIMEOUT_2MSL) = TO(CLOSED), RESET},
};

enum tcplens_state tl_tcp_transition(enum tcplens_state from, enum tcp_event event)
{
    const enum tcplens_state to = (enum tcplens_state)next_state[from][event];

    return to == STAY ? from : to;
}

const char *tcplens_state_name(enum tcplens_state state)
{
    static const char *const names[TCPLENS_STATES] = {
        IN(STATE_UNKNOWN) = "?",
        IN(CLOSED) = "CLOSED",
        IN(LISTEN) = "LISTEN",
        IN(SYN_SENT) = "SYN-SENT",
        IN(SYN_RECEIVED) = "SYN-RECEIVED",
        IN(ESTABLISHED) = "ESTABLISHED",
        IN(FIN_WAIT_1) = "FIN-WAIT-1",
        IN(FIN_WAIT_2) = "FIN-WAIT-2",
        IN(CLOSE_WAIT) = "CLOSE-WAIT",
        IN(CLOSING) = "CLOSING",
        IN(LAST_ACK) = "LAST-ACK",
        IN(TIME_WAIT) = "TIME-WAIT",
    };

    return (unsigned)state < TCPLENS_STATES ? names[state] : "?";
}
