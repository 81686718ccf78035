// SPDX-License-Identifier: BSD-3-Clause
/* Every state with every event: the arrows of RFC 9293 figure 5 as a list, and nothing else. */
#include <string.h>

#include "tap.h"
#include "tcp/state.h"

struct arrow {
    enum tcplens_state from;
    enum tcp_event event;
    enum tcplens_state to;
};

static const struct arrow arrows[] = {
    {TCPLENS_STATE_UNKNOWN, TCP_PASSIVE_OPEN, TCPLENS_LISTEN},
    {TCPLENS_STATE_UNKNOWN, TCP_SEND_SYN, TCPLENS_SYN_SENT},
    {TCPLENS_CLOSED, TCP_PASSIVE_OPEN, TCPLENS_LISTEN},
    {TCPLENS_CLOSED, TCP_SEND_SYN, TCPLENS_SYN_SENT},
    {TCPLENS_LISTEN, TCP_RECV_SYN, TCPLENS_SYN_RECEIVED},
    {TCPLENS_LISTEN, TCP_SEND_SYN, TCPLENS_SYN_SENT},
    {TCPLENS_SYN_SENT, TCP_RECV_SYN, TCPLENS_SYN_RECEIVED},
    {TCPLENS_SYN_SENT, TCP_RECV_SYN_ACK, TCPLENS_ESTABLISHED},
    {TCPLENS_SYN_RECEIVED, TCP_RECV_ACK_OF_SYN, TCPLENS_ESTABLISHED},
    {TCPLENS_SYN_RECEIVED, TCP_RECV_SYN_ACK, TCPLENS_ESTABLISHED},
    {TCPLENS_SYN_RECEIVED, TCP_SEND_FIN, TCPLENS_FIN_WAIT_1},
    {TCPLENS_SYN_RECEIVED, TCP_RECV_FIN, TCPLENS_CLOSE_WAIT},
    {TCPLENS_SYN_RECEIVED, TCP_RECV_RST_PASSIVE, TCPLENS_LISTEN},
    {TCPLENS_ESTABLISHED, TCP_SEND_FIN, TCPLENS_FIN_WAIT_1},
    {TCPLENS_ESTABLISHED, TCP_RECV_FIN, TCPLENS_CLOSE_WAIT},
    {TCPLENS_FIN_WAIT_1, TCP_RECV_FIN, TCPLENS_CLOSING},
    {TCPLENS_FIN_WAIT_1, TCP_RECV_ACK_OF_FIN, TCPLENS_FIN_WAIT_2},
    {TCPLENS_FIN_WAIT_1, TCP_RECV_FIN_ACK_OF_FIN, TCPLENS_TIME_WAIT},
    {TCPLENS_FIN_WAIT_2, TCP_RECV_FIN, TCPLENS_TIME_WAIT},
    {TCPLENS_FIN_WAIT_2, TCP_RECV_FIN_ACK_OF_FIN, TCPLENS_TIME_WAIT},
    {TCPLENS_CLOSE_WAIT, TCP_SEND_FIN, TCPLENS_LAST_ACK},
    {TCPLENS_CLOSING, TCP_RECV_ACK_OF_FIN, TCPLENS_TIME_WAIT},
    {TCPLENS_CLOSING, TCP_RECV_FIN_ACK_OF_FIN, TCPLENS_TIME_WAIT},
    {TCPLENS_LAST_ACK, TCP_RECV_ACK_OF_FIN, TCPLENS_CLOSED},
    {TCPLENS_LAST_ACK, TCP_RECV_FIN_ACK_OF_FIN, TCPLENS_CLOSED},
    {TCPLENS_TIME_WAIT, TCP_TIMEOUT_2MSL, TCPLENS_CLOSED},
};

static enum tcplens_state expected(enum tcplens_state from, enum tcp_event event)
{
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++)
        if (arrows[i].from == from && arrows[i].event == event)
            return arrows[i].to;
    if (event == TCP_SEND_RST || event == TCP_RECV_RST || event == TCP_RECV_RST_PASSIVE)
        return from == TCPLENS_LISTEN ? TCPLENS_LISTEN : TCPLENS_CLOSED;
    return from;
}

int main(void)
{
    for (int from = 0; from < TCPLENS_STATES; from++) {
        for (int event = 0; event < TCP_EVENTS; event++) {
            const enum tcplens_state to =
                tl_tcp_transition((enum tcplens_state)from, (enum tcp_event)event);

            T_CHECK(to == expected((enum tcplens_state)from, (enum tcp_event)event));
        }
        for (int other = 0; other < from; other++)
            T_CHECK(strcmp(tcplens_state_name((enum tcplens_state)from),
                           tcplens_state_name((enum tcplens_state)other)) != 0);
    }
    T_CHECK(strcmp(tcplens_state_name(TCPLENS_FIN_WAIT_2), "FIN-WAIT-2") == 0);
    T_CHECK(strcmp(tcplens_state_name(TCPLENS_STATE_UNKNOWN), "?") == 0);
    T_CHECK(strcmp(tcplens_state_name((enum tcplens_state)99), "?") == 0);
    return t_done();
}
