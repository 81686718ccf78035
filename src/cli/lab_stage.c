// SPDX-License-Identifier: BSD-3-Clause
#include "lab_stage.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "complain.h"
#include "lab_actor.h"
#include "lab_hosts.h"

enum { LAB_PORT = 8080, LATE_MS = 400 }; /* of a last segment on loopback */

/**
 * struct troupe - the process between the stage and the actors
 * @hosts:    `tun` -1 on loopback
 * @listener: -1 if nobody listens
 */
struct troupe {
    const struct stage_options *options;
    struct actor actor;
    struct lab_hosts hosts;
    int listener;
};

/* A process for one side, holding `over` until it is done. */
static pid_t start(const struct troupe *t, bool server)
{
    const pid_t child = fork();

    if (child != 0)
        return child;
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (server)
        _exit(actor_serve(&t->actor, t->listener, false) ? 0 : 1);
    if (t->listener >= 0)
        (void)close(t->listener);
    _exit(actor_connect(&t->actor) ? 0 : 1);
}

/* Both sides, and what carries their packets meanwhile. */
static bool perform(struct troupe *t)
{
    int over[2], status;
    bool good = pipe(over) == 0;

    if (good && t->listener >= 0)
        good = start(t, true) > 0;
    if (good)
        good = start(t, false) > 0;
    if (t->listener >= 0)
        (void)close(t->listener);
    if (!good) {
        complain("the play cannot begin: %s", strerror(errno));
        return false;
    }
    (void)close(over[1]);
    if (t->hosts.tun[0] >= 0) {
        good = cable_carry(t->hosts.tun, &t->options->cable, over[0]);
    } else {
        const struct timespec late = {0, LATE_MS * 1000000L};
        char unused;

        (void)!read(over[0], &unused, 1);
        (void)nanosleep(&late, NULL);
    }
    while (wait(&status) > 0)
        good = good && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return good;
}

/* Whether the play, in a process of its own, went well; unless whoever watches leaves before its
 * end, and then it ends, and so do we. A signal that we get when our parent dies would not do: he
 * has become somebody who must not kill us. */
static bool perform_for(struct troupe *t, int watcher)
{
    struct pollfd ends[2] = {{.events = POLLIN}, {.fd = watcher, .events = POLLIN}};
    int over[2], status = 1;
    pid_t play;

    if (pipe(over) != 0 || (play = fork()) < 0)
        return false;
    if (play == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        _exit(perform(t) ? 0 : 1);
    }
    (void)close(over[1]);
    ends[0].fd = over[0];
    while (poll(ends, 2, -1) < 0 && errno == EINTR)
        continue;
    if (ends[0].revents == 0)
        _exit(0);
    return waitpid(play, &status, 0) == play && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The troupe's whole life. Ctrl-C is for who watches; we go when he does, for the devices that he
 * captures on go with us. */
__attribute__((noreturn)) static void live(struct troupe *t, int link)
{
    const pid_t watcher = getppid();
    char word;

    (void)signal(SIGINT, SIG_IGN);
    if (read(link, &word, 1) != 1)
        _exit(1);
    word = perform_for(t, link) ? 'y' : 'n';
    (void)!write(link, &word, 1);
    (void)kill(watcher, SIGINT);
    (void)!read(link, &word, 1);
    _exit(0);
}

/* The address of the server, and its socket there, or a port where nobody listens. */
static bool set_server(struct troupe *t, bool hosts)
{
    struct sockaddr_in *const address = (struct sockaddr_in *)(void *)&t->actor.address;
    bool good;

    *address = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(hosts ? LAB_PORT : 0)};
    t->actor.length = sizeof *address;
    (void)inet_pton(AF_INET, hosts ? lab_addresses[LAB_SERVER] : "127.0.0.1", &address->sin_addr);
    if (hosts && !lab_hosts_enter(&t->hosts, LAB_SERVER))
        return false;
    t->listener = actor_listen(&t->actor);
    good = t->listener >= 0;
    if (good && t->actor.play->server == NULL) {
        (void)close(t->listener);
        t->listener = -1;
    }
    return good && (!hosts || lab_hosts_enter(&t->hosts, LAB_CLIENT));
}

bool stage_set(struct stage *stage, const struct stage_options *options)
{
    struct troupe t = {.options = options,
                       .actor = {.play = options->play, .quiet = options->quiet},
                       .hosts = {.ns = {-1, -1}, .tun = {-1, -1}},
                       .listener = -1};
    char why[128] = "";
    int link[2];

    *stage = (struct stage){.link = -1};
    stage->hosts = options->place != LAB_LOOPBACK && lab_hosts_make(&t.hosts, why);
    if (!stage->hosts && options->place == LAB_HOSTS) {
        complain("two hosts cannot be made here (%s); --on loopback needs none", why);
        return false;
    }
    if (!stage->hosts && options->place == LAB_AUTO && !options->quiet)
        complain("on loopback, since two hosts cannot be made here (%s)", why);
    if (!set_server(&t, stage->hosts))
        return false;
    stage->interface = stage->hosts ? lab_devices[LAB_CLIENT] : "lo";
    (void)snprintf(stage->filter, sizeof stage->filter, "tcp port %u",
                   ntohs(((const struct sockaddr_in *)(const void *)&t.actor.address)->sin_port));
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, link) != 0 ||
        fcntl(link[1], F_SETFL, O_NONBLOCK) != 0 || (stage->troupe = fork()) < 0) {
        complain("the play cannot begin: %s", strerror(errno));
        return false;
    }
    if (stage->troupe == 0) {
        (void)close(link[1]);
        live(&t, link[0]);
    }
    (void)close(link[0]);
    if (t.listener >= 0)
        (void)close(t.listener);
    lab_hosts_close(&t.hosts);
    stage->link = link[1];
    return true;
}

void stage_begin(struct stage *stage)
{
    (void)!write(stage->link, "", 1);
}

bool stage_end(struct stage *stage)
{
    char word = 'n';
    const ssize_t n = read(stage->link, &word, 1);

    (void)close(stage->link);
    return n < 0 || word == 'y'; /* not over yet: whoever watched has left */
}
