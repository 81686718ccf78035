// SPDX-License-Identifier: BSD-3-Clause
/*
 * dns.c - DNS over TCP: a length of two octets, then the message (RFC 7766 8, RFC 1035 4).
 *
 * Any octets could pass for a DNS header, so the question must be whole and in order: one question,
 * a name of printable labels, a class that exists, and a length that the message fits in.
 */
#include "app/recognise.h"

enum { DNS_HEADER = 12, LABEL_MAX = 63, NAME_MAX_OCTETS = 255 };

/* Read the name at the front of `s` as dotted text, as much as fits into `out`. */
static bool take_name(struct span *s, struct app_facts *out)
{
    size_t octets = 0, len = 0;

    for (;;) {
        const uint8_t *const length = span_take(s, 1);
        const uint8_t *label;

        if (length == NULL || *length > LABEL_MAX || (octets += *length + 1u) > NAME_MAX_OCTETS)
            return false;
        if (*length == 0)
            break;
        label = span_take(s, *length);
        if (label == NULL)
            return false;
        if (len > 0 && len < APP_SUBJECT_MAX)
            out->subject[len++] = '.';
        for (size_t i = 0; i < *length; i++) {
            if (!app_is_graph(label[i]))
                return false;
            if (len < APP_SUBJECT_MAX)
                out->subject[len++] = label[i];
        }
    }
    if (len == 0)
        out->subject[len++] = '.'; /* the root */
    out->subject_len = (uint8_t)len;
    return true;
}

bool app_dns(struct span payload, struct app_facts *out)
{
    const uint8_t *const length = span_take(&payload, 2);
    const uint8_t *const h = span_take(&payload, DNS_HEADER);
    struct app_facts facts = {.kind = APP_DNS};
    const uint8_t *question;
    uint16_t class;

    if (length == NULL || h == NULL || be16(length) < DNS_HEADER + 5)
        return false;
    if (payload.n > be16(length) - (size_t)DNS_HEADER)
        payload.n = be16(length) - (size_t)DNS_HEADER; /* more messages follow in the segment */
    facts.number = h[2] >> 7;
    if ((h[2] & 0x78) != 0 || be16(h + 4) != 1 || (facts.number == 0 && be16(h + 6) != 0) ||
        !take_name(&payload, &facts))
        return false;
    question = span_take(&payload, 4);
    if (question == NULL)
        return false;
    class = be16(question + 2);
    if (class != 1 && class != 3 && class != 4 && class != 255)
        return false;
    *out = facts;
    return true;
}
