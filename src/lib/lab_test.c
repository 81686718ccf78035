// SPDX-License-Identifier: BSD-3-Clause
/*
 * lab_test.c - every scenario comes as it says, segments, states and findings; and a scenario with
 * a mistake is told where it is.
 */
#include <tcplens/lab.h>

#include <stdio.h>
#include <string.h>

#include "tap.h"

static void test_scenarios(void)
{
    const struct tcplens_lab_scenario *s;
    struct tcplens_error err;
    size_t n, failed = 0;

    s = tcplens_lab_scenarios(&n);
    for (size_t i = 0; i < n; i++) {
        const struct tcplens_lab_options o = {
            .name = s[i].name, .text = s[i].text, .text_len = s[i].text_len};

        if (tcplens_lab_run(&o, NULL, NULL, &err) != TCPLENS_OK) {
            printf("# %s\n", err.text);
            failed++;
        }
    }
    T_CHECK(n >= 40);
    T_CHECK(failed == 0);
    T_CHECK(tcplens_lab_find("no-such-scenario") == NULL);
    T_CHECK(tcplens_lab_find(s[n - 1].name) == &s[n - 1]);
}

/* Whether a scenario fails with this message. */
static bool says(const char *text, const char *message)
{
    const struct tcplens_lab_options o = {.name = "x", .text = text, .text_len = strlen(text)};
    struct tcplens_error err;
    const bool right = tcplens_lab_run(&o, NULL, NULL, &err) == TCPLENS_ERR_FORMAT &&
                       strcmp(err.text, message) == 0;

    if (!right)
        printf("# %s\n", err.text);
    return right;
}

static void test_mistakes(void)
{
    T_CHECK(says("nonsense\n", "x:1:1: expected a time, or endpoint, set, path, lose, seed, at, "
                               "finding or no, not \"nonsense\""));
    T_CHECK(says("0 client\n", "x:1:9: expected listen, connect, send, urgent, read, close, abort, "
                               "exit, is, ended, received or unread here"));
    T_CHECK(says("\n0 client connect twice",
                 "x:2:18: expected nothing more on this line, not \"twice\""));
    T_CHECK(says("1 wait\n0 wait",
                 "x:2:3: expected a time not before that of the line above, within "
                 "a day, not \"wait\""));
    T_CHECK(says("path delay soon", "x:1:12: expected a time as 20ms, not \"soon\""));
    T_CHECK(says("path loss 2", "x:1:11: expected a share as 2%, not \"2\""));
    T_CHECK(says("path rate 2", "x:1:11: expected a rate as 10Mbit, not \"2\""));
    T_CHECK(says("0 < S 0:0(0)",
                 "x:1:5: expected a line \"endpoint client\" or \"endpoint server\" "
                 "before segments, not \"S\""));
    T_CHECK(says("endpoint server\n0 < Q 0:0(0)", "x:2:5: expected flags of FSRP.UEW, not \"Q\""));
    T_CHECK(says("endpoint server\n0 < S 0:5(6)",
                 "x:2:13: expected a range that is as long as the text here"));
    T_CHECK(says("endpoint server\n0 < S 0:0(0) <mss>",
                 "x:2:18: expected a segment size up to 65535, not \">\""));
}

static void test_differences(void)
{
    T_CHECK(says("0 client connect\n+0 client is ESTABLISHED", "x:2: it is SYN-SENT"));
    T_CHECK(says("0 server send 5", "x:1: it has no connection"));
    T_CHECK(says("endpoint client\n0 client connect\n+0 > S. 0:0(0)",
                 "x:3: other flags: what was sent is S 0:0(0) ack 0 win 65535"));
    T_CHECK(says("endpoint client\n0 client connect\n+1.5 > nothing",
                 "x:3: S 0:0(0) ack 0 win 65535 was sent at 0.000000, which nothing here expects"));
    T_CHECK(says("endpoint client\n0 client connect\n+.5 > S 0:0(0)",
                 "x:3: S 0:0(0) ack 0 win 65535 was sent at 0.000000, not at 0.500000"));
    T_CHECK(says("0 client connect\nfinding zero-window\n",
                 "x:2: the explanation does not find zero-window"));
    T_CHECK(says("0 client connect\nno findings\n", "x: the explanation finds connection-refused"));
}

int main(void)
{
    test_scenarios();
    test_mistakes();
    test_differences();
    return t_done();
}
