// SPDX-License-Identifier: BSD-3-Clause
#include "lib/show_colors.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "lib/matcher.h"

static const struct color_rule rules[] = {
#define RULE(name_, shown_, meant_, background_, foreground_)                                      \
    {.name = (name_),                                                                              \
     .shown = (shown_),                                                                            \
     .meant = (meant_),                                                                            \
     .background = (background_),                                                                  \
     .foreground = (foreground_)},
#include "lib/color_rules.def"
};

enum { RULES = sizeof rules / sizeof rules[0] };

/* @filters: *owned*: by rule */
struct painter {
    struct matcher *filters[RULES];
};

enum tcplens_status tl_painter_new(struct painter **ret, struct items *items, unsigned *parts,
                                   struct tcplens_error *err)
{
    struct painter *const p = calloc(1, sizeof *p);
    enum tcplens_status status = TCPLENS_OK;

    if (p == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    for (unsigned i = 0; i < RULES && status == TCPLENS_OK; i++) {
        status = tl_matcher_new(&p->filters[i], rules[i].meant, NULL, err);
        if (status != TCPLENS_OK)
            break;
        *parts |= tl_matcher_parts(p->filters[i]);
        tl_matcher_share(p->filters[i], items);
    }
    if (status == TCPLENS_OK)
        *ret = p;
    else
        tl_painter_free(p);
    return status;
}

const struct color_rule *tl_painter_rule(struct painter *p, const struct items *items)
{
    for (unsigned i = 0; i < RULES; i++)
        if (tl_matcher_holds(p->filters[i], items))
            return &rules[i];
    return NULL;
}

static void tell(struct items *items, enum field_id field, const char *text)
{
    const uint16_t at = items->first[field];

    if (at == 0)
        return;
    items->of[at - 1].octets = items_keep(items, text, strlen(text));
    items->of[at - 1].flags &= (uint8_t)~ITEM_HIDDEN;
}

void tl_painter_tell(const struct color_rule *rule, struct items *items)
{
    tell(items, F_FRAME_COLOR_NAME, rule->name);
    tell(items, F_FRAME_COLOR_STRING, rule->shown);
}

void tl_painter_free(struct painter *p)
{
    if (p == NULL)
        return;
    for (unsigned i = 0; i < RULES; i++)
        tl_matcher_free(p->filters[i]);
    free(p);
}
