// SPDX-License-Identifier: BSD-3-Clause
/*
 * api_test.c - the library as a tool builder has it: the public headers and the shared object
 * alone.
 *
 * Two explanations run at once, in two threads with their own languages, because the library says
 * that it keeps no global state.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <tcplens/tcplens.h>

#include "tap.h"

enum { KEPT = 65536, FEW = 16 /* connections: memory is not what is tested here */ };

/**
 * struct kept - what a sink was handed
 * @refuse_after: refuse once so many octets were taken, 0 for never
 */
struct kept {
    char text[KEPT];
    size_t n, refuse_after, calls;
};

static enum tcplens_status keep(void *ctx, const char *octets, size_t n)
{
    struct kept *const k = ctx;

    k->calls++;
    if ((k->refuse_after != 0 && k->n + n > k->refuse_after) || n >= KEPT - k->n)
        return TCPLENS_ERR_WRITE;
    memcpy(k->text + k->n, octets, n);
    k->n += n;
    return TCPLENS_OK;
}

static char capture[4096]; /* the path of one; written before there are threads */

static void versions_and_names(void)
{
    T_CHECK(strcmp(tcplens_version(), "0.") > 0);
    T_CHECK(strcmp(tcplens_state_name(TCPLENS_FIN_WAIT_2), "FIN-WAIT-2") == 0);
    T_CHECK(strcmp(tcplens_state_name((enum tcplens_state)99), "?") == 0);
}

static void a_file_is_explained(void)
{
    static struct kept k;
    const struct tcplens_explain_options options = {.max_connections = FEW};
    struct tcplens_explain_stats stats;
    struct tcplens_error err;

    T_CHECK(tcplens_explain_file(capture, &options, keep, &k, &stats, &err) == TCPLENS_OK);
    T_CHECK(stats.frames == 10 && stats.tcp == 10 && stats.connections == 1 && stats.failed == 0);
    T_CHECK(k.n > 500 && strstr(k.text, "GET /hello") != NULL);
}

static void failures_leave_a_line(void)
{
    static struct kept k;
    const struct tcplens_explain_options options = {.max_connections = FEW};
    const struct tcplens_explain_options narrow = {.width = 3, .max_connections = FEW};
    struct tcplens_error err;

    T_CHECK(tcplens_explain_file("/missing.pcap", &options, keep, &k, NULL, &err) ==
            TCPLENS_ERR_SYSTEM);
    T_CHECK(err.code == TCPLENS_ERR_SYSTEM && strstr(err.text, "/missing.pcap") != NULL);
    T_CHECK(tcplens_explain_file("/missing.pcap", &options, keep, &k, NULL, NULL) ==
            TCPLENS_ERR_SYSTEM);
    T_CHECK(tcplens_explain_file(capture, &narrow, keep, &k, NULL, &err) == TCPLENS_ERR_USAGE);
    T_CHECK(tcplens_explain_header(capture, 99, &options, keep, &k, &err) == TCPLENS_ERR_USAGE);
    T_CHECK(tcplens_explain_finding("no-such", &options, keep, &k, &err) == TCPLENS_ERR_USAGE);
    T_CHECK(k.calls == 0);
}

static void a_refusing_sink_ends_it(void)
{
    static struct kept k = {.refuse_after = 1};
    const struct tcplens_explain_options options = {.max_connections = FEW};
    struct tcplens_error err;

    T_CHECK(tcplens_explain_file(capture, &options, keep, &k, NULL, &err) == TCPLENS_ERR_WRITE);
    T_CHECK(err.code == TCPLENS_ERR_WRITE && k.calls == 1);
}

static bool stop_at_once(void *ctx, const struct tcplens_progress *progress)
{
    *(uint64_t *)ctx = progress->frames;
    return false;
}

static void stopping(void)
{
    static struct kept k;
    const volatile int stop = 1;
    uint64_t seen = 0;
    const struct tcplens_explain_options options = {

        .max_connections = FEW, .stop = &stop, .progress = stop_at_once, .progress_ctx = &seen};
    struct tcplens_error err;

    T_CHECK(tcplens_explain_file(capture, &options, keep, &k, NULL, &err) == TCPLENS_OK);
}

struct worker {
    const char *lang;
    struct kept kept;
    bool same;
};

static void *explain_often(void *ctx)
{
    struct worker *const w = ctx;
    const struct tcplens_explain_options options = {
        .lang = w->lang, .width = 100, .max_connections = FEW, .max_rows = 1000};
    static const int times = 20;

    w->same = true;
    for (int i = 0; i < times; i++) {
        struct kept *const again = calloc(1, sizeof *again);

        w->same = again != NULL && w->same &&
                  tcplens_explain_file(capture, &options, keep, again, NULL, NULL) == TCPLENS_OK;
        if (again != NULL && i == 0)
            w->kept = *again;
        w->same = again != NULL && w->same && strcmp(again->text, w->kept.text) == 0;
        free(again);
    }
    return NULL;
}

static void two_at_once(void)
{
    static struct worker workers[2] = {{.lang = "en"}, {.lang = "zh_CN.UTF-8"}};
    pthread_t threads[2];

    for (int i = 0; i < 2; i++)
        T_CHECK(pthread_create(&threads[i], NULL, explain_often, &workers[i]) == 0);
    for (int i = 0; i < 2; i++)
        T_CHECK(pthread_join(threads[i], NULL) == 0);
    T_CHECK(workers[0].same && workers[1].same);
    T_CHECK(strcmp(workers[0].kept.text, workers[1].kept.text) != 0);
}

int main(void)
{
    const char *const root = getenv("TCPLENS_SOURCE_ROOT");

    (void)snprintf(capture, sizeof capture, "%s/tests/captures/004_hello.pcap",
                   root != NULL ? root : ".");
    versions_and_names();
    a_file_is_explained();
    failures_leave_a_line();
    a_refusing_sink_ends_it();
    stopping();
    two_at_once();
    return t_done();
}
