// SPDX-License-Identifier: BSD-3-Clause
#include "picture/notes.h"

#include <string.h>

#include "picture/label.h"

enum style notes_style(unsigned severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return STYLE_ERROR;
    case SEVERITY_WARNING:
        return STYLE_WARNING;
    case SEVERITY_NOTICE:
        return STYLE_STRONG;
    default:
        return STYLE_PLAIN;
    }
}

static void add(struct notes *n, enum style style, const char *text)
{
    if (*text == '\0')
        return;
    n->items[n->n].style = style;
    n->items[n->n++].text = text;
}

/* What the arrow and its numbers show without a word. */
static bool is_shown(unsigned code)
{
    return code == TELL_NONE || code == TELL_SENDS || code == TELL_SENDS_MORE ||
           code == TELL_ACKS || code == TELL_NOTHING_NEW || code == TELL_SUPER_SEGMENT;
}

/* Whether a segment does more than to send or to acknowledge. */
static bool is_telling(const struct rung *rung)
{
    bool telling = rung->kind == RUNG_ICMP || rung->marks != 0 || rung->finding != 0;

    for (unsigned i = 0; i < rung->row->n_tells; i++)
        telling |= !is_shown(rung->row->tells[i].code);
    return telling;
}

void notes_begin(struct notes *n, const struct ladder *l, const struct rung *rung,
                 bool telling_only)
{
    struct text t;

    *n = (struct notes){.view = &l->view};
    if (rung->kind == RUNG_ABSENT || rung->kind == RUNG_FOLD)
        return;
    text_init(&t, n->fate, sizeof n->fate - 1, NULL, NULL);
    label_fate(&t, l, rung);
    n->fate[t.len] = '\0';
    text_init(&t, n->finding, sizeof n->finding - 1, NULL, NULL);
    label_finding(&t, l, rung);
    n->finding[t.len] = '\0';
    add(n, STYLE_WARNING, n->fate);
    add(n, notes_style(rung->finding_severity), n->finding);
    if (!telling_only || is_telling(rung))
        add(n, STYLE_FAINT, strings_get(&l->strings, rung->note));
    add(n, STYLE_PLAIN, strings_get(&l->strings, rung->data));
}

const char *notes_line(struct notes *n, size_t width, enum style *style)
{
    const char *next;
    size_t size;

    if (n->at == NULL || *n->at == '\0') {
        if (n->next == n->n)
            return NULL;
        n->at = n->items[n->next++].text;
    }
    *style = n->items[n->next - 1].style;
    size = page_fit(n->view, n->at, width, &next);
    if (size >= sizeof n->line)
        size = sizeof n->line - 1;
    memcpy(n->line, n->at, size);
    n->line[size] = '\0';
    n->at = next;
    return n->line;
}

unsigned notes_height(const struct ladder *l, const struct rung *rung)
{
    struct notes notes;
    enum style style;
    unsigned lines = 0;

    notes_begin(&notes, l, rung, false);
    while (notes_line(&notes, NOTES_COLUMNS, &style) != NULL)
        lines++;
    return lines;
}
