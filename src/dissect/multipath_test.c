// SPDX-License-Identifier: BSD-3-Clause
/* Subflows find their connection by a token, whoever named it first; numbers belong to sides. */
#include "dissect/multipath.h"

#include <stdlib.h>

#include "tap.h"

enum { CLIENT, SERVER, CLIENT_TOKEN = 11, SERVER_TOKEN = 22 };

/* Who sends in direction `from` of a stream that has a connection. */
static const struct multipath_side *sender(const struct multipath_flow *flow, unsigned from)
{
    const struct multipath_side *const side = multipath_side(flow, from);

    if (side == NULL)
        abort();
    return side;
}

static struct multipath_flow *shake_hands(struct multipath *m, uint32_t stream)
{
    struct multipath_flow *const flow = multipath_flow(m, stream);

    multipath_key(m, flow, CLIENT, 1, CLIENT_TOKEN, 1000);
    multipath_key(m, flow, SERVER, 2, SERVER_TOKEN, 2000);
    return flow;
}

static void joins_by_token(struct multipath *m)
{
    struct multipath_flow *const first = shake_hands(m, 7);
    struct multipath_flow *const by_client = multipath_flow(m, 8);
    struct multipath_flow *const by_server = multipath_flow(m, 9);

    multipath_join(m, by_client, CLIENT, SERVER_TOKEN);
    multipath_join(m, by_server, CLIENT, CLIENT_TOKEN); /* whoever joins is its client */
    T_CHECK(by_client->connection == first->connection);
    T_CHECK(by_server->connection == first->connection);
    T_CHECK(sender(by_client, CLIENT)->first == 1000);
    T_CHECK(sender(by_server, CLIENT)->first == 2000);
    T_CHECK(first->connection->newest == by_server && by_server->before == by_client &&
            by_client->before == first && first->before == NULL);
    T_CHECK(first->connection->has_master && first->connection->master == 7);
    multipath_key(m, first, CLIENT, 3, 33, 3000); /* the first key counts */
    T_CHECK(sender(first, CLIENT)->key == 1 && sender(first, CLIENT)->token == 11);
}

/* The capture begins with a join: the handshake is seen later, on another stream. */
static void joins_before_the_handshake(struct multipath *m)
{
    struct multipath_flow *const early = multipath_flow(m, 0);
    struct multipath_flow *late;

    multipath_join(m, early, CLIENT, SERVER_TOKEN);
    T_CHECK(!early->connection->has_master);
    late = multipath_flow(m, 1);
    multipath_key(m, late, SERVER, 2, SERVER_TOKEN, 2000);
    T_CHECK(late->connection == early->connection && early->connection->master == 1);
    T_CHECK(sender(early, SERVER)->first == 2000);
}

/* More streams than there is room for. */
static void forgets_the_last(struct multipath *m)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < MULTIPATH_MAX + 10; i++) {
        struct multipath_flow *const flow = multipath_flow(m, i);

        if (flow == NULL)
            continue;
        multipath_key(m, flow, CLIENT, i, i, i);
        n += flow->connection != NULL && flow->connection->index == i;
    }
    T_CHECK(n == MULTIPATH_MAX);
    T_CHECK(multipath_flow(m, 5)->connection->index == 5);
}

int main(void)
{
    static void (*const plays[])(struct multipath *) = {
        joins_by_token,
        joins_before_the_handshake,
        forgets_the_last,
    };

    for (size_t i = 0; i < sizeof plays / sizeof plays[0]; i++) {
        struct multipath *const m = tl_multipath_new();

        if (m == NULL)
            abort();
        plays[i](m);
        tl_multipath_free(m);
    }
    return t_done();
}
