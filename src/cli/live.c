// SPDX-License-Identifier: BSD-3-Clause
#include "live.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "complain.h"

enum { EXIT_BY_SIGNAL = 128 };

volatile int live_stop;

static void stop(int number)
{
    if (live_stop != 0)
        _exit(EXIT_BY_SIGNAL + number);
    live_stop = 1;
}

void live_catch_signals(void)
{
    struct sigaction action = {.sa_handler = stop}; /* no SA_RESTART: a read shall come back */

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static int nothing = -1;

/* The library goes on with a read that a signal came into: let it find the end of its input. */
static void stop_in_time(int number)
{
    (void)number;
    live_stop = 1;
    (void)dup2(nothing, STDIN_FILENO);
}

void live_stop_after(unsigned seconds)
{
    struct sigaction action = {.sa_handler = stop_in_time}; /* no SA_RESTART, likewise */

    if (seconds == 0)
        return;
    nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    sigemptyset(&action.sa_mask);
    sigaction(SIGALRM, &action, NULL);
    (void)alarm(seconds);
}

bool is_waiting_for_nothing(const char *path)
{
    if (strcmp(path, "-") != 0 || isatty(STDIN_FILENO) != 1)
        return false;
    complain("standard input is a terminal: pipe a capture into it, or name a file");
    return true;
}

void live_announce(const char *interface)
{
    complain("listening on %s; Ctrl-C ends", interface);
}

static void line(unsigned long long n, const char *what)
{
    (void)fprintf(stderr, "%llu packet%s %s\n", n, n == 1 ? "" : "s", what);
}

void live_report(const struct tcplens_explain_stats *stats)
{
    line(stats->matched, "captured");
    line(stats->received, "received by filter");
    line(stats->dropped_ring, "dropped by kernel");
    if (stats->dropped_iface != 0)
        line(stats->dropped_iface, "dropped by interface");
}
