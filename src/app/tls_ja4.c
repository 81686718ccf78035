// SPDX-License-Identifier: BSD-3-Clause
#include "app/tls_ja4.h"

#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "base/text.h"

enum { DIGITS = 12, COUNT_MAX = 99 };

static const char hex[] = "0123456789abcdef";

/* Numbers without GREASE; @too_many: there are more. */
struct values {
    size_t n;
    bool too_many;
    uint16_t of[TLS_JA4_LISTED];
};

static void add_value(struct values *values, uint16_t value)
{
    if (tls_is_grease(value))
        return;
    if (values->n < TLS_JA4_LISTED)
        values->of[values->n++] = value;
    else
        values->too_many = true;
}

static void add_list(struct values *values, struct span list)
{
    uint32_t value;

    while (tl_tls_take_number(&list, 2, &value))
        add_value(values, (uint16_t)value);
}

static int compare(const void *a, const void *b)
{
    uint16_t x, y;

    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static void sort(struct values *values)
{
    qsort(values->of, values->n, sizeof values->of[0], compare);
}

static void write_values(struct text *out, const struct values *values)
{
    for (size_t i = 0; i < values->n; i++) {
        if (i > 0)
            text_char(out, ',');
        text_hex(out, values->of[i], 4);
    }
}

/* ---- The first part ---- */

/* The newest version that a client can. */
static const char *version_of(const struct tls_hello *hello)
{
    static const struct {
        uint16_t version;
        char name[3];
    } names[] = {{0x0304, "13"}, {0x0303, "12"}, {0x0302, "11"},
                 {0x0301, "10"}, {0x0300, "s3"}, {0x0002, "s2"}};
    uint16_t version = hello->version;
    struct span data, list;
    uint32_t value;

    if (tl_tls_find_extension(hello, TLS_EXT_VERSIONS, &data) &&
        tl_tls_take_vector(&data, 1, &list)) {
        version = 0;
        while (tl_tls_take_number(&list, 2, &value))
            if (!tls_is_grease((uint16_t)value) && value > version)
                version = (uint16_t)value;
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].version == version)
            return names[i].name;
    return "00";
}

static bool is_alphanumeric(uint8_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* The first and the last character of the protocol that a client likes best; of its digits, if they
 * are not both letters or digits. */
static void write_application(struct text *out, const struct tls_hello *hello)
{
    struct span data, list, name;
    uint8_t first, last;

    if (!tl_tls_find_extension(hello, TLS_EXT_ALPN, &data) ||
        !tl_tls_take_vector(&data, 2, &list) || !tl_tls_take_vector(&list, 1, &name) ||
        name.n == 0) {
        text_str(out, "00");
        return;
    }
    first = name.p[0];
    last = name.p[name.n - 1];
    if (is_alphanumeric(first) && is_alphanumeric(last)) {
        text_char(out, (char)first);
        text_char(out, (char)last);
    } else {
        text_char(out, hex[first >> 4]);
        text_char(out, hex[last & 15]);
    }
}

static void write_count(struct text *out, size_t n)
{
    text_u64_padded(out, n < COUNT_MAX ? n : COUNT_MAX, 2, '0');
}

/* ---- The whole ---- */

/* The beginning of a list's digest; zeros for an empty one. */
static void write_digest(struct text *out, const char *list, size_t n)
{
    uint8_t digest[SHA256_OCTETS] = {0};

    text_char(out, '_');
    if (n > 0)
        tl_sha256(digest, (const uint8_t *)list, n);
    for (size_t i = 0; i < DIGITS; i++)
        text_char(out, hex[i % 2 == 0 ? digest[i / 2] >> 4 : digest[i / 2] & 15]);
}

/* Extensions in order of number, without those whose absence says nothing of the program; signature
 * algorithms as they stand. Gives how many extensions there are in all. */
static size_t write_extensions(struct text *out, const struct tls_hello *hello, bool *too_many)
{
    struct values types = {.n = 0}, algorithms = {.n = 0};
    struct span rest = hello->extensions, data, list;
    size_t all = 0;
    uint16_t type;

    while (tl_tls_take_extension(&rest, &type, &data)) {
        all += !tls_is_grease(type);
        if (type != TLS_EXT_SERVER_NAME && type != TLS_EXT_ALPN)
            add_value(&types, type);
        if (type == TLS_EXT_SIGNATURES && tl_tls_take_vector(&data, 2, &list))
            add_list(&algorithms, list);
    }
    sort(&types);
    write_values(out, &types);
    if (algorithms.n > 0)
        text_char(out, '_');
    write_values(out, &algorithms);
    *too_many = types.too_many || algorithms.too_many;
    return all;
}

bool tl_tls_ja4(struct tls_ja4 *out, const struct tls_hello *hello)
{
    struct values suites = {.n = 0};
    char room[2 * 5 * TLS_JA4_LISTED + 1];
    struct text extensions, lists, digests;
    size_t all, suites_at;
    struct span data;
    bool too_many;

    if (hello->suites.p == NULL)
        return false;
    text_init(&extensions, room, sizeof room, NULL, NULL);
    all = write_extensions(&extensions, hello, &too_many);
    add_list(&suites, hello->suites);
    if (too_many || suites.too_many)
        return false;
    text_init(&lists, out->lists, sizeof out->lists - 1, NULL, NULL);
    text_char(&lists, 't');
    text_str(&lists, version_of(hello));
    text_char(&lists, tl_tls_find_extension(hello, TLS_EXT_SERVER_NAME, &data) ? 'd' : 'i');
    write_count(&lists, suites.n);
    write_count(&lists, all);
    write_application(&lists, hello);
    text_init(&digests, out->digests, TLS_JA4_LEN, NULL, NULL);
    text_octets(&digests, out->lists, lists.len);
    text_char(&lists, '_');
    suites_at = lists.len;
    sort(&suites);
    write_values(&lists, &suites);
    write_digest(&digests, out->lists + suites_at, lists.len - suites_at);
    write_digest(&digests, room, extensions.len);
    text_char(&lists, '_');
    text_octets(&lists, room, extensions.len);
    out->lists[lists.len] = out->digests[digests.len] = '\0';
    return true;
}
