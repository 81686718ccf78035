// SPDX-License-Identifier: BSD-3-Clause
/* csv.c - samples as a table (RFC 4180, but for the ends of lines): numbers and fixed words, so
 * that nothing ever needs quotes. Its columns are documented in tcplens-graph(1). */
#include "base/clock.h"
#include "plot/listing.h"

enum { DECIMALS = 9 };

void tl_csv_begin(struct text *t)
{
    text_str(t, "frame,time,from,flags,seq,next_seq,len,ack,window,sack,in_flight,rtt,marks\n");
}

static void put_flags(struct text *t, unsigned flags)
{
    static const char names[] = "FSRPAUEW";

    for (unsigned bit = 0; names[bit] != '\0'; bit++) {
        if ((flags >> bit & 1) != 0)
            text_char(t, names[bit]);
    }
}

static void put_sacks(struct text *t, const struct plot_sample *s)
{
    for (unsigned i = 0; i < s->n_sacks; i++) {
        if (i > 0)
            text_char(t, ' ');
        text_i64(t, s->sacks[i].lo);
        text_char(t, '-');
        text_i64(t, s->sacks[i].hi);
    }
}

static void put_marks(struct text *t, unsigned marks)
{
    static const char *const names[] = {
        "retransmission", "spurious",   "out-of-order", "duplicate-ack",  "zero-window",
        "probe",          "keep-alive", "unacceptable", "captured-twice", "after-gap",
    };
    bool any = false;

    for (unsigned bit = 0; bit < sizeof names / sizeof names[0]; bit++) {
        if ((marks >> bit & 1) == 0)
            continue;
        if (any)
            text_char(t, ' ');
        any = true;
        text_str(t, names[bit]);
    }
}

void tl_csv_add(struct text *t, const struct plot_sample *s)
{
    text_u64(t, s->frame);
    text_char(t, ',');
    clock_seconds(t, s->at_ns, DECIMALS);
    text_str(t, s->side == SIDE_INITIATOR ? ",client," : ",server,");
    put_flags(t, s->flags);
    text_char(t, ',');
    text_i64(t, s->range.lo);
    text_char(t, ',');
    text_i64(t, s->range.hi);
    text_char(t, ',');
    text_u64(t, s->len);
    text_char(t, ',');
    if (s->acks)
        text_i64(t, s->ack);
    text_char(t, ',');
    text_u64(t, s->window);
    text_char(t, ',');
    put_sacks(t, s);
    text_char(t, ',');
    text_i64(t, s->flight[s->side]);
    text_char(t, ',');
    if (s->rtt_ns >= 0)
        clock_seconds(t, s->rtt_ns, DECIMALS);
    text_char(t, ',');
    put_marks(t, s->marks);
    text_char(t, '\n');
}
