// SPDX-License-Identifier: BSD-3-Clause
#include "lab_cable.h"

#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
    PACKET_MAX = 2048, /* more than the devices' MTU */
    ROOM = 2048,       /* packets on the way */
    QUIET_MS = 400, /* nothing moves for so long, and all is over: more than a delayed ACK takes */
};

struct packet {
    int64_t due_ns;
    uint8_t to;
    uint16_t len;
    uint8_t octets[PACKET_MAX];
};

/**
 * struct cable - packets on the way, the oldest at @first, @n of them: all take equally long, so
 * the oldest is due first
 */
struct cable {
    const int *tun;
    const struct cable_options *options;
    uint64_t random;
    size_t first, n;
    struct packet packets[ROOM];
};

static int64_t now_ns(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

/* xorshift64*: the same packets are lost every time. */
static bool is_lost(struct cable *c)
{
    c->random ^= c->random >> 12;
    c->random ^= c->random << 25;
    c->random ^= c->random >> 27;
    return (c->random * 2685821657736338717U >> 32) % 10000 < c->options->loss;
}

/* Whether anything came. */
static bool take_from(struct cable *c, uint8_t end)
{
    struct packet spare, *p;
    bool any = false;

    for (;;) {
        const bool full = c->n == ROOM;
        ssize_t n;

        p = full ? &spare : &c->packets[(c->first + c->n) % ROOM];
        n = read(c->tun[end], p->octets, sizeof p->octets);
        if (n <= 0)
            return any;
        if (p->octets[0] >> 4 != 4) /* the kernel's talk about IPv6 */
            continue;
        any = true;
        if (full || is_lost(c))
            continue;
        p->due_ns = now_ns() + INT64_C(1000) * c->options->delay_us;
        p->to = (uint8_t)!end;
        p->len = (uint16_t)n;
        c->n++;
    }
}

static bool deliver_due(struct cable *c)
{
    bool any = false;

    while (c->n > 0 && c->packets[c->first].due_ns <= now_ns()) {
        const struct packet *const p = &c->packets[c->first];

        (void)!write(c->tun[p->to], p->octets, p->len); /* a device that is full loses it */
        c->first = (c->first + 1) % ROOM;
        c->n--;
        any = true;
    }
    return any;
}

bool cable_carry(const int tun[2], const struct cable_options *options, int until)
{
    struct cable *const c = malloc(sizeof *c);
    struct pollfd fds[3] = {{.fd = tun[0], .events = POLLIN},
                            {.fd = tun[1], .events = POLLIN},
                            {.fd = until, .events = POLLIN}};
    int64_t moved_ns = now_ns();

    if (c == NULL)
        return false;
    c->tun = tun;
    c->options = options;
    c->random = options->seed * 2 + 1;
    c->first = c->n = 0;
    while (fds[2].fd >= 0 || c->n > 0 || now_ns() - moved_ns < QUIET_MS * INT64_C(1000000)) {
        const int64_t left = c->n > 0 ? c->packets[c->first].due_ns - now_ns() : 50000000;
        const struct timespec wait = {0, left < 0 ? 0 : left > 50000000 ? 50000000 : left};

        (void)ppoll(fds, 3, &wait, NULL);
        if (fds[2].revents != 0)
            fds[2].fd = -1;
        if (((int)take_from(c, 0) | (int)take_from(c, 1) | (int)deliver_due(c)) != 0)
            moved_ns = now_ns();
    }
    free(c);
    return true;
}
