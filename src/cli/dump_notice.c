// SPDX-License-Identifier: BSD-3-Clause
#include "dump_notice.h"

#include <stdio.h>
#include <time.h>

#include "complain.h"

static void say_source(const struct tcplens_dump *d, const char *how, const char *what,
                       const char *end)
{
    const struct tcplens_dump_source s = tcplens_dump_source(d);

    if (s.link_name[0] != '\0')
        (void)fprintf(stderr, "%s %s, link-type %s (%s), snapshot length %u%s\n", how, what,
                      s.link_name, s.link_description, s.snaplen, end);
    else
        (void)fprintf(stderr, "%s %s, link-type %u, snapshot length %u%s\n", how, what, s.link_type,
                      s.snaplen, end);
}

void notice_file(const struct tcplens_dump *d, const char *path)
{
    say_source(d, "reading from file", path, "");
}

void notice_interface(const struct tcplens_dump *d, const char *interface, bool lines)
{
    if (lines)
        complain("verbose output suppressed, use -v[v]... for full protocol decode");
    else
        (void)fprintf(stderr, "%s: ", complain_name());
    say_source(d, "listening on", interface, " bytes");
}

static void say_sum(uint64_t n, const char *what, const char *end)
{
    (void)fprintf(stderr, "%llu packet%s %s%s", (unsigned long long)n, n == 1 ? "" : "s", what,
                  end);
}

static void say_sums(struct tcplens_dump *d, const char *between)
{
    struct tcplens_dump_stats s;

    tcplens_dump_stats(d, &s);
    say_sum(s.frames, "captured", between);
    say_sum(s.received, "received by filter", between);
    say_sum(s.dropped_ring, "dropped by kernel", s.dropped_iface != 0 ? between : "\n");
    if (s.dropped_iface != 0)
        say_sum(s.dropped_iface, "dropped by interface", "\n");
}

void notice_sums(struct tcplens_dump *d)
{
    say_sums(d, "\n");
}

void notice_sums_so_far(struct tcplens_dump *d)
{
    (void)fprintf(stderr, "%s: ", complain_name());
    say_sums(d, ", ");
}

void notice_progress(struct notice_progress *p, struct tcplens_dump *d)
{
    struct tcplens_dump_stats s;
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    if (p->second == 0)
        p->second = now.tv_sec;
    if (now.tv_sec == p->second)
        return;
    p->second = now.tv_sec;
    tcplens_dump_stats(d, &s);
    if (s.frames == p->said)
        return;
    p->said = s.frames;
    (void)fprintf(stderr, "Got %llu\r", (unsigned long long)s.frames);
}
