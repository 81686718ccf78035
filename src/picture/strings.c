// SPDX-License-Identifier: BSD-3-Clause
#include "picture/strings.h"

#include <stdlib.h>
#include <string.h>

enum { STRINGS_FIRST = 4096 };

static bool make_room(struct strings *ss, size_t n)
{
    size_t cap = ss->cap != 0 ? ss->cap : STRINGS_FIRST;
    char *grown;

    while (cap - ss->used < n)
        cap *= 2;
    if (cap == ss->cap)
        return true;
    grown = cap <= UINT32_MAX ? realloc(ss->octets, cap) : NULL;
    if (grown == NULL) {
        ss->failed = true;
        return false;
    }
    ss->octets = grown;
    ss->cap = cap;
    return true;
}

uint32_t strings_keep(struct strings *ss, const char *s)
{
    const size_t n = strlen(s) + 1;
    uint32_t number;

    if (n == 1 || !make_room(ss, n + (ss->used == 0)))
        return 0;
    if (ss->used == 0)
        ss->octets[ss->used++] = '\0';
    number = (uint32_t)ss->used;
    memcpy(ss->octets + number, s, n);
    ss->used += n;
    return number;
}

const char *strings_get(const struct strings *ss, uint32_t number)
{
    return number < ss->used ? ss->octets + number : "";
}

void strings_fini(struct strings *ss)
{
    free(ss->octets);
    *ss = (struct strings){0};
}
