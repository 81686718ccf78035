// SPDX-License-Identifier: BSD-3-Clause
#include "base/crew.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/error.h"

enum { BLOCKS_PER_THREAD = 2, BLOCKS_MAX = BLOCKS_PER_THREAD * CREW_THREADS_MAX + 1 };

/* In place of a stage: before all of them. */
enum { FILLING = -1 };

/**
 * struct place - where a block is
 * @block: *borrowed*
 * @stage: FILLING, or the one that its parts are done of; n_stages when all are done
 * @begun: bits of the parts that somebody has taken
 * @done:  how many of them are finished
 */
struct place {
    void *block;
    int stage;
    uint32_t begun;
    unsigned done;
};

/**
 * struct crew - the threads and what they share
 * @lock:     guards all below but what blocks hold
 * @changed:  a part was finished, a block came back, or it is time to stop
 * @places:   a ring: block number n is in places[n % n_places]
 * @head:     number of the oldest block that the caller has not had
 * @tail:     number of the next block to fill; head <= tail <= head + n_places - (one with caller)
 * @lent:     the caller has block number head - 1
 * @filling:  somebody fills block number tail - 1
 * @ended:    no more blocks will be filled
 * @turns:    by stage and part: number of the block whose turn it is
 */
struct crew {
    struct crew_line line;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct place places[BLOCKS_MAX];
    size_t n_places;
    uint64_t head, tail;
    bool lent, filling, ended, stopping;
    uint64_t turns[CREW_STAGES_MAX][CREW_PARTS_MAX];
    pthread_t threads[CREW_THREADS_MAX];
    unsigned n_threads;
};

/* A piece of work: block number `number`, and which part of its stage. */
struct task {
    uint64_t number;
    unsigned part;
};

static struct place *place_of(struct crew *c, uint64_t number)
{
    return &c->places[number % c->n_places];
}

/* A part of `number`'s stage that nobody has taken and that may be done now. */
static bool find_part(struct crew *c, uint64_t number, unsigned *part)
{
    const struct place *const p = place_of(c, number);
    const struct crew_stage *stage;

    if (p->stage == FILLING || p->stage == (int)c->line.n_stages)
        return false;
    stage = &c->line.stages[p->stage];
    for (*part = 0; *part < stage->parts; ++*part) {
        if ((p->begun >> *part & 1) == 0 &&
            (!stage->in_order || c->turns[p->stage][*part] == number))
            return true;
    }
    return false;
}

/* Take some work: the oldest block's first, since somebody waits for it. */
static bool take(struct crew *c, struct task *ret)
{
    for (uint64_t n = c->head; n < c->tail; n++) {
        if (find_part(c, n, &ret->part)) {
            place_of(c, n)->begun |= UINT32_C(1) << ret->part;
            ret->number = n;
            return true;
        }
    }
    if (c->ended || c->filling || c->tail - c->head + c->lent == c->n_places)
        return false;
    *ret = (struct task){.number = c->tail};
    place_of(c, c->tail)->stage = FILLING;
    c->tail++;
    c->filling = true;
    return true;
}

static void next_stage(struct place *p)
{
    p->stage++;
    p->begun = 0;
    p->done = 0;
}

/* Do what was taken; the lock is held before and after. */
static void work(struct crew *c, struct task task)
{
    struct place *const p = place_of(c, task.number);
    const int stage = p->stage;
    bool more = true;

    pthread_mutex_unlock(&c->lock);
    if (stage == FILLING)
        more = c->line.fill(c->line.ctx, p->block);
    else
        c->line.stages[stage].run(c->line.ctx, p->block, task.part);
    pthread_mutex_lock(&c->lock);
    if (stage == FILLING) {
        c->filling = false;
        c->ended = !more;
        next_stage(p);
    } else {
        c->turns[stage][task.part] = task.number + 1;
        if (++p->done == c->line.stages[stage].parts)
            next_stage(p);
    }
    pthread_cond_broadcast(&c->changed);
}

static void *help(void *arg)
{
    struct crew *const c = arg;
    struct task task;

    pthread_mutex_lock(&c->lock);
    while (!c->stopping) {
        if (take(c, &task))
            work(c, task);
        else
            pthread_cond_wait(&c->changed, &c->lock);
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

unsigned tl_crew_processors(void)
{
    cpu_set_t set;
    int n = 0;

    if (sched_getaffinity(0, sizeof set, &set) == 0)
        n = CPU_COUNT(&set);
    return n < 1 ? 1 : n > CREW_THREADS_MAX ? CREW_THREADS_MAX : (unsigned)n;
}

size_t tl_crew_blocks(unsigned threads)
{
    /* One in the caller's hands; and each thread should find work while others finish theirs. */
    return threads == 1 ? 1 : (size_t)BLOCKS_PER_THREAD * threads + 1;
}

/* Signals are the caller's: its threads must not be interrupted instead. */
static int start(struct crew *c)
{
    sigset_t all, before;
    int failure;

    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    failure = pthread_create(&c->threads[c->n_threads], NULL, help, c);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failure == 0)
        c->n_threads++;
    return failure;
}

enum tcplens_status tl_crew_new(struct crew **ret, const struct crew_line *line, unsigned threads,
                                void *const *blocks, struct tcplens_error *err)
{
    struct crew *const c = calloc(1, sizeof *c);
    int failure = 0;

    assert(threads >= 1 && threads <= CREW_THREADS_MAX && line->n_stages <= CREW_STAGES_MAX);
    if (c == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    c->line = *line;
    c->n_places = tl_crew_blocks(threads);
    for (size_t i = 0; i < c->n_places; i++)
        c->places[i].block = blocks[i];
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->changed, NULL);
    while (failure == 0 && c->n_threads + 1 < threads)
        failure = start(c);
    if (failure != 0) {
        tl_crew_free(c);
        return tl_error(err, TCPLENS_ERR_SYSTEM, failure, "cannot start %u threads", threads);
    }
    *ret = c;
    return TCPLENS_OK;
}

void *tl_crew_next(struct crew *c)
{
    void *block = NULL;
    struct task task;

    pthread_mutex_lock(&c->lock);
    if (c->lent) {
        c->lent = false;
        pthread_cond_broadcast(&c->changed);
    }
    while (block == NULL && !(c->ended && c->head == c->tail)) {
        if (c->head < c->tail && place_of(c, c->head)->stage == (int)c->line.n_stages) {
            block = place_of(c, c->head)->block;
            c->head++;
            c->lent = true;
        } else if (take(c, &task)) {
            work(c, task);
        } else {
            pthread_cond_wait(&c->changed, &c->lock);
        }
    }
    pthread_mutex_unlock(&c->lock);
    return block;
}

void tl_crew_free(struct crew *c)
{
    if (c == NULL)
        return;
    pthread_mutex_lock(&c->lock);
    c->stopping = true;
    pthread_cond_broadcast(&c->changed);
    pthread_mutex_unlock(&c->lock);
    for (unsigned i = 0; i < c->n_threads; i++)
        pthread_join(c->threads[i], NULL);
    pthread_cond_destroy(&c->changed);
    pthread_mutex_destroy(&c->lock);
    free(c);
}
