// SPDX-License-Identifier: BSD-3-Clause
/* Octets as hexadecimal lines as tshark has them, and as base64 (RFC 4648 10). */
#include "follow/form.h"

#include <string.h>

#include "tap.h"

static bool is(const struct text *t, const char *expected)
{
    return t->len == strlen(expected) && memcmp(t->buf, expected, t->len) == 0;
}

static struct span span_of(const char *s)
{
    return (struct span){(const uint8_t *)s, strlen(s)};
}

static void base64(void)
{
    static const char *const vectors[][2] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {"\xff\xfe\xfb", "//77"},
    };
    char buf[256];
    struct text t;

    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        text_init(&t, buf, sizeof buf, NULL, NULL);
        form_base64(&t, span_of(vectors[i][0]));
        T_CHECK(is(&t, vectors[i][1]));
    }
    text_init(&t, buf, sizeof buf, NULL, NULL);
    form_base64_lines(&t, span_of("123456789012345678901234567890123456789012345678901234567x"),
                      " ");
    T_CHECK(is(&t, " MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3\n"
                   " eA==\n"));
}

static void hexadecimal(void)
{
    char buf[512];
    struct text t;

    text_init(&t, buf, sizeof buf, NULL, NULL);
    form_hex_dump(&t, span_of("0123456789abcdef\n "), 0x1a, "\t");
    T_CHECK(is(&t,
               "\t0000001A  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  01234567 89abcdef\n"
               "\t0000002A  0a 20                                             .\n"));
    /* A blank at the end is left out, but not behind the eighth octet. */
    text_init(&t, buf, sizeof buf, NULL, NULL);
    form_hex_dump(&t, span_of("1234567 "), 0, "");
    T_CHECK(is(&t, "00000000  31 32 33 34 35 36 37 20                           1234567 \n"));
    text_init(&t, buf, sizeof buf, NULL, NULL);
    form_hex_dump(&t, span_of("12345678 "), 0, "");
    T_CHECK(is(&t, "00000000  31 32 33 34 35 36 37 38  20                       12345678 \n"));
    text_init(&t, buf, sizeof buf, NULL, NULL);
    form_hex_digits(&t, span_of("\x01\xab"));
    T_CHECK(is(&t, "01ab"));
}

int main(void)
{
    base64();
    hexadecimal();
    return t_done();
}
