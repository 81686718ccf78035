// SPDX-License-Identifier: BSD-3-Clause
/*
 * dissect_tls.c - records of TLS, and what they carry in the clear: alerts, the handshake.
 *
 * Which version is spoken and from where on a side is encrypted is remembered by conversation.
 */
#include "dissect/dissect_tls.h"

#include "decode/decode.h"

enum { ALERT_OCTETS = 2, TLS13 = 0x0304 };

/**
 * struct record - one record
 * @h:    its header
 * @body: what there is behind it
 * @it:   its item
 * @name: of the version that is spoken
 */
struct record {
    struct dissection *d;
    struct tls_talk *talk;
    const uint8_t *h;
    struct span body;
    struct item *it;
    const char *name;
    unsigned side;
};

static const char *version_name(uint16_t version)
{
    static const char *const names[] = {"SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"};

    return version >= 0x0300 && version <= TLS13 ? names[version & 0xff] : "TLS";
}

static const char *word_or_unknown(const struct word *words, unsigned value)
{
    const char *const word = tl_word(words, value);

    return word != NULL ? word : "Unknown";
}

static void say(struct record *r, const char *what)
{
    ITEMS_SAY(r->d->items, r->it, "%s Record Layer: %s", r->name, what);
}

static void put_change_cipher_spec(struct record *r)
{
    say(r, "Change Cipher Spec Protocol: Change Cipher Spec");
    items_at(items_mark(r->d->items, F_TLS_CHANGE_CIPHER), r->body.p, (uint32_t)r->body.n);
    r->talk->ciphered[r->side] = true;
}

static void put_alert(struct record *r)
{
    struct items *const out = r->d->items;
    struct item *const it =
        items_at(items_mark(out, F_TLS_ALERT_MESSAGE), r->body.p, (uint32_t)r->body.n);
    const uint8_t *const p = r->body.p;

    r->talk->alerted[r->side] = true;
    if (r->body.n != ALERT_OCTETS || r->talk->ciphered[r->side]) {
        say(r, "Encrypted Alert");
        ITEMS_SAY(out, it, "Alert Message: Encrypted Alert");
        return;
    }
    ITEMS_SAY(out, r->it, "%s Record Layer: Alert (Level: %s, Description: %s)", r->name,
              word_or_unknown(tl_words_tls_alert_level, p[0]),
              word_or_unknown(tl_words_tls_alert, p[1]));
    items_in(out);
    items_be(out, F_TLS_ALERT_LEVEL, p, 1);
    items_be(out, F_TLS_ALERT_DESC, p + 1, 1);
    items_out(out);
}

static void put_certificates(struct items *out, struct span body)
{
    struct span list, certificate;

    if (body.n < 3)
        return;
    items_be(out, F_TLS_CERTIFICATES_LEN, body.p, 3);
    (void)tl_tls_take_vector(&body, 3, &list);
    ITEMS_SAY(out, items_at(items_mark(out, F_TLS_CERTIFICATES), list.p, (uint32_t)list.n),
              "Certificates (%zu bytes)", list.n);
    items_in(out);
    while (list.n >= 3) {
        items_be(out, F_TLS_CERTIFICATE_LEN, list.p, 3);
        (void)tl_tls_take_vector(&list, 3, &certificate);
        items_octets(out, F_TLS_CERTIFICATE, certificate.p, certificate.n);
    }
    items_out(out);
}

static const char *message_name(unsigned type, struct span body)
{
    struct tls_hello hello;

    if (type == TLS_SERVER_HELLO) {
        tl_tls_read_hello(body, false, &hello);
        if (tl_tls_is_retry(&hello))
            return "Hello Retry Request";
    }
    return word_or_unknown(tl_words_tls_handshake, type);
}

static void put_message(struct record *r, const uint8_t *h, struct span body, const char *name)
{
    struct items *const out = r->d->items;
    struct item *const it =
        items_at(items_mark(out, F_TLS_HANDSHAKE), h, (uint32_t)(TLS_HANDSHAKE_HEADER + body.n));

    ITEMS_SAY(out, it, "Handshake Protocol: %s", name);
    items_in(out);
    items_be(out, F_TLS_HANDSHAKE_TYPE, h, 1);
    items_be(out, F_TLS_HANDSHAKE_LENGTH, h + 1, 3);
    if (h[0] == TLS_CLIENT_HELLO || h[0] == TLS_SERVER_HELLO)
        dissect_tls_hello(r->d, body, h[0] == TLS_CLIENT_HELLO, r->talk);
    else if (h[0] == TLS_CERTIFICATE && r->talk->version < TLS13)
        put_certificates(out, body);
    items_out(out);
}

/* A record may hold several messages; one that goes on in the next record is shown as far as it
 * goes. */
static void put_handshake(struct record *r)
{
    struct items *const out = r->d->items;
    const char *name = NULL;
    struct span rest = r->body;
    unsigned n = 0;

    if (r->talk->ciphered[r->side] || rest.n < TLS_HANDSHAKE_HEADER || rest.p[1] != 0) {
        say(r, "Handshake Protocol: Encrypted Handshake Message");
        ITEMS_SAY(out, items_at(items_mark(out, F_TLS_HANDSHAKE), rest.p, (uint32_t)rest.n),
                  "Handshake Protocol: Encrypted Handshake Message");
        return;
    }
    while (rest.n >= TLS_HANDSHAKE_HEADER) {
        const uint8_t *const h = span_take(&rest, 1);
        struct span body;

        (void)tl_tls_take_vector(&rest, 3, &body);
        name = message_name(h[0], body);
        put_message(r, h, body, name);
        n++;
    }
    ITEMS_SAY(out, r->it, "%s Record Layer: Handshake Protocol: %s", r->name,
              n == 1 ? name : "Multiple Handshake Messages");
}

/* What the application speaks: by what the server chose, else by the port. */
static const char *application(const struct record *r)
{
    static const struct {
        uint16_t port;
        const char *name;
    } ports[] = {
        {443, "Hypertext Transfer Protocol"},           {465, "Simple Mail Transfer Protocol"},
        {636, "Lightweight Directory Access Protocol"}, {853, "Domain Name System"},
        {993, "Internet Message Access Protocol"},      {995, "Post Office Protocol"},
    };
    const struct tcplens_segment *const seg = r->d->view->segment;

    if (r->talk->application != NULL)
        return r->talk->application;
    for (size_t i = 0; i < sizeof ports / sizeof ports[0]; i++)
        if (seg->src_port == ports[i].port || seg->dst_port == ports[i].port)
            return ports[i].name;
    return NULL;
}

static void put_application_data(struct record *r)
{
    const char *const name = application(r);
    struct items *const out = r->d->items;

    ITEMS_SAY(out, r->it, "%s Record Layer: Application Data Protocol: %s", r->name,
              name != NULL ? name : "Application Data");
    items_octets(out, F_TLS_APP_DATA, r->body.p, r->body.n);
    if (name != NULL)
        items_generated(items_text(out, F_TLS_APP_DATA_PROTO, name));
}

/* A ServerHello settles which version is spoken, also of the record it is in. */
static void note_version(struct record *r)
{
    struct span rest = r->body;
    struct tls_hello hello;
    uint16_t version;

    if (r->h[0] != TLS_HANDSHAKE || r->talk->ciphered[r->side] || rest.n < TLS_HANDSHAKE_HEADER ||
        rest.p[0] != TLS_SERVER_HELLO)
        return;
    (void)span_take(&rest, TLS_HANDSHAKE_HEADER);
    tl_tls_read_hello(rest, false, &hello);
    version = tl_tls_chosen_version(&hello);
    if (version >= 0x0300 && version <= TLS13)
        r->talk->version = version;
}

static void put_record(struct dissection *d, struct tls_talk *talk, const struct pdu *pdu)
{
    struct items *const out = d->items;
    struct record r = {.d = d, .talk = talk, .body = pdu->octets};
    uint16_t version;

    r.h = span_take(&r.body, TLS_RECORD_HEADER);
    if (r.h == NULL || be16(r.h + 3) > pdu->len - TLS_RECORD_HEADER)
        return; /* its rest is to come */
    r.side = d->view->row->forward & 1;
    note_version(&r);
    version = talk->version != 0 ? talk->version : be16(r.h + 1);
    r.name = version_name(version);
    r.it = items_at(items_mark(out, F_TLS_RECORD), r.h, (uint32_t)pdu->octets.n);
    items_in(out);
    if (r.h[0] == TLS_APPLICATION_DATA && version == TLS13)
        items_be(out, F_TLS_OPAQUE_TYPE, r.h, 1);
    else
        items_be(out, F_TLS_CONTENT_TYPE, r.h, 1);
    items_be(out, F_TLS_RECORD_VERSION, r.h + 1, 2);
    items_be(out, F_TLS_RECORD_LENGTH, r.h + 3, 2);
    if (r.h[0] == TLS_CHANGE_CIPHER_SPEC)
        put_change_cipher_spec(&r);
    else if (r.h[0] == TLS_ALERT)
        put_alert(&r);
    else if (r.h[0] == TLS_HANDSHAKE)
        put_handshake(&r);
    else if (r.h[0] == TLS_APPLICATION_DATA)
        put_application_data(&r);
    items_out(out);
}

static struct tls_talk *talk_of(const struct dissection *d)
{
    const struct field_view *const view = d->view;

    if (view->past == NULL || view->quoted || (view->row->shown & A_HAS_STREAM) == 0)
        return NULL;
    return past_tls(view->past, view->row->stream);
}

void dissect_tls(struct dissection *d, const struct pdu *pdus, size_t n)
{
    struct tls_talk unknown = {0}, *talk = talk_of(d);
    struct span all = pdus[0].octets;

    if (talk == NULL)
        talk = &unknown;
    talk->seen[d->view->row->forward & 1] = true;
    for (size_t i = 1; i < n; i++)
        all.n += pdus[i].octets.n;
    items_begin(d->items, F_TLS, all.p, all.n);
    for (size_t i = 0; i < n; i++)
        put_record(d, talk, &pdus[i]);
    items_out(d->items);
}

void dissect_tls_end(struct dissection *d)
{
    const unsigned side = d->view->row->forward & 1;
    const struct tls_talk *talk;

    if (!d->items->wanted[F_TLS_TRUNCATED] || d->view->segment->kind != TCPLENS_KIND_TCP ||
        (d->view->segment->flags & TCPLENS_FIN) == 0)
        return;
    talk = talk_of(d);
    if (talk != NULL && talk->seen[side] && !talk->alerted[side])
        items_hidden(items_mark(d->items, F_TLS_TRUNCATED));
}
