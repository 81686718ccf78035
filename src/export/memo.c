// SPDX-License-Identifier: BSD-3-Clause
/*
 * memo.c - two texts a field: what alternates with a connection's direction is known, too.
 *
 * Texts are copied as a whole, whatever their length: a loop that copies a few octets costs more.
 */
#include "export/memo.h"

#include <stdlib.h>
#include <string.h>

/* An item's text is shorter than that, blanks and escapes included. */
enum { ROOM = 512 };

#define MEMO_USED (UINT32_C(1) << 31)

_Static_assert(MEMO_TEXT <= UINT8_MAX, "lengths are of one octet");

struct memo *tl_memo_new(void)
{
    return calloc(1, sizeof(struct memo));
}

void tl_memo_free(struct memo *m)
{
    free(m);
}

/* The item's value, as it stands in memory. */
static inline struct span value_of(const struct item *it)
{
    switch (tl_fields[it->field].type) {
    case FIELD_IP6:
    case FIELD_ETHER:
    case FIELD_OCTETS:
    case FIELD_TEXT:
        return it->octets;
    default:
        return (struct span){(const uint8_t *)&it->u, sizeof it->u};
    }
}

static inline bool is_of(const struct memo_text *t, struct span value)
{
    uint64_t a, b;

    if (t->size != value.n)
        return false;
    if (value.n != sizeof a)
        return memcmp(t->value, value.p, value.n) == 0;
    memcpy(&a, t->value, sizeof a);
    memcpy(&b, value.p, sizeof b);
    return a == b;
}

/* Append the first `n` octets; ROOM is there. */
static inline void copy(struct text *out, const char *text, uint8_t n)
{
    char *const at = out->buf + out->len;

    if (n <= MEMO_TEXT / 2)
        memcpy(at, text, MEMO_TEXT / 2);
    else
        memcpy(at, text, MEMO_TEXT);
    text_advance(out, n);
}

/* Make the oldest text of the field this one. Out of line: most texts are known. */
static __attribute__((noinline)) enum memo_found
replace(struct memo *m, struct text *out, struct memo_text *ways, uint32_t form, struct span value)
{
    struct memo_text *const now = &ways[ways->oldest];
    enum memo_found found = MEMO_NOTHING;

    m->at = out->len;
    for (unsigned i = 0; i < MEMO_WAYS && found == MEMO_NOTHING; i++) {
        if (ways[i].form == form && ways[i].prefix != 0) {
            copy(out, ways[i].text, ways[i].prefix);
            found = MEMO_PREFIX;
        }
    }
    ways->oldest ^= 1;
    now->form = form;
    now->prefix = (uint8_t)(out->len - m->at);
    now->size = (uint8_t)value.n;
    if (value.n != 0)
        memcpy(now->value, value.p, value.n);
    m->now = now;
    return found;
}

enum memo_found tl_memo_begin(struct memo *m, struct text *out, const struct item *it,
                              uint32_t form)
{
    struct memo_text *const ways = m->of[it->field];
    const struct span value = value_of(it);

    m->now = NULL;
    if (value.n > MEMO_VALUE || it->depth > MEMO_DEPTH_MAX)
        return MEMO_NOTHING;
    if (!text_has_room(out, ROOM)) {
        text_flush(out);
        if (!text_has_room(out, ROOM))
            return MEMO_NOTHING;
    }
    form |= MEMO_USED;
    for (unsigned i = 0; i < MEMO_WAYS; i++) {
        if (ways[i].form == form && is_of(&ways[i], value)) {
            copy(out, ways[i].text, ways[i].len);
            return MEMO_ALL;
        }
    }
    return replace(m, out, ways, form, value);
}

void tl_memo_value(struct memo *m, const struct text *out)
{
    const size_t n = out->len - m->at;

    if (m->now != NULL && n <= MEMO_TEXT)
        m->now->prefix = (uint8_t)n;
}

void tl_memo_end(struct memo *m, const struct text *out)
{
    const size_t n = out->len - m->at;

    if (m->now == NULL)
        return;
    if (n > MEMO_TEXT) {
        m->now->form = 0;
        return;
    }
    m->now->len = (uint8_t)n;
    memcpy(m->now->text, out->buf + m->at, n);
}
