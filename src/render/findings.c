// SPDX-License-Identifier: BSD-3-Clause
/* findings.c - findings of a story, the long explanation of one, and the list of all. */
#include "render/findings.h"
#include "render/words.h"

enum {
    MARGIN = 2,
    SEVERAL = 2, /* stands for any number that takes a plural */
};

static enum style style_of(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return STYLE_ERROR;
    case SEVERITY_WARNING:
        return STYLE_WARNING;
    case SEVERITY_NOTICE:
        return STYLE_STRONG;
    case SEVERITY_INFO:
        break;
    }
    return STYLE_PLAIN;
}

static size_t severity_width(const struct view *view)
{
    size_t width = 0;

    for (unsigned s = SEVERITY_INFO; s <= SEVERITY_ERROR; s++) {
        const size_t columns =
            page_columns(view, words_severity(view->catalogue, (enum severity)s));

        if (columns > width)
            width = columns;
    }
    return width;
}

void findings_grounds(struct text *t, const struct catalogue *c, const struct finding *f)
{
    const struct finding_info *const info = tl_finding_info(f->id);

    text_str(t, words_confidence(c, (enum confidence)f->confidence));
    if (f->n_evidence > 0) {
        text_str(t, " · ");
        words_evidence(t, c, f);
    }
    if (*info->rfc != '\0') {
        text_str(t, " · ");
        text_str(t, info->rfc);
    }
    text_str(t, " · ");
    text_str(t, info->name);
}

static void put_finding(struct page *p, const struct finding *f, size_t indent)
{
    const struct catalogue *const c = p->view->catalogue;
    struct draft d;

    page_tab(p, MARGIN);
    page_put(p, style_of((enum severity)f->severity),
             words_severity(c, (enum severity)f->severity));
    page_tab(p, indent);
    words_finding_title(draft_begin(&d), c, f);
    page_words(p, STYLE_PLAIN, indent, draft_end(&d));
    page_newline(p);
    page_tab(p, indent);
    findings_grounds(draft_begin(&d), c, f);
    page_words(p, STYLE_FAINT, indent, draft_end(&d));
    page_newline(p);
}

void findings_put(struct page *p, const struct story *story)
{
    const size_t indent = MARGIN + severity_width(p->view) + 2;

    for (size_t i = 0; i < story->n_findings; i++)
        put_finding(p, &story->findings[i], indent);
}

void tl_render_finding(struct text *t, const struct view *view, unsigned id)
{
    const struct finding_info *const info = tl_finding_info(id);
    const struct catalogue *const c = view->catalogue;
    struct page page;

    page_init(&page, t, view);
    page_words(&page, STYLE_STRONG, 0, info->name);
    page_words(&page, STYLE_FAINT, 0, " · ");
    page_words(&page, style_of((enum severity)info->severity), 0,
               words_severity(c, (enum severity)info->severity));
    if (*info->rfc != '\0') {
        page_words(&page, STYLE_FAINT, 0, " · ");
        page_words(&page, STYLE_PLAIN, 0, info->rfc);
    }
    page_newline(&page);
    page_newline(&page);
    page_tab(&page, MARGIN);
    page_words(&page, STYLE_PLAIN, MARGIN, tr(c, info->text));
    page_newline(&page);
}

/* A title whose values are not known: letters stand for them. */
static void put_blank_title(struct page *p, size_t indent, const char *const title[2])
{
    const struct catalogue *const c = p->view->catalogue;
    const struct phrase_arg args[] = {
        {.name = "n", .type = PHRASE_STR, .str = "N"},
        {.name = "m", .type = PHRASE_STR, .str = "M"},
        {.name = "time", .type = PHRASE_STR, .str = "T"},
        {.name = "side", .type = PHRASE_STR, .str = tr(c, N_("client/server"))},
    };
    struct draft d;

    phrase(draft_begin(&d),
           title[1] == NULL ? tr(c, title[0]) : tr_n(c, title[0], title[1], SEVERAL), args,
           sizeof(args) / sizeof(args[0]));
    page_words(p, STYLE_PLAIN, indent, draft_end(&d));
}

void tl_render_finding_list(struct text *t, const struct view *view)
{
    const size_t severity = severity_width(view);
    size_t name = 0, indent;
    struct page page;

    for (unsigned id = 0; id < FINDINGS; id++) {
        const size_t columns = page_columns(view, tl_finding_info(id)->name);

        if (columns > name)
            name = columns;
    }
    indent = name + 2 + severity + 2;
    page_init(&page, t, view);
    for (unsigned id = 0; id < FINDINGS; id++) {
        const struct finding_info *const info = tl_finding_info(id);

        page_put(&page, STYLE_STRONG, info->name);
        page_tab(&page, name + 2);
        page_put(&page, style_of((enum severity)info->severity),
                 words_severity(view->catalogue, (enum severity)info->severity));
        page_tab(&page, indent);
        put_blank_title(&page, indent, info->title);
        page_newline(&page);
    }
}
