// SPDX-License-Identifier: BSD-3-Clause
#include "export/ndjson.h"

#include <stdio.h>
#include <stdlib.h>

#include "export/shown.h"
#include "field/value.h"

static const uint16_t usual[] = {
    F_FRAME_NUMBER,
    F_FRAME_TIME_EPOCH,
    F_FRAME_LEN,
    F_IP_SRC,
    F_IP_DST,
    F_IPV6_SRC,
    F_IPV6_DST,
    F_TCP_SRCPORT,
    F_TCP_DSTPORT,
    F_TCP_STREAM,
    F_TCP_FLAGS,
    F_TCP_SEQ,
    F_TCP_NXTSEQ,
    F_TCP_ACK,
    F_TCP_LEN,
    F_TCP_WINDOW,
    F_TCP_TIME_DELTA,
    F_ACKS_FRAME,
    F_ACK_RTT,
    F_BYTES_IN_FLIGHT,
    F_RETRANSMISSION,
    F_FAST_RETRANSMISSION,
    F_SPURIOUS_RETRANSMISSION,
    F_OUT_OF_ORDER,
    F_LOST_SEGMENT,
    F_ACK_LOST_SEGMENT,
    F_DUPLICATE_ACK,
    F_WINDOW_FULL,
    F_ZERO_WINDOW,
    F_KEEP_ALIVE,
    F_REUSED_PORTS,
};

const uint16_t *tl_ndjson_columns(unsigned *n)
{
    *n = sizeof usual / sizeof usual[0];
    return usual;
}

static void put_value(struct text *out, const struct items *items, const struct item *it)
{
    switch (tl_fields[it->field].type) {
    case FIELD_LABEL:
        text_str(out, "true");
        return;
    case FIELD_BOOL:
        text_str(out, it->u != 0 ? "true" : "false");
        return;
    case FIELD_UINT:
    case FIELD_FRAME:
        text_u64(out, it->u);
        return;
    case FIELD_INT:
    case FIELD_SPAN: /* seconds, of which a double keeps all that counts */
        tl_value_write(out, items, it);
        return;
    case FIELD_PROTOCOL:
        text_char(out, '"');
        text_str(out, tl_fields[it->field].name);
        text_char(out, '"');
        return;
    default: /* a time since 1970 is text: a double has no room for its nanoseconds */
        tl_shown_write_json(out, items, it);
        return;
    }
}

/* A key is at most ",", its name in quotes and ":", with its length in one octet. */
enum { KEY_MAX = 255 };

char *tl_ndjson_keys(const struct columns *c)
{
    char *const keys = malloc((size_t)c->n * (KEY_MAX + 1) + 1), *at = keys;

    if (keys == NULL)
        return NULL;
    for (unsigned i = 0; i < c->n; i++) {
        const int n =
            snprintf(at + 1, KEY_MAX, ",\"%.*s\":", KEY_MAX - 5, tl_fields[c->fields[i]].name);

        *at = (char)(unsigned char)n;
        at += 1 + n;
    }
    return keys;
}

static void put_values(struct text *out, const struct items *items, const struct item *it)
{
    if (it->next == 0) {
        put_value(out, items, it);
        return;
    }
    text_char(out, '[');
    for (; it != NULL; it = items_next(items, it)) {
        put_value(out, items, it);
        if (it->next != 0)
            text_char(out, ',');
    }
    text_char(out, ']');
}

void tl_ndjson_write(struct text *out, const struct columns *c, const char *keys,
                     const struct items *items)
{
    text_str(out, "{\"v\":");
    text_u64(out, NDJSON_VERSION);
    for (unsigned i = 0; i < c->n; i++) {
        const struct item *const it = items_first(items, (enum field_id)c->fields[i]);
        const size_t n = (unsigned char)*keys;

        if (it != NULL) {
            text_octets(out, keys + 1, n);
            put_values(out, items, it);
        }
        keys += 1 + n;
    }
    text_octets(out, "}\n", 2);
}
