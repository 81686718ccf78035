// SPDX-License-Identifier: BSD-3-Clause
/*
 * stat_test.c - what is refused, rows that found no room, and intervals. That tables read as
 * tshark's is tools/check-stats' to see.
 */
#include "stat/stat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stat/ends.h"
#include "tap.h"

static struct items *items;

static bool is_refused(const char *spec, const char *because)
{
    struct statistic s;
    struct tcplens_error err;
    unsigned parts = 0;

    return tl_statistic_new(&s, spec, items, &parts, &err) == TCPLENS_ERR_USAGE &&
           strstr(err.text, because) != NULL;
}

static void refusals(void)
{
    T_CHECK(is_refused("con", "there are conv and endpoints"));
    T_CHECK(is_refused("conv,tcpx", "there are conv and endpoints"));
    T_CHECK(is_refused("conv,tcp,tcp.len > 3", "-Y does"));
    T_CHECK(is_refused("io,stat", "wants an interval"));
    T_CHECK(is_refused("io,stat,-1", "wants an interval"));
    T_CHECK(is_refused("io,stat,99999999999999999999", "wants an interval"));
    T_CHECK(is_refused("io,stat,1,SUM(tcp.nonsense)tcp", "no field"));
    T_CHECK(is_refused("io,stat,1,SUM(ip.src)ip", "no number"));
    T_CHECK(is_refused("io,stat,1,SUM(tcp.len", "\")\""));
    T_CHECK(is_refused("io,stat,1,LOAD(tcp.len)tcp", "duration"));
}

static void put_frame(int64_t ns, uint32_t src, uint32_t dst, uint64_t len)
{
    items_clear(items);
    items->time_ns = ns;
    items_u(items, F_FRAME_LEN, len);
    items_u(items, F_IP_SRC, src);
    items_u(items, F_IP_DST, dst);
    items_u(items, F_TCP_LEN, len / 2);
}

static bool prints(struct statistic *s, const char *line)
{
    static char buf[1 << 18];
    struct text out;

    text_init(&out, buf, sizeof buf - 1, NULL, NULL);
    tl_statistic_print(s, 0, &out);
    tl_statistic_free(s);
    buf[out.len] = '\0';
    return strstr(buf, line) != NULL;
}

static bool begins(struct statistic *s, const char *spec)
{
    unsigned parts = 0;

    return tl_statistic_new(s, spec, items, &parts, NULL) == TCPLENS_OK;
}

static void who_speaks_with_whom(void)
{
    struct statistic s;

    T_CHECK(begins(&s, "conv,ip"));
    put_frame(0, 1, 2, 100);
    tl_statistic_frame(&s, items, UINT64_MAX);
    put_frame(1000000000, 2, 1, 60);
    tl_statistic_frame(&s, items, UINT64_MAX);
    T_CHECK(prints(&s, "0.0.0.1              <-> 0.0.0.2                    1 60 bytes "
                       "       1 100 bytes       2 160 bytes "));
    T_CHECK(begins(&s, "endpoints,ip"));
    tl_statistic_frame(&s, items, UINT64_MAX);
    T_CHECK(
        prints(&s, "0.0.0.2                        1            60          1              60"));
}

static void intervals(void)
{
    struct statistic s;

    T_CHECK(begins(&s, "io,stat,1,SUM(tcp.len),FRAMES()tcp"));
    T_CHECK(strcmp(tl_statistic_filter(&s, 0), "") == 0);
    T_CHECK(strcmp(tl_statistic_filter(&s, 1), "tcp") == 0 && tl_statistic_filter(&s, 2) == NULL);
    put_frame(0, 1, 2, 100);
    tl_statistic_frame(&s, items, UINT64_MAX);
    put_frame(2500000000, 1, 2, 60);
    tl_statistic_frame(&s, items, 1); /* not the second column's */
    T_CHECK(prints(&s, "|  0 <> 1  |  50 |      1 |\n"
                       "|  1 <> 2  |   0 |      0 |\n"
                       "|  2 <> Dur|  30 |      0 |\n"));
    T_CHECK(begins(&s, "io,stat,0.000001"));
    put_frame(0, 1, 2, 100);
    tl_statistic_frame(&s, items, UINT64_MAX);
    put_frame(INT64_C(1) << 60, 1, 2, 100); /* 10^15 intervals later */
    tl_statistic_frame(&s, items, UINT64_MAX);
    T_CHECK(prints(&s, "1 frames found no room"));
}

static void put_message(int64_t ns, uint64_t code, const char *method)
{
    items_clear(items);
    items_i(items, F_FRAME_TIME_RELATIVE, ns);
    items_begin(items, F_HTTP, NULL, 0);
    if (code != 0)
        items_u(items, F_HTTP_CODE, code);
    if (method != NULL)
        items_text(items, F_HTTP_METHOD, method);
    items_out(items);
}

/* A burst begins with its first message, not with its window. */
static void messages_of_http(void)
{
    static const int64_t ms = 1000000;
    struct statistic s;

    T_CHECK(is_refused("http,tree,http.host", "-Y does"));
    T_CHECK(begins(&s, "http,tree"));
    put_message(120 * ms, 0, "GET");
    tl_statistic_frame(&s, items, UINT64_MAX);
    put_message(219 * ms, 777, NULL);
    tl_statistic_frame(&s, items, UINT64_MAX);
    put_message(320 * ms, 0, NULL);
    tl_statistic_frame(&s, items, UINT64_MAX);
    T_CHECK(prints(&s, "Total HTTP Packets      3                                              "
                       "         0.0150        100%          0.0200        0.120        \n"));
    T_CHECK(begins(&s, "http,tree"));
    tl_statistic_frame(&s, items, UINT64_MAX);
    for (unsigned i = 0; i < 2000; i++) {
        char method[16];

        (void)snprintf(method, sizeof method, "M%u", i);
        put_message(0, 0, method);
        tl_statistic_frame(&s, items, UINT64_MAX);
    }
    T_CHECK(prints(&s, "items found no room in this table\n"));
}

static void put_segment(const char *from, const char *to, uint64_t flags, uint64_t stream)
{
    items_clear(items);
    items_text(items, F_COL_TIME, "0.5");
    items_text(items, F_COL_SOURCE, from);
    items_text(items, F_COL_DESTINATION, to);
    items_mark(items, F_TCP);
    items_in(items);
    items_u(items, F_TCP_SRCPORT, 4000);
    items_u(items, F_TCP_DSTPORT, 80);
    items_u(items, F_TCP_FLAGS, flags);
    items_u(items, F_TCP_LEN, 2000);
    items_u(items, F_TCP_SEQ, 7);
    items_u(items, F_TCP_STREAM, stream);
    items_out(items);
}

static void arrows(void)
{
    struct statistic s;
    char address[16];

    T_CHECK(is_refused("flow,tcp", "\"network\""));
    T_CHECK(begins(&s, "flow,tcp,network"));
    put_segment("a", "b", 0xe02, 0);
    tl_statistic_frame(&s, items, UINT64_MAX);
    put_segment("c", "a", 0, 1);
    tl_statistic_frame(&s, items, UINT64_MAX);
    T_CHECK(prints(
        &s, "Conv.| Time    | a                                     | c                       "
            "              |\n"
            "     |         |                   | b                 |                   \n"
            "0    |0.5      |         SYN, Reserved - Len:          |                   |Seq = 7\n"
            "     |         |(4000)   ------------------>  (80)     |                   |\n"
            "-----------------------------------------------------------------------------\n"
            "1    |0.5      |         <None> - Len: 2000            |                   |Seq = 7\n"
            "     |         |(80)     <--------------------------------------  (4000)   |\n"));
    T_CHECK(begins(&s, "flow,tcp,network"));
    for (unsigned i = 0; i < 41; i++) {
        (void)snprintf(address, sizeof address, "%u", i);
        put_segment(address, "0", 0, 0);
        tl_statistic_frame(&s, items, UINT64_MAX);
    }
    T_CHECK(prints(&s, "\n1 arrows found no room in this picture\n"));
}

static void rows_grow(void)
{
    struct end_rows rows;
    bool all = true;

    T_CHECK(end_rows_init(&rows, sizeof(uint32_t), sizeof(uint64_t)));
    for (uint32_t i = 0; i < 5000; i++) {
        uint64_t *const row = end_rows_find(&rows, &i);

        all &= row != NULL;
        if (row != NULL)
            *row = i;
    }
    for (uint32_t i = 0; i < 5000; i++) {
        const uint64_t *const row = end_rows_find(&rows, &i);

        all &= row != NULL && *row == i;
    }
    T_CHECK(all && rows.n == 5000);
    end_rows_fini(&rows);
}

int main(void)
{
    items = tl_items_new(false);
    if (items == NULL)
        return 1;
    refusals();
    who_speaks_with_whom();
    intervals();
    messages_of_http();
    arrows();
    rows_grow();
    tl_items_free(items);
    return t_done();
}
