// SPDX-License-Identifier: BSD-3-Clause
#include "link.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PACKET_MAX = 2048, SNAPLEN = 128, IN_FLIGHT_MAX = 8192 };

/* A packet on the cable, and when it reaches the next point. */
struct travelling {
    int64_t due_ns;
    uint64_t order; /* packets due at the same time keep their order */
    enum host from;
    bool passed_middle;
    struct fate fate;
    size_t len;
    uint8_t octets[PACKET_MAX];
};

static struct {
    int ns[2], tun[2], wake[2];
    FILE *capture[POINTS];
    link_fate_fn *fate;
    struct travelling *heap[IN_FLIGHT_MAX]; /* the one due first is heap[0] */
    size_t in_flight;
    uint64_t sent;
    pthread_t carrier;
} cable;

static void need(bool good, const char *what)
{
    if (!good) {
        fprintf(stderr, "link: %s: %s\n", what, strerror(errno));
        exit(1);
    }
}

static int64_t now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec * INT64_C(1000000000) + t.tv_nsec;
}

static bool before(const struct travelling *a, const struct travelling *b)
{
    return a->due_ns != b->due_ns ? a->due_ns < b->due_ns : a->order < b->order;
}

static void swap(size_t i, size_t j)
{
    struct travelling *const t = cable.heap[i];

    cable.heap[i] = cable.heap[j];
    cable.heap[j] = t;
}

static void push(struct travelling *t)
{
    size_t i = cable.in_flight++;

    need(i < IN_FLIGHT_MAX, "the cable is full");
    cable.heap[i] = t;
    for (; i > 0 && before(cable.heap[i], cable.heap[(i - 1) / 2]); i = (i - 1) / 2)
        swap(i, (i - 1) / 2);
}

static struct travelling *pop(void)
{
    struct travelling *const first = cable.heap[0];

    cable.heap[0] = cable.heap[--cable.in_flight];
    for (size_t i = 0, child; (child = 2 * i + 1) < cable.in_flight; i = child) {
        if (child + 1 < cable.in_flight && before(cable.heap[child + 1], cable.heap[child]))
            child++;
        if (!before(cable.heap[child], cable.heap[i]))
            break;
        swap(i, child);
    }
    return first;
}

static void capture(enum point point, const struct travelling *t)
{
    const int64_t ns = now_ns();
    const size_t caplen = t->len < SNAPLEN ? t->len : SNAPLEN;
    const uint32_t head[4] = {(uint32_t)(ns / 1000000000), (uint32_t)(ns % 1000000000),
                              (uint32_t)caplen, (uint32_t)t->len};

    need(fwrite(head, sizeof head, 1, cable.capture[point]) == 1, "writing a capture");
    need(fwrite(t->octets, caplen, 1, cable.capture[point]) == 1, "writing a capture");
}

static void take_from(enum host host)
{
    for (;;) {
        struct travelling *const t = malloc(sizeof *t);

        need(t, "malloc");
        const ssize_t n = read(cable.tun[host], t->octets, sizeof t->octets);
        if (n < 20 || t->octets[0] >> 4 != 4) { /* nothing more, or the kernel's IPv6 chatter */
            free(t);
            if (n < 0)
                return;
            continue;
        }
        t->due_ns = now_ns() + LINK_DELAY_US * INT64_C(500);
        t->order = cable.sent++;
        t->from = host;
        t->passed_middle = false;
        t->len = (size_t)n;
        t->fate = cable.fate(host, t->octets, t->len);
        capture(host == HOST_A ? POINT_A : POINT_B, t);
        push(t);
    }
}

static void pass_middle(struct travelling *t)
{
    if (!t->fate.lost_early) {
        capture(POINT_MIDDLE, t);
        t->passed_middle = true;
        t->due_ns += LINK_DELAY_US * INT64_C(500) + t->fate.extra_us * INT64_C(1000);
    }
    if (t->fate.lost_early || t->fate.lost_late)
        free(t);
    else
        push(t);
}

static void arrive(struct travelling *t)
{
    const enum host to = t->from == HOST_A ? HOST_B : HOST_A;

    for (int copies = t->fate.twice ? 2 : 1; copies > 0; copies--) {
        capture(to == HOST_A ? POINT_A : POINT_B, t);
        need(write(cable.tun[to], t->octets, t->len) == (ssize_t)t->len, "write to a TUN device");
    }
    free(t);
}

static void *carry(void *unused)
{
    (void)unused;
    for (;;) {
        struct pollfd fds[3] = {{.fd = cable.tun[HOST_A], .events = POLLIN},
                                {.fd = cable.tun[HOST_B], .events = POLLIN},
                                {.fd = cable.wake[0], .events = POLLIN}};
        const int64_t left = cable.in_flight ? cable.heap[0]->due_ns - now_ns() : 1000000000;
        const struct timespec wait = {0, left < 0 ? 0 : left > 999999999 ? 999999999 : left};

        ppoll(fds, 3, &wait, NULL);
        if (fds[2].revents)
            return NULL;
        take_from(HOST_A);
        take_from(HOST_B);
        while (cable.in_flight && cable.heap[0]->due_ns <= now_ns()) {
            struct travelling *const t = pop();

            if (t->passed_middle)
                arrive(t);
            else
                pass_middle(t);
        }
    }
}

static void set_address(struct ifreq *r, uint32_t address)
{
    const struct sockaddr_in addr = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(address)};

    memcpy(&r->ifr_addr, &addr, sizeof addr);
}

/* A namespace with one TUN device, 10.77.0.N/24. */
static void make_host(enum host host)
{
    struct ifreq r = {.ifr_name = "cable"};
    int s;

    need(unshare(CLONE_NEWNET) == 0, "unshare");
    cable.ns[host] = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    cable.tun[host] = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    need(cable.ns[host] >= 0 && cable.tun[host] >= 0, "/dev/net/tun");
    r.ifr_flags = IFF_TUN | IFF_NO_PI;
    need(ioctl(cable.tun[host], TUNSETIFF, &r) == 0, "TUNSETIFF");

    s = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    set_address(&r, 0x0A4D0001U + (uint32_t)host);
    need(ioctl(s, SIOCSIFADDR, &r) == 0, "SIOCSIFADDR");
    set_address(&r, 0xFFFFFF00U);
    need(ioctl(s, SIOCSIFNETMASK, &r) == 0, "SIOCSIFNETMASK");
    r.ifr_flags = IFF_UP | IFF_RUNNING;
    need(ioctl(s, SIOCSIFFLAGS, &r) == 0, "SIOCSIFFLAGS");
    close(s);
}

void link_enter(enum host host)
{
    need(setns(cable.ns[host], CLONE_NEWNET) == 0, "setns");
}

void link_start(const char *dir, link_fate_fn *fate)
{
    static const char *const names[POINTS] = {"near-a", "middle", "near-b"};
    /* magic (nanoseconds), version 2.4, zone, accuracy, snapshot length, LINKTYPE_RAW */
    static const uint32_t head[6] = {0xA1B23C4D, 0x00040002, 0, 0, SNAPLEN, 101};

    cable.fate = fate;
    for (int i = 0; i < POINTS; i++) {
        char path[4096];

        snprintf(path, sizeof path, "%s/%s.pcap", dir, names[i]);
        cable.capture[i] = fopen(path, "wbe");
        need(cable.capture[i] != NULL, path);
        need(fwrite(head, sizeof head, 1, cable.capture[i]) == 1, path);
    }
    make_host(HOST_A);
    make_host(HOST_B);
    need(pipe(cable.wake) == 0, "pipe");
    need(pthread_create(&cable.carrier, NULL, carry, NULL) == 0, "pthread_create");
}

void link_stop(void)
{
    need(write(cable.wake[1], "", 1) == 1, "write");
    pthread_join(cable.carrier, NULL);
    for (int i = 0; i < POINTS; i++)
        need(fclose(cable.capture[i]) == 0, "closing a capture");
}
