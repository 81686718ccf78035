// SPDX-License-Identifier: BSD-3-Clause
#include "dump_notice.h"

#include <stdio.h>
#include <time.h>

#include "complain.h"

enum { DESCRIPTION_MAX = 256 };

bool all_is_well(enum tcplens_status status, const struct tcplens_error *err)
{
    if (status == TCPLENS_OK || status == TCPLENS_END)
        return true;
    complain("%s", err->libpcap[0] != '\0' ? err->libpcap : err->text);
    return false;
}

static const char *describe_source(const struct tcplens_dump *d, char out[DESCRIPTION_MAX])
{
    const struct tcplens_dump_source s = tcplens_dump_source(d);

    if (s.link_name[0] != '\0')
        (void)snprintf(out, DESCRIPTION_MAX, "link-type %s (%s), snapshot length %u", s.link_name,
                       s.link_description, s.snaplen);
    else
        (void)snprintf(out, DESCRIPTION_MAX, "link-type %u, snapshot length %u", s.link_type,
                       s.snaplen);
    return out;
}

void notice_file(const struct tcplens_dump *d, const char *path)
{
    char source[DESCRIPTION_MAX];

    remark("reading from file %s, %s", path, describe_source(d, source));
}

void notice_interface(const struct tcplens_dump *d, const char *interface, bool lines)
{
    static const char listening[] = "listening on %s, %s bytes";
    char source[DESCRIPTION_MAX];

    describe_source(d, source);
    if (lines) {
        complain("verbose output suppressed, use -v[v]... for full protocol decode");
        remark(listening, interface, source);
    } else {
        complain(listening, interface, source);
    }
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
    if (p->begun && s.frames == p->said)
        return;
    p->begun = true;
    p->said = s.frames;
    (void)fprintf(stderr, "Got %llu\r", (unsigned long long)s.frames);
}
