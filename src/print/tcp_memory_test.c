// SPDX-License-Identifier: BSD-3-Clause
/* tcp_memory_test.c - what is remembered of a connection, of many at once, and of too many. */
#include "print/tcp_memory.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

enum { MANY = 200000, TOO_MANY = 1200000, PORT = 80 };

/* Client `i`, for each version an address and a port of its own. */
struct pair {
    uint8_t client[16], server[16];
    uint16_t port;
};

static struct pair make_pair(uint32_t i)
{
    struct pair p = {.server = {10, 1, 2, 3}, .port = (uint16_t)(1024 + i % 60000)};
    const uint32_t host = i / 60000;

    memcpy(p.client, &host, sizeof host);
    return p;
}

static struct tcp_origin ask(struct tcp_memory *m, uint8_t version, uint32_t i, bool from_client,
                             struct tcp_numbers s)
{
    const struct pair p = make_pair(i);
    const struct ip_info ip = {
        .version = version,
        .src = from_client ? p.client : p.server,
        .dst = from_client ? p.server : p.client,
    };
    struct tcp_origin out = {0};

    s.src_port = from_client ? p.port : PORT;
    s.dst_port = from_client ? PORT : p.port;
    tcp_memory_find(m, &ip, &s, &out);
    return out;
}

static bool is(struct tcp_origin o, uint32_t seq, uint32_t ack, bool fresh)
{
    return o.seq == seq && o.ack == ack && o.fresh == fresh;
}

static struct tcp_memory *new_memory(void)
{
    struct tcp_memory *const m = tcp_memory_new();

    if (m == NULL)
        abort();
    return m;
}

static void test_one(uint8_t version)
{
    struct tcp_memory *const m = new_memory();
    const struct tcp_numbers syn_ack = {.seq = 500, .ack = 101, .syn = true};
    const struct tcp_numbers later = {.seq = 7000, .ack = 8000};

    T_CHECK(is(ask(m, version, 1, false, syn_ack), 500, 100, true));
    T_CHECK(is(ask(m, version, 1, true, later), 100, 500, false));
    T_CHECK(is(ask(m, version, 1, false, later), 500, 100, false));
    T_CHECK(is(ask(m, version, 2, true, later), 7000, 7999, true));
    /* A SYN with ACK begins anew. */
    T_CHECK(is(ask(m, version, 2, false, syn_ack), 500, 100, true));
    T_CHECK(is(ask(m, version, 2, true, later), 100, 500, false));
    tcp_memory_free(m);
}

/* That many at the same time are all remembered, however often they are expected. */
static void test_many(void)
{
    struct tcp_memory *const m = new_memory();
    bool all = true;

    for (uint32_t i = 0; i < MANY; i++)
        all = all && ask(m, 4, i, true, (struct tcp_numbers){.seq = i, .ack = ~i}).fresh;
    for (uint32_t i = 0; i < MANY; i++) {
        const struct pair p = make_pair(i);
        uint8_t addresses[8], ports[4] = {(uint8_t)(p.port >> 8), (uint8_t)p.port, 0, PORT};

        memcpy(addresses, p.client, 4);
        memcpy(addresses + 4, p.server, 4);
        tcp_memory_fetch(m, tcp_memory_expect(m, addresses, ports));
        all = all && is(ask(m, 4, i, false, (struct tcp_numbers){0}), ~i - 1, i, false);
    }
    T_CHECK(all);
    tcp_memory_free(m);
}

/* Beyond the bound the ones before are forgotten, those used last stay. */
static void test_too_many(void)
{
    struct tcp_memory *const m = new_memory();
    bool all = true;
    uint32_t forgotten = 0;

    for (uint32_t i = 0; i < TOO_MANY; i++) {
        all = all && ask(m, 4, i, true, (struct tcp_numbers){.seq = i, .ack = 1}).fresh;
        all = all && is(ask(m, 4, i, false, (struct tcp_numbers){0}), 0, i, false);
    }
    for (uint32_t i = TOO_MANY - 10000; i < TOO_MANY; i++)
        all = all && !ask(m, 4, i, true, (struct tcp_numbers){0}).fresh;
    for (uint32_t i = 0; i < 10000; i++)
        forgotten += ask(m, 4, i, true, (struct tcp_numbers){0}).fresh;
    T_CHECK(all);
    T_CHECK(forgotten > 9000);
    tcp_memory_free(m);
}

int main(void)
{
    test_one(4);
    test_one(6);
    test_many();
    test_too_many();
    return t_done();
}
