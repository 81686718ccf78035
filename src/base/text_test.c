// SPDX-License-Identifier: BSD-3-Clause
/* The writer against memory, printf and inet_ntop. */
#include <arpa/inet.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "tap.h"

static struct text t;
static char buf[1024];

static bool wrote(const char *want)
{
    const bool same = t.len == strlen(want) && memcmp(buf, want, t.len) == 0;

    if (!same)
        printf("# got \"%.*s\", want \"%s\"\n", (int)t.len, buf, want);
    text_init(&t, buf, sizeof(buf), NULL, NULL);
    return same;
}

/* A deterministic source of numbers of every magnitude. */
static uint64_t next_number(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> (*state >> 58);
}

static void test_numbers(void)
{
    char want[64];
    uint64_t state = 1;
    bool all = true;

    for (unsigned i = 0; i < 20000; i++) {
        const uint64_t v = next_number(&state);

        text_u64(&t, v);
        text_char(&t, ' ');
        text_i64(&t, (int64_t)v);
        snprintf(want, sizeof(want), "%" PRIu64 " %" PRId64, v, (int64_t)v);
        all &= wrote(want);
    }
    T_CHECK(all);
    text_i64(&t, INT64_MIN);
    T_CHECK(wrote("-9223372036854775808"));
    text_u64_padded(&t, 7, 3, '0');
    text_u64_padded(&t, 1234, 3, '0');
    T_CHECK(wrote("0071234"));
    text_count(&t, 999);
    text_char(&t, ' ');
    text_count(&t, 1000);
    text_char(&t, ' ');
    text_count(&t, UINT64_MAX);
    T_CHECK(wrote("999 1,000 18,446,744,073,709,551,615"));
    text_hex(&t, 0xbeef, 4);
    text_hex(&t, 0x1234, 2);
    T_CHECK(wrote("beef34"));
    text_fill(&t, '-', 200);
    T_CHECK(t.len == 200 && buf[0] == '-' && buf[199] == '-');
    text_init(&t, buf, sizeof(buf), NULL, NULL);
}

static bool agrees_with_inet_ntop(const uint8_t addr[16])
{
    char want[INET6_ADDRSTRLEN];

    inet_ntop(AF_INET6, addr, want, sizeof(want));
    text_ip6(&t, addr);
    return wrote(want);
}

static void test_addresses(void)
{
    static const uint8_t mapped[16] = {[10] = 0xff, 0xff, 192, 168, 0, 50};
    static const uint8_t compatible[16] = {[12] = 10, 0, 0, 1};
    static const uint8_t loopback[16] = {[15] = 1};
    static const uint8_t tie[16] = {0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1};
    static const uint8_t one_zero[16] = {0, 1, 0, 2, 0, 3, 0, 0, 0, 5, 0, 6, 0, 7, 0, 8};
    uint64_t state = 2;
    bool all = true;

    T_CHECK(agrees_with_inet_ntop(mapped));
    T_CHECK(agrees_with_inet_ntop(compatible));
    T_CHECK(agrees_with_inet_ntop(loopback));
    text_ip6(&t, tie);
    T_CHECK(wrote("2001:db8::1:0:0:1"));
    text_ip6(&t, one_zero);
    T_CHECK(wrote("1:2:3:0:5:6:7:8"));
    text_ip(&t, mapped);
    T_CHECK(wrote("192.168.0.50"));
    text_ip(&t, loopback);
    T_CHECK(wrote("::1"));
    /* Every pattern of zero words, with words of every length elsewhere. */
    for (unsigned zeros = 0; zeros < 256 * 16; zeros++) {
        uint8_t addr[16] = {0};

        for (unsigned i = 0; i < 8; i++) {
            const uint16_t word = (uint16_t)(next_number(&state) | 1);

            if ((zeros & 1u << i) == 0) {
                addr[2 * i] = (uint8_t)(word >> 8);
                addr[2 * i + 1] = (uint8_t)word;
            }
        }
        all &= agrees_with_inet_ntop(addr);
    }
    T_CHECK(all);
}

static void harmless(const char *s, size_t n)
{
    text_harmless(&t, (const uint8_t *)s, n);
}

static void test_harmless(void)
{
    harmless("GET /~x?a=\xc3\xa9 \xe4\xbd\xa0\xe5\xa5\xbd", 19);
    T_CHECK(wrote("GET /~x?a=é 你好"));
    harmless("\033[2J\r\n\t\0\177", 9);
    T_CHECK(wrote(".[2J....."));
    harmless("\xc2\x9b", 2); /* C1: CSI in one octet */
    T_CHECK(wrote(".."));
    harmless("\xe2\x80\xae\xe2\x81\xa6", 6); /* bidi override and isolate */
    T_CHECK(wrote("......"));
    harmless("\xe2\x80\xa8\xee\x80\x80\xef\xbb\xbf", 9); /* line separator, private, BOM */
    T_CHECK(wrote("........."));
    harmless("\xc0\xaf\xff\xe4\xbd", 5); /* overlong, no lead, cut */
    T_CHECK(wrote("....."));
}

static void test_json(void)
{
    text_json_string(&t, "a\"b\\\n\t\001\177", 8);
    T_CHECK(wrote("\"a\\\"b\\\\\\n\\t\\u0001\\u007f\""));
    text_json_string(&t, "\xc2\x9b\xe2\x80\xae\xff\xe4\xbd\xa0", 9);
    T_CHECK(wrote("\"\\u009b\\u202e\xef\xbf\xbd你\""));
    text_json_string(&t, "\xf3\xa0\x80\x81\xf0\x9f\x98\x80", 8); /* a tag character, a smile */
    T_CHECK(wrote("\"\\udb40\\udc01\xf0\x9f\x98\x80\""));
}

static void test_columns(void)
{
    T_CHECK(text_columns("abc", 3) == 3);
    T_CHECK(text_columns("三次握手", 12) == 8);
    T_CHECK(text_columns("──▶ µ×", 13) == 6);
}

static void test_bounded_string(void)
{
    char small[8];

    text_init(&t, small, sizeof(small), NULL, NULL);
    text_str(&t, "abc三次握手");
    T_CHECK(t.failed && t.len == 6 && memcmp(small, "abc三", 6) == 0);
    text_str(&t, "x"); /* what it holds stays a prefix of what was written */
    T_CHECK(t.len == 6);
    text_init(&t, small, sizeof(small), NULL, NULL);
    text_str(&t, "12345678");
    T_CHECK(!t.failed && t.len == 8);
    text_char(&t, '9');
    T_CHECK(t.failed && t.len == 8);
    text_init(&t, buf, sizeof(buf), NULL, NULL);
}

struct collected {
    char octets[4096];
    size_t n, limit;
};

static enum tcplens_status collect(void *ctx, const char *octets, size_t n)
{
    struct collected *const c = ctx;

    if (c->n + n > c->limit)
        return TCPLENS_ERR_WRITE;
    memcpy(c->octets + c->n, octets, n);
    c->n += n;
    return TCPLENS_OK;
}

static void test_sink(void)
{
    struct collected c = {.limit = sizeof(c.octets)};
    struct text out;
    char small[512];
    bool all = true;

    text_init(&out, small, sizeof(small), collect, &c);
    for (unsigned i = 0; i < 1300; i++)
        text_str(&out, "abc");
    text_flush(&out);
    for (size_t i = 0; i < c.n; i++)
        all &= c.octets[i] == "abc"[i % 3];
    T_CHECK(all && c.n == 3900 && !out.failed && out.len == 0);

    c = (struct collected){.limit = 600};
    text_init(&out, small, sizeof(small), collect, &c);
    text_fill(&out, 'x', 2000);
    text_flush(&out);
    T_CHECK(out.failed && c.n > 0 && c.n <= 600);
    c.limit = sizeof(c.octets);
    c.n = 0;
    text_str(&out, "more");
    text_flush(&out);
    T_CHECK(out.failed && c.n == 0);
}

int main(void)
{
    text_init(&t, buf, sizeof(buf), NULL, NULL);
    test_numbers();
    test_addresses();
    test_harmless();
    test_json();
    test_columns();
    test_bounded_string();
    test_sink();
    return t_done();
}
