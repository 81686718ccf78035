// SPDX-License-Identifier: BSD-3-Clause
#include "losses.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "complain.h"

enum { NS_PER_S = 1000000000 };

static int64_t monotonic_ns(void)
{
    struct timespec ts;

    (void)clock_gettime(CLOCK_MONOTONIC, &ts);
    return (int64_t)ts.tv_sec * NS_PER_S + ts.tv_nsec;
}

void losses_start(struct losses *l, bool live)
{
    *l = (struct losses){.shown = live && isatty(STDERR_FILENO) == 1, .looked_ns = monotonic_ns()};
}

bool losses_judge(struct losses *l, const struct tcplens_dump_stats *now, int64_t now_ns)
{
    const uint64_t ring = now->dropped_ring - l->latest.dropped_ring;
    const uint64_t waited = now->output_ns - l->latest.output_ns;
    const bool any = ring != 0 || now->dropped_iface != l->latest.dropped_iface;

    if (waited > (uint64_t)(now_ns - l->looked_ns) / 2)
        l->slow_output += ring;
    else
        l->slow_program += ring;
    l->latest = *now;
    l->looked_ns = now_ns;
    return any;
}

void losses_show(struct losses *l, struct tcplens_dump *d)
{
    const int64_t now_ns = l->shown ? monotonic_ns() : 0;
    struct tcplens_dump_stats now;

    if (!l->shown || now_ns - l->looked_ns < NS_PER_S)
        return;
    tcplens_dump_stats(d, &now);
    if (losses_judge(l, &now, now_ns))
        complain("dropped so far: ring full %llu, output too slow %llu, interface %llu",
                 (unsigned long long)l->slow_program, (unsigned long long)l->slow_output,
                 (unsigned long long)now.dropped_iface);
}
