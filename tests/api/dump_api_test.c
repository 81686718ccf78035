// SPDX-License-Identifier: BSD-3-Clause
/*
 * dump_api_test.c - <tcplens/dump.h> as a tool builder has it: the public headers and the shared
 * object alone.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <tcplens/dump.h>

#include "kept.h"
#include "tap.h"

enum { SEGMENTS = 10, COOKED = 113 };

static char capture[4096]; /* the path of one; written before there are threads */

static const struct tcplens_dump_options plain = {.print = {.time = TCPLENS_TIME_NONE}};

/* A handle that has the capture open. */
static struct tcplens_dump *open_capture(const struct tcplens_dump_options *options, struct kept *k)
{
    struct tcplens_dump *d = NULL;
    struct tcplens_error err;

    memset(k, 0, sizeof *k);
    if (tcplens_dump_new(&d, options, keep, k, &err) != TCPLENS_OK ||
        tcplens_dump_open_file(d, capture, &err) != TCPLENS_OK)
        abort();
    return d;
}

static enum tcplens_status to_the_end(struct tcplens_dump *d, struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;

    while (status == TCPLENS_OK)
        status = tcplens_dump_step(d, err);
    return status;
}

static size_t lines_of(const struct kept *k)
{
    size_t lines = 0;

    for (size_t i = 0; i < k->n; i++)
        lines += k->text[i] == '\n';
    return lines;
}

static void lines_are_printed(void)
{
    static const char first[] = "IP 192.168.0.50.58626 > 192.168.0.52.8080: Flags [S], seq "
                                "2169630313, win 29200, options [mss 1460,sackOK,TS val 3433988 "
                                "ecr 0,nop,wscale 7], length 0\n";
    static struct kept k;
    struct tcplens_dump *const d = open_capture(&plain, &k);
    const struct tcplens_dump_source source = tcplens_dump_source(d);
    struct tcplens_dump_stats stats;
    struct tcplens_error err;

    T_CHECK(source.link_type == COOKED && strcmp(source.link_name, "LINUX_SLL") == 0);
    T_CHECK(to_the_end(d, &err) == TCPLENS_END && tcplens_dump_step(d, &err) == TCPLENS_END);
    tcplens_dump_stats(d, &stats);
    T_CHECK(stats.frames == SEGMENTS && stats.received == 0);
    T_CHECK(tcplens_dump_close(d, &err) == TCPLENS_OK);
    T_CHECK(strncmp(k.text, first, strlen(first)) == 0 && lines_of(&k) == SEGMENTS);
}

static void frames_are_chosen(void)
{
    static struct kept k;
    struct tcplens_dump_options options = plain;
    struct tcplens_dump *d = open_capture(&options, &k);
    struct tcplens_error err;

    T_CHECK(tcplens_dump_filter(d, "tcp[tcpflags] & tcp-fin != 0", &err) == TCPLENS_OK);
    T_CHECK(to_the_end(d, &err) == TCPLENS_END && tcplens_dump_close(d, &err) == TCPLENS_OK);
    T_CHECK(lines_of(&k) == 2);

    options.count = 3;
    d = open_capture(&options, &k);
    T_CHECK(to_the_end(d, &err) == TCPLENS_END);
    T_CHECK(tcplens_dump_open_file(d, capture, &err) == TCPLENS_OK); /* and as many of the next */
    T_CHECK(to_the_end(d, &err) == TCPLENS_END && tcplens_dump_close(d, &err) == TCPLENS_OK);
    T_CHECK(lines_of(&k) == 6);

    options.count = 0;
    options.connection = 2; /* there is but one */
    d = open_capture(&options, &k);
    T_CHECK(to_the_end(d, &err) == TCPLENS_END && tcplens_dump_close(d, &err) == TCPLENS_OK);
    T_CHECK(k.n == 0);
}

static void segments_are_explained(void)
{
    static struct kept en, zh;
    struct tcplens_dump_options options = plain;
    struct tcplens_dump *d;

    options.explain = true;
    d = open_capture(&options, &en);
    T_CHECK(to_the_end(d, NULL) == TCPLENS_END && tcplens_dump_close(d, NULL) == TCPLENS_OK);
    T_CHECK(lines_of(&en) == (size_t)2 * SEGMENTS && strstr(en.text, "SYN-SENT") != NULL);
    options.lang = "zh_CN.UTF-8";
    d = open_capture(&options, &zh);
    T_CHECK(to_the_end(d, NULL) == TCPLENS_END && tcplens_dump_close(d, NULL) == TCPLENS_OK);
    T_CHECK(strcmp(en.text, zh.text) != 0);
}

static const char *name_of_port(void *ctx, uint16_t port, bool tcp)
{
    ++*(unsigned *)ctx;
    return tcp && port == 8080 ? "proxy" : NULL;
}

static void names_come_from_the_caller(void)
{
    static struct kept k;
    unsigned asked = 0;
    const struct tcplens_print_names names = {.ctx = &asked, .port = name_of_port};
    struct tcplens_dump_options options = plain;
    struct tcplens_dump *d;

    options.print.names = &names;
    d = open_capture(&options, &k);
    T_CHECK(to_the_end(d, NULL) == TCPLENS_END && tcplens_dump_close(d, NULL) == TCPLENS_OK);
    T_CHECK(asked > 0 && strncmp(k.text, "IP 192.168.0.50.58626 > 192.168.0.52.proxy:", 43) == 0);
}

/* Saved, read back, printed: the same lines. */
static void saved_is_what_was_read(enum tcplens_file_format format)
{
    static struct kept before, after;
    char path[] = "/tmp/dump_api_test.XXXXXX";
    const int fd = mkstemp(path);
    const struct tcplens_save save = {
        .path = path, .format = (uint8_t)format, .owner = (uid_t)-1, .group = (gid_t)-1};
    struct tcplens_dump *d = open_capture(&plain, &before);
    struct tcplens_error err;

    T_CHECK(fd >= 0 && tcplens_dump_save(d, &save, &err) == TCPLENS_OK);
    T_CHECK(tcplens_dump_save(d, &save, &err) == TCPLENS_ERR_USAGE);
    T_CHECK(to_the_end(d, &err) == TCPLENS_END && tcplens_dump_close(d, &err) == TCPLENS_OK);

    memset(&after, 0, sizeof after);
    T_CHECK(tcplens_dump_new(&d, &plain, keep, &after, &err) == TCPLENS_OK);
    T_CHECK(tcplens_dump_open_file(d, path, &err) == TCPLENS_OK);
    T_CHECK(to_the_end(d, &err) == TCPLENS_END && tcplens_dump_close(d, &err) == TCPLENS_OK);
    T_CHECK(before.n > 0 && before.n == after.n && memcmp(before.text, after.text, after.n) == 0);
    (void)close(fd);
    (void)unlink(path);
}

static void failures_leave_a_line(void)
{
    static struct kept k;
    const struct tcplens_save nowhere = {.path = "/missing/x.pcap"};
    struct tcplens_dump *d = open_capture(&plain, &k);
    struct tcplens_error err;

    T_CHECK(tcplens_dump_filter(d, "tcp and and", &err) == TCPLENS_ERR_FILTER);
    T_CHECK(strstr(err.text, "syntax error") != NULL);
    T_CHECK(tcplens_dump_open_file(d, "/missing.pcap", &err) == TCPLENS_ERR_SYSTEM);
    T_CHECK(strstr(err.text, "/missing.pcap") != NULL);
    T_CHECK(tcplens_dump_open_file(d, "/dev/null", NULL) == TCPLENS_ERR_FORMAT);
    T_CHECK(tcplens_dump_save(d, &nowhere, &err) == TCPLENS_ERR_SYSTEM);
    T_CHECK(to_the_end(d, &err) == TCPLENS_END); /* what was open still is */
    k.refuses = true;
    T_CHECK(tcplens_dump_flush(d, &err) == TCPLENS_ERR_WRITE);
    T_CHECK(tcplens_dump_close(d, &err) == TCPLENS_ERR_WRITE && err.code == TCPLENS_ERR_WRITE);
}

static void what_comes_too_early(void)
{
    static struct kept k;
    const struct tcplens_save save = {.path = "/missing/x.pcap"};
    struct tcplens_dump *d;
    struct tcplens_error err;
    struct tcplens_dump_stats stats = {.frames = 1};

    T_CHECK(tcplens_dump_new(&d, &plain, keep, &k, &err) == TCPLENS_OK);
    T_CHECK(tcplens_dump_step(d, &err) == TCPLENS_ERR_USAGE);
    T_CHECK(tcplens_dump_filter(d, "tcp", &err) == TCPLENS_ERR_USAGE);
    T_CHECK(tcplens_dump_save(d, &save, &err) == TCPLENS_ERR_USAGE);
    T_CHECK(tcplens_dump_source(d).snaplen == 0 && !tcplens_dump_rotated_out(d));
    tcplens_dump_stats(d, &stats);
    T_CHECK(stats.frames == 0);
    T_CHECK(tcplens_dump_close(d, &err) == TCPLENS_OK);
    T_CHECK(tcplens_dump_close(NULL, &err) == TCPLENS_OK);
}

static void filters_as_code(void)
{
    static struct kept k;
    const struct tcplens_code_target ethernet = {
        .link_type = 1, .snaplen = 262144, .file = true, .optimize = true};
    struct tcplens_error err;
    char *v6;

    T_CHECK(tcplens_dump_code(NULL, &ethernet, TCPLENS_CODE_DECIMAL, keep, &k, &err) == TCPLENS_OK);
    T_CHECK(strcmp(k.text, "1\n6 0 0 262144\n") == 0);
    T_CHECK(tcplens_dump_code("no such", &ethernet, TCPLENS_CODE_C, keep, &k, &err) ==
            TCPLENS_ERR_FILTER);
    v6 = tcplens_dump_ip6_filter("tcp[13] & 2 != 0");
    T_CHECK(v6 != NULL && strstr(v6, "ip6") != NULL);
    T_CHECK(v6 != NULL &&
            tcplens_dump_code(v6, &ethernet, TCPLENS_CODE_TEXT, keep, &k, &err) == TCPLENS_OK);
    free(v6);
}

struct worker {
    struct kept kept;
    bool done;
};

static void *print_often(void *ctx)
{
    struct worker *const w = ctx;
    struct tcplens_dump_options options = plain;

    options.explain = true;
    w->done = true;
    for (int i = 0; i < 20; i++) {
        struct tcplens_dump *const d = open_capture(&options, &w->kept);

        w->done = to_the_end(d, NULL) == TCPLENS_END && w->done;
        w->done = tcplens_dump_close(d, NULL) == TCPLENS_OK && w->done;
    }
    return NULL;
}

static void two_at_once(void)
{
    static struct worker workers[2];
    pthread_t threads[2];

    for (int i = 0; i < 2; i++)
        T_CHECK(pthread_create(&threads[i], NULL, print_often, &workers[i]) == 0);
    for (int i = 0; i < 2; i++)
        T_CHECK(pthread_join(threads[i], NULL) == 0);
    T_CHECK(workers[0].done && workers[1].done && workers[0].kept.n > 0);
    T_CHECK(strcmp(workers[0].kept.text, workers[1].kept.text) == 0);
}

int main(void)
{
    const char *const root = getenv("TCPLENS_SOURCE_ROOT");

    (void)snprintf(capture, sizeof capture, "%s/tests/captures/004_hello.pcap",
                   root != NULL ? root : ".");
    lines_are_printed();
    frames_are_chosen();
    segments_are_explained();
    names_come_from_the_caller();
    saved_is_what_was_read(TCPLENS_FORMAT_PCAP);
    saved_is_what_was_read(TCPLENS_FORMAT_PCAPNG);
    failures_leave_a_line();
    what_comes_too_early();
    filters_as_code();
    two_at_once();
    return t_done();
}
