// SPDX-License-Identifier: BSD-3-Clause
#include "app/tls_ja3.h"

static void write_number(struct text *out, uint16_t value, bool *first)
{
    if (tls_is_grease(value))
        return;
    if (!*first)
        text_char(out, '-');
    *first = false;
    text_u64(out, value);
}

/* A list of numbers of `size` octets each. */
static void write_list(struct text *out, struct span list, size_t size)
{
    bool first = true;
    uint32_t value;

    while (tl_tls_take_number(&list, size, &value))
        write_number(out, (uint16_t)value, &first);
}

static void write_extensions(struct text *out, struct span extensions)
{
    struct span data;
    bool first = true;
    uint16_t type;

    while (tl_tls_take_extension(&extensions, &type, &data))
        write_number(out, type, &first);
}

/* The list in an extension, whose length takes as many octets as each of its members. */
static void write_list_of(struct text *out, const struct tls_hello *hello, uint16_t type,
                          size_t size)
{
    struct span data, list;

    if (tl_tls_find_extension(hello, type, &data) && tl_tls_take_vector(&data, size, &list))
        write_list(out, list, size);
}

void tl_tls_write_ja3(struct text *out, const struct tls_hello *hello, bool client)
{
    text_u64(out, hello->version);
    text_char(out, ',');
    write_list(out, hello->suites, 2);
    text_char(out, ',');
    write_extensions(out, hello->extensions);
    if (!client)
        return;
    text_char(out, ',');
    write_list_of(out, hello, TLS_EXT_GROUPS, 2);
    text_char(out, ',');
    write_list_of(out, hello, TLS_EXT_POINT_FORMATS, 1);
}
