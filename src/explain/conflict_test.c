// SPDX-License-Identifier: BSD-3-Clause
/* conflict_test.c - other octets under the same numbers are found, and only they. */
#include "explain/tale.h"

static struct tale t;

static void opened(void)
{
    begin(&t);
    handshake(&t);
}

static void another_copy(void)
{
    opened();
    say(&t, (struct say){.from = CLIENT, .data = "GET /a"});
    say(&t, (struct say){.from = CLIENT, .data = "GET /b", .seq = -6});
    T_CHECK(proved(&t, FINDING_CONFLICTING_DATA, CLIENT, 4, 5));
    T_CHECK(the_finding(&t, FINDING_CONFLICTING_DATA, CLIENT).n == 6);
    say(&t, (struct say){.from = CLIENT, .data = "X", .seq = -1});
    T_CHECK(the_finding(&t, FINDING_CONFLICTING_DATA, CLIENT).count == 2);
    end(&t);
}

static void the_same_copy(void)
{
    opened();
    say(&t, (struct say){.from = CLIENT, .data = "GET /a"});
    say(&t, (struct say){.from = CLIENT, .data = "/a and more", .seq = -2});
    say(&t, (struct say){.from = SERVER, .data = "X"});
    say(&t, (struct say){.from = CLIENT, .data = "and", .seq = -8});
    T_CHECK(found(&t, FINDING_CONFLICTING_DATA, CLIENT) == NULL);
    end(&t);
}

/* A receiver drops what its checksum refutes, and does not look at the octet of a keep-alive. */
static void what_no_receiver_reads(void)
{
    opened();
    say(&t, (struct say){.from = CLIENT, .data = "abc"});
    say(&t, (struct say){.from = SERVER});
    say(&t, (struct say){.from = CLIENT, .data = "abX", .seq = -3, .sum = 1});
    say(&t, (struct say){.from = CLIENT, .data = "X", .seq = -1, .us = 60000000});
    T_CHECK(found(&t, FINDING_CONFLICTING_DATA, CLIENT) == NULL);
    end(&t);
}

int main(void)
{
    another_copy();
    the_same_copy();
    what_no_receiver_reads();
    return t_done();
}
