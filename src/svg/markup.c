// SPDX-License-Identifier: BSD-3-Clause
#include "svg/markup.h"

static const char *entity_for(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void markup_text(struct text *t, const char *s)
{
    for (; *s != '\0'; s++) {
        const char *const entity = entity_for(*s);

        if (entity != NULL)
            text_str(t, entity);
        else
            text_char(t, *s);
    }
}

void markup_number(struct text *t, int64_t hundredths)
{
    const uint64_t size = hundredths < 0 ? -(uint64_t)hundredths : (uint64_t)hundredths;
    const uint64_t rest = size % 100;

    if (hundredths < 0)
        text_char(t, '-');
    text_u64(t, size / 100);
    if (rest == 0)
        return;
    text_char(t, '.');
    text_char(t, (char)('0' + rest / 10));
    if (rest % 10 != 0)
        text_char(t, (char)('0' + rest % 10));
}

void markup_attribute(struct text *t, const char *name, int64_t hundredths)
{
    text_char(t, ' ');
    text_str(t, name);
    text_str(t, "=\"");
    markup_number(t, hundredths);
    text_char(t, '"');
}
