// SPDX-License-Identifier: BSD-3-Clause
#include "app/tls_record.h"

#include "app/tls_ja3.h"
#include "tap.h"

#define OCTETS(literal) ((struct span){(const uint8_t *)(literal), sizeof(literal) - 1})

#define RANDOM "0123456789abcdef0123456789abcdef"

/* Two suites, one of them GREASE; server_name "a.b"; one group; one point format. */
static const char client_hello[] = "\3\3" RANDOM "\0"
                                   "\0\4\x1a\x1a\x13\x01"
                                   "\1\0"
                                   "\0\x1a"
                                   "\0\0\0\x8\0\6\0\0\3"
                                   "a.b"
                                   "\0\xa\0\4\0\2\0\x1d"
                                   "\0\xb\0\2\1\0";

static const char server_hello[] = "\3\3" RANDOM "\0"
                                   "\x13\x01"
                                   "\0"
                                   "\0\6"
                                   "\0\x2b\0\2\x7f\x1c";

static void reads_a_client_hello(void)
{
    struct tls_hello hello;
    struct span data, name;

    tl_tls_read_hello(OCTETS(client_hello), true, &hello);
    T_CHECK(hello.version == 0x303 && hello.random != NULL && hello.session.n == 0 &&
            hello.suites.n == 4 && hello.compression.n == 1 && hello.has_extensions &&
            hello.extensions.n == 26);
    T_CHECK(tl_tls_find_extension(&hello, TLS_EXT_SERVER_NAME, &data));
    name = tl_tls_host_name(data);
    T_CHECK(name.n == 3 && memcmp(name.p, "a.b", 3) == 0);
    T_CHECK(!tl_tls_find_extension(&hello, TLS_EXT_ALPN, &data));
}

static void reads_a_server_hello(void)
{
    struct tls_hello hello;

    tl_tls_read_hello(OCTETS(server_hello), false, &hello);
    T_CHECK(be16(hello.suites.p) == 0x1301 && tl_tls_chosen_version(&hello) == 0x304);
    T_CHECK(!tl_tls_is_retry(&hello));
}

static bool ja3_is(struct span body, bool client, const char *line)
{
    struct tls_hello hello;
    char room[128];
    struct text text;

    tl_tls_read_hello(body, client, &hello);
    text_init(&text, room, sizeof room, NULL, NULL);
    tl_tls_write_ja3(&text, &hello, client);
    return text.len == strlen(line) && memcmp(room, line, text.len) == 0;
}

static void writes_ja3(void)
{
    T_CHECK(ja3_is(OCTETS(client_hello), true, "771,4865,0-10-11,29,0"));
    T_CHECK(ja3_is(OCTETS(server_hello), false, "771,4865,43"));
    T_CHECK(ja3_is(OCTETS(""), true, "0,,,,"));
}

/* Every prefix is read as far as it goes, and nothing behind its end. */
static void survives_cuts(void)
{
    bool within = true;

    for (size_t n = 0; n < sizeof client_hello - 1; n++) {
        const uint8_t *const p = (const uint8_t *)client_hello;
        struct tls_hello hello;

        tl_tls_read_hello((struct span){p, n}, true, &hello);
        within &=
            hello.extensions.n == 0 || (size_t)(hello.extensions.p - p) + hello.extensions.n <= n;
        within &= n >= 34 || hello.random == NULL;
    }
    T_CHECK(within);
}

int main(void)
{
    reads_a_client_hello();
    reads_a_server_hello();
    writes_ja3();
    survives_cuts();
    return t_done();
}
