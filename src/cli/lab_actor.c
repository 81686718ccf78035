// SPDX-License-Identifier: BSD-3-Clause
#include "lab_actor.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "complain.h"

enum {
    PATIENCE_S = 20, /* nobody in a play is silent for longer */
    HEAD_MAX = 2048,
    SHOWN = 48, /* octets of what is said */
    STAGGER_MS = 200,
};

/**
 * struct side - an actor at work on one connection
 * @fd:     -1 once closed
 * @silent: says nothing any more: there are too many connections to tell of each
 */
struct side {
    const struct actor *actor;
    const char *who;
    int fd;
    bool silent;
};

__attribute__((format(printf, 2, 3))) static void say(const struct side *s, const char *fmt, ...)
{
    char line[256];
    va_list ap;

    if (s->silent || s->actor->quiet)
        return;
    va_start(ap, fmt);
    (void)vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    /* One write, so that lines of two processes do not mix. */
    (void)fprintf(stderr, "[%s] %s\n", s->who, line);
}

/* The beginning of `octets` as harmless text. */
static const char *shown(char out[SHOWN + 4], const char *octets, size_t n)
{
    size_t i;

    for (i = 0; i < n && i < SHOWN; i++) {
        const unsigned char c = (unsigned char)octets[i];

        out[i] = octets[i];
        if (c < 0x20 || c >= 0x7f)
            out[i] = '.';
    }
    (void)snprintf(out + i, 4, "%s", n > SHOWN ? "..." : "");
    return out;
}

static void pause_ms(uint32_t ms)
{
    struct timespec left = {(time_t)(ms / 1000), (long)(ms % 1000) * 1000000};

    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        continue;
}

static void set(int fd, int level, int option, int value)
{
    (void)setsockopt(fd, level, option, &value, sizeof value);
}

static int make_socket(const struct actor *actor)
{
    const struct timeval patience = {PATIENCE_S, 0};
    const int fd = socket(actor->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0) {
        complain("socket: %s", strerror(errno));
        return -1;
    }
    (void)setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    (void)setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    return fd;
}

/* ---- steps: each returns false when the connection is over ---- */

static bool send_all(struct side *s, const char *octets, size_t n)
{
    while (n > 0) {
        const ssize_t sent = send(s->fd, octets, n, MSG_NOSIGNAL);

        if (sent < 0) {
            say(s, "write: %s", strerror(errno));
            return false;
        }
        octets += sent;
        n -= (size_t)sent;
    }
    return true;
}

static bool write_step(struct side *s, const struct step *step)
{
    static const char filling[4096] = "0123456789abcdefghijklmnopqrstuvwxyz";
    char text[SHOWN + 4];

    if (step->text != NULL) {
        const size_t n = strlen(step->text);

        say(s, "write %zu octets: %s", n, shown(text, step->text, n));
        return send_all(s, step->text, n);
    }
    say(s, "write %u octets", step->n);
    for (uint32_t left = step->n; left > 0;) {
        const uint32_t n = left < sizeof filling ? left : (uint32_t)sizeof filling;

        if (!send_all(s, filling, n))
            return false;
        left -= n;
    }
    return true;
}

/* Whether a step has what it waits for; `head` are the first `n` octets of what was heard. */
static bool heard_enough(const struct step *step, uint64_t heard, const char *head, size_t n)
{
    if (step->act == ACT_HEAR)
        return heard >= step->n;
    return step->act == ACT_HEAR_HEAD && (n == HEAD_MAX || memmem(head, n, "\r\n\r\n", 4) != NULL);
}

/* Read what a step waits for. Of what comes only the beginning is kept. */
static bool read_step(struct side *s, const struct step *step)
{
    char head[HEAD_MAX], rest[HEAD_MAX], text[SHOWN + 4];
    uint64_t heard = 0;
    size_t kept = 0;
    ssize_t n;

    do {
        char *const to = kept < sizeof head ? head + kept : rest;
        size_t room = kept < sizeof head ? sizeof head - kept : sizeof rest;

        if (step->act == ACT_HEAR && step->n - heard < room)
            room = (size_t)(step->n - heard);
        n = recv(s->fd, to, room, 0);
        if (n > 0) {
            heard += (uint64_t)n;
            kept += to == rest ? 0 : (size_t)n;
        }
    } while (n > 0 && !heard_enough(step, heard, head, kept));
    if (heard > 0)
        say(s, "read %llu octets: %s", (unsigned long long)heard, shown(text, head, kept));
    if (n <= 0)
        say(s, "read: %s", n < 0 ? strerror(errno) : "end of file");
    return n > 0 || (n == 0 && step->act == ACT_HEAR_END);
}

static void close_socket(struct side *s, bool abort)
{
    const struct linger at_once = {.l_onoff = 1, .l_linger = 0};

    if (s->fd < 0)
        return;
    if (abort)
        (void)setsockopt(s->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    say(s, abort ? "close, with SO_LINGER 0" : "close");
    (void)close(s->fd);
    s->fd = -1;
}

static bool perform(struct side *s, const struct step *step)
{
    switch (step->act) {
    case ACT_SAY:
        return write_step(s, step);
    case ACT_HEAR:
    case ACT_HEAR_HEAD:
    case ACT_HEAR_END:
        return read_step(s, step);
    case ACT_PAUSE:
        say(s, "wait %u.%u s", step->n / 1000, step->n % 1000 / 100);
        pause_ms(step->n);
        return true;
    case ACT_SHUT:
        say(s, "shutdown: nothing more to write");
        return shutdown(s->fd, SHUT_WR) == 0;
    case ACT_CLOSE:
    case ACT_ABORT:
        close_socket(s, step->act == ACT_ABORT);
        return true;
    case ACT_DONE:
    default:
        return false;
    }
}

static void perform_all(struct side *s, const struct step *steps)
{
    for (const struct step *step = steps; perform(s, step); step++)
        continue;
    close_socket(s, false);
}

/* ---- the server ---- */

int actor_listen(struct actor *actor)
{
    const int fd = make_socket(actor);

    if (fd < 0)
        return -1;
    set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
    if (actor->play->receive_buffer != 0)
        set(fd, SOL_SOCKET, SO_RCVBUF, (int)actor->play->receive_buffer);
    if (bind(fd, (const struct sockaddr *)&actor->address, actor->length) != 0 ||
        listen(fd, actor->play->backlog) != 0 ||
        getsockname(fd, (struct sockaddr *)&actor->address, &actor->length) != 0) {
        complain("the server cannot listen: %s", strerror(errno));
        (void)close(fd);
        return -1;
    }
    return fd;
}

bool actor_serve(const struct actor *actor, int listener, bool forever)
{
    const struct timeval forever_patience = {0, 0};
    struct side s = {.actor = actor, .who = "server"};

    if (forever)
        (void)setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &forever_patience,
                         sizeof forever_patience);
    pause_ms(actor->play->accept_after_ms);
    for (uint32_t i = 0; forever || i < actor->play->connections; i++) {
        const struct timeval patience = {PATIENCE_S, 0};

        s.fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (s.fd < 0 && (errno == EINTR || errno == ECONNABORTED))
            continue;
        if (s.fd < 0) {
            complain("the server waited in vain: %s", strerror(errno));
            (void)close(listener);
            return false;
        }
        (void)setsockopt(s.fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        (void)setsockopt(s.fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        s.silent = actor->play->brief && i > 0;
        say(&s, "accept");
        perform_all(&s, actor->play->server);
    }
    (void)close(listener);
    return true;
}

/* ---- the client ---- */

static bool connect_once(const struct actor *actor, bool silent)
{
    const struct play *const play = actor->play;
    struct side s = {.actor = actor, .who = "client", .silent = silent};

    s.fd = make_socket(actor);
    if (s.fd < 0)
        return false;
    if (play->keep_alive_s > 0) {
        set(s.fd, SOL_SOCKET, SO_KEEPALIVE, 1);
        set(s.fd, IPPROTO_TCP, TCP_KEEPIDLE, play->keep_alive_s);
        set(s.fd, IPPROTO_TCP, TCP_KEEPINTVL, play->keep_alive_s);
    }
    say(&s, "connect");
    if (connect(s.fd, (const struct sockaddr *)&actor->address, actor->length) != 0) {
        say(&s, "connect: %s", strerror(errno));
        (void)close(s.fd);
        return true;
    }
    perform_all(&s, play->client);
    return true;
}

/* All connections at once, a process each; in an order that can be seen. */
static bool connect_at_once(const struct actor *actor)
{
    bool good = true;
    int status;

    for (uint32_t i = 0; i < actor->play->connections; i++) {
        const pid_t child = fork();

        if (child == 0) {
            pause_ms(i * STAGGER_MS);
            _exit(connect_once(actor, false) ? 0 : 1);
        }
        good = good && child > 0;
    }
    while (wait(&status) > 0)
        good = good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return good;
}

bool actor_connect(const struct actor *actor)
{
    if (actor->play->at_once)
        return connect_at_once(actor);
    for (uint32_t i = 0; i < actor->play->connections; i++) {
        if (!connect_once(actor, i > 0))
            return false;
    }
    return true;
}
