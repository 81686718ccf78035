// SPDX-License-Identifier: BSD-3-Clause
/*
 * flows_api_test.c - <tcplens/flows.h> as a tool builder has it: the public headers and the shared
 * object alone.
 */
#include <stdlib.h>
#include <string.h>

#include <tcplens/flows.h>

#include "kept.h"
#include "tap.h"

static char capture[4096];

/* List the capture; the status of the first call that failed. */
static enum tcplens_status list(const struct tcplens_flows_options *options, struct kept *k,
                                struct tcplens_flows_stats *stats)
{
    struct tcplens_error err;
    struct tcplens_flows *f;
    enum tcplens_status status = tcplens_flows_new(&f, options, keep, k, &err), closed;

    if (status != TCPLENS_OK)
        return status;
    status = tcplens_flows_read_file(f, capture, &err);
    closed = tcplens_flows_close(f, stats, &err);
    return status != TCPLENS_OK ? status : closed;
}

static void test_list(void)
{
    static const struct tcplens_flows_options options = {
        .output = TCPLENS_FLOWS_CSV, .columns = "connection,client_port", .where = "closed"};
    static struct kept k;
    struct tcplens_flows_stats stats = {0};

    T_CHECK(list(&options, &k, &stats) == TCPLENS_OK);
    T_CHECK(strcmp(k.text, "connection,client_port\n1,58626\n") == 0);
    T_CHECK(stats.connections == 1 && stats.listed == 1 && stats.frames == 10);
    T_CHECK(stats.evicted == 0 && stats.unsorted == 0);
}

static void test_nothing(void)
{
    static const struct tcplens_flows_options none = {
        .output = TCPLENS_FLOWS_CSV, .where = "port == 1", .columns = "port"};
    static struct kept k;
    struct tcplens_flows_stats stats = {0};

    T_CHECK(list(&none, &k, &stats) == TCPLENS_OK && stats.listed == 0);
    T_CHECK(strcmp(k.text, "port\n") == 0 && stats.connections == 1);
    T_CHECK(tcplens_flows_close(NULL, NULL, NULL) == TCPLENS_OK);
}

static void test_failures(void)
{
    static const struct tcplens_flows_options wrong[] = {
        {.output = 9},
        {.by = 9},
        {.width = 39},
        {.where = "nosuch"},
        {.columns = "nosuch"},
        {.sort = "nosuch"},
        {.output = TCPLENS_FLOWS_ZEEK, .by = TCPLENS_BY_HOST},
    };
    static struct kept k = {.refuses = true};
    bool refused = true;

    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        refused &= list(&wrong[i], &k, NULL) == TCPLENS_ERR_USAGE;
    T_CHECK(refused);
    T_CHECK(list(&(struct tcplens_flows_options){.where = NULL}, &k, NULL) == TCPLENS_ERR_WRITE);
}

static void count_column(void *ctx, const char *name, const char *help)
{
    *(unsigned *)ctx += *name != '\0' && *help != '\0';
}

static void test_columns(void)
{
    unsigned en = 0, zh = 0, host = 0;

    tcplens_flows_list_columns(TCPLENS_BY_CONNECTION, "en", count_column, &en);
    tcplens_flows_list_columns(TCPLENS_BY_CONNECTION, "zh", count_column, &zh);
    tcplens_flows_list_columns(TCPLENS_BY_HOST, "en", count_column, &host);
    T_CHECK(en > 60 && en == zh && host > 10 && host < en);
}

int main(void)
{
    const char *const root = getenv("TCPLENS_SOURCE_ROOT");

    (void)snprintf(capture, sizeof capture, "%s/tests/captures/004_hello.pcap",
                   root != NULL ? root : ".");
    test_list();
    test_nothing();
    test_failures();
    test_columns();
    return t_done();
}
