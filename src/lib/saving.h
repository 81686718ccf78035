// SPDX-License-Identifier: BSD-3-Clause
/*
 * saving.h - a source's frames on their way into a savefile, with all that the source says of
 * its interfaces and frames, and of several sources one after another.
 */
#ifndef TL_LIB_SAVING_H
#define TL_LIB_SAVING_H

#include <tcplens/dump.h>

#include "save/save.h"
#include "source/source.h"

/**
 * struct saving - nothing is saved as long as @saver is NULL
 * @saver:  *owned*
 * @source: *borrowed*: where frames come from, NULL if nothing is open
 * @told:   so many of its interfaces does the saver know
 * @filter: *owned*: what a live source's kernel filters by, NULL for nothing
 * @live:   @source is an interface
 */
struct saving {
    struct saver *saver;
    struct source *source;
    size_t told;
    char *filter;
    bool live;
};

/* Open the savefile for what is read from now on; `d->source` is open. */
enum tcplens_status tl_saving_open(struct saving *d, const struct tcplens_save *save,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

/* Frames come from `source` from now on, which is an interface if `live`, with `filter`. What the
 * source before has counted is asked for now, for the last time. */
enum tcplens_status tl_saving_source(struct saving *d, struct source *source, bool live,
                                     const char *filter, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Save a frame of the source's latest batch. As tl_save_packet(). */
enum tcplens_status tl_saving_frame(struct saving *d, const struct tcplens_frame *frame,
                                    struct tcplens_error *err) __attribute__((warn_unused_result));

/* Close the savefile, while the source is still open, and free. */
enum tcplens_status tl_saving_close(struct saving *d, struct tcplens_error *err);

/* The same at the end of a run that ended with `status`: that, unless all was well until what was
 * saved could not be kept. `err` may be NULL. */
enum tcplens_status tl_saving_end(struct saving *d, enum tcplens_status status,
                                  struct tcplens_error *err);

#endif
