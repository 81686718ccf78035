// SPDX-License-Identifier: BSD-3-Clause
/*
 * blast.c - sends TCP segments of many connections at a steady rate: what bench/live captures.
 *
 *     blast INTERFACE SEGMENTS-PER-SECOND SECONDS [CONNECTIONS]
 *
 * The frames are made once, one a direction of each connection, and go round and round with the
 * sequence number advanced and both checksums right. They leave through a packet socket past the
 * queueing discipline, 64 in a call. A rate of 0 is as fast as it goes. Prints how many were sent
 * and in how many seconds; what the interface refused is not counted as sent.
 */
#include <arpa/inet.h>
#include <err.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { IP_AT = 14, TCP_AT = 34, OPTIONS_AT = 54, DATA_AT = 66, DATA = 62, FRAME = DATA_AT + DATA };
enum { TOGETHER = 64, CONNECTIONS = 8192 };

struct frame {
    uint8_t octets[FRAME];
};

static void put16(uint8_t *p, unsigned v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
}

static void put32(uint8_t *p, uint32_t v)
{
    put16(p, v >> 16);
    put16(p + 2, v & 0xffff);
}

static uint32_t get32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* RFC 1071 over `n` octets, an even number, on top of `sum`. */
static uint32_t add(uint32_t sum, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i += 2)
        sum += (uint32_t)p[i] << 8 | p[i + 1];
    return sum;
}

static unsigned fold(uint32_t sum)
{
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return ~sum & 0xffff;
}

static void set_tcp_checksum(uint8_t *f)
{
    const uint32_t pseudo = IPPROTO_TCP + FRAME - TCP_AT;

    put16(f + TCP_AT + 16, 0);
    put16(f + TCP_AT + 16, fold(add(add(pseudo, f + IP_AT + 12, 8), f + TCP_AT, FRAME - TCP_AT)));
}

/* Direction `i % 2` of connection `i / 2`, spread over 10/8. */
static void make(uint8_t *f, uint32_t i)
{
    const uint32_t mixed = (i / 2 + 1) * UINT32_C(2654435761);
    const uint32_t ends[2] = {UINT32_C(10) << 24 | mixed >> 8, UINT32_C(10) << 24 | mixed % 251};
    const unsigned ports[2] = {1024 + mixed % 60000, 80};

    memcpy(f, "\2\0\0\0\0\2\2\0\0\0\0\1\x08\0", IP_AT);
    put16(f + IP_AT, 0x4500);
    put16(f + IP_AT + 2, FRAME - IP_AT);
    put32(f + IP_AT + 8, 64U << 24 | IPPROTO_TCP << 16);
    put32(f + IP_AT + 12, ends[i % 2]);
    put32(f + IP_AT + 16, ends[1 - i % 2]);
    put16(f + IP_AT + 10, fold(add(0, f + IP_AT, TCP_AT - IP_AT)));
    put16(f + TCP_AT, ports[i % 2]);
    put16(f + TCP_AT + 2, ports[1 - i % 2]);
    put32(f + TCP_AT + 4, mixed);
    put32(f + TCP_AT + 8, mixed ^ 0x55555555);
    put32(f + TCP_AT + 12, UINT32_C(0x80180200));
    put32(f + OPTIONS_AT, UINT32_C(0x0101080a));
    put32(f + OPTIONS_AT + 4, mixed);
    put32(f + OPTIONS_AT + 8, mixed);
    memset(f + DATA_AT, 'x', DATA);
    set_tcp_checksum(f);
}

/* The next segment of the same direction; RFC 1624 keeps the checksum right. */
static void advance(uint8_t *f)
{
    uint8_t *const seq = f + TCP_AT + 4, *const sum = f + TCP_AT + 16;
    uint32_t fixed = (uint32_t)(~(sum[0] << 8 | sum[1]) & 0xffff);

    fixed += (~get32(seq) >> 16) + (~get32(seq) & 0xffff);
    put32(seq, get32(seq) + DATA);
    put16(sum, fold(add(fixed, seq, 4)));
}

static int open_interface(const char *name)
{
    struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_ifindex = (int)if_nametoindex(name)};
    const int on = 1, fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);

    if (fd < 0 || to.sll_ifindex == 0 || bind(fd, (const struct sockaddr *)&to, sizeof to) != 0 ||
        setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &on, sizeof on) != 0)
        err(1, "%s", name);
    return fd;
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void blast(int fd, struct frame *frames, size_t n, double rate, double seconds)
{
    struct iovec parts[TOGETHER];
    struct mmsghdr messages[TOGETHER] = {0};
    const double begin = now();
    double passed;
    uint64_t sent = 0;
    size_t at = 0;

    while ((passed = now() - begin) < seconds) {
        int done;

        if (rate > 0 && (double)sent > rate * passed)
            continue; /* sleeping would be too coarse */
        for (size_t i = 0; i < TOGETHER; i++) {
            parts[i] = (struct iovec){frames[at].octets, FRAME};
            messages[i].msg_hdr = (struct msghdr){.msg_iov = &parts[i], .msg_iovlen = 1};
            advance(frames[at].octets);
            at = at + 1 < n ? at + 1 : 0;
        }
        done = sendmmsg(fd, messages, TOGETHER, 0);
        sent += done > 0 ? (uint64_t)done : 0;
    }
    printf("%llu %.3f\n", (unsigned long long)sent, passed);
}

int main(int argc, char **argv)
{
    const size_t n = 2 * (argc > 4 ? strtoul(argv[4], NULL, 10) : CONNECTIONS);
    struct frame *frames;

    if (argc < 4 || n == 0)
        errx(2, "usage: blast INTERFACE SEGMENTS-PER-SECOND SECONDS [CONNECTIONS]");
    frames = calloc(n, sizeof *frames);
    if (frames == NULL)
        err(1, "calloc");
    for (size_t i = 0; i < n; i++)
        make(frames[i].octets, (uint32_t)i);
    blast(open_interface(argv[1]), frames, n, strtod(argv[2], NULL), strtod(argv[3], NULL));
    free(frames);
    return 0;
}
