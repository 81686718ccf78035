// SPDX-License-Identifier: BSD-3-Clause
/* dissect_dns.c - a DNS message: its header, questions, records, and the query it answers. */
#include "dissect/dissect_dns.h"

#include <stdio.h>

#include "base/text.h"

enum { RESPONSE = 0x8000, OPCODE = 0x7800, OPCODE_SHIFT = 11, RCODE = 0xf };

const char *dns_shown(const struct dns_name *name, char room[DNS_SHOWN])
{
    struct text text;

    if (name->len == 0)
        return "<Root>";
    text_init(&text, room, DNS_SHOWN - 1, NULL, NULL);
    text_escaped(&text, name->text, name->len);
    room[text.len] = '\0';
    return room;
}

static const char *short_word(const struct word *words, unsigned value, const char *what,
                              char room[32])
{
    const char *const word = tl_word(words, value);

    if (word == NULL)
        (void)snprintf(room, 32, "Unknown %s (%u)", what, value);
    else
        (void)snprintf(room, 32, "%.*s", (int)strcspn(word, " "), word);
    return room;
}

const char *dns_type_name(uint16_t type, char room[32])
{
    return short_word(tl_words_dns_type, type, "type", room);
}

const char *dns_class_name(uint16_t class, char room[32])
{
    return short_word(tl_words_dns_class, class, "class", room);
}

static void put_flags(struct items *out, const uint8_t *p)
{
    const uint16_t flags = be16(p);
    const bool response = (flags & RESPONSE) != 0;
    const char *const opcode = tl_word(tl_words_dns_opcode, (flags & OPCODE) >> OPCODE_SHIFT);
    const char *const rcode = tl_word(tl_words_dns_rcode, flags & RCODE);
    struct item *const it = items_be(out, F_DNS_FLAGS, p, 2);

    ITEMS_SAY(out, it, "Flags: 0x%04x %s%s%s", flags, opcode != NULL ? opcode : "Unknown operation",
              response ? " response, " : "",
              !response       ? ""
              : rcode != NULL ? rcode
                              : "Unknown error");
    items_in(out);
    items_be(out, F_DNS_RESPONSE, p, 2);
    items_be(out, F_DNS_OPCODE, p, 2);
    if (response)
        items_be(out, F_DNS_AUTHORITATIVE, p, 2);
    items_be(out, F_DNS_TRUNCATED, p, 2);
    items_be(out, F_DNS_RECURSION, p, 2);
    if (response)
        items_be(out, F_DNS_AVAILABLE, p, 2);
    items_be(out, F_DNS_Z, p, 2);
    if (response)
        items_be(out, F_DNS_AUTHENTICATED, p, 2);
    items_be(out, F_DNS_CHECKING, p, 2);
    if (response)
        items_be(out, F_DNS_RCODE, p, 2);
    items_out(out);
}

static bool put_question(struct items *out, struct span message, size_t *at)
{
    char name[DNS_SHOWN], type[32], class[32];
    struct dns_record q;
    struct item *it;

    if (!tl_dns_read_question(message, at, &q))
        return false;
    ITEMS_LINE(out, message.p + q.begin, q.end - q.begin, "%s: type %s, class %s",
               dns_shown(&q.name, name), dns_type_name(q.type, type),
               dns_class_name(q.class, class));
    items_in(out);
    it = items_text(out, F_DNS_QRY_NAME, q.name.len == 0 ? "<Root>" : "");
    if (q.name.len > 0 && out->wanted[F_DNS_QRY_NAME])
        it->octets = items_keep(out, (const char *)q.name.text, q.name.len);
    items_at(it, message.p + q.begin, (uint32_t)(q.fixed - q.begin));
    items_generated(items_u(out, F_DNS_QRY_NAME_LEN, q.name.len == 0 ? 6 : q.name.len));
    items_generated(items_u(out, F_DNS_LABELS, q.name.labels));
    items_be(out, F_DNS_QRY_TYPE, message.p + q.fixed, 2);
    items_be(out, F_DNS_QRY_CLASS, message.p + q.fixed + 2, 2);
    items_out(out);
    return true;
}

typedef bool put_one(struct items *out, struct span message, size_t *at);

/* A section of `n` questions or records; false if it is cut off. */
static bool put_section(struct items *out, struct span message, size_t *at, const char *title,
                        unsigned n, put_one *put)
{
    bool whole = true;

    if (n == 0)
        return true;
    ITEMS_LINE(out, message.p + *at, message.n - *at, "%s", title);
    items_in(out);
    while (whole && n-- > 0)
        whole = put(out, message, at);
    items_out(out);
    return whole;
}

static void put_sections(struct items *out, struct span message)
{
    const uint8_t *const counts = message.p + 4;
    size_t at = DNS_HEADER_OCTETS;

    (void)(put_section(out, message, &at, "Queries", be16(counts), put_question) &&
           put_section(out, message, &at, "Answers", be16(counts + 2), dissect_dns_record) &&
           put_section(out, message, &at, "Authoritative nameservers", be16(counts + 4),
                       dissect_dns_record) &&
           put_section(out, message, &at, "Additional records", be16(counts + 6),
                       dissect_dns_record));
}

/* Remember a query; show which one a response answers. */
static void put_exchange(struct dissection *d, const uint8_t *header)
{
    const struct tcplens_frame *const frame = d->view->frame;
    const bool response = (be16(header + 2) & RESPONSE) != 0;
    struct items *const out = d->items;
    struct dns_query *q;

    if (d->view->past == NULL || d->view->quoted)
        return;
    q = past_dns(d->view->past, d->view->segment, be16(header), response);
    if (q == NULL)
        return;
    if (!response) {
        q->frame = frame->number;
        q->ns = frame->ts_ns;
        q->answered = false;
    } else if (!q->answered && q->frame != 0) {
        items_generated(items_u(out, F_DNS_RESPONSE_TO, q->frame));
        items_generated(items_i(out, F_DNS_TIME, frame->ts_ns - q->ns));
        q->answered = true;
    }
}

void dissect_dns(struct dissection *d, const struct pdu *pdu)
{
    const bool over_tcp = d->view->segment->kind == TCPLENS_KIND_TCP;
    struct span message = pdu->octets;
    struct items *const out = d->items;
    const uint8_t *const length = over_tcp ? span_take(&message, 2) : NULL;
    struct item *it;

    if ((over_tcp && length == NULL) || message.n < DNS_HEADER_OCTETS)
        return;
    it = items_begin(out, F_DNS, pdu->octets.p, pdu->octets.n);
    ITEMS_SAY(out, it, "Domain Name System (%s)",
              (be16(message.p + 2) & RESPONSE) != 0 ? "response" : "query");
    if (length != NULL)
        items_be(out, F_DNS_LENGTH, length, 2);
    items_be(out, F_DNS_ID, message.p, 2);
    put_flags(out, message.p + 2);
    items_be(out, F_DNS_QUERIES, message.p + 4, 2);
    items_be(out, F_DNS_ANSWERS, message.p + 6, 2);
    items_be(out, F_DNS_AUTHORITIES, message.p + 8, 2);
    items_be(out, F_DNS_ADDITIONAL, message.p + 10, 2);
    put_sections(out, message);
    put_exchange(d, message.p);
    items_out(out);
}
