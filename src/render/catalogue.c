// SPDX-License-Identifier: BSD-3-Clause
/*
 * catalogue.c - reads a compiled catalogue (.mo) where it lies: a header, two tables of (length,
 * offset) sorted by message ID, and the strings.
 *
 * Every string of a .mo ends with a NUL, so that plain strcmp finds an ID by halving, and what it
 * returns is a C string. The octets are part of the library, yet each offset is tested before use:
 * a damaged catalogue gives English, never a wild pointer.
 */
#include <string.h>

#include "base/octets.h"
#include "render/catalogue.h"
#include "render/zh_cn.h" /* made by tools/embed: tl_mo_zh_cn */

enum {
    MO_MAGIC_OFF = 0,
    MO_COUNT_OFF = 8,
    MO_IDS_OFF = 12,
    MO_TEXTS_OFF = 16,
    MO_HEADER_LEN = 20,
    MO_ENTRY_LEN = 8,
};
#define MO_MAGIC UINT32_C(0x950412de)

/**
 * struct catalogue - a language
 * @lang:   "en" or "zh"
 * @mo:     the compiled catalogue, empty for the language of the message IDs
 * @plural: which form of a message a number takes, from 0
 */
struct catalogue {
    const char *lang;
    struct span mo;
    unsigned (*plural)(uint64_t n);
};

static unsigned plural_of_english(uint64_t n)
{
    return n != 1;
}

static unsigned plural_of_chinese(uint64_t n)
{
    (void)n;
    return 0;
}

static const struct catalogue english = {"en", {NULL, 0}, plural_of_english};

const struct catalogue *tl_catalogue(const char *lang)
{
    static const struct catalogue chinese = {
        "zh", {tl_mo_zh_cn, sizeof(tl_mo_zh_cn)}, plural_of_chinese};

    if (lang != NULL && strncmp(lang, "zh", 2) == 0 && strchr("_-.@", lang[2]) != NULL)
        return &chinese;
    return &english;
}

const char *tl_catalogue_lang(const struct catalogue *c)
{
    return c->lang;
}

/* String `index` of the table at `table_off`, with its length; NULL if it is not inside `mo`. */
static const char *mo_string(struct span mo, uint32_t table_off, uint32_t index, uint32_t *len)
{
    const uint64_t entry = table_off + (uint64_t)index * MO_ENTRY_LEN;
    uint32_t off;

    if (entry + MO_ENTRY_LEN > mo.n)
        return NULL;
    *len = le32(mo.p + entry);
    off = le32(mo.p + entry + 4);
    if (off >= mo.n || *len >= mo.n - off || mo.p[off + *len] != '\0')
        return NULL;
    return (const char *)mo.p + off;
}

/* The translation of `id` with its length; NULL if there is none. */
static const char *mo_find(struct span mo, const char *id, uint32_t *len)
{
    uint32_t lo = 0, hi, id_len;

    if (mo.n < MO_HEADER_LEN || le32(mo.p + MO_MAGIC_OFF) != MO_MAGIC)
        return NULL;
    hi = le32(mo.p + MO_COUNT_OFF);
    while (lo < hi) {
        const uint32_t mid = lo + (hi - lo) / 2;
        const char *const s = mo_string(mo, le32(mo.p + MO_IDS_OFF), mid, &id_len);
        const int order = s == NULL ? 0 : strcmp(id, s);

        if (s == NULL)
            return NULL;
        if (order == 0)
            return mo_string(mo, le32(mo.p + MO_TEXTS_OFF), mid, len);
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return NULL;
}

const char *tr(const struct catalogue *c, const char *id)
{
    uint32_t len;
    const char *const s = *id == '\0' ? NULL : mo_find(c->mo, id, &len);

    return s != NULL ? s : id;
}

const char *tr_n(const struct catalogue *c, const char *one, const char *many, uint64_t n)
{
    uint32_t len;
    const char *s = mo_find(c->mo, one, &len);
    const char *end;

    if (s == NULL)
        return n == 1 ? one : many;
    end = s + len;
    /* The forms follow one another, each with its NUL; too few of them: the last one serves. */
    for (unsigned form = c->plural(n); form > 0 && s + strlen(s) < end; form--)
        s += strlen(s) + 1;
    return s;
}
