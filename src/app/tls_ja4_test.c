// SPDX-License-Identifier: BSD-3-Clause
/* tls_ja4_test.c - the worked example of FoxIO's specification, and hellos that lack what it has.
 */
#include "app/tls_ja4.h"

#include "tap.h"

#define OCTETS(literal) ((struct span){(const uint8_t *)(literal), sizeof(literal) - 1})

#define RANDOM "0123456789abcdef0123456789abcdef"

/* In the order in which the browser of the example sent them, with GREASE. */
static const char browser[] =
    "\3\3" RANDOM "\0"
    "\0\x20\x3a\x3a\x13\x01\x13\x02\x13\x03\xc0\x2b\xc0\x2f\xc0\x2c\xc0\x30\xcc\xa9\xcc\xa8"
    "\xc0\x13\xc0\x14\0\x9c\0\x9d\0\x2f\0\x35"
    "\1\0"
    "\0\x7b"
    "\x1a\x1a\0\0"
    "\0\x1b\0\0"
    "\0\0\0\x8\0\6\0\0\3"
    "a.b"
    "\0\x33\0\0"
    "\0\x10\0\xe\0\xc\2h2\x8http/1.1"
    "\x44\x69\0\0"
    "\0\x17\0\0"
    "\0\x2d\0\0"
    "\0\x0d\0\x12\0\x10\4\3\x8\4\4\1\5\3\x8\5\5\1\x8\6\6\1"
    "\0\5\0\0"
    "\0\x23\0\0"
    "\0\x12\0\0"
    "\0\x2b\0\7\6\xaa\xaa\3\4\3\3"
    "\xff\1\0\0"
    "\0\xb\0\0"
    "\0\xa\0\0"
    "\0\x15\0\0";

/* No extension at all; SSL 3.0. */
static const char bare[] = "\3\0" RANDOM "\0"
                           "\0\2\0\x2f"
                           "\1\0";

/* A protocol whose name begins with what is no letter, and nothing else. */
static const char odd[] = "\3\3" RANDOM "\0"
                          "\0\0"
                          "\1\0"
                          "\0\x9"
                          "\0\x10\0\5\0\3\2\xab"
                          "c";

static bool ja4_is(struct span body, const char *digests, const char *lists)
{
    struct tls_hello hello;
    struct tls_ja4 ja4;

    tl_tls_read_hello(body, true, &hello);
    if (!tl_tls_ja4(&ja4, &hello))
        return false;
    if (strcmp(ja4.digests, digests) == 0 && strcmp(ja4.lists, lists) == 0)
        return true;
    printf("# %s\n# %s\n", ja4.digests, ja4.lists);
    return false;
}

static void examples(void)
{
    T_CHECK(ja4_is(OCTETS(browser), "t13d1516h2_8daaf6152771_e5627efa2ab1",
                   "t13d1516h2_002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,"
                   "cca8,cca9_0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01"
                   "_0403,0804,0401,0503,0805,0501,0806,0601"));
    T_CHECK(ja4_is(OCTETS(bare), "ts3i010000_ba72b8082249_000000000000", "ts3i010000_002f_"));
    T_CHECK(ja4_is(OCTETS(odd), "t12i0001a3_000000000000_000000000000", "t12i0001a3__"));
}

/* What is too long has none; nothing is read behind the end of what was cut. */
static void limits(void)
{
    static uint8_t suites[2 * (TLS_JA4_LISTED + 1)];
    struct tls_hello hello = {.suites = {suites, 2 * TLS_JA4_LISTED}};
    struct tls_ja4 ja4;
    bool whole = true;

    T_CHECK(tl_tls_ja4(&ja4, &hello) && memcmp(ja4.digests, "t00i9900", 8) == 0);
    hello.suites.n = sizeof suites;
    T_CHECK(!tl_tls_ja4(&ja4, &hello));
    for (size_t n = 0; n < sizeof browser - 1; n++) {
        tl_tls_read_hello((struct span){(const uint8_t *)browser, n}, true, &hello);
        whole &= !tl_tls_ja4(&ja4, &hello) || strlen(ja4.digests) == TLS_JA4_LEN;
    }
    T_CHECK(whole);
}

int main(void)
{
    examples();
    limits();
    return t_done();
}
