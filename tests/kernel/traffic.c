// SPDX-License-Identifier: BSD-3-Clause
/*
 * traffic.c - connections of every kind that a kernel can make, between two hosts (link.h).
 *
 *     traffic DIR    writes DIR/{near-a,middle,near-b}.pcap, DIR/kinds and DIR/left-{a,b}
 *
 * Each kind is a function that plays one connection from its beginning to its end. A connection is
 * known by the port of host A: 10000 + 1000 * kind + its number. Host B's port is 5000 + kind.
 * DIR/kinds names the kinds; DIR/left-* say which sockets the kernels had left at the end.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "link.h"

enum { PORT_A = 10000, PORTS_PER_KIND = 1000, PORT_B = 5000, SECOND_US = 1000000, LATE_US = 20000 };
enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

/* One connection being played. */
struct play {
    uint16_t port_a, port_b;
    int listener; /* of the kind, at B; -1 if it has none */
    int a, b;     /* the two sockets, -1 if closed */
};

static void say(const char *what)
{
    perror(what);
    exit(1);
}

static void pause_us(long us)
{
    const struct timespec t = {us / SECOND_US, us % SECOND_US * 1000};

    nanosleep(&t, NULL);
}

static struct sockaddr_in address(enum host host, uint16_t port)
{
    return (struct sockaddr_in){.sin_family = AF_INET,
                                .sin_port = htons(port),
                                .sin_addr.s_addr = htonl(0x0A4D0001U + (uint32_t)host)};
}

static void set(int fd, int level, int option, int value)
{
    if (setsockopt(fd, level, option, &value, sizeof value) != 0)
        say("setsockopt");
}

static int bound_socket(enum host host, uint16_t port, int type)
{
    const struct sockaddr_in addr = address(host, port);
    const struct timeval patience = {8, 0};
    int fd;

    link_enter(host);
    fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | type, 0);
    if (fd < 0)
        say("socket");
    set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (bind(fd, (const struct sockaddr *)&addr, sizeof addr) != 0)
        say("bind");
    return fd;
}

static int listen_at_b(uint16_t port, int backlog)
{
    const int fd = bound_socket(HOST_B, port, 0);

    set(fd, IPPROTO_TCP, TCP_FASTOPEN, 64);
    if (listen(fd, backlog) != 0)
        say("listen");
    return fd;
}

static int call_b(struct play *p)
{
    const struct sockaddr_in to = address(HOST_B, p->port_b);

    return connect(p->a, (const struct sockaddr *)&to, sizeof to);
}

static void start_call(struct play *p)
{
    p->a = bound_socket(HOST_A, p->port_a, SOCK_NONBLOCK);
    if (call_b(p) != 0 && errno != EINPROGRESS)
        say("connect");
}

/* Until a call is answered. */
static void await(int fd)
{
    struct pollfd answer = {.fd = fd, .events = POLLOUT};

    poll(&answer, 1, 8000);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
}

static void open_pair(struct play *p)
{
    p->a = bound_socket(HOST_A, p->port_a, 0);
    if (call_b(p) != 0)
        say("connect");
    p->b = accept4(p->listener, NULL, NULL, SOCK_CLOEXEC);
    if (p->b < 0)
        say("accept");
}

static void speak(int fd, size_t n)
{
    static const char words[65536];

    while (n > 0) {
        const ssize_t sent = send(fd, words, n < sizeof words ? n : sizeof words, MSG_NOSIGNAL);

        if (sent <= 0)
            return;
        n -= (size_t)sent;
    }
}

/* Read `n` octets, or to the end. */
static void hear(int fd, size_t n)
{
    char heard[4096];

    while (n > 0) {
        const ssize_t got = recv(fd, heard, n < sizeof heard ? n : sizeof heard, 0);

        if (got <= 0)
            return;
        n -= (size_t)got;
    }
}

static void talk(struct play *p)
{
    speak(p->a, 100);
    hear(p->b, 100);
    speak(p->b, 3000);
    hear(p->a, 3000);
}

static void shut(int *fd)
{
    close(*fd);
    *fd = -1;
}

/* Close with RST. */
static void abort_at(int *fd)
{
    const struct linger none = {1, 0};

    setsockopt(*fd, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    shut(fd);
}

static void client_closes(struct play *p)
{
    open_pair(p);
    talk(p);
    shut(&p->a);
    hear(p->b, 1);
    shut(&p->b);
}

static void server_closes(struct play *p)
{
    open_pair(p);
    talk(p);
    shut(&p->b);
    hear(p->a, 1);
    shut(&p->a);
}

static void no_data(struct play *p)
{
    open_pair(p);
    shut(&p->a);
    hear(p->b, 1);
    shut(&p->b);
}

static void half_close(struct play *p)
{
    open_pair(p);
    speak(p->a, 500);
    shutdown(p->a, SHUT_WR);
    hear(p->b, SIZE_MAX);
    for (int i = 0; i < 3; i++) {
        speak(p->b, 4000);
        hear(p->a, 4000);
    }
    shut(&p->b);
    hear(p->a, 1);
    shut(&p->a);
}

static void simultaneous_close(struct play *p)
{
    open_pair(p);
    talk(p);
    shut(&p->a);
    shut(&p->b);
}

static void simultaneous_open(struct play *p)
{
    const struct sockaddr_in to = address(HOST_A, p->port_a);

    p->port_b = p->port_a;
    p->b = bound_socket(HOST_B, p->port_b, SOCK_NONBLOCK);
    start_call(p);
    if (connect(p->b, (const struct sockaddr *)&to, sizeof to) != 0 && errno != EINPROGRESS)
        say("connect");
    await(p->a);
    await(p->b);
    speak(p->a, 100);
    shut(&p->a);
    hear(p->b, SIZE_MAX);
    shut(&p->b);
    pause_us(3 * LINK_DELAY_US);
}

static void refused(struct play *p)
{
    p->port_b = 4999;
    p->a = bound_socket(HOST_A, p->port_a, 0);
    if (call_b(p) == 0)
        say("a closed port answered");
}

static void client_aborts(struct play *p)
{
    open_pair(p);
    talk(p);
    abort_at(&p->a);
    hear(p->b, 1);
}

static void server_aborts(struct play *p)
{
    open_pair(p);
    talk(p);
    abort_at(&p->b);
    hear(p->a, 1);
}

static void server_leaves_unread(struct play *p)
{
    open_pair(p);
    speak(p->a, 5000);
    hear(p->b, 10);
    pause_us(2 * LINK_DELAY_US);
    shut(&p->b);
    hear(p->a, 1);
}

static void abort_in_close_wait(struct play *p)
{
    open_pair(p);
    shutdown(p->a, SHUT_WR);
    hear(p->b, 1);
    abort_at(&p->b);
    hear(p->a, 1);
}

static void abort_in_fin_wait(struct play *p)
{
    open_pair(p);
    shutdown(p->a, SHUT_WR);
    hear(p->b, 1);
    pause_us(LATE_US);
    abort_at(&p->a);
    pause_us(LATE_US);
}

/* The server goes on sending to a client that has gone: RST, no TIME-WAIT. */
static void data_after_close(struct play *p)
{
    open_pair(p);
    shut(&p->a);
    hear(p->b, 1);
    pause_us(LATE_US * 3);
    speak(p->b, 100);
    hear(p->b, 1);
    pause_us(LATE_US * 3);
}

static void caller_gives_up(struct play *p)
{
    start_call(p);
    pause_us(LINK_DELAY_US);
    shut(&p->a);
    pause_us(LATE_US * 2);
}

static void listener_goes(struct play *p)
{
    const int listener = listen_at_b(p->port_a, 1);

    p->port_b = p->port_a;
    start_call(p);
    pause_us(LATE_US / 2);
    close(listener);
    pause_us(LATE_US * 4);
}

/* Nobody accepts: one caller fits the queue, the others' third segment is not taken. */
static void queue_is_full(struct play *p)
{
    struct play second = *p;
    const int listener = listen_at_b(p->port_a, 0);

    p->port_b = second.port_b = p->port_a;
    second.port_a = (uint16_t)(p->port_a + PORTS_PER_KIND / 2);
    start_call(p);
    start_call(&second);
    pause_us(SECOND_US * 3 / 2);
    shut(&second.a);
    shut(&p->a);
    pause_us(4 * LINK_DELAY_US);
    close(listener);
    pause_us(4 * LINK_DELAY_US);
}

static void waits_for_data(struct play *p)
{
    p->a = bound_socket(HOST_A, p->port_a, 0);
    if (call_b(p) != 0)
        say("connect");
    pause_us(5 * LINK_DELAY_US);
    speak(p->a, 100);
    p->b = accept4(p->listener, NULL, NULL, SOCK_CLOEXEC);
    hear(p->b, 100);
    shut(&p->b);
    hear(p->a, 1);
    shut(&p->a);
}

static void fast_open(struct play *p)
{
    const struct sockaddr_in to = address(HOST_B, p->port_b);
    static const char words[200];

    p->a = bound_socket(HOST_A, p->port_a, 0);
    if (sendto(p->a, words, sizeof words, MSG_FASTOPEN, (const struct sockaddr *)&to, sizeof to) <
        0)
        say("sendto");
    p->b = accept4(p->listener, NULL, NULL, SOCK_CLOEXEC);
    hear(p->b, sizeof words);
}

static void fast_open_client_closes(struct play *p)
{
    fast_open(p);
    speak(p->b, 1000);
    hear(p->a, 1000);
    shut(&p->a);
    hear(p->b, 1);
    shut(&p->b);
}

static void fast_open_server_closes(struct play *p)
{
    fast_open(p);
    speak(p->b, 100);
    shut(&p->b);
    hear(p->a, SIZE_MAX);
    shut(&p->a);
}

static void long_transfer(struct play *p)
{
    open_pair(p);
    set(p->b, IPPROTO_TCP, TCP_NODELAY, 1);
    for (int i = 0; i < 10; i++) {
        speak(p->b, 6000);
        hear(p->a, 6000);
    }
    shut(&p->b);
    hear(p->a, 1);
    shut(&p->a);
}

static void window_closes(struct play *p)
{
    open_pair(p);
    set(p->a, SOL_SOCKET, SO_RCVBUF, 4096);
    set(p->b, SOL_SOCKET, SO_SNDBUF, 1 << 20);
    speak(p->b, 60000);
    shut(&p->b);
    pause_us(SECOND_US);
    hear(p->a, SIZE_MAX);
    shut(&p->a);
}

static void keep_alive(struct play *p)
{
    open_pair(p);
    talk(p);
    set(p->b, IPPROTO_TCP, TCP_KEEPIDLE, 1);
    set(p->b, IPPROTO_TCP, TCP_KEEPINTVL, 1);
    set(p->b, SOL_SOCKET, SO_KEEPALIVE, 1);
    pause_us(SECOND_US * 5 / 2);
    shut(&p->a);
    hear(p->b, 1);
    shut(&p->b);
}

static void urgent(struct play *p)
{
    open_pair(p);
    speak(p->a, 10);
    send(p->a, "!", 1, MSG_OOB | MSG_NOSIGNAL);
    speak(p->a, 10);
    hear(p->b, 20);
    shut(&p->a);
    hear(p->b, SIZE_MAX);
    shut(&p->b);
}

/* The second connection comes from the same port while the server is in TIME-WAIT. */
static void port_again(struct play *p)
{
    server_closes(p);
    pause_us(SECOND_US / 10); /* A must have left LAST-ACK */
    open_pair(p);
    talk(p);
    abort_at(&p->a);
    hear(p->b, 1);
    shut(&p->b);
    client_closes(p);
}

static void handshake_ack_lost(struct play *p)
{
    p->a = bound_socket(HOST_A, p->port_a, 0);
    if (call_b(p) != 0)
        say("connect");
    p->b = accept4(p->listener, NULL, NULL, SOCK_CLOEXEC);
    shut(&p->b);
    hear(p->a, 1);
    shut(&p->a);
}

static void fin_lost(struct play *p)
{
    client_closes(p);
    pause_us(SECOND_US / 2);
}

struct kind {
    const char *name;
    void (*play)(struct play *);
    int count, workers;
};

/* The kinds of which the cable must know (fate_of), or the test set up more than the play does. */
enum {
    SIMULTANEOUS_CLOSE,
    SIMULTANEOUS_OPEN,
    CALLER_GIVES_UP,
    LISTENER_GOES,
    SYN_LOST,
    SYN_ACK_LOST,
    ACK_LOST,
    DATA_LOST,
    FIN_LOST,
    FIN_CROSSES,
    LAST_ACK_LOST,
    REORDERED,
    REPEATED,
    OTHERS
};
static const struct kind kinds[] = {
    [SIMULTANEOUS_CLOSE] = {"simultaneous close", simultaneous_close, 80, 4},
    [SIMULTANEOUS_OPEN] = {"simultaneous open", simultaneous_open, 60, 4},
    [CALLER_GIVES_UP] = {"caller gives up", caller_gives_up, 30, 2},
    [LISTENER_GOES] = {"listener goes", listener_goes, 30, 2},
    [SYN_LOST] = {"SYN lost", client_closes, 16, 8},
    [SYN_ACK_LOST] = {"SYN-ACK lost", server_closes, 16, 8},
    [ACK_LOST] = {"third ACK lost", handshake_ack_lost, 16, 8},
    [DATA_LOST] = {"data lost", long_transfer, 30, 6},
    [FIN_LOST] = {"FIN lost", fin_lost, 20, 5},
    [FIN_CROSSES] = {"FIN lost, the other's crosses", simultaneous_close, 20, 2},
    [LAST_ACK_LOST] = {"last ACK lost", fin_lost, 20, 5},
    [REORDERED] = {"reordered", long_transfer, 20, 2},
    [REPEATED] = {"repeated by the network", long_transfer, 20, 2},
    [OTHERS] = {"client closes", client_closes, 180, 1},
    {"server closes", server_closes, 150, 1},
    {"no data", no_data, 60, 1},
    {"half-close", half_close, 60, 1},
    {"refused", refused, 60, 1},
    {"client aborts", client_aborts, 40, 1},
    {"server aborts", server_aborts, 40, 1},
    {"data left unread", server_leaves_unread, 40, 1},
    {"abort in CLOSE-WAIT", abort_in_close_wait, 30, 1},
    {"abort in FIN-WAIT-2", abort_in_fin_wait, 30, 1},
    {"data after close", data_after_close, 30, 1},
    {"queue is full", queue_is_full, 6, 6},
    {"deferred accept", waits_for_data, 20, 1},
    {"fast open", fast_open_client_closes, 40, 1},
    {"fast open, server closes", fast_open_server_closes, 40, 1},
    {"long transfer", long_transfer, 10, 1},
    {"window closes", window_closes, 8, 8},
    {"keep-alive", keep_alive, 6, 6},
    {"urgent", urgent, 20, 1},
    {"port again", port_again, 20, 4},
};
enum { KINDS = sizeof kinds / sizeof kinds[0] };

static int kind_of_port(uint16_t port_a)
{
    return port_a < PORT_A ? -1 : (port_a - PORT_A) / PORTS_PER_KIND;
}

/* The first packet of a kind of packets is lost, early and late by turns. */
static struct fate lose_first(_Atomic uint8_t *seen, uint8_t bit, uint16_t port_a)
{
    if (atomic_fetch_or(seen, bit) & bit)
        return (struct fate){0};
    return (struct fate){.lost_early = port_a & 1, .lost_late = !(port_a & 1)};
}

static struct fate late(bool it_is)
{
    return (struct fate){.extra_us = it_is ? LATE_US : 0};
}

/* A repeatable number (xorshift); one thread carries all packets, so it needs no lock. */
static uint32_t draw(void)
{
    static uint32_t x = 2463534242U;

    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return x;
}

static struct fate fate_of(enum host from, const uint8_t *ip, size_t len)
{
    static _Atomic uint8_t seen[65536]; /* by port_a: bits of the packets met */
    const uint8_t *const tcp = ip + (ip[0] & 15) * 4;
    const uint16_t src = (uint16_t)(tcp[0] << 8 | tcp[1]), dst = (uint16_t)(tcp[2] << 8 | tcp[3]);
    const uint16_t port_a = from == HOST_A ? src : dst;
    const size_t payload = len - (size_t)(tcp - ip) - (size_t)(tcp[12] >> 4) * 4;
    const uint8_t flags = tcp[13];
    const bool by_chance = draw() % 12 == 0;

    switch (kind_of_port(port_a)) {
    case SIMULTANEOUS_CLOSE:
        return late(flags & FIN);
    case SIMULTANEOUS_OPEN:
        return late(flags & SYN);
    case CALLER_GIVES_UP:
        return late(flags == (SYN | ACK));
    case LISTENER_GOES:
        return late(from == HOST_A && flags == ACK);
    case SYN_LOST:
        if (flags == SYN)
            return lose_first(&seen[port_a], 1, port_a);
        break;
    case SYN_ACK_LOST:
        if (flags == (SYN | ACK))
            return lose_first(&seen[port_a], 1, port_a);
        break;
    case ACK_LOST:
        if (from == HOST_A && flags == ACK)
            return lose_first(&seen[port_a], 1, port_a);
        break;
    case DATA_LOST:
        if (payload > 0 && by_chance)
            return (struct fate){.lost_early = draw() & 1, .lost_late = true};
        break;
    case FIN_LOST:
    case FIN_CROSSES:
        if (from == HOST_A && flags & FIN)
            return lose_first(&seen[port_a], 1, port_a);
        break;
    case LAST_ACK_LOST:
        if (from == HOST_B && flags & FIN)
            atomic_fetch_or(&seen[port_a], 2);
        else if (from == HOST_A && flags == ACK && seen[port_a] & 2)
            return lose_first(&seen[port_a], 1, port_a);
        break;
    case REORDERED:
        return (struct fate){.extra_us = payload > 0 && by_chance ? 300 : 0};
    case REPEATED:
        return (struct fate){.twice = by_chance};
    default:
        break;
    }
    return (struct fate){0};
}

/* One thread of a kind plays every workers-th connection of it. */
struct worker {
    int kind, number, listener;
    pthread_t thread;
};

static void *work(void *arg)
{
    const struct worker *const w = arg;
    const struct kind *const kind = &kinds[w->kind];

    for (int i = w->number; i < kind->count; i += kind->workers) {
        struct play p = {.port_a = (uint16_t)(PORT_A + PORTS_PER_KIND * w->kind + i),
                         .port_b = (uint16_t)(PORT_B + w->kind),
                         .listener = w->listener,
                         .a = -1,
                         .b = -1};

        kind->play(&p);
        if (p.a >= 0)
            close(p.a);
        if (p.b >= 0)
            close(p.b);
    }
    return NULL;
}

static FILE *create(const char *dir, const char *name)
{
    char path[4096];
    FILE *f;

    snprintf(path, sizeof path, "%s/%s", dir, name);
    f = fopen(path, "we");
    if (!f)
        say(path);
    return f;
}

static void copy(const char *from, FILE *to)
{
    FILE *const f = fopen(from, "re");

    for (int c; f && (c = getc(f)) != EOF;)
        putc(c, to);
    if (!f || fclose(f) != 0 || fclose(to) != 0)
        say(from);
}

static void sysctl_write(const char *name, const char *value)
{
    char path[256];
    FILE *f;

    snprintf(path, sizeof path, "/proc/sys/net/ipv4/%s", name);
    f = fopen(path, "we");
    if (!f || fputs(value, f) < 0 || fclose(f) != 0)
        say(path);
}

static void set_up_host(enum host host)
{
    link_enter(host);
    sysctl_write("tcp_fastopen", "3");
    sysctl_write("tcp_syncookies", "0");
    sysctl_write("tcp_max_tw_buckets", "65536");
}

int main(int argc, char **argv)
{
    static struct worker workers[256];
    size_t n = 0;
    FILE *names;

    if (argc != 2) {
        fputs("usage: traffic DIR\n", stderr);
        return 2;
    }
    link_start(argv[1], fate_of);
    set_up_host(HOST_A);
    set_up_host(HOST_B);
    names = create(argv[1], "kinds");
    for (int k = 0; k < KINDS; k++) {
        const int listener = listen_at_b((uint16_t)(PORT_B + k), 64);

        if (kinds[k].play == waits_for_data)
            set(listener, IPPROTO_TCP, TCP_DEFER_ACCEPT, 5);
        fprintf(names, "%d %d %s\n", PORT_A + PORTS_PER_KIND * k, kinds[k].count, kinds[k].name);
        for (int i = 0; i < kinds[k].workers; i++)
            workers[n++] = (struct worker){.kind = k, .number = i, .listener = listener};
    }
    if (fclose(names) != 0)
        say("kinds");
    for (size_t i = 0; i < n; i++)
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
            say("pthread_create");
    for (size_t i = 0; i < n; i++)
        pthread_join(workers[i].thread, NULL);
    pause_us(SECOND_US);
    link_enter(HOST_A);
    copy("/proc/thread-self/net/tcp", create(argv[1], "left-a"));
    link_enter(HOST_B);
    copy("/proc/thread-self/net/tcp", create(argv[1], "left-b"));
    link_stop();
    return 0;
}
