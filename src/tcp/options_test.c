// SPDX-License-Identifier: BSD-3-Clause
#include "tap.h"
#include "tcp/options.h"

/* Heap blocks that end where the list does, so that AddressSanitizer sees an over-read. */
#include <stdlib.h>

static struct span list_of(const uint8_t *octets, size_t n)
{
    uint8_t *const p = malloc(n);

    if (n > 0)
        memcpy(p, octets, n);
    return (struct span){p, n};
}

#define LIST(...) list_of((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

static void free_list(struct span list)
{
    free((void *)(uintptr_t)list.p);
}

static unsigned bits_of(struct span list)
{
    const unsigned bits = tl_tcp_option_bits(list, 0);

    free_list(list);
    return bits;
}

static void iterates(void)
{
    const struct span whole = LIST(2, 4, 5, 0xb4, 1, 4, 2, 0, 8);
    struct span list = whole;
    struct tcp_option o;

    T_CHECK(tl_tcp_option_next(&list, 0, &o) == TCP_OPTION_OK);
    T_CHECK(o.kind == TCP_KIND_MSS && o.value.n == 2 && be16(o.value.p) == 1460);
    T_CHECK(tl_tcp_option_next(&list, 0, &o) == TCP_OPTION_OK);
    T_CHECK(o.kind == TCP_KIND_NOP && o.value.n == 0);
    T_CHECK(tl_tcp_option_next(&list, 0, &o) == TCP_OPTION_OK);
    T_CHECK(o.kind == TCP_KIND_SACK_PERMITTED && o.value.n == 0);
    T_CHECK(tl_tcp_option_next(&list, 0, &o) == TCP_OPTION_END);
    T_CHECK(tl_tcp_option_next(&list, 0, &o) == TCP_OPTION_END); /* and stays there */
    T_CHECK(o.kind == TCP_KIND_SACK_PERMITTED);
    free_list(whole);

    list = (struct span){NULL, 0};
    T_CHECK(tl_tcp_option_next(&list, 0, &o) == TCP_OPTION_END);
}

/* The status of the first option that is not OK. */
static enum tcp_option_status last_status(struct span list, size_t uncaptured)
{
    const struct span whole = list;
    enum tcp_option_status status;
    struct tcp_option o;

    do
        status = tl_tcp_option_next(&list, uncaptured, &o);
    while (status == TCP_OPTION_OK);
    free_list(whole);
    return status;
}

static void tells_cut_from_bad(void)
{
    T_CHECK(last_status(LIST(3, 0), 0) == TCP_OPTION_BAD);
    T_CHECK(last_status(LIST(3, 1, 7), 0) == TCP_OPTION_BAD);
    T_CHECK(last_status(LIST(1, 3), 0) == TCP_OPTION_BAD);
    T_CHECK(last_status(LIST(3, 3), 0) == TCP_OPTION_BAD);
    T_CHECK(last_status(LIST(1, 3), 2) == TCP_OPTION_CUT);
    T_CHECK(last_status(LIST(3, 3), 1) == TCP_OPTION_CUT);
    T_CHECK(last_status(LIST(8, 10, 0), 7) == TCP_OPTION_CUT);
    T_CHECK(last_status(LIST(8, 10, 0), 6) == TCP_OPTION_BAD);
    T_CHECK(last_status(LIST(1), 3) == TCP_OPTION_CUT);
    T_CHECK(last_status(LIST(3, 1), 2) == TCP_OPTION_BAD);
    T_CHECK(last_status(LIST(1, 0), 2) == TCP_OPTION_END);
    T_CHECK(tl_tcp_option_bits((struct span){NULL, 0}, 4) == 0);
}

static void tells_bits(void)
{
    T_CHECK(bits_of(LIST(2, 4, 5, 0xb4, 1, 3, 3, 7)) == (TCPLENS_OPT_MSS | TCPLENS_OPT_WSCALE));
    T_CHECK(bits_of(LIST(4, 2, 0)) == TCPLENS_OPT_SACK_PERMITTED);
    T_CHECK(bits_of(LIST(8, 10, 0, 0, 0, 1, 0, 0, 0, 2)) == TCPLENS_OPT_TIMESTAMPS);
    T_CHECK(bits_of(LIST(5, 10, 0, 0, 0, 1, 0, 0, 0, 2)) == TCPLENS_OPT_SACK);
    T_CHECK(bits_of(LIST(34, 2)) == TCPLENS_OPT_FAST_OPEN);
    T_CHECK(bits_of(LIST(34, 6, 1, 2, 3, 4)) == TCPLENS_OPT_FAST_OPEN);
    T_CHECK(bits_of(LIST(253, 4, 0xf9, 0x89)) == TCPLENS_OPT_FAST_OPEN);
    T_CHECK(bits_of(LIST(254, 8, 0xf9, 0x89, 1, 2, 3, 4)) == TCPLENS_OPT_FAST_OPEN);
    T_CHECK(bits_of(LIST(254, 4, 0xe2, 0xd4)) == TCPLENS_OPT_OTHER);
    T_CHECK(bits_of(LIST(28, 4, 0, 60)) == TCPLENS_OPT_OTHER);
    T_CHECK(bits_of(LIST(172, 5, 1, 2, 3)) == TCPLENS_OPT_OTHER);
    T_CHECK(bits_of(LIST(200, 3, 1)) == TCPLENS_OPT_OTHER);
    T_CHECK(bits_of(LIST(1, 1, 1, 1)) == 0);
}

static void tells_bad_lengths(void)
{
    T_CHECK(bits_of(LIST(2, 5, 5, 0xb4, 0, 4, 2)) ==
            (TCPLENS_OPT_BAD | TCPLENS_OPT_SACK_PERMITTED));
    T_CHECK(bits_of(LIST(3, 2)) == TCPLENS_OPT_BAD);
    T_CHECK(bits_of(LIST(4, 3, 0)) == TCPLENS_OPT_BAD);
    T_CHECK(bits_of(LIST(5, 2)) == TCPLENS_OPT_BAD);
    T_CHECK(bits_of(LIST(5, 11, 0, 0, 0, 1, 0, 0, 0, 2, 3)) == TCPLENS_OPT_BAD);
    T_CHECK(bits_of(LIST(8, 6, 0, 0, 0, 1)) == TCPLENS_OPT_BAD);
    T_CHECK(bits_of(LIST(34, 4, 1, 2)) == TCPLENS_OPT_BAD);
    T_CHECK(bits_of(LIST(34, 7, 1, 2, 3, 4, 5)) == TCPLENS_OPT_BAD);
    T_CHECK(bits_of(LIST(253, 7, 0xf9, 0x89, 1, 2, 3)) == TCPLENS_OPT_BAD);
    T_CHECK(bits_of(LIST(19, 4, 1, 2)) == TCPLENS_OPT_BAD);
    T_CHECK(bits_of(LIST(172, 4, 1, 2)) == TCPLENS_OPT_BAD);
    T_CHECK(bits_of(LIST(30, 2)) == TCPLENS_OPT_BAD);
}

static void reads_values(void)
{
    struct span list = LIST(2, 4, 5, 0xb4, 4, 2, 8, 10, 0, 0, 0, 9, 0, 0, 0, 8, 1, 3, 3, 15);
    struct tcp_options o;

    tl_tcp_options_read(list, &o);
    T_CHECK(o.present == (TCPLENS_OPT_MSS | TCPLENS_OPT_SACK_PERMITTED | TCPLENS_OPT_TIMESTAMPS |
                          TCPLENS_OPT_WSCALE));
    T_CHECK(o.mss == 1460 && o.ts_val == 9 && o.ts_ecr == 8 && o.wscale == 15);
    free_list(list);

    list = LIST(1, 1, 5, 18, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 7, 0, 0, 0, 9);
    tl_tcp_options_read(list, &o);
    T_CHECK(o.present == TCPLENS_OPT_SACK && o.sacks == 2);
    T_CHECK(o.sack[0].left.v == 1 && o.sack[0].right.v == 2);
    T_CHECK(o.sack[1].left.v == 7 && o.sack[1].right.v == 9);
    free_list(list);

    list = LIST(34, 2, 3, 3, 7);
    tl_tcp_options_read(list, &o);
    T_CHECK(o.present == (TCPLENS_OPT_FAST_OPEN | TCPLENS_OPT_WSCALE) && o.fast_open_cookie == 0);
    free_list(list);

    list = LIST(254, 8, 0xf9, 0x89, 1, 2, 3, 4);
    tl_tcp_options_read(list, &o);
    T_CHECK(o.present == TCPLENS_OPT_FAST_OPEN && o.fast_open_cookie == 4);
    free_list(list);

    list = LIST(28, 4, 0, 60, 3, 3, 7, 2, 3, 1, 2, 9, 1);
    tl_tcp_options_read(list, &o);
    T_CHECK(o.present == TCPLENS_OPT_WSCALE && o.mss == 0);
    free_list(list);
}

/* The registry assigns 0 to 24, 26 to 30, 34, 69, 172, 174, 253 and 254. */
static void names_the_registry(void)
{
    int named = 0;

    for (unsigned kind = 0; kind < 256; kind++)
        named += tl_tcp_option_name((uint8_t)kind) != NULL;
    T_CHECK(named == 25 + 5 + 6);
    T_CHECK(strcmp(tl_tcp_option_name(TCP_KIND_MSS), "Maximum Segment Size") == 0);
    T_CHECK(tl_tcp_option_name(25) == NULL && tl_tcp_option_name(255) == NULL);
}

int main(void)
{
    iterates();
    tells_cut_from_bad();
    tells_bits();
    tells_bad_lengths();
    reads_values();
    names_the_registry();
    return t_done();
}
