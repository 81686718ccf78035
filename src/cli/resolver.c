// SPDX-License-Identifier: BSD-3-Clause
#include "resolver.h"

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "privileges.h"

static int look_up(const struct host_address *a, char *name, socklen_t cap)
{
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    struct sockaddr_in four = {.sin_family = AF_INET};

    if (a->octets == sizeof four.sin_addr) {
        memcpy(&four.sin_addr, a->addr, sizeof four.sin_addr);
        return getnameinfo((const struct sockaddr *)&four, sizeof four, name, cap, NULL, 0,
                           NI_NAMEREQD);
    }
    memcpy(&six.sin6_addr, a->addr, sizeof six.sin6_addr);
    return getnameinfo((const struct sockaddr *)&six, sizeof six, name, cap, NULL, 0, NI_NAMEREQD);
}

static void answer(const struct host_address *address, struct host_answer *out)
{
    char name[NI_MAXHOST];
    size_t n;

    *out = (struct host_answer){.address = *address, .verdict = HOST_NAMELESS};
    switch (look_up(address, name, sizeof name)) {
    case 0:
        break;
    case EAI_AGAIN:
    case EAI_SYSTEM:
    case EAI_FAIL:
        out->verdict = HOST_TROUBLE;
        return;
    default:
        return;
    }
    n = strlen(name);
    if (n == 0 || n >= sizeof out->name)
        return;
    /* Whoever owns the address chose the name, and it goes to somebody's terminal. */
    for (size_t i = 0; i < n; i++)
        out->name[i] = (char)(name[i] > ' ' && name[i] < 0x7f ? name[i] : '?');
    out->verdict = HOST_NAMED;
}

/* Whoever reads our output must see its end when the parent ends, not when we do. */
static void let_go_of_the_terminal(void)
{
    const int null = open("/dev/null", O_RDWR | O_CLOEXEC);

    for (int fd = STDIN_FILENO; null >= 0 && fd <= STDERR_FILENO; fd++)
        (void)dup2(null, fd);
    /* Ctrl-C is for the parent, who then prints what it has, with names. */
    (void)signal(SIGINT, SIG_IGN);
    (void)signal(SIGQUIT, SIG_IGN);
    (void)signal(SIGHUP, SIG_IGN);
}

static _Noreturn void serve(int socket, const char *user, pid_t parent)
{
    struct host_address question;
    struct host_answer a;

    let_go_of_the_terminal();
    (void)prctl(PR_SET_NAME, "tcplens-names");
    if (!become_powerless(user, false))
        _exit(1);
    /* After that, since a change of user takes it back. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent)
        _exit(1);
    /* One server that is silent shall not hold up the questions behind for ten seconds. */
    (void)setenv("RES_OPTIONS", "timeout:1 attempts:2", 0);
    while (recv(socket, &question, sizeof question, 0) == (ssize_t)sizeof question) {
        answer(&question, &a);
        if (send(socket, &a, sizeof a, MSG_NOSIGNAL) != (ssize_t)sizeof a)
            break;
    }
    _exit(0);
}

int resolver_start(const char *user)
{
    const pid_t parent = getpid();
    int ends[2];
    pid_t child;

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return -1;
    child = fork();
    if (child == 0) {
        (void)close(ends[0]);
        serve(ends[1], user, parent);
    }
    (void)close(ends[1]);
    if (child > 0)
        return ends[0];
    (void)close(ends[0]);
    return -1;
}

bool resolver_ask(int socket, const struct host_address *address)
{
    return send(socket, address, sizeof *address, MSG_DONTWAIT | MSG_NOSIGNAL) ==
           (ssize_t)sizeof *address;
}

bool resolver_answer(int socket, int ms, struct host_answer *ret)
{
    struct pollfd from = {.fd = socket, .events = POLLIN};

    if (ms > 0 && poll(&from, 1, ms) <= 0)
        return false;
    return recv(socket, ret, sizeof *ret, MSG_DONTWAIT) == (ssize_t)sizeof *ret;
}
