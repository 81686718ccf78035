// SPDX-License-Identifier: BSD-3-Clause
/*
 * catalogue.h - messages in the reader's language: gettext's catalogues, without its globals.
 *
 * The translations are gettext's (.po files, xgettext, msgfmt); the compiled .mo is part of the
 * library, and a catalogue is a value, not a process-wide locale: two languages in one process, no
 * files and no installed locales needed at run time (docs/adr/0003-catalogues.md). English is the
 * language of the message IDs and needs no catalogue.
 */
#ifndef TL_RENDER_CATALOGUE_H
#define TL_RENDER_CATALOGUE_H

#include <stddef.h>
#include <stdint.h>

#include "base/message.h"
#include "base/text.h"

struct catalogue;

/* The catalogue for "en" or "zh" (also "zh_CN.UTF-8", "zh-Hans"…); English for anything else. Never
 * NULL, static, not to be freed. */
const struct catalogue *tl_catalogue(const char *lang);

/* "en" or "zh". */
const char *tl_catalogue_lang(const struct catalogue *c);

/* The translation of `id`, or `id` itself. tr_n chooses by number. */
const char *tr(const struct catalogue *c, const char *id);
const char *tr_n(const struct catalogue *c, const char *one, const char *many, uint64_t n);

/* One named value of a phrase: {name} in the template is replaced by it. */
enum phrase_type {
    PHRASE_U64,     /* plain digits, as numbers that are compared: frames, sequence numbers */
    PHRASE_COUNT,   /* digits in groups of three, as amounts that are read */
    PHRASE_STR,     /* as it is */
    PHRASE_SPAN_NS, /* clock_span(), with no-break spaces */
};
struct phrase_arg {
    const char *name;
    enum phrase_type type;
    uint64_t u;      /* PHRASE_U64, PHRASE_COUNT */
    int64_t ns;      /* PHRASE_SPAN_NS */
    const char *str; /* PHRASE_STR */
};

/* Write `template`, already translated, with its {names} filled in from args[0..n). */
void phrase(struct text *t, const char *template, const struct phrase_arg *args, size_t n);

#endif
