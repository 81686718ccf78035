// SPDX-License-Identifier: BSD-3-Clause
#include "listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "complain.h"

enum { BACKLOG = 16 };

/* A socket address of either family. */
union place {
    struct sockaddr any;
    struct sockaddr_in ip4;
    struct sockaddr_in6 ip6;
};

static bool parse_place(const char *address, uint16_t port, union place *ret, socklen_t *length)
{
    *ret = (union place){.any.sa_family = AF_UNSPEC};
    if (inet_pton(AF_INET, address, &ret->ip4.sin_addr) == 1) {
        ret->ip4.sin_family = AF_INET;
        ret->ip4.sin_port = htons(port);
        *length = sizeof ret->ip4;
        return true;
    }
    if (inet_pton(AF_INET6, address, &ret->ip6.sin6_addr) == 1) {
        ret->ip6.sin6_family = AF_INET6;
        ret->ip6.sin6_port = htons(port);
        *length = sizeof ret->ip6;
        return true;
    }
    complain("--listen \"%s\": an IP address is wanted", address);
    return false;
}

static bool is_loopback(const union place *p)
{
    if (p->any.sa_family == AF_INET)
        return ntohl(p->ip4.sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
    return IN6_IS_ADDR_LOOPBACK(&p->ip6.sin6_addr) != 0;
}

static void describe(struct listener *l, const union place *p)
{
    char text[INET6_ADDRSTRLEN] = "";
    const bool ip6 = p->any.sa_family == AF_INET6;

    (void)inet_ntop(p->any.sa_family,
                    ip6 ? (const void *)&p->ip6.sin6_addr : (const void *)&p->ip4.sin_addr, text,
                    sizeof text);
    (void)snprintf(l->host, sizeof l->host, ip6 ? "[%s]" : "%s", text);
    l->port = ntohs(ip6 ? p->ip6.sin6_port : p->ip4.sin_port);
    l->loopback = is_loopback(p);
}

bool listener_open(struct listener *l, const char *address, uint16_t port)
{
    const int one = 1;
    union place p;
    socklen_t length;

    *l = (struct listener){.fd = -1};
    if (address == NULL)
        address = "127.0.0.1";
    if (!parse_place(address, port, &p, &length))
        return false;
    l->fd = socket(p.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (l->fd < 0 || setsockopt(l->fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) != 0 ||
        bind(l->fd, &p.any, length) != 0 || listen(l->fd, BACKLOG) != 0 ||
        getsockname(l->fd, &p.any, &length) != 0) {
        complain("cannot listen on %s, port %u: %s", address, port, strerror(errno));
        listener_close(l);
        return false;
    }
    describe(l, &p);
    return true;
}

void listener_close(struct listener *l)
{
    if (l->fd >= 0)
        close(l->fd);
    l->fd = -1;
}

/* `host` without ":PORT", which must be ours; 0 if it is not. */
static size_t name_length(const struct listener *l, const char *host)
{
    char port[8];
    const size_t n = strlen(host), m = (size_t)snprintf(port, sizeof port, ":%u", l->port);

    return n > m && strcmp(host + n - m, port) == 0 ? n - m : 0;
}

static bool is_name(const char *host, size_t n, const char *name)
{
    return strlen(name) == n && strncasecmp(host, name, n) == 0;
}

bool listener_is_called(const struct listener *l, const char *host)
{
    const size_t n = host != NULL ? name_length(l, host) : 0;
    char literal[64];
    struct in6_addr parsed;

    if (n == 0 || n >= sizeof literal)
        return false;
    if (l->loopback)
        return is_name(host, n, "localhost") || is_name(host, n, l->host);
    /* Asked for from elsewhere, where it may be known by any address; but no name can be trusted.
     */
    memcpy(literal, host, n);
    literal[n] = '\0';
    if (literal[0] != '[')
        return inet_pton(AF_INET, literal, &parsed) == 1;
    literal[n - 1] = '\0';
    return host[n - 1] == ']' && inet_pton(AF_INET6, literal + 1, &parsed) == 1;
}
