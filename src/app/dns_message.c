// SPDX-License-Identifier: BSD-3-Clause
#include "app/dns_message.h"

enum { POINTER = 0xc0, OFFSET = 0x3fff, QUESTION_FIXED = 4, RECORD_FIXED = 10 };

static bool has(struct span message, size_t at, size_t n)
{
    return at <= message.n && n <= message.n - at;
}

/* Add a label of `n` octets; false if the name grows too long. */
static bool add_label(struct dns_name *name, const uint8_t *p, size_t n)
{
    const size_t dot = name->labels > 0;

    if (name->len + dot + n > DNS_NAME_MAX)
        return false;
    if (dot)
        name->text[name->len++] = '.';
    memcpy(name->text + name->len, p, n);
    name->len = (uint16_t)(name->len + n);
    name->labels++;
    return true;
}

bool tl_dns_read_name(struct span message, size_t *at, struct dns_name *out)
{
    size_t pos = *at, limit = *at;
    bool jumped = false;

    out->len = out->labels = 0;
    for (;;) {
        size_t n;

        if (!has(message, pos, 1))
            return false;
        n = message.p[pos];
        if ((n & POINTER) == POINTER) {
            if (!has(message, pos, 2))
                return false;
            if (!jumped)
                *at = pos + 2;
            jumped = true;
            pos = be16(message.p + pos) & OFFSET;
            if (pos >= limit)
                return false;
            limit = pos;
            continue;
        }
        if ((n & POINTER) != 0 || !has(message, pos + 1, n))
            return false;
        pos += 1 + n;
        if (n == 0)
            break;
        if (!add_label(out, message.p + pos - n, n))
            return false;
    }
    if (!jumped)
        *at = pos;
    return true;
}

bool tl_dns_read_question(struct span message, size_t *at, struct dns_record *out)
{
    size_t pos = *at;

    out->begin = pos;
    if (!tl_dns_read_name(message, &pos, &out->name) || !has(message, pos, QUESTION_FIXED))
        return false;
    out->fixed = pos;
    out->type = be16(message.p + pos);
    out->class = be16(message.p + pos + 2);
    *at = out->end = pos + QUESTION_FIXED;
    return true;
}

bool tl_dns_read_record(struct span message, size_t *at, struct dns_record *out)
{
    size_t pos = *at;

    if (!tl_dns_read_question(message, &pos, out) || !has(message, out->fixed, RECORD_FIXED))
        return false;
    out->ttl = be32(message.p + out->fixed + 4);
    out->len = be16(message.p + out->fixed + 8);
    out->data = out->fixed + RECORD_FIXED;
    if (!has(message, out->data, out->len))
        return false;
    *at = out->end = out->data + out->len;
    return true;
}
