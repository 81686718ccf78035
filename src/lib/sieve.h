// SPDX-License-Identifier: BSD-3-Clause
/*
 * sieve.h - a display filter beside another command's work: that command reads frames for its own
 * ends, and hands each batch over to learn which of them match.
 *
 * What a filter asks may depend on all frames before, so every frame has to be handed over, once
 * and in order. Of connections as many are remembered as Wireshark's view of them is kept for.
 */
#ifndef TL_LIB_SIEVE_H
#define TL_LIB_SIEVE_H

#include <tcplens/error.h>

#include "source/source.h"

struct sieve;

/* `*ret` is *owned* by the caller. TCPLENS_ERR_USAGE: it is no display filter. */
enum tcplens_status tl_sieve_new(struct sieve **ret, const char *filter, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Set matches[i] to whether frame `i` of the batch matches; the batch is of `source`. */
void tl_sieve_batch(struct sieve *s, const struct source *source, const struct frame_batch *batch,
                    bool *matches);

/* Values that were too much for a regular expression: as if it did not match them. */
uint64_t tl_sieve_given_up(const struct sieve *s);

/* A new capture begins: no frame is before its first. */
enum tcplens_status tl_sieve_restart(struct sieve *s, struct tcplens_error *err);

/* NULL is allowed. */
void tl_sieve_free(struct sieve *s);

#endif
