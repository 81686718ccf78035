// SPDX-License-Identifier: BSD-3-Clause
#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { NS_PER_S = 1000000000, FIRST_NS = 500000000, EACH_NS = 100000000 };

static int64_t monotonic_ns(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * NS_PER_S + ts.tv_nsec;
}

void progress_start(struct progress *p, bool quiet)
{
    *p = (struct progress){.next_ns = monotonic_ns() + FIRST_NS,
                           .enabled = !quiet && isatty(STDERR_FILENO) == 1};
}

bool progress_show(void *ctx, const struct tcplens_progress *done)
{
    struct progress *const p = ctx;
    const int64_t now_ns = monotonic_ns();
    char part[16] = "";

    if (!p->enabled || now_ns < p->next_ns)
        return true;
    p->next_ns = now_ns + EACH_NS;
    if (done->octets_total != 0)
        (void)snprintf(part, sizeof part, "%3u %%  ",
                       (unsigned)(100.0 * (double)done->octets / (double)done->octets_total));
    (void)fprintf(stderr, "\r%s%llu frames, %llu connection%s\033[K", part,
                  (unsigned long long)done->frames, (unsigned long long)done->connections,
                  done->connections == 1 ? "" : "s");
    (void)fflush(stderr);
    p->shown = true;
    return true;
}

void progress_erase(struct progress *p)
{
    if (!p->shown)
        return;
    (void)fputs("\r\033[K", stderr);
    (void)fflush(stderr);
    p->shown = false;
}
