// SPDX-License-Identifier: BSD-3-Clause
/* dissect_tls_hello.c - what client and server propose and choose (RFC 8446 4.1), and the
 * fingerprints of it. */
#include "dissect/dissect_tls.h"

#include "app/http_message.h"
#include "app/tls_ja3.h"
#include "app/tls_ja4.h"
#include "base/md5.h"

enum { NS_PER_S = 1000000000, JA3_MAX = 4096 };

static void put_random(struct items *out, const uint8_t *random)
{
    enum { TIME_OCTETS = 4 };

    items_octets(out, F_TLS_RANDOM, random, TLS_RANDOM);
    items_in(out);
    items_at(items_i(out, F_TLS_RANDOM_TIME, (int64_t)be32(random) * NS_PER_S), random,
             TIME_OCTETS);
    items_octets(out, F_TLS_RANDOM_BYTES, random + TIME_OCTETS, TLS_RANDOM - TIME_OCTETS);
    items_out(out);
}

static const char *plural(size_t n)
{
    return n == 1 ? "" : "s";
}

/* Cipher suites or compression methods that a client offers, `size` octets each; their length
 * stands before them. */
static void put_offers(struct items *out, struct span list, uint32_t size,
                       const enum field_id fields[3], const char *what)
{
    const size_t n = list.n / size;
    struct item *it;

    items_be(out, fields[0], list.p - size, size);
    it = items_at(items_mark(out, fields[1]), list.p, (uint32_t)list.n);
    ITEMS_SAY(out, it, "%s (%zu %s%s)", tl_fields[fields[1]].title, n, what, plural(n));
    items_in(out);
    for (size_t i = 0; i < n; i++)
        items_be(out, fields[2], list.p + i * size, size);
    items_out(out);
}

static void put_extensions(struct items *out, const struct tls_hello *hello, bool client)
{
    struct span rest = hello->extensions, data;
    uint16_t type;

    items_be(out, F_TLS_EXTENSIONS_LEN, rest.p - 2, 2);
    while (rest.n >= 4) {
        const uint8_t *const p = rest.p;
        const char *name;
        struct item *it;

        (void)tl_tls_take_extension(&rest, &type, &data);
        name = tl_word(tl_words_tls_extension, type);
        it = items_octets(out, F_TEXT, p, 4 + data.n);
        ITEMS_SAY(out, it, "Extension: %s (len=%u)", name != NULL ? name : "Unknown type",
                  be16(p + 2));
        items_in(out);
        items_be(out, F_TLS_EXT_TYPE, p, 2);
        items_be(out, F_TLS_EXT_LEN, p + 2, 2);
        dissect_tls_extension(out, type, data, client);
        items_out(out);
    }
}

static void put_fingerprint(struct items *out, const struct tls_hello *hello, bool client)
{
    static const char hex[] = "0123456789abcdef";
    const enum field_id full = client ? F_TLS_JA3_FULL : F_TLS_JA3S_FULL;
    const enum field_id digest = client ? F_TLS_JA3 : F_TLS_JA3S;
    char room[JA3_MAX], digits[2 * MD5_OCTETS];
    uint8_t octets[MD5_OCTETS];
    struct text text;

    if (!out->wanted[full] && !out->wanted[digest])
        return;
    text_init(&text, room, sizeof room, NULL, NULL);
    tl_tls_write_ja3(&text, hello, client);
    if (text.failed)
        return;
    tl_md5(octets, (const uint8_t *)room, text.len);
    for (size_t i = 0; i < MD5_OCTETS; i++) {
        digits[2 * i] = hex[octets[i] >> 4];
        digits[2 * i + 1] = hex[octets[i] & 15];
    }
    items_generated(items_kept(out, full, (struct span){(const uint8_t *)room, text.len}));
    items_generated(items_kept(out, digest, (struct span){(const uint8_t *)digits, sizeof digits}));
}

/* What programs are told apart by: not in the trees of Wireshark 4.0. */
static void put_ja4(struct dissection *d, const struct tls_hello *hello)
{
    struct items *const out = d->items;
    struct tls_ja4 ja4;

    if ((!out->wanted[F_TLS_JA4] && !out->wanted[F_TLS_JA4_R]) ||
        (out->tree && !is_newest_tree(d)) || !tl_tls_ja4(&ja4, hello))
        return;
    items_generated(items_text(out, F_TLS_JA4, ja4.digests));
    items_generated(items_text(out, F_TLS_JA4_R, ja4.lists));
}

/* What the server chose to speak (RFC 7301). */
static void note_application(struct tls_talk *talk, const struct tls_hello *hello)
{
    struct span data, list, name;

    if (!tl_tls_find_extension(hello, TLS_EXT_ALPN, &data) ||
        !tl_tls_take_vector(&data, 2, &list) || !tl_tls_take_vector(&list, 1, &name))
        return;
    if (tl_http_is(name, "h2"))
        talk->application = "HyperText Transfer Protocol 2";
    else if (tl_http_begins(name, "http/1"))
        talk->application = "Hypertext Transfer Protocol";
    else if (tl_http_begins(name, "spdy/"))
        talk->application = "SPDY";
}

void dissect_tls_hello(struct dissection *d, struct span body, bool client, struct tls_talk *talk)
{
    static const enum field_id suites[] = {F_TLS_SUITES_LEN, F_TLS_SUITES, F_TLS_SUITE};
    static const enum field_id compressions[] = {F_TLS_COMPRESSIONS_LEN, F_TLS_COMPRESSIONS,
                                                 F_TLS_COMPRESSION};
    struct items *const out = d->items;
    struct tls_hello hello;

    tl_tls_read_hello(body, client, &hello);
    if (body.n >= 2)
        items_be(out, F_TLS_HANDSHAKE_VERSION, hello.p, 2);
    if (hello.random == NULL)
        return;
    put_random(out, hello.random);
    if (hello.session.p == NULL)
        return;
    items_be(out, F_TLS_SESSION_LEN, hello.session.p - 1, 1);
    if (hello.session.n > 0)
        items_octets(out, F_TLS_SESSION, hello.session.p, hello.session.n);
    if (client && hello.compression.p != NULL) {
        put_offers(out, hello.suites, 2, suites, "suite");
        put_offers(out, hello.compression, 1, compressions, "method");
    } else if (!client && hello.compression.n > 0) {
        items_be(out, F_TLS_SUITE, hello.suites.p, 2);
        items_be(out, F_TLS_COMPRESSION, hello.compression.p, 1);
    }
    if (hello.has_extensions)
        put_extensions(out, &hello, client);
    if (client)
        put_ja4(d, &hello);
    put_fingerprint(out, &hello, client);
    if (!client)
        note_application(talk, &hello);
}
