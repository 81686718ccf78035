// SPDX-License-Identifier: BSD-3-Clause
#include "report/texts.h"

#include <string.h>

#include "base/hash.h"

enum { TEXTS_FIRST = 64 };

static const char *const languages[LANGUAGES] = {"en", "zh"};

const char *tl_language(unsigned language)
{
    return languages[language];
}

const struct catalogue *tl_language_catalogue(unsigned language)
{
    return tl_catalogue(languages[language]);
}

static void write_pair(struct text *out, const char *const says[LANGUAGES])
{
    for (unsigned i = 0; i < LANGUAGES; i++) {
        text_str(out, i == 0 ? "{\"" : ",\"");
        text_str(out, languages[i]);
        text_str(out, "\":");
        text_json_string(out, says[i], strlen(says[i]));
    }
    text_char(out, '}');
}

void tl_told_write(struct text *out, struct told *told)
{
    const char *says[LANGUAGES];

    for (unsigned i = 0; i < LANGUAGES; i++)
        says[i] = draft_end(&told->in[i]);
    write_pair(out, says);
}

static uint64_t hash_of(uint64_t seed, const struct told *told)
{
    uint64_t h = seed;

    for (unsigned i = 0; i < LANGUAGES; i++) {
        const struct text *const t = &told->in[i].text;

        for (size_t at = 0; at < t->len; at += sizeof h) {
            uint64_t word = 0;

            memcpy(&word, t->buf + at, t->len - at < sizeof word ? t->len - at : sizeof word);
            h = hash_word(h, word);
        }
        h = hash_word(h, t->len);
    }
    return h;
}

static const char *text_at(const struct texts *t, uint32_t number)
{
    uint32_t at;

    memcpy(&at, t->at.p + number * sizeof at, sizeof at);
    return (const char *)t->octets.p + at;
}

/* Whether text `number` says what `told` does. */
static bool is_same(const struct texts *t, uint32_t number, struct told *told)
{
    const char *p = text_at(t, number);

    for (unsigned i = 0; i < LANGUAGES; i++) {
        if (strcmp(p, draft_end(&told->in[i])) != 0)
            return false;
        p += strlen(p) + 1;
    }
    return true;
}

static bool find(const struct texts *t, uint32_t tag, struct told *told, uint32_t *ret)
{
    for (uint32_t i = tag & t->table.mask; t->table.cells[i].slot_plus_1 != 0;
         i = (i + 1) & t->table.mask) {
        *ret = t->table.cells[i].slot_plus_1 - 1;
        if (t->table.cells[i].tag == tag && is_same(t, *ret, told))
            return true;
    }
    return false;
}

/* Room in the table for one more. */
static bool make_room(struct texts *t)
{
    if (t->table.cells == NULL) {
        t->seed = hash_seed();
        return tl_table_init(&t->table, TEXTS_FIRST);
    }
    return t->table.n * 2 <= t->table.mask || tl_table_grow(&t->table);
}

static bool keep(struct texts *t, struct told *told)
{
    const uint32_t at = (uint32_t)t->octets.n;

    if (t->octets.n > UINT32_MAX / 2 ||
        tl_blob_sink(&t->at, (const char *)&at, sizeof at) != TCPLENS_OK)
        return false;
    for (unsigned i = 0; i < LANGUAGES; i++) {
        const char *const says = draft_end(&told->in[i]);

        if (tl_blob_sink(&t->octets, says, strlen(says) + 1) != TCPLENS_OK)
            return false;
    }
    return true;
}

uint32_t tl_texts_number(struct texts *t, struct told *told)
{
    uint32_t tag, number;

    if (t->failed || !make_room(t)) {
        t->failed = true;
        return UINT32_MAX;
    }
    tag = table_tag(hash_of(t->seed, told));
    if (find(t, tag, told, &number))
        return number;
    number = t->table.n;
    if (!keep(t, told)) {
        t->failed = true;
        return UINT32_MAX;
    }
    tl_table_put(&t->table, tag, number);
    return number;
}

void tl_texts_write(const struct texts *t, struct text *out)
{
    const uint32_t n = (uint32_t)(t->at.n / sizeof n);

    text_char(out, '[');
    for (uint32_t number = 0; number < n && !t->failed; number++) {
        const char *says[LANGUAGES];
        const char *p = text_at(t, number);

        for (unsigned i = 0; i < LANGUAGES; i++) {
            says[i] = p;
            p += strlen(p) + 1;
        }
        if (number > 0)
            text_char(out, ',');
        write_pair(out, says);
    }
    text_char(out, ']');
}

void tl_texts_fini(struct texts *t)
{
    tl_blob_fini(&t->octets);
    tl_blob_fini(&t->at);
    if (t->table.cells != NULL)
        tl_table_fini(&t->table);
    *t = (struct texts){0};
}
