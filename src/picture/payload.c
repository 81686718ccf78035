// SPDX-License-Identifier: BSD-3-Clause
#include "picture/payload.h"

#include <string.h>

#include "base/memory.h"

enum { HEADS = 262144, HEX_MAX = 16 };

bool tl_payloads_init(struct payloads *p)
{
    p->heads = tl_memory_new(HEADS, sizeof *p->heads);
    return p->heads != NULL;
}

void tl_payloads_fini(struct payloads *p)
{
    tl_memory_free(p->heads, HEADS, sizeof *p->heads);
    p->heads = NULL;
}

void tl_payloads_keep(struct payloads *p, uint64_t frame, struct span payload)
{
    struct payload_head *head;

    if (p->heads == NULL || payload.n == 0)
        return;
    head = &p->heads[frame % HEADS];
    head->frame = frame;
    head->n = payload.n < PAYLOAD_HEAD ? (uint8_t)payload.n : PAYLOAD_HEAD;
    memcpy(head->octets, payload.p, head->n);
}

/* Whether three quarters are characters of ASCII or ends of lines. */
static bool is_mostly_text(const struct payload_head *head)
{
    unsigned n = 0;

    for (unsigned i = 0; i < head->n; i++) {
        const uint8_t c = head->octets[i];

        n += (c >= ' ' && c < 0x7f) || c == '\r' || c == '\n' || c == '\t';
    }
    return 4 * n >= 3u * head->n;
}

static void put_hex(struct text *t, const struct payload_head *head)
{
    for (unsigned i = 0; i < head->n && i < HEX_MAX; i++) {
        if (i > 0)
            text_char(t, ' ');
        text_hex(t, head->octets[i], 2);
    }
    if (head->n > HEX_MAX)
        text_str(t, " …");
}

void tl_payloads_text(struct text *t, const struct payloads *p, uint64_t frame)
{
    const struct payload_head *const head = p->heads != NULL ? &p->heads[frame % HEADS] : NULL;

    if (head == NULL || head->frame != frame)
        return;
    if (!is_mostly_text(head)) {
        put_hex(t, head);
        return;
    }
    text_str(t, "“");
    text_harmless(t, head->octets, head->n);
    text_str(t, head->n == PAYLOAD_HEAD ? "…”" : "”");
}
