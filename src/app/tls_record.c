// SPDX-License-Identifier: BSD-3-Clause
#include "app/tls_record.h"

enum { TLS13 = 0x0304, DRAFTS_OF_TLS13 = 0x7f00 };

bool tl_tls_take_number(struct span *s, size_t n, uint32_t *out)
{
    const uint8_t *const p = span_take(s, n);

    if (p == NULL)
        return false;
    *out = 0;
    for (size_t i = 0; i < n; i++)
        *out = *out << 8 | p[i];
    return true;
}

bool tl_tls_take_vector(struct span *s, size_t n, struct span *out)
{
    uint32_t len;

    if (!tl_tls_take_number(s, n, &len))
        return false;
    out->n = len < s->n ? len : s->n;
    out->p = span_take(s, out->n);
    return true;
}

static bool take_octets(struct span *s, size_t n, struct span *out)
{
    const uint8_t *const p = span_take(s, n);

    if (p != NULL)
        *out = (struct span){p, n};
    return p != NULL;
}

void tl_tls_read_hello(struct span body, bool client, struct tls_hello *out)
{
    uint32_t version;
    bool ok;

    *out = (struct tls_hello){.p = body.p};
    if (!tl_tls_take_number(&body, 2, &version))
        return;
    out->version = (uint16_t)version;
    out->random = span_take(&body, TLS_RANDOM);
    if (out->random == NULL || !tl_tls_take_vector(&body, 1, &out->session))
        return;
    if (client)
        ok = tl_tls_take_vector(&body, 2, &out->suites) &&
             tl_tls_take_vector(&body, 1, &out->compression);
    else
        ok = take_octets(&body, 2, &out->suites) && take_octets(&body, 1, &out->compression);
    out->has_extensions = ok && tl_tls_take_vector(&body, 2, &out->extensions);
}

bool tl_tls_take_extension(struct span *extensions, uint16_t *type, struct span *data)
{
    uint32_t number;

    if (extensions->n < 4 || !tl_tls_take_number(extensions, 2, &number))
        return false;
    *type = (uint16_t)number;
    return tl_tls_take_vector(extensions, 2, data);
}

bool tl_tls_find_extension(const struct tls_hello *hello, uint16_t type, struct span *data)
{
    struct span rest = hello->extensions;
    uint16_t t;

    while (tl_tls_take_extension(&rest, &t, data))
        if (t == type)
            return true;
    return false;
}

struct span tl_tls_host_name(struct span data)
{
    struct span list, name = {NULL, 0};

    if (!tl_tls_take_vector(&data, 2, &list) || list.n < 3 || list.p[0] != 0)
        return name;
    (void)span_take(&list, 1);
    (void)tl_tls_take_vector(&list, 2, &name);
    return name;
}

uint16_t tl_tls_chosen_version(const struct tls_hello *hello)
{
    uint16_t version = hello->version;
    struct span data;

    if (tl_tls_find_extension(hello, TLS_EXT_VERSIONS, &data) && data.n >= 2)
        version = be16(data.p);
    return (version & 0xff00) == DRAFTS_OF_TLS13 ? TLS13 : version;
}

bool tl_tls_is_retry(const struct tls_hello *hello)
{
    static const uint8_t retry[TLS_RANDOM] = {
        0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c,
        0x02, 0x1e, 0x65, 0xb8, 0x91, 0xc2, 0xa2, 0x11, 0x16, 0x7a, 0xbb,
        0x8c, 0x5e, 0x07, 0x9e, 0x09, 0xe2, 0xc8, 0xa8, 0x33, 0x9c,
    };

    return hello->random != NULL && memcmp(hello->random, retry, sizeof retry) == 0;
}
