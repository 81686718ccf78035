// SPDX-License-Identifier: BSD-3-Clause
#include "hosts.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "resolver.h"

/* 8192 names, 2.3 MB: as many hosts as somebody can look at, and nothing that grows. */
enum { WAYS = 4, SETS = 2048, ASKED_MAX = 64, LOOK_EVERY_MS = 10 };

/* Trouble that is told sooner than this part of the whole patience costs none of it. */
enum { SLOW_PART = 8 };

enum host_state {
    FREE,
    ASKED,
    KNOWN,
    NUMBER_ONLY,
};

struct host {
    struct host_address address;
    uint8_t state;
    char name[HOST_NAME_MAX_OCTETS];
};

/**
 * struct hosts - the cache
 * @seed:     of the hash: nobody outside shall aim at one set
 * @turn:     of each set, the way that is given up next
 * @asked:    questions without answer so far
 * @patience: milliseconds to wait for the next answer; @whole when nothing is wrong
 * @looked:   when answers that come late were last looked for, in milliseconds
 */
struct hosts {
    int socket, patience, whole;
    unsigned asked;
    uint64_t seed, looked;
    uint8_t turn[SETS];
    struct host hosts[SETS][WAYS];
};

static uint64_t now_ms(clockid_t clock)
{
    struct timespec t;

    (void)clock_gettime(clock, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

struct hosts *hosts_new(int socket, int patience_ms)
{
    struct hosts *const h = calloc(1, sizeof *h);

    if (h == NULL)
        return NULL;
    h->socket = socket;
    h->patience = h->whole = patience_ms;
    if (getrandom(&h->seed, sizeof h->seed, GRND_NONBLOCK) != (ssize_t)sizeof h->seed)
        h->seed = (uint64_t)getpid();
    return h;
}

static unsigned set_of(const struct hosts *h, const struct host_address *a)
{
    uint64_t words[2], hash = h->seed;

    memcpy(words, a->addr, sizeof words);
    for (int i = 0; i < 2; i++) {
        hash = (hash ^ words[i]) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 32;
    }
    return (unsigned)(hash * UINT64_C(0xd6e8feb86659fd93) >> 32) % SETS;
}

static struct host *find(struct hosts *h, const struct host_address *a)
{
    struct host *const set = h->hosts[set_of(h, a)];

    for (int i = 0; i < WAYS; i++) {
        if (set[i].state != FREE && memcmp(&set[i].address, a, sizeof *a) == 0)
            return &set[i];
    }
    return NULL;
}

static struct host *make_room(struct hosts *h, const struct host_address *a)
{
    const unsigned set = set_of(h, a);
    struct host *const host = &h->hosts[set][h->turn[set]++ % WAYS];

    host->address = *a;
    host->state = ASKED;
    return host;
}

/* Keep an answer, unless the cache has given up on the question. */
static void keep(struct hosts *h, const struct host_answer *answer)
{
    struct host *const host = find(h, &answer->address);

    h->asked -= h->asked > 0;
    if (host == NULL)
        return;
    host->state = answer->verdict == HOST_NAMED ? KNOWN : NUMBER_ONLY;
    memcpy(host->name, answer->name, sizeof host->name);
}

/* Take what has come in the meantime, looking for it a hundred times a second at most. */
static void take_late_answers(struct hosts *h)
{
    const uint64_t now = now_ms(CLOCK_MONOTONIC_COARSE);
    struct host_answer answer;

    if (h->asked == 0 || now - h->looked < LOOK_EVERY_MS)
        return;
    h->looked = now;
    while (resolver_answer(h->socket, 0, &answer))
        keep(h, &answer);
}

/* Wait for the answer on `host`, and learn from how that goes. */
static void wait_for(struct hosts *h, const struct host *host)
{
    const uint64_t begun = now_ms(CLOCK_MONOTONIC);
    struct host_answer answer = {.verdict = HOST_TROUBLE};
    uint64_t gone = 0;

    while (host->state == ASKED && gone < (uint64_t)h->patience &&
           resolver_answer(h->socket, h->patience - (int)gone, &answer)) {
        keep(h, &answer);
        gone = now_ms(CLOCK_MONOTONIC) - begun;
    }
    if (host->state != ASKED && answer.verdict != HOST_TROUBLE)
        h->patience = h->whole;
    else if (gone >= (uint64_t)h->whole / SLOW_PART || host->state == ASKED)
        h->patience /= 2;
}

static void ask(struct hosts *h, struct host *host)
{
    if (!resolver_ask(h->socket, &host->address)) { /* it is gone */
        host->state = NUMBER_ONLY;
        return;
    }
    h->asked++;
    wait_for(h, host);
}

const char *hosts_name(struct hosts *h, const uint8_t *addr, unsigned octets)
{
    struct host_address a = {.octets = (uint8_t)octets};
    struct host *host;

    memcpy(a.addr, addr, octets);
    host = find(h, &a);
    if (host == NULL || host->state == ASKED)
        take_late_answers(h);
    if (host == NULL && h->asked < ASKED_MAX) {
        host = make_room(h, &a);
        ask(h, host);
    }
    return host != NULL && host->state == KNOWN ? host->name : NULL;
}

void hosts_free(struct hosts *h)
{
    if (h == NULL)
        return;
    (void)close(h->socket);
    free(h);
}
