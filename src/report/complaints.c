// SPDX-License-Identifier: BSD-3-Clause
/* complaints.c - what is wrong with a capture, and what a report of it leaves out, in words. */
#include "base/message.h"
#include "report/overview.h"

/* A sentence with one number in it, unless the number is 0. */
struct remark {
    uint64_t n;
    const char *one, *many;
};

static void put_remarks(struct document *d, const struct remark *remarks, size_t n, bool first)
{
    for (size_t i = 0; i < n; i++) {
        const struct phrase_arg arg = {.name = "n", .type = PHRASE_COUNT, .u = remarks[i].n};
        if (remarks[i].n == 0)
            continue;
        for (unsigned k = 0; k < LANGUAGES; k++)
            phrase(draft_begin(&d->told.in[k]),
                   tr_n(tl_language_catalogue(k), remarks[i].one, remarks[i].many, remarks[i].n),
                   &arg, 1);
        if (!first)
            text_char(&d->out, ',');
        first = false;
        tl_told_write(&d->out, &d->told);
    }
}

void tl_overview_complaints(struct document *d, const struct overview *o)
{
    const struct remark remarks[] = {
        {o->dropped, N2_("{n} frame was dropped while capturing: what it held is not known",
                         "{n} frames were dropped while capturing: what they held is not known")},
        {o->cut, N2_("{n} frame was cut within its headers by the snapshot length",
                     "{n} frames were cut within their headers by the snapshot length")},
        {o->malformed,
         N2_("{n} frame contradicts its protocol", "{n} frames contradict their protocols")},
        {o->undecoded, N2_("{n} frame is of a kind that is not decoded here",
                           "{n} frames are of kinds that are not decoded here")},
        {o->evicted,
         N2_("{n} connection was given up while still open, because there were too many at the "
             "same time; see --max-connections",
             "{n} connections were given up while still open, because there were too many at the "
             "same time; see --max-connections")},
    };

    json_array_begin(&d->json, "complaints");
    if (o->damage != NULL) {
        for (unsigned k = 0; k < LANGUAGES; k++) {
            text_str(draft_begin(&d->told.in[k]),
                     tr(tl_language_catalogue(k), N_("The capture ends early: ")));
            text_str(&d->told.in[k].text, o->damage);
        }
        tl_told_write(&d->out, &d->told);
    }
    put_remarks(d, remarks, sizeof remarks / sizeof remarks[0], o->damage == NULL);
    json_array_end(&d->json);
}

void tl_overview_left_out(struct document *d, const struct overview *o,
                          const struct overview_rows *rows)
{
    const struct remark remarks[] = {
        {rows->left_out,
         N2_("{n} connection has no row in the table, because there are too many; choose with a "
             "filter",
             "{n} connections have no row in the table, because there are too many; choose with a "
             "filter")},
        {o->untold,
         N2_("{n} connection is in the table only: told in full are those with the gravest "
             "findings, then the largest; see --max-told",
             "{n} connections are in the table only: told in full are those with the gravest "
             "findings, then the largest; see --max-told")},
        {o->frames - o->listed, N2_("{n} frame is not in the list; see --max-frames",
                                    "{n} frames are not in the list; see --max-frames")},
        {o->listed - o->trees, N2_("{n} frame of the list is not taken apart; see --max-trees",
                                   "{n} frames of the list are not taken apart; see --max-trees")},
        {o->payload ? 0 : o->segments, N2_("What segments carry was left out; see --payload",
                                           "What segments carry was left out; see --payload")},
    };

    json_array_begin(&d->json, "left_out");
    put_remarks(d, remarks, sizeof remarks / sizeof remarks[0], true);
    json_array_end(&d->json);
}
