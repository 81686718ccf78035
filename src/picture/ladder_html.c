// SPDX-License-Identifier: BSD-3-Clause
/*
 * ladder_html.c - ladders on a page that needs nothing but itself: no script, no other file, and a
 * policy that would not let one in.
 */
#include "picture/svg.h"
#include "render/findings.h"
#include "render/head.h"
#include "render/page.h"
#include "render/words.h"
#include "svg/markup.h"

static const char rules[] =
    ":root{color-scheme:light dark}"
    "body{margin:2rem auto;padding:0 1rem;max-width:82rem;color:#1b2430;background:#fff;"
    "font:15px/1.5 system-ui,'Noto Sans','Noto Sans CJK SC',sans-serif}"
    "h1{font-size:1.3rem}h2{font-size:1.1rem;margin-top:3rem}figure{margin:1rem 0;overflow-x:auto}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:0}"
    "dt,.grounds{color:#5f6b7c}dd{margin:0}.warning{color:#8a5300}.error{color:#b3201d}"
    "figure svg{max-width:100%;height:auto;min-width:56rem}"
    "@media(prefers-color-scheme:dark){body{color:#e3e8ef;background:#12161c}"
    "dt,.grounds{color:#98a4b5}.warning{color:#e9b44c}.error{color:#ff8078}}"
    "@media print{figure{break-inside:auto;overflow:visible}}";

void tl_ladder_html_begin(struct text *t, const struct view *view, const char *title)
{
    text_str(t, "<!DOCTYPE html>\n<html lang=\"");
    text_str(t, tl_catalogue_lang(view->catalogue));
    text_str(t, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                "style-src 'unsafe-inline'\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                "<meta name=\"generator\" content=\"tcplens\">\n<title>");
    markup_text(t, title);
    text_str(t, "</title>\n<style>");
    text_str(t, rules);
    svg_style(t);
    text_str(t, "</style>\n</head>\n<body>\n<h1>");
    markup_text(t, title);
    text_str(t, "</h1>\n");
}

static void put_heading(struct text *t, const struct ladder *l)
{
    const struct catalogue *const c = l->view.catalogue;
    const struct phrase_arg arg = {
        .name = "number", .type = PHRASE_U64, .u = l->story->conn.number};
    struct draft d;

    text_str(t, "<h2 id=\"connection-");
    text_u64(t, l->story->conn.number);
    text_str(t, "\">");
    phrase(draft_begin(&d), tr(c, N_("Connection {number}")), &arg, 1);
    text_str(&d.text, tr(c, N_(": ")));
    head_end(&d.text, &l->story->conn, SIDE_INITIATOR);
    text_str(&d.text, " → ");
    head_end(&d.text, &l->story->conn, SIDE_RESPONDER);
    markup_text(t, draft_end(&d));
    text_str(t, "</h2>\n<p><strong>");
    head_health(draft_begin(&d), c, l->story);
    markup_text(t, draft_end(&d));
    text_str(t, "</strong></p>\n");
}

static void put_head(struct text *t, const struct ladder *l)
{
    const struct view view = tl_ladder_view(l);

    text_str(t, "<dl>\n");
    for (unsigned line = 0; line < HEAD_LINES; line++) {
        struct draft d;

        head_sentence(draft_begin(&d), &view, l->story, (enum head_line)line);
        if (d.text.len == 0)
            continue;
        text_str(t, "<dt>");
        markup_text(t, head_label(view.catalogue, (enum head_line)line));
        text_str(t, "</dt><dd>");
        markup_text(t, draft_end(&d));
        text_str(t, "</dd>\n");
    }
    text_str(t, "</dl>\n");
}

static const char *severity_class(unsigned severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "error";
    case SEVERITY_WARNING:
        return "warning";
    default:
        return "plain";
    }
}

static void put_findings(struct text *t, const struct ladder *l)
{
    const struct catalogue *const c = l->view.catalogue;

    if (l->story->n_findings == 0)
        return;
    text_str(t, "<ul>\n");
    for (size_t i = 0; i < l->story->n_findings; i++) {
        const struct finding *const f = &l->story->findings[i];
        struct draft d;

        text_str(t, "<li><strong class=\"");
        text_str(t, severity_class(f->severity));
        text_str(t, "\">");
        markup_text(t, words_severity(c, (enum severity)f->severity));
        text_str(t, "</strong> ");
        words_finding_title(draft_begin(&d), c, f);
        markup_text(t, draft_end(&d));
        text_str(t, " <span class=\"grounds\">");
        findings_grounds(draft_begin(&d), c, f);
        markup_text(t, draft_end(&d));
        text_str(t, "</span></li>\n");
    }
    text_str(t, "</ul>\n");
}

void tl_ladder_html(struct text *t, const struct ladder *l)
{
    text_str(t, "<section>\n");
    if (l->story != NULL) {
        put_heading(t, l);
        put_head(t, l);
    }
    text_str(t, "<figure>\n");
    svg_ladder(t, l, false);
    text_str(t, "</figure>\n");
    if (l->story != NULL)
        put_findings(t, l);
    text_str(t, "</section>\n");
}

void tl_ladder_html_end(struct text *t)
{
    text_str(t, "</body>\n</html>\n");
}
