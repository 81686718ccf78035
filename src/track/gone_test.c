// SPDX-License-Identifier: BSD-3-Clause
/* Closed connections that have to go: the one closed longest, known by its number for longer. */
#include "track/gone.h"
#include "track/scene.h"

enum { CLOSED = 3, CONNECTIONS = 12, FIRST_PORT = 40000 };

static void buckets(void)
{
    enum { SAME_BUCKET = 1 << 20 };
    struct gone g;

    T_CHECK(tl_gone_init(&g, 64));
    T_CHECK(tl_gone_find(&g, 7) == 0);
    for (uint64_t i = 0; i < GONE_WAYS; i++)
        tl_gone_put(&g, 7 + i * SAME_BUCKET, 100 + i);
    T_CHECK(tl_gone_find(&g, 7) == 100 && tl_gone_find(&g, 7 + SAME_BUCKET) == 101);
    tl_gone_put(&g, 7, 200); /* the same flow again: nobody has to give way, and it is new */
    T_CHECK(tl_gone_find(&g, 7) == 200 && tl_gone_find(&g, 7 + SAME_BUCKET) == 101);
    tl_gone_put(&g, 7 + GONE_WAYS * SAME_BUCKET, 104);
    T_CHECK(tl_gone_find(&g, 7 + SAME_BUCKET) == 0);
    T_CHECK(tl_gone_find(&g, 7) == 200 && tl_gone_find(&g, 7 + GONE_WAYS * SAME_BUCKET) == 104);
    tl_gone_fini(&g);
}

/* Open and abort a connection from port FIRST_PORT + i; which ones were retired when it began. */
static size_t one_more(struct scene *s, unsigned i, uint64_t *number)
{
    size_t n;
    const uint32_t *slots;

    s->port[A] = (uint16_t)(FIRST_PORT + i);
    send(s, A, SYN, 0, 0, 0);
    slots = tl_track_retired(s->t, &n);
    *number = n > 0 ? tl_track_conn(s->t, slots[0])->number : 0;
    send(s, B, SYN | ACK, 0, 1, 0);
    send(s, A, ACK, 1, 1, 0);
    send(s, A, RST, 1, 1, 0);
    return n;
}

static void oldest_goes(void)
{
    const struct track_options options = {.max_conns = 64, .max_closed = CLOSED};
    struct track_stats stats;
    struct scene s;
    uint64_t number;

    scene_open(&s);
    tl_track_free(s.t);
    if (tl_track_new(&s.t, &options, NULL) != TCPLENS_OK)
        abort();
    for (unsigned i = 0; i < CONNECTIONS; i++) {
        const size_t n = one_more(&s, i, &number);

        T_CHECK(i <= CLOSED ? n == 0 : n == 1 && number == i - CLOSED);
    }
    tl_track_stats(s.t, &stats);
    T_CHECK(stats.conns == CONNECTIONS && stats.evicted == 0);
    s.port[A] = FIRST_PORT;
    send(&s, A, SYN, 5000, 0, 0);
    T_CHECK(has(&s, V_NEW_CONN | V_PORT_REUSE) && scene_conn(&s)->previous == 1);
    s.port[A] = FIRST_PORT + CONNECTIONS;
    send(&s, A, SYN, 0, 0, 0);
    T_CHECK(has(&s, V_NEW_CONN) && has_none(&s, V_PORT_REUSE) && scene_conn(&s)->previous == 0);
    scene_close(&s);
}

int main(void)
{
    buckets();
    oldest_goes();
    return t_done();
}
