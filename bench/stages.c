// SPDX-License-Identifier: BSD-3-Clause
/*
 * stages.c - how long each stage takes, one more at a time: read, decode, then
 * track or analysis; explain; and the dump command with -nn, alone, with -v and with -X.
 *
 *     stages read|decode|track|analysis|explain|dump|dump-v|dump-X FILE [RUNS]
 *
 * Prints one line: frames, TCP segments, connections, median CPU nanoseconds of a run, peak memory
 * in KiB. Peak memory is the process's, so a process measures one stage. Everything that a run
 * needs is opened and freed within it, since a user waits for that too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <tcplens/tcplens.h>

#include "decode/decode.h"
#include "lib/analysed.h"
#include "source/source.h"
#include "track/track.h"

enum { RUNS_MAX = 101 };
enum stage {
    STAGE_READ,
    STAGE_DECODE,
    STAGE_TRACK,
    STAGE_ANALYSIS,
    STAGE_EXPLAIN,
    STAGE_DUMP,
    STAGE_DUMP_VERBOSE,
    STAGE_DUMP_HEX,
    STAGES
};

static const char *const stage_names[STAGES] = {"read",    "decode", "track",  "analysis",
                                                "explain", "dump",   "dump-v", "dump-X"};

struct counts {
    uint64_t frames, segments, conns;
};

static _Noreturn void die(const char *what)
{
    fprintf(stderr, "stages: %s\n", what);
    exit(2);
}

/* Keeps the compiler from dropping work whose result nobody looks at. */
static void keep(const void *p)
{
    __asm__ volatile("" : : "r"(p) : "memory");
}

static int64_t cpu_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static enum tcplens_status swallow(void *ctx, const char *octets, size_t n)
{
    (void)ctx;
    (void)n;
    keep(octets);
    return TCPLENS_OK;
}

static void run_explain(const char *path, struct counts *out)
{
    const struct tcplens_explain_options options = {.view = TCPLENS_VIEW_BRIEF};
    struct tcplens_explain_stats stats;
    struct tcplens_error err;

    if (tcplens_explain_file(path, &options, swallow, NULL, &stats, &err) != TCPLENS_OK)
        die(err.text);
    *out = (struct counts){stats.frames, stats.tcp, stats.connections};
}

/* What `tcplens dump` does, but for its command line and its sandbox. */
static void run_dump(const struct tcplens_print_options *print, const char *path,
                     struct counts *out)
{
    const struct tcplens_dump_options options = {.print = *print};
    struct tcplens_dump_stats stats;
    struct tcplens_dump *dump;
    struct tcplens_error err;
    enum tcplens_status status;

    if (tcplens_dump_new(&dump, &options, swallow, NULL, &err) != TCPLENS_OK ||
        tcplens_dump_open_file(dump, path, &err) != TCPLENS_OK)
        die(err.text);
    do
        status = tcplens_dump_step(dump, &err);
    while (status == TCPLENS_OK);
    if (status != TCPLENS_END)
        die(err.text);
    tcplens_dump_stats(dump, &stats);
    if (tcplens_dump_close(dump, &err) != TCPLENS_OK)
        die(err.text);
    *out = (struct counts){.frames = stats.frames};
}

static uint64_t tcp_in(const struct tcplens_segment *segs, size_t n)
{
    uint64_t count = 0;

    for (size_t i = 0; i < n; i++)
        count += segs[i].kind == TCPLENS_KIND_TCP;
    return count;
}

/* What the stages hand on, a batch at a time. */
struct batch {
    struct frame_batch frames;
    struct tcplens_segment segs[FRAME_BATCH];
    struct verdict verdicts[TRACK_BATCH];
};

/* Read, decode, put fragments together, and analyse, with the caps that users get. */
static void run_analysis(const char *path, struct counts *out)
{
    struct source *source;
    struct analysed *a;
    const struct analysed_batch *b;
    struct analysis_stats stats;
    struct tcplens_error err;

    if (tl_source_open_file(&source, path, NULL, &err) != TCPLENS_OK ||
        tl_analysed_new(&a, source, &(struct analysed_options){0}, &err) != TCPLENS_OK)
        die(err.text);
    *out = (struct counts){0};
    while (tl_analysed_read(a, &b, &err) == TCPLENS_OK) {
        out->frames += b->read.n;
        out->segments += tcp_in(b->segs, b->read.n);
        keep(b);
    }
    tl_analysed_stats(a, NULL, &stats);
    out->conns = stats.conversations;
    tl_analysed_free(a);
    tl_source_close(source);
}

/* Read, and decode and track as far as `stage` says. */
static void run_stage(enum stage stage, const char *path, struct counts *out)
{
    struct source *source;
    struct tracker *tracker = NULL;
    struct tcplens_error err;
    static struct batch b; /* static for its size only */
    struct track_stats stats = {0};

    if (tl_source_open_file(&source, path, NULL, &err) != TCPLENS_OK)
        die(err.text);
    if (stage == STAGE_TRACK &&
        tl_track_new(&tracker, &(struct track_options){0}, &err) != TCPLENS_OK)
        die(err.text);
    *out = (struct counts){0};
    while (tl_source_read(source, &b.frames, &err) == TCPLENS_OK) {
        out->frames += b.frames.n;
        keep(&b);
        if (stage == STAGE_READ)
            continue;
        tl_decode_batch(b.frames.frames, b.frames.n, b.segs);
        out->segments += tcp_in(b.segs, b.frames.n);
        if (stage == STAGE_DECODE)
            continue;
        tl_track_batch(tracker, b.segs, b.frames.n, b.verdicts);
        keep(&b);
    }
    if (tracker) {
        tl_track_stats(tracker, &stats);
        tl_track_free(tracker);
    }
    out->conns = stats.conns;
    tl_source_close(source);
}

/* Peak memory of this program alone: getrusage() counts what ran in the process before exec, too.
 */
static unsigned long peak_kib(void)
{
    FILE *const status = fopen("/proc/self/status", "r");
    char line[128];
    unsigned long kib = 0;

    while (status && fgets(line, sizeof line, status))
        if (strncmp(line, "VmHWM:", 6) == 0)
            kib = strtoul(line + 6, NULL, 10);
    if (status)
        (void)fclose(status);
    return kib;
}

static void run(enum stage stage, const char *path, struct counts *out)
{
    switch (stage) {
    case STAGE_EXPLAIN:
        run_explain(path, out);
        break;
    case STAGE_ANALYSIS:
        run_analysis(path, out);
        break;
    case STAGE_DUMP:
        run_dump(&(struct tcplens_print_options){0}, path, out);
        break;
    case STAGE_DUMP_VERBOSE:
        run_dump(&(struct tcplens_print_options){.verbose = 1}, path, out);
        break;
    case STAGE_DUMP_HEX:
        run_dump(&(struct tcplens_print_options){.hex_ascii = 1}, path, out);
        break;
    case STAGE_READ:
    case STAGE_DECODE:
    case STAGE_TRACK:
    case STAGES:
    default:
        run_stage(stage, path, out);
        break;
    }
}

static int by_value(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a;
    const int64_t y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static enum stage stage_of(const char *name)
{
    for (unsigned s = 0; s < STAGES; s++)
        if (strcmp(name, stage_names[s]) == 0)
            return (enum stage)s;
    die("no such stage");
}

int main(int argc, char **argv)
{
    int64_t ns[RUNS_MAX];
    struct counts counts = {0};

    if (argc < 3)
        die("usage: stages read|decode|track|analysis|explain|dump|dump-v|dump-X FILE [RUNS]");
    const enum stage stage = stage_of(argv[1]);
    const long runs = argc > 3 ? strtol(argv[3], NULL, 10) : 1;
    if (runs < 1 || runs > RUNS_MAX)
        die("RUNS: 1 to 101");
    for (long i = 0; i < runs; i++) {
        const int64_t start = cpu_ns();

        run(stage, argv[2], &counts);
        ns[i] = cpu_ns() - start;
    }
    qsort(ns, (size_t)runs, sizeof ns[0], by_value);
    printf("%llu %llu %llu %lld %lu\n", (unsigned long long)counts.frames,
           (unsigned long long)counts.segments, (unsigned long long)counts.conns,
           (long long)ns[runs / 2], peak_kib());
    return 0;
}
