// SPDX-License-Identifier: BSD-3-Clause
/* dissect_dns_record.c - a resource record of DNS, by its type. */
#include "dissect/dissect_dns.h"

#include <stdio.h>

#include "base/text.h"

/**
 * struct record - the one at hand
 * @message: all of it
 * @say:     what its own line says of its data
 */
struct record {
    struct items *out;
    struct span message;
    struct dns_record r;
    struct text *say;
};

/* "1 day, 2 hours" */
static void write_duration(struct text *out, uint32_t seconds)
{
    static const struct {
        uint32_t seconds;
        const char *name;
    } units[] = {{86400, "day"}, {3600, "hour"}, {60, "minute"}, {1, "second"}};
    bool first = true;

    if (seconds == 0)
        text_str(out, "0 seconds");
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        const uint32_t n = seconds / units[i].seconds;

        seconds %= units[i].seconds;
        if (n == 0)
            continue;
        text_str(out, first ? "" : ", ");
        first = false;
        text_u64(out, n);
        text_char(out, ' ');
        text_str(out, units[i].name);
        if (n != 1)
            text_char(out, 's');
    }
}

static void put_seconds(struct record *r, enum field_id field, const uint8_t *p)
{
    struct item *const it = items_be(r->out, field, p, 4);
    char room[64];
    struct text text;

    if (!r->out->lines)
        return;
    text_init(&text, room, sizeof room - 1, NULL, NULL);
    write_duration(&text, be32(p));
    room[text.len] = '\0';
    ITEMS_SAY(r->out, it, "%s: %u (%s)", tl_fields[field].title, be32(p), room);
}

static const uint8_t *data_of(const struct record *r)
{
    return r->message.p + r->r.data;
}

/* The name at offset `at`, for the field; and in the record's line behind `word`. */
static size_t put_name(struct record *r, enum field_id field, size_t at, const char *word)
{
    const size_t begin = at;
    char shown[DNS_SHOWN];
    struct dns_name name;
    struct item *it;

    if (!tl_dns_read_name(r->message, &at, &name))
        return r->message.n;
    it = items_text(r->out, field, name.len == 0 ? "<Root>" : "");
    if (name.len > 0 && r->out->wanted[field])
        it->octets = items_keep(r->out, (const char *)name.text, name.len);
    items_at(it, r->message.p + begin, (uint32_t)(at - begin));
    if (word != NULL) {
        text_str(r->say, word);
        text_str(r->say, dns_shown(&name, shown));
    }
    return at;
}

static void put_texts(struct record *r)
{
    struct span rest = {data_of(r), r->r.len};

    while (rest.n > 0) {
        const uint8_t *const p = span_take(&rest, 1);
        const size_t n = *p < rest.n ? *p : rest.n;

        items_be(r->out, F_DNS_TXT_LEN, p, 1);
        items_octets(r->out, F_DNS_TXT, p + 1, n);
        (void)span_take(&rest, n);
    }
}

static void put_soa(struct record *r)
{
    enum { NUMBERS = 20 };
    const size_t behind =
        put_name(r, F_DNS_SOA_RNAME, put_name(r, F_DNS_SOA_MNAME, r->r.data, NULL), NULL);
    const uint8_t *const p = r->message.p + behind;
    size_t at = r->r.data;
    struct dns_name name;
    char shown[DNS_SHOWN];

    if (tl_dns_read_name(r->message, &at, &name)) {
        text_str(r->say, ", mname ");
        text_str(r->say, dns_shown(&name, shown));
    }
    if (behind > r->message.n || r->message.n - behind < NUMBERS)
        return;
    items_be(r->out, F_DNS_SOA_SERIAL, p, 4);
    put_seconds(r, F_DNS_SOA_REFRESH, p + 4);
    put_seconds(r, F_DNS_SOA_RETRY, p + 8);
    put_seconds(r, F_DNS_SOA_EXPIRE, p + 12);
    put_seconds(r, F_DNS_SOA_MINIMUM, p + 16);
}

static void put_mx(struct record *r)
{
    if (r->r.len < 3)
        return;
    items_be(r->out, F_DNS_MX_PREFERENCE, data_of(r), 2);
    text_str(r->say, ", preference ");
    text_u64(r->say, be16(data_of(r)));
    (void)put_name(r, F_DNS_MX, r->r.data + 2, ", mx ");
}

static void put_srv(struct record *r)
{
    const uint8_t *const p = data_of(r);

    if (r->r.len < 7)
        return;
    items_be(r->out, F_DNS_SRV_PRIORITY, p, 2);
    items_be(r->out, F_DNS_SRV_WEIGHT, p + 2, 2);
    items_be(r->out, F_DNS_SRV_PORT, p + 4, 2);
    text_str(r->say, ", priority ");
    text_u64(r->say, be16(p));
    text_str(r->say, ", weight ");
    text_u64(r->say, be16(p + 2));
    text_str(r->say, ", port ");
    text_u64(r->say, be16(p + 4));
    (void)put_name(r, F_DNS_SRV_TARGET, r->r.data + 6, ", target ");
}

static void put_address(struct record *r)
{
    const uint8_t *const p = data_of(r);

    if (r->r.type == DNS_A && r->r.len == 4) {
        items_ip4(r->out, F_DNS_A, p);
        text_str(r->say, ", addr ");
        text_ip4(r->say, p);
    } else if (r->r.type == DNS_AAAA && r->r.len == 16) {
        items_octets(r->out, F_DNS_AAAA, p, 16);
        text_str(r->say, ", addr ");
        text_ip6(r->say, p);
    }
}

static void put_data(struct record *r)
{
    switch (r->r.type) {
    case DNS_A:
    case DNS_AAAA:
        put_address(r);
        return;
    case DNS_NS:
        (void)put_name(r, F_DNS_NS, r->r.data, ", ns ");
        return;
    case DNS_CNAME:
        (void)put_name(r, F_DNS_CNAME, r->r.data, ", cname ");
        return;
    case DNS_PTR:
        (void)put_name(r, F_DNS_PTR, r->r.data, ", ");
        return;
    case DNS_MX:
        put_mx(r);
        return;
    case DNS_TXT:
        put_texts(r);
        return;
    case DNS_SOA:
        put_soa(r);
        return;
    case DNS_SRV:
        put_srv(r);
        return;
    default:
        if (r->r.len > 0)
            items_octets(r->out, F_DNS_DATA, data_of(r), r->r.len);
        return;
    }
}

static void put_options(struct record *r)
{
    struct span rest = {data_of(r), r->r.len};

    while (rest.n >= 4) {
        const uint8_t *const p = span_take(&rest, 4);
        const size_t n = be16(p + 2) < rest.n ? be16(p + 2) : rest.n;
        const char *const name = tl_word(tl_words_dns_option, be16(p));
        struct item *const it = items_at(items_mark(r->out, F_DNS_OPTION), p, (uint32_t)(4 + n));

        ITEMS_SAY(r->out, it, "Option: %s", name != NULL ? name : "Unknown");
        items_in(r->out);
        items_be(r->out, F_DNS_OPTION_CODE, p, 2);
        items_be(r->out, F_DNS_OPTION_LEN, p + 2, 2);
        items_octets(r->out, F_DNS_OPTION_DATA, p + 4, n);
        items_out(r->out);
        (void)span_take(&rest, n);
    }
}

/* RFC 6891 6.1: class and TTL mean other things. */
static void put_edns(struct record *r)
{
    const uint8_t *const p = r->message.p + r->r.fixed;

    items_be(r->out, F_DNS_UDP_SIZE, p + 2, 2);
    items_be(r->out, F_DNS_EXT_RCODE, p + 4, 1);
    items_be(r->out, F_DNS_EDNS_VERSION, p + 5, 1);
    items_be(r->out, F_DNS_EDNS_Z, p + 6, 2);
    items_in(r->out);
    items_be(r->out, F_DNS_EDNS_DO, p + 6, 2);
    items_be(r->out, F_DNS_EDNS_RESERVED, p + 6, 2);
    items_out(r->out);
    items_be(r->out, F_DNS_RESP_LEN, p + 8, 2);
    put_options(r);
}

static void put_head(struct record *r)
{
    const uint8_t *const p = r->message.p + r->r.fixed;
    struct item *it = items_text(r->out, F_DNS_RESP_NAME, r->r.name.len == 0 ? "<Root>" : "");

    if (r->r.name.len > 0 && r->out->wanted[F_DNS_RESP_NAME])
        it->octets = items_keep(r->out, (const char *)r->r.name.text, r->r.name.len);
    items_at(it, r->message.p + r->r.begin, (uint32_t)(r->r.fixed - r->r.begin));
    items_be(r->out, F_DNS_RESP_TYPE, p, 2);
    if (r->r.type == DNS_OPT) {
        put_edns(r);
        return;
    }
    items_be(r->out, F_DNS_RESP_CLASS, p + 2, 2);
    put_seconds(r, F_DNS_TTL, p + 4);
    items_be(r->out, F_DNS_RESP_LEN, p + 8, 2);
    put_data(r);
}

bool dissect_dns_record(struct items *out, struct span message, size_t *at)
{
    char name[DNS_SHOWN], type[32], class[32], said[DNS_SHOWN + 64];
    struct text say;
    struct record r = {.out = out, .message = message, .say = &say};
    struct item *it;

    if (!tl_dns_read_record(message, at, &r.r))
        return false;
    text_init(&say, said, sizeof said - 1, NULL, NULL);
    it = items_octets(out, F_TEXT, message.p + r.r.begin, r.r.end - r.r.begin);
    items_in(out);
    put_head(&r);
    items_out(out);
    said[say.len] = '\0';
    if (r.r.type == DNS_OPT)
        ITEMS_SAY(out, it, "%s: type OPT", dns_shown(&r.r.name, name));
    else
        ITEMS_SAY(out, it, "%s: type %s, class %s%s", dns_shown(&r.r.name, name),
                  dns_type_name(r.r.type, type), dns_class_name(r.r.class, class), said);
    return true;
}
