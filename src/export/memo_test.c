// SPDX-License-Identifier: BSD-3-Clause
/* memo_test.c - what is copied, what is written anew, and what is not kept. */
#include "export/memo.h"

#include <string.h>

#include "tap.h"

static struct memo *memo;
static unsigned written;

/* "port=" and the number, as a writer would. */
static void write_port(struct text *out, const struct item *it, uint32_t form)
{
    const enum memo_found found = tl_memo_begin(memo, out, it, form);

    if (found == MEMO_ALL)
        return;
    if (found == MEMO_NOTHING) {
        text_str(out, form == 1 ? "port=" : "PORT=");
        tl_memo_value(memo, out);
    }
    text_u64(out, it->u);
    written++;
    tl_memo_end(memo, out);
}

static bool writes(uint64_t port, uint32_t form, const char *expected)
{
    const struct item it = {.u = port, .field = F_TCP_PORT};
    char buf[1024];
    struct text out;

    text_init(&out, buf, sizeof buf, NULL, NULL);
    write_port(&out, &it, form);
    return out.len == strlen(expected) && memcmp(buf, expected, out.len) == 0;
}

static void test_numbers(void)
{
    T_CHECK(writes(80, 1, "port=80") && written == 1);
    T_CHECK(writes(443, 1, "port=443") && written == 2);
    T_CHECK(writes(80, 1, "port=80") && writes(443, 1, "port=443") && written == 2);
    T_CHECK(writes(80, 2, "PORT=80") && written == 3);
    T_CHECK(writes(443, 2, "PORT=443") && writes(8080, 1, "port=8080"));
}

/* Octets: equal length and content; what is too long, or finds no room, is not kept. */
static void test_octets(void)
{
    static const uint8_t octets[MEMO_VALUE + 1] = {1, 2};
    struct item it = {.octets = {octets, 2}, .field = F_ETH_PADDING};
    char buf[1024], little[16];
    struct text out;

    text_init(&out, buf, sizeof buf, NULL, NULL);
    T_CHECK(tl_memo_begin(memo, &out, &it, 1) == MEMO_NOTHING);
    text_str(&out, "1, 2");
    tl_memo_end(memo, &out);
    T_CHECK(tl_memo_begin(memo, &out, &it, 1) == MEMO_ALL && out.len == 8);
    it.octets.n = 1;
    T_CHECK(tl_memo_begin(memo, &out, &it, 1) == MEMO_NOTHING);
    for (size_t i = 0; i <= MEMO_TEXT; i++)
        text_char(&out, 'x');
    tl_memo_end(memo, &out);
    T_CHECK(tl_memo_begin(memo, &out, &it, 1) == MEMO_NOTHING);
    it.octets.n = sizeof octets;
    T_CHECK(tl_memo_begin(memo, &out, &it, 1) == MEMO_NOTHING);
    tl_memo_end(memo, &out);
    it.octets.n = 2;
    text_init(&out, little, sizeof little, NULL, NULL);
    T_CHECK(tl_memo_begin(memo, &out, &it, 1) == MEMO_NOTHING && !out.failed);
}

int main(void)
{
    memo = tl_memo_new();
    if (memo == NULL)
        return 1;
    test_numbers();
    test_octets();
    tl_memo_free(memo);
    return t_done();
}
