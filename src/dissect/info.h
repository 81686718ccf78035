// SPDX-License-Identifier: BSD-3-Clause
/*
 * info.h - a frame in one line: the columns of the list, of which Protocol and Info are what the
 * innermost protocol made of them that had something to say.
 *
 * A dissector that speaks begins with info_begin(), which forgets what those before it said; one
 * that only adds uses the others. All of them do nothing where nobody asked for columns.
 */
#ifndef TL_DISSECT_INFO_H
#define TL_DISSECT_INFO_H

#include "base/text.h"
#include "dissect/dissect.h"

enum { INFO_OCTETS = 2048, ADDRESS_OCTETS = 48 };

/* How column Time is written: what -t chooses. */
enum time_form {
    WHEN_RELATIVE, /* since the first frame */
    WHEN_DELTA,    /* since the frame before */
    WHEN_DELTA_SHOWN,
    WHEN_EPOCH,
    WHEN_ABSOLUTE, /* the time of day, in this machine's zone */
    WHEN_DATE,
    WHEN_DAY_OF_YEAR,
    WHEN_UTC,
    WHEN_UTC_DATE,
    WHEN_UTC_DAY_OF_YEAR,
};

/**
 * struct info - a frame's columns so far
 * @protocol: static
 * @text:     Info: a writer over @room; may hold octets of the network
 * @source, @destination: addresses, "" if there are none
 */
struct info {
    const char *protocol;
    struct text text;
    char source[ADDRESS_OCTETS], destination[ADDRESS_OCTETS];
    char room[INFO_OCTETS];
};

/* A frame of which nothing was said yet. */
void info_clear(struct info *info);

/* What addresses and protocols below TCP say. */
void info_layers(struct dissection *d, const struct layers *layers);

/* Ports, flags and numbers of a segment that begins with `b`; options add theirs. */
void info_tcp(struct dissection *d, struct span b);

/* The ports at `h`, behind which no more was captured (`cut`), or is. */
void info_stump(struct dissection *d, const uint8_t *h, bool cut);

/* Which protocol a segment or datagram carries; those that say more do so themselves. */
void info_pdus(struct dissection *d, const struct pdu_frame *f);

/* What a PDU of a protocol that speaks in lines says; the caller has named its protocol. */
void info_lines(struct dissection *d, const struct pdu *pdu);

/* The frame's items of the columns, after the last protocol has spoken. */
void info_put(struct dissection *d);

/* From now on another protocol speaks: where to write what it says, NULL if nobody asked. */
static inline struct text *info_begin(struct dissection *d, const char *protocol)
{
    if (d->info == NULL)
        return NULL;
    d->info->protocol = protocol;
    d->info->text.len = 0;
    return &d->info->text;
}

static inline void info_add(struct dissection *d, const char *text)
{
    if (d->info != NULL)
        text_str(&d->info->text, text);
}

/* " MSS=" and a number. */
static inline void info_number(struct dissection *d, const char *name, uint64_t v)
{
    if (d->info == NULL)
        return;
    text_str(&d->info->text, name);
    text_u64(&d->info->text, v);
}

#endif
