// SPDX-License-Identifier: BSD-3-Clause
#include "render/legend.h"

static void put_line(struct page *p, const char *s)
{
    page_tab(p, 2);
    page_words(p, STYLE_FAINT, 4, s);
    page_newline(p);
}

void legend_put(struct page *p, bool inferred, bool unscaled)
{
    const struct catalogue *const c = p->view->catalogue;

    if (inferred)
        put_line(p, tr(c, LEGEND_INFERRED));
    if (unscaled)
        put_line(p, tr(c, LEGEND_UNSCALED));
}
