// SPDX-License-Identifier: BSD-3-Clause
#include "pdu/content.h"

#include "app/http_body.h"
#include "app/http_message.h"

/* Media types by Wireshark's name of what takes them. */
static const struct {
    const char *type;
    uint8_t protocol;
} types[] = {
    {"application/json", PDU_JSON},
    {"application/json-rpc", PDU_JSON},
    {"application/jsonrequest", PDU_JSON},
    {"application/x-www-form-urlencoded", PDU_URLENCODED_FORM},
    {"application/xml", PDU_XML},
    {"application/soap+xml", PDU_XML},
    {"application/x-javascript", PDU_DATA_TEXT_LINES},
    {"application/javascript", PDU_DATA_TEXT_LINES},
    {"application/x-tia-p25-issi", PDU_DATA_TEXT_LINES},
    {"application/x-tia-p25-sndcp", PDU_DATA_TEXT_LINES},
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

void content_name(struct hearing *h, struct span type, struct span coding, bool chunked, size_t at,
                  size_t len)
{
    const struct span plain = plain_type(type);

    (void)coding;
    (void)chunked;
    hear_name(h, plain.n == 0 ? PDU_DATA : of_type(plain), at, len);
}
