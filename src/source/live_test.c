// SPDX-License-Identifier: BSD-3-Clause
/* live_test.c - captures a small TCP exchange on loopback; without the right to, it is skipped. */
#include <arpa/inet.h>
#include <net/if.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "source/made_test.h"
#include "tap.h"

enum { ETHERNET = 1, LINUX_SLL = 113, LINUX_SLL2 = 276, PATIENCE = 50 };

/* Open a listening socket on loopback; its port. */
static int listen_somewhere(uint16_t *port)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof a;
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0 || bind(fd, (struct sockaddr *)&a, sizeof a) != 0 || listen(fd, 4) != 0 ||
        getsockname(fd, (struct sockaddr *)&a, &n) != 0)
        abort();
    *port = ntohs(a.sin_port);
    return fd;
}

/* Connect to it and close again: at least a handshake of three segments. */
static void connect_once(uint16_t port)
{
    const struct sockaddr_in a = {
        .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(port)};
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    T_CHECK(connect(fd, (const struct sockaddr *)&a, sizeof a) == 0);
    close(fd);
}

/* Frames that came before patience ran out, at least `wanted` if all is well. */
static void expect_frames(struct source *s, uint64_t wanted, uint16_t link_type)
{
    struct source_stats stats;
    struct frame_batch b;
    uint64_t frames = 0;
    int64_t latest = 0;
    bool right = true;

    for (int i = 0; i < PATIENCE && frames < wanted; i++) {
        right = right && tl_source_read(s, &b, NULL) == TCPLENS_OK;
        for (size_t j = 0; j < b.n; j++) {
            const struct tcplens_frame *const f = &b.frames[j];

            right = right && f->number == ++frames && f->link_type == link_type;
            right = right && f->caplen >= 40 && f->ts_ns >= latest;
            latest = f->ts_ns;
        }
    }
    T_CHECK(right && frames >= wanted);
    T_CHECK(latest / 1000000000 - time(NULL) <= 1 && time(NULL) - latest / 1000000000 <= 10);
    tl_source_stats(s, &stats);
    T_CHECK(stats.frames == frames && stats.matched == frames);
    T_CHECK(stats.received >= frames && stats.dropped_ring == 0);
}

/* `named` is the link type to ask for, NULL for the interface's own. */
static void captures(const char *interface, const char *named, uint16_t link_type)
{
    uint16_t port;
    const int listening = listen_somewhere(&port);
    char filter[32];
    struct source *s = NULL;
    struct frame_batch b;
    struct timespec before, after;

    snprintf(filter, sizeof filter, "tcp port %u", port);
    T_CHECK(tl_source_open_live(&s, interface,
                                &(struct source_live_options){.filter = filter, .link_type = named},
                                NULL) == TCPLENS_OK);
    clock_gettime(CLOCK_MONOTONIC, &before);
    T_CHECK(tl_source_read(s, &b, NULL) == TCPLENS_OK && b.n == 0);
    clock_gettime(CLOCK_MONOTONIC, &after);
    T_CHECK(after.tv_sec - before.tv_sec <= 1);
    connect_once(port);
    expect_frames(s, 3, link_type);
    T_CHECK(strcmp(tl_source_interface(s, 0).name, interface) == 0);
    T_CHECK(tl_source_interface(s, 0).link_type == link_type);
    tl_source_close(s);
    close(listening);
}

static void says_what_cannot_be_captured(void)
{
    const struct source_live_options bad = {.filter = "tcp prt 80"};
    struct tcplens_error err;
    struct source *s;

    T_CHECK(tl_source_open_live(&s, "nosuch0", &(struct source_live_options){0}, &err) ==
            TCPLENS_ERR_DEVICE);
    T_CHECK(strstr(err.text, "nosuch0: No such device exists; there are: ") != NULL);
    T_CHECK(strstr(err.text, "lo, ") != NULL);
    T_CHECK(tl_source_open_live(&s, "lo", &bad, &err) == TCPLENS_ERR_FILTER);
    T_CHECK(strstr(err.text, "syntax error") != NULL);
}

int main(void)
{
    const struct source_live_options defaults = {0};
    struct tcplens_error err;
    struct source *s;
    const enum tcplens_status status = tl_source_open_live(&s, "lo", &defaults, &err);

    if (status == TCPLENS_ERR_PERMISSION) {
        T_CHECK(strstr(err.text, "setcap cap_net_raw,cap_net_admin=ep /") != NULL);
        printf("ok %d # SKIP no permission to capture\n", ++t_count);
        return t_done();
    }
    if (status != TCPLENS_OK) {
        printf("1..0 # SKIP %s\n", err.text);
        return 0;
    }
    tl_source_close(s);
    captures("lo", NULL, ETHERNET);
    captures("any", NULL, LINUX_SLL);
    captures("any", "LINUX_SLL2", LINUX_SLL2);
    says_what_cannot_be_captured();
    return t_done();
}
