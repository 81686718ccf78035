// SPDX-License-Identifier: BSD-3-Clause
#include "runner.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <unistd.h>

#include "complain.h"
#include "privileges.h"

enum { NOT_RUN = 127, LOWEST_PRIORITY = 19 };

static void set_signals(void (*action)(int))
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        (void)signal(numbers[i], action);
}

static void run(const char *command, const char *path)
{
    if (fork() != 0)
        return;
    set_signals(SIG_DFL);
    (void)signal(SIGPIPE, SIG_DFL);
    (void)signal(SIGCHLD, SIG_DFL);
    (void)setpriority(PRIO_PROCESS, 0, LOWEST_PRIORITY);
    (void)execlp(command, command, path, (char *)NULL);
    complain("cannot run %s on %s: %s", command, path, strerror(errno));
    _exit(NOT_RUN);
}

/* Names come with their '\0', one after another. */
static void serve(int from, const char *command)
{
    char names[PATH_MAX];
    size_t have = 0;
    ssize_t n;

    while ((n = read(from, names + have, sizeof names - have)) > 0) {
        const char *end;

        have += (size_t)n;
        while ((end = memchr(names, '\0', have)) != NULL) {
            const size_t len = (size_t)(end - names) + 1;

            run(command, names);
            have -= len;
            memmove(names, end + 1, have);
        }
    }
}

bool runner_start(struct runner *r, const char *command, const char *user)
{
    int ends[2];
    pid_t child;

    if (pipe2(ends, O_CLOEXEC) != 0 || (child = fork()) < 0) {
        complain("cannot start what runs %s: %s", command, strerror(errno));
        return false;
    }
    if (child == 0) {
        close(ends[1]);
        set_signals(SIG_IGN); /* Ctrl-C closes the pipe, after the last name */
        (void)signal(SIGCHLD, SIG_IGN);
        if (become_powerless(user, true))
            serve(ends[0], command);
        _exit(0);
    }
    close(ends[0]);
    r->pipe = ends[1];
    return true;
}

void runner_take(void *ctx, const char *path)
{
    const struct runner *const r = ctx;
    const size_t n = strlen(path) + 1;

    if (write(r->pipe, path, n) != (ssize_t)n)
        complain("%s: the command of -z cannot be run: %s", path, strerror(errno));
}

void runner_end(struct runner *r)
{
    if (r->pipe >= 0)
        close(r->pipe);
    r->pipe = -1;
}
