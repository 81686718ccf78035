// SPDX-License-Identifier: BSD-3-Clause
/* tcp_scps.c - the options of SCPS-TP (CCSDS 714.0-B-2), a TCP for space links. */
#include <stdio.h>

#include "dissect/tcp_option.h"

enum { CAPABILITIES = 4 };

static void say_capabilities(struct items *out, struct item *it, unsigned vector)
{
    static const char *const names[] = {"BETS", "SNACK1", "SNACK2", "COMP", "NLTS"};
    const char *between = " (";
    struct text line;

    if (!out->lines)
        return;
    line = items_line(out);
    text_str(&line, "TCP SCPS Capabilities Vector: 0x");
    text_hex(&line, vector, 2);
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++) {
        if ((vector << i & 0x80) == 0)
            continue;
        text_str(&line, between);
        text_str(&line, names[i]);
        between = ", ";
    }
    if ((vector & 7) != 0) {
        text_str(&line, between);
        text_str(&line, "RESERVED");
    }
    if (vector != 0)
        text_char(&line, ')');
    items_say(out, it, &line);
}

static void put_capabilities(const struct option *o)
{
    static const uint16_t fields[] = {F_SCPS_BETS,     F_SCPS_SNACK1, F_SCPS_SNACK2,
                                      F_SCPS_COMPRESS, F_SCPS_NLTS,   F_SCPS_RESERVED};
    struct items *const out = o->d->items;

    if (!option_has(o, 2, 1))
        return;
    say_capabilities(out, option_number(o, 2, 1, F_SCPS_VECTOR), o->p[2]);
    items_in(out);
    for (unsigned i = 0; i < sizeof fields / sizeof fields[0]; i++)
        option_number(o, 2, 1, (enum field_id)fields[i]);
    items_out(out);
    option_number(o, 3, 1, F_SCPS_BINDING);
}

void option_scps(const struct option *o)
{
    if (o->len == CAPABILITIES)
        put_capabilities(o);
    else
        ITEMS_SAY(o->d->items, o->item, "Illegal SCPS Extended Capabilities (%u bytes)", o->len);
}

void option_snack(const struct option *o)
{
    option_number(o, 2, 2, F_SNACK_OFFSET);
    option_number(o, 4, 2, F_SNACK_SIZE);
}
