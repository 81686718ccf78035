// SPDX-License-Identifier: BSD-3-Clause
/*
 * crew.h - threads that pass blocks along a line of stages.
 *
 * Each block is filled, goes through all stages, and is then handed to the caller, in the order in
 * which blocks were filled. A stage has parts, which are done independently, each once a block, by
 * whichever thread is free. A part in order is done for one block after the other: so it may keep a
 * state, and what comes out does not depend on the number of threads.
 *
 * Invariant: a block is touched only by those who do a part of its present stage, or by the caller
 * to whom it was handed. What a stage wrote is seen by the stages behind it. A block is meant to
 * hold work for a tenth of a millisecond and more: one lock guards all hand-overs.
 */
#ifndef TL_BASE_CREW_H
#define TL_BASE_CREW_H

#include <stdbool.h>
#include <stddef.h>

#include <tcplens/error.h>

struct crew;

enum { CREW_THREADS_MAX = 64, CREW_PARTS_MAX = 16, CREW_STAGES_MAX = 4 };

/**
 * struct crew_stage - one step of the line
 * @parts:    1..CREW_PARTS_MAX
 * @in_order: each part takes the blocks one after the other
 * @run:      do part `part` of `block`
 */
struct crew_stage {
    unsigned parts;
    bool in_order;
    void (*run)(void *ctx, void *block, unsigned part);
};

/**
 * struct crew_line - what a crew does
 * @fill:     fill `block`, which the caller has no use for any more; false: it is the last one
 * @stages:   after that, @n_stages (<= CREW_STAGES_MAX) of them
 * @ctx:      for all of them; *borrowed*
 */
struct crew_line {
    bool (*fill)(void *ctx, void *block);
    struct crew_stage stages[CREW_STAGES_MAX];
    unsigned n_stages;
    void *ctx;
};

/* Processors that this process may run on, CREW_THREADS_MAX at most: a good number of threads. */
unsigned tl_crew_processors(void);

/* How many blocks a crew of so many threads wants, the caller's own thread counted. */
size_t tl_crew_blocks(unsigned threads);

/*
 * Begin, with tl_crew_blocks(threads) blocks; those and `line->ctx` are *borrowed* until
 * tl_crew_free(), `line` itself is copied. A crew of one thread does everything within
 * tl_crew_next(). On success `*ret` is *owned* by the caller. TCPLENS_ERR_SYSTEM if threads are
 * refused.
 */
enum tcplens_status tl_crew_new(struct crew **ret, const struct crew_line *line, unsigned threads,
                                void *const *blocks, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* The next block, all stages done; the one before is given back. NULL after the last. The caller's
 * thread takes part in the work until it is ready. */
void *tl_crew_next(struct crew *c);

/* Stop, whatever is under way, and wait for that. NULL is allowed. */
void tl_crew_free(struct crew *c);

#endif
