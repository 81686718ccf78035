// SPDX-License-Identifier: BSD-3-Clause
#include "pdu/content.h"

#include "app/http_body.h"
#include "app/http_message.h"
#include "pdu/x509.h"

/* Media types by Wireshark's name of what takes them. */
static const struct {
    const char *type;
    uint8_t protocol;
} types[] = {
    {"application/octet-stream", PDU_DATA},
    {"application/json", PDU_JSON},
    {"application/json-rpc", PDU_JSON},
    {"application/jsonrequest", PDU_JSON},
    {"application/x-www-form-urlencoded", PDU_URLENCODED_FORM},
    {"application/xml", PDU_XML},
    {"application/ocsp-request", PDU_OCSP},
    {"application/ocsp-response", PDU_OCSP},
    {"application/pkix-cert", PDU_PKIX_CERT},
    {"application/pkix-crl", PDU_X509AF},
    {"application/soap+xml", PDU_XML},
    {"application/x-javascript", PDU_DATA_TEXT_LINES},
    {"image/gif", PDU_IMAGE_GIF},
    {"image/jfif", PDU_IMAGE_JFIF},
    {"image/jpeg", PDU_IMAGE_JFIF},
    {"image/jpg", PDU_IMAGE_JFIF},
    {"image/png", PDU_PNG},
    {"image/svg+xml", PDU_XML},
    {"message/rfc822", PDU_IMF},
    {"text/xml", PDU_XML},
    {"text/vnd.wap.wml", PDU_XML},
};

static enum pdu_protocol of_type(struct span type)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (tl_http_is(type, types[i].type))
            return types[i].protocol;
    if (tl_http_begins(type, "multipart/"))
        return PDU_MIME_MULTIPART;
    return tl_http_begins(type, "text/") ? PDU_DATA_TEXT_LINES : PDU_MEDIA;
}

/* The type without its parameters. */
static struct span plain_type(struct span type)
{
    size_t n = 0;

    while (n < type.n && type.p[n] != ';' && type.p[n] != ' ' && type.p[n] != '\t')
        n++;
    type.n = n;
    return type;
}

/* The boundary that a multipart's type tells (RFC 2046 5.1.1); empty if it does not. */
static struct span boundary_of(struct span type)
{
    static const char name[] = "boundary=";
    struct span value = {NULL, 0};
    size_t n = 0;

    for (size_t i = 0; i + sizeof name - 1 < type.n; i++)
        if (tl_http_begins((struct span){type.p + i, type.n - i}, name)) {
            value = (struct span){type.p + i + sizeof name - 1, type.n - i - (sizeof name - 1)};
            break;
        }
    if (value.n > 0 && value.p[0] == '"') {
        (void)span_take(&value, 1);
        while (n < value.n && value.p[n] != '"')
            n++;
    } else {
        while (n < value.n && value.p[n] != ';' && value.p[n] != ' ')
            n++;
    }
    value.n = n;
    return value;
}

/* Whether a line is the boundary: "--", the boundary, and "--" again behind the last part. */
static bool is_boundary(struct span line, struct span boundary, bool *last)
{
    if (line.n < boundary.n + 2 || line.p[0] != '-' || line.p[1] != '-' ||
        memcmp(line.p + 2, boundary.p, boundary.n) != 0)
        return false;
    (void)span_take(&line, boundary.n + 2);
    *last = line.n >= 2 && line.p[0] == '-' && line.p[1] == '-';
    return true;
}

/* Go to the line behind the next boundary: how many octets are before it; false if there is none.
 */
static bool find_boundary(struct span *rest, struct span boundary, size_t *before, bool *last)
{
    const size_t all = rest->n;
    struct http_line line;

    for (;;) {
        const size_t at = all - rest->n;
        const bool ended = tl_http_take_line(rest, &line);

        if (is_boundary(line.text, boundary, last)) {
            *before = at;
            return true;
        }
        if (!ended)
            return false;
    }
}

/* One part: its own fields, an empty line, and its body (RFC 2046 5.1). */
static void name_part(struct hearing *h, struct span part)
{
    struct span type = {NULL, 0}, coding = {NULL, 0};
    struct http_field field;

    while (tl_http_take_field(&part, &field) == HTTP_FIELD) {
        if (tl_http_is(field.name, "Content-Type"))
            type = field.value;
        else if (tl_http_is(field.name, "Content-Encoding"))
            coding = field.value;
    }
    if (part.n > 0)
        content_name(h, type, coding, false, (size_t)(part.p - h->octets.p), part.n);
}

/* The parts that end within what was captured. */
static void name_parts(struct hearing *h, struct span type, size_t at, size_t len)
{
    const struct span boundary = boundary_of(type);
    struct span rest = hear_part(h, at, len);
    bool last = false;
    size_t n;

    if (boundary.n == 0 || !find_boundary(&rest, boundary, &n, &last))
        return;
    while (!last) {
        struct span part = rest;

        if (!find_boundary(&rest, boundary, &n, &last))
            return;
        /* The line break before a boundary belongs to it. */
        part.n = n >= 2 ? n - 2 : 0;
        name_part(h, part);
    }
}

/* What certificates and what is said of them hold. */
static void name_inside(struct hearing *h, enum pdu_protocol protocol, struct span type,
                        struct span body)
{
    if (protocol == PDU_PKIX_CERT)
        x509_name_certificate(h, body);
    else if (protocol == PDU_X509AF)
        x509_name_revocations(h, body);
    else if (protocol == PDU_OCSP && tl_http_is(type, "application/ocsp-request"))
        ocsp_name_request(h, body);
    else if (protocol == PDU_OCSP)
        ocsp_name_response(h, body);
}

void content_name(struct hearing *h, struct span type, struct span coding, bool chunked, size_t at,
                  size_t len)
{
    const struct span plain = plain_type(type);
    enum pdu_protocol protocol = plain.n == 0 ? PDU_DATA : of_type(plain);
    const struct span body = hear_part(h, at, len);

    (void)coding;
    (void)chunked;
    /* What is called a PNG, and is none, is known by its beginning. */
    if (protocol == PDU_PNG && body.n >= 4 && memcmp(body.p, "GIF8", 4) == 0)
        protocol = PDU_IMAGE_GIF;
    hear_name(h, protocol, at, len);
    if (h->depth >= HEAR_DEPTH_MAX)
        return;
    if (protocol == PDU_MIME_MULTIPART) {
        h->depth++;
        name_parts(h, type, at, len);
        h->depth--;
    } else {
        name_inside(h, protocol, plain, body);
    }
}
