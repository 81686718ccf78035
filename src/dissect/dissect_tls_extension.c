// SPDX-License-Identifier: BSD-3-Clause
/* dissect_tls_extension.c - the extensions of hellos that say what a connection is (RFC 8446 4.2).
 */
#include "dissect/dissect_tls.h"

/* Numbers of `size` octets each. */
static void put_numbers(struct items *out, enum field_id field, struct span list, uint32_t size)
{
    const uint8_t *p;

    while ((p = span_take(&list, size)) != NULL)
        items_be(out, field, p, size);
}

/* What a list is shown as: its length takes `length` octets; its own line, unless `title` is NULL,
 * counts its members in `unit`s. */
struct list_form {
    enum field_id length_field, all_field, each;
    uint8_t length, size;
    const char *title, *unit;
};

static bool put_list(struct items *out, struct span data, const struct list_form *form)
{
    struct span list;
    struct item *it;

    if (data.n < form->length)
        return false;
    items_be(out, form->length_field, data.p, form->length);
    (void)tl_tls_take_vector(&data, form->length, &list);
    if (form->title != NULL) {
        const size_t n = list.n / form->size;

        it = items_at(items_mark(out, form->all_field), list.p, (uint32_t)list.n);
        ITEMS_SAY(out, it, "%s (%zu%s%s)", form->title, n, form->unit,
                  n == 1 || form->unit[0] == '\0' ? "" : "s");
        items_in(out);
    }
    put_numbers(out, form->each, list, form->size);
    if (form->title != NULL)
        items_out(out);
    return true;
}

static void put_server_name(struct items *out, struct span data)
{
    struct span list, name;

    if (data.n < 2)
        return;
    ITEMS_LINE(out, data.p, data.n, "Server Name Indication extension");
    items_in(out);
    items_be(out, F_TLS_SNI_LIST_LEN, data.p, 2);
    (void)tl_tls_take_vector(&data, 2, &list);
    while (list.n >= 3) {
        items_be(out, F_TLS_SNI_TYPE, list.p, 1);
        items_be(out, F_TLS_SNI_LEN, list.p + 1, 2);
        (void)span_take(&list, 1);
        (void)tl_tls_take_vector(&list, 2, &name);
        items_octets(out, F_TLS_SNI, name.p, name.n);
    }
    items_out(out);
}

static void put_alpn(struct items *out, struct span data)
{
    struct span list, name;

    if (data.n < 2)
        return;
    items_be(out, F_TLS_ALPN_LEN, data.p, 2);
    (void)tl_tls_take_vector(&data, 2, &list);
    items_at(items_mark(out, F_TLS_ALPN), list.p, (uint32_t)list.n);
    items_in(out);
    while (list.n >= 1) {
        items_be(out, F_TLS_ALPN_STR_LEN, list.p, 1);
        (void)tl_tls_take_vector(&list, 1, &name);
        items_octets(out, F_TLS_ALPN_STR, name.p, name.n);
    }
    items_out(out);
}

/* One that has no name of its own: the hash and the signature that TLS 1.2 means. */
static void say_signature(struct items *out, struct item *it, const uint8_t *p)
{
    const char *const hash = tl_word(tl_words_tls_hash, p[0]);
    const char *const signer = tl_word(tl_words_tls_signer, p[1]);

    ITEMS_SAY(out, it, "Signature Algorithm: %s %s (0x%04x)", hash != NULL ? hash : "Unknown",
              signer != NULL ? signer : "Unknown", be16(p));
}

static void put_signatures(struct items *out, struct span data)
{
    struct span list;
    struct item *it;

    if (data.n < 2)
        return;
    items_be(out, F_TLS_SIGNATURES_LEN, data.p, 2);
    (void)tl_tls_take_vector(&data, 2, &list);
    it = items_at(items_mark(out, F_TLS_SIGNATURES), list.p, (uint32_t)list.n);
    ITEMS_SAY(out, it, "Signature Hash Algorithms (%zu algorithm%s)", list.n / 2,
              list.n / 2 == 1 ? "" : "s");
    items_in(out);
    for (const uint8_t *p; (p = span_take(&list, 2)) != NULL;) {
        it = items_be(out, F_TLS_SIGNATURE, p, 2);
        if (tl_word(tl_words_tls_signature, be16(p)) == NULL)
            say_signature(out, it, p);
        items_in(out);
        items_be(out, F_TLS_SIGNATURE_HASH, p, 1);
        items_be(out, F_TLS_SIGNATURE_SIGNER, p + 1, 1);
        items_out(out);
    }
    items_out(out);
}

/* Group, length and key, of which a client offers several. */
static void put_key_shares(struct items *out, struct span data, bool client)
{
    struct span list = data, key;

    ITEMS_LINE(out, data.p, data.n, "Key Share extension");
    items_in(out);
    if (client && data.n >= 2) {
        items_be(out, F_TLS_KEY_SHARE_LEN, data.p, 2);
        (void)tl_tls_take_vector(&data, 2, &list);
    } else if (data.n == 2) {
        items_be(out, F_TLS_KEY_SHARE_SELECTED, data.p, 2);
        list.n = 0;
    }
    while (list.n >= 4) {
        const uint8_t *const p = span_take(&list, 2);
        const char *const name = tl_word(tl_words_tls_group, be16(p));

        (void)tl_tls_take_vector(&list, 2, &key);
        ITEMS_LINE(out, p, 4 + key.n, "Key Share Entry: Group: %s, Key Exchange length: %u",
                   name != NULL ? name : "Unknown", be16(p + 2));
        items_in(out);
        items_be(out, F_TLS_KEY_SHARE_GROUP, p, 2);
        items_be(out, F_TLS_KEY_EXCHANGE_LEN, p + 2, 2);
        items_octets(out, F_TLS_KEY_EXCHANGE, key.p, key.n);
        items_out(out);
    }
    items_out(out);
}

static void put_versions(struct items *out, struct span data, bool client)
{
    static const struct list_form form = {
        F_TLS_VERSIONS_LEN, FIELDS, F_TLS_VERSION, 1, 2, NULL, NULL};

    if (client)
        (void)put_list(out, data, &form);
    else if (data.n >= 2)
        items_be(out, F_TLS_VERSION, data.p, 2);
}

static void put_renegotiation(struct items *out, struct span data)
{
    if (data.n < 1)
        return;
    ITEMS_LINE(out, data.p, data.n, "Renegotiation Info extension");
    items_in(out);
    items_be(out, F_TLS_RENEGOTIATION_LEN, data.p, 1);
    if (data.n > 1)
        items_octets(out, F_TLS_RENEGOTIATION, data.p + 1, data.n - 1);
    items_out(out);
}

static void put_status_request(struct items *out, struct span data)
{
    if (data.n < 5 || be16(data.p + 1) != 0)
        return;
    items_be(out, F_TLS_STATUS_TYPE, data.p, 1);
    items_be(out, F_TLS_STATUS_RESPONDERS_LEN, data.p + 1, 2);
    items_be(out, F_TLS_STATUS_EXTENSIONS_LEN, data.p + 3, 2);
}

static void put_unknown(struct items *out, struct span data)
{
    items_octets(out, F_TLS_EXT_DATA, data.p, data.n);
}

/* Extensions that say all by being there. */
static bool is_empty_kind(uint16_t type)
{
    enum { EXTENDED_MASTER_SECRET = 23, CERTIFICATE_TIMESTAMP = 18, ENCRYPT_THEN_MAC = 22 };

    return type == EXTENDED_MASTER_SECRET || type == CERTIFICATE_TIMESTAMP ||
           type == ENCRYPT_THEN_MAC;
}

void dissect_tls_extension(struct items *out, uint16_t type, struct span data, bool client)
{
    static const struct list_form groups = {F_TLS_GROUPS_LEN,   F_TLS_GROUPS, F_TLS_GROUP, 2, 2,
                                            "Supported Groups", " group"};
    static const struct list_form formats = {
        F_TLS_FORMATS_LEN, F_TLS_FORMATS, F_TLS_FORMAT, 1, 1, "Elliptic curves point formats", ""};
    static const struct list_form modes = {
        F_TLS_PSK_MODES_LEN, FIELDS, F_TLS_PSK_MODE, 1, 1, NULL, NULL};

    switch (type) {
    case TLS_EXT_SERVER_NAME:
        put_server_name(out, data);
        return;
    case TLS_EXT_STATUS_REQUEST:
        put_status_request(out, data);
        return;
    case TLS_EXT_GROUPS:
        (void)put_list(out, data, &groups);
        return;
    case TLS_EXT_POINT_FORMATS:
        (void)put_list(out, data, &formats);
        return;
    case TLS_EXT_SIGNATURES:
        put_signatures(out, data);
        return;
    case TLS_EXT_ALPN:
        put_alpn(out, data);
        return;
    case TLS_EXT_PADDING:
        items_octets(out, F_TLS_PADDING, data.p, data.n);
        return;
    case TLS_EXT_TICKET:
        ITEMS_SAY(out, items_octets(out, F_TLS_TICKET, data.p, data.n), "Data (%zu bytes)", data.n);
        return;
    case TLS_EXT_KEY_SHARE:
    case TLS_EXT_KEY_SHARE_DRAFT:
        put_key_shares(out, data, client);
        return;
    case TLS_EXT_VERSIONS:
        put_versions(out, data, client);
        return;
    case TLS_EXT_PSK_MODES:
        (void)put_list(out, data, &modes);
        return;
    case TLS_EXT_RENEGOTIATION:
        put_renegotiation(out, data);
        return;
    case TLS_EXT_HEARTBEAT:
        if (data.n == 1)
            items_be(out, F_TLS_HEARTBEAT_MODE, data.p, 1);
        return;
    default:
        if (data.n > 0 || !is_empty_kind(type))
            put_unknown(out, data);
        return;
    }
}
