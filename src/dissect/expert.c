// SPDX-License-Identifier: BSD-3-Clause
/*
 * expert.c - expert information: what is worth noting of a value, as Wireshark ranks it.
 *
 * It is a value of its own, `_ws.expert`, with the field that it may have, its message, its rank
 * and its group below it; of those with a field, the message is known by its name only.
 */
#include "dissect/dissect.h"

#include <string.h>

static void say_summary(struct items *out, struct item *it, enum expert_severity severity,
                        enum expert_group group, const char *message)
{
    struct text line;

    if (!out->lines)
        return;
    line = items_line(out);
    text_str(&line, "Expert Info (");
    text_str(&line, tl_word(tl_words_severity, severity));
    text_char(&line, '/');
    text_str(&line, tl_word(tl_words_expert_group, group));
    text_str(&line, "): ");
    text_str(&line, message);
    items_say(out, it, &line);
}

static void say_message(struct items *out, struct item *it, const char *message)
{
    struct text line;

    if (!out->lines)
        return;
    line = items_line(out);
    text_str(&line, message);
    items_say(out, it, &line);
}

/* The field of an information that has one. */
static void put_field(struct items *out, enum field_id field, const char *message)
{
    if (field != FIELDS)
        say_message(out, items_generated(items_mark(out, field)), message);
}

static void put_message(struct items *out, const char *message, bool hidden)
{
    struct item *const it = items_generated(items_text(out, F_EXPERT_MESSAGE, message));

    if (hidden)
        items_hidden(it);
    else
        say_message(out, it, message);
}

void expert_add(struct dissection *d, enum field_id field, enum expert_severity severity,
                enum expert_group group, const char *message)
{
    struct items *const out = d->items;

    if (!wants(d, PART_EXPERT)) {
        put_field(out, field, message);
        return;
    }
    say_summary(out, items_generated(items_octets(out, F_EXPERT, NULL, 0)), severity, group,
                message);
    items_in(out);
    put_field(out, field, message);
    put_message(out, message, field != FIELDS);
    items_generated(items_u(out, F_EXPERT_SEVERITY, severity));
    items_generated(items_u(out, F_EXPERT_GROUP, group));
    items_out(out);
}

void expert_below(struct dissection *d, enum field_id field, enum expert_severity severity,
                  enum expert_group group, const char *message)
{
    items_in(d->items);
    expert_add(d, field, severity, group, message);
    items_out(d->items);
}
