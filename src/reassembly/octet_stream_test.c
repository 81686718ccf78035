// SPDX-License-Identifier: BSD-3-Clause
/* Segments in any order, twice, in part, with holes: the same octets come out, and what was done is
 * said. */
#include "reassembly/octet_stream.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"
#include "tcp/seq.h"

enum { SAYS = 4096, LONG = 40000, HISTORY = 512 };

#define ISN 0xfffffff0U

/**
 * struct hearer - a stream, and what it said: octets as they are, all else in words
 * @broken: an event did not begin where the one before ended
 */
struct hearer {
    struct stream_store store;
    struct octet_stream stream;
    uint64_t next_frame, expected;
    bool broken;
    size_t n;
    char says[SAYS + LONG];
};

static void hear(void *ctx, const struct stream_event *e)
{
    static const char *const reasons[] = {"acked", "cut", "memory", "end"};
    struct hearer *const h = ctx;
    char words[96] = "";

    if (e->kind == STREAM_OCTETS || e->kind == STREAM_GAP) {
        h->broken |= e->offset != h->expected;
        h->expected = e->offset + e->size;
    }
    if (e->kind == STREAM_OCTETS) {
        h->broken |= e->octets.n != e->size || h->n + e->size > sizeof h->says;
        memcpy(h->says + h->n, e->octets.p, e->octets.n);
        h->n += e->octets.n;
    } else if (e->kind == STREAM_GAP) {
        (void)snprintf(words, sizeof words, "[%s %d]", reasons[e->reason], (int)e->size);
    } else if (e->kind == STREAM_REPEATED) {
        (void)snprintf(words, sizeof words, "[again %d]", (int)e->size);
    } else if (e->kind == STREAM_CONFLICT) {
        (void)snprintf(words, sizeof words, "[not %d of %d: %.*s]", (int)e->size, (int)e->other,
                       (int)e->octets.n, (const char *)e->octets.p);
    } else if (e->kind == STREAM_BEYOND) {
        (void)snprintf(words, sizeof words, "[beyond %d]", (int)e->size);
    } else {
        (void)snprintf(words, sizeof words, "[end]");
    }
    if (h->n + strlen(words) < sizeof h->says) {
        memcpy(h->says + h->n, words, strlen(words));
        h->n += strlen(words);
    }
}

static struct hearer *open_hearer(uint64_t memory)
{
    struct hearer *const h = calloc(1, sizeof *h);

    if (h == NULL)
        abort();
    h->store.max = memory;
    tl_octet_stream_init(&h->stream, &h->store, HISTORY, hear, h);
    return h;
}

/* Octets from `offset` on, as one segment of the next frame. */
static void take(struct hearer *h, int offset, const char *octets, size_t n)
{
    const struct stream_segment seg = {.seq = seq_of(ISN + 1U + (uint32_t)offset),
                                       .len = (uint32_t)n,
                                       .octets = {(const uint8_t *)octets, n},
                                       .frame = ++h->next_frame};

    tl_octet_stream_take(&h->stream, &seg);
}

static void send(struct hearer *h, int offset, const char *octets)
{
    take(h, offset, octets, strlen(octets));
}

static void open_with_syn(struct hearer *h)
{
    const struct stream_segment syn = {
        .seq = seq_of(ISN + 1U), .syn = true, .frame = ++h->next_frame};

    tl_octet_stream_take(&h->stream, &syn);
}

static void fin(struct hearer *h, int offset)
{
    const struct stream_segment seg = {
        .seq = seq_of(ISN + 1U + (uint32_t)offset), .fin = true, .frame = ++h->next_frame};

    tl_octet_stream_take(&h->stream, &seg);
}

static void ack(struct hearer *h, int offset)
{
    tl_octet_stream_acked(&h->stream, seq_of(ISN + 1U + (uint32_t)offset), ++h->next_frame, 0);
}

/* Whether exactly `says` was said, after closing; frees `h`. */
static bool said(struct hearer *h, const char *says)
{
    bool same;

    tl_octet_stream_close(&h->stream);
    same = !h->broken && h->n == strlen(says) && memcmp(h->says, says, h->n) == 0;
    if (!same)
        printf("# \"%.*s\", not \"%s\"%s\n", (int)h->n, h->says, says, h->broken ? ", broken" : "");
    tl_octet_stream_fini(&h->stream);
    same &= h->store.used == 0;
    free(h);
    return same;
}

static void puts_in_order(void)
{
    struct hearer *h = open_hearer(100000);

    open_with_syn(h);
    send(h, 4, "bbbb");
    send(h, 8, "cccc");
    send(h, 0, "aaaa");
    send(h, 12, "d");
    T_CHECK(said(h, "aaaabbbbccccd"));

    h = open_hearer(100000); /* across the end of the numbers, from behind */
    open_with_syn(h);
    for (int i = 5; i >= 0; i--)
        send(h, i * 5, "fghij");
    T_CHECK(said(h, "fghijfghijfghijfghijfghijfghij"));
}

static void first_wins(void)
{
    struct hearer *h = open_hearer(100000);

    open_with_syn(h);
    send(h, 0, "aaaa");
    send(h, 0, "aaaa");
    send(h, 2, "aabb");
    send(h, 0, "aAabbC");
    T_CHECK(said(h, "aaaa[again 4][again 2]bb[again 6][not 3 of 2: AabbC]"));

    /* Of two that fit, the one captured first; and what differs is said, with the frame. */
    h = open_hearer(100000);
    open_with_syn(h);
    send(h, 9, "BBBBBBBB");
    send(h, 5, "CCCCCCCCCCCCCC");
    send(h, 0, "aaaaaaaaaa");
    T_CHECK(said(h, "aaaaaaaaaa[again 1][not 1 of 4: B]BBBBBBB"
                    "[again 12][not 12 of 4: CCCCCCCCCCCC]CC"));

    h = open_hearer(100000); /* what was lost cannot be compared */
    open_with_syn(h);
    send(h, 0, "aa");
    send(h, 4, "bb");
    ack(h, 6);
    send(h, 0, "XXYYZZ");
    T_CHECK(said(h, "aa[acked 2]bb[again 6][not 2 of 3: ZZ]"));
}

static void gives_up_what_is_certain(void)
{
    struct hearer *h = open_hearer(100000);

    open_with_syn(h);
    send(h, 0, "aa");
    send(h, 4, "bb");
    send(h, 8, "cc");
    ack(h, 4); /* the gap, but nothing behind it: may have been captured too early */
    ack(h, 9);
    send(h, 2, "late");
    T_CHECK(said(h, "aa[acked 2]bb[acked 2]cc[again 4]"));

    h = open_hearer(100000);
    open_with_syn(h);
    send(h, 4, "bb");
    T_CHECK(said(h, "[end 4]bb"));

    h = open_hearer(100000); /* nothing was captured of the last ten */
    open_with_syn(h);
    send(h, 0, "aa");
    ack(h, 12);
    T_CHECK(said(h, "aa[end 10]"));
}

static void says_what_was_cut(void)
{
    struct hearer *h = open_hearer(100000);
    struct stream_segment cut = {
        .seq = seq_of(ISN + 1U), .len = 9, .octets = {(const uint8_t *)"abc", 3}};

    tl_octet_stream_take(&h->stream, &cut);
    send(h, 9, "next");
    cut.octets.n = 0;
    cut.seq = seq_of(ISN + 14U);
    tl_octet_stream_take(&h->stream, &cut);
    T_CHECK(said(h, "abc[cut 6]next[cut 9]"));
}

static void ends_at_the_fin(void)
{
    struct hearer *h = open_hearer(100000);

    open_with_syn(h);
    fin(h, 4);
    send(h, 6, "zz");
    send(h, 2, "bbyy");
    send(h, 0, "aa");
    send(h, 4, "xx");
    fin(h, 4);
    T_CHECK(said(h, "[beyond 2][beyond 2]aabb[end][beyond 2]"));

    h = open_hearer(100000); /* octets that wait turn out to be behind the FIN */
    open_with_syn(h);
    send(h, 6, "zz");
    send(h, 0, "aa");
    fin(h, 2);
    T_CHECK(said(h, "aa[end][beyond 2]"));

    h = open_hearer(100000); /* the FIN is acknowledged, what is before it was not captured */
    open_with_syn(h);
    fin(h, 4);
    ack(h, 5);
    T_CHECK(said(h, "[acked 4][end]"));
}

static void begins_where_it_can(void)
{
    struct hearer *h = open_hearer(100000);

    send(h, 4, "bb");
    send(h, 0, "aaaabbc");
    T_CHECK(said(h, "bb[again 6]c"));

    h = open_hearer(100000); /* a keep-alive is one number below */
    send(h, 3, "");
    send(h, 4, "bb");
    send(h, 5, "\a");
    T_CHECK(said(h, "bb[again 1]"));

    h = open_hearer(100000);
    send(h, 3, "");
    send(h, 5, "bb");
    T_CHECK(said(h, "[end 2]bb"));
}

static void stays_within_memory(void)
{
    struct hearer *h = open_hearer(3000);
    char octets[1000];

    memset(octets, 'x', sizeof octets);
    open_with_syn(h);
    for (int i = 1; i < 6; i++) {
        take(h, i * 1001, octets, sizeof octets);
        T_CHECK(h->store.used <= 3000);
    }
    T_CHECK(h->store.given_up == 3 && h->n == 3000 + strlen("[memory 1001][memory 1][memory 1]"));
    tl_octet_stream_fini(&h->stream);
    T_CHECK(h->store.used == 0);
    free(h);

    h = open_hearer(0);
    send(h, 0, "a");
    send(h, 4, "b");
    T_CHECK(said(h, "a[memory 3]b"));
}

static unsigned pick(unsigned *state, unsigned n)
{
    *state = *state * 1664525U + 1013904223U;
    return (*state >> 8) % n;
}

/* Cut `octets` at random, with copies and overlaps, and send the parts displaced by up to `reach`
 * of them. */
static void shuffle(struct hearer *h, const char *octets, unsigned seed, unsigned reach)
{
    static struct {
        int from, n;
    } parts[LONG];
    unsigned n = 0;

    for (int at = 0; at < LONG;) {
        const int size = 1 + (int)pick(&seed, pick(&seed, 8) == 0 ? 1400 : 40);
        const int back = pick(&seed, 5) == 0 ? (int)pick(&seed, (unsigned)at % 99 + 1) : 0;

        parts[n].from = at - back;
        parts[n].n = (at + size < LONG ? size : LONG - at) + back;
        at += size;
        n++;
        if (pick(&seed, 9) == 0) {
            parts[n] = parts[n - 1];
            n++;
        }
    }
    for (unsigned i = 0; i + 1 < n; i++) {
        const unsigned k = i + pick(&seed, n - i < reach ? n - i : reach);

        take(h, parts[k].from, octets + parts[k].from, (size_t)parts[k].n);
        parts[k] = parts[i];
    }
    take(h, parts[n - 1].from, octets + parts[n - 1].from, (size_t)parts[n - 1].n);
}

/* What is said besides octets has brackets, which the octets do not have. */
static size_t drop_words(char *says, size_t n)
{
    size_t kept = 0;
    bool in = false;

    for (size_t i = 0; i < n; i++) {
        in |= says[i] == '[';
        if (!in)
            says[kept++] = says[i];
        in &= says[i] != ']';
    }
    return kept;
}

static void any_order_gives_the_same(void)
{
    static char octets[LONG];
    unsigned state = 7;

    for (size_t i = 0; i < LONG; i++)
        octets[i] = (char)('a' + pick(&state, 26));
    for (unsigned seed = 1; seed <= 40; seed++) {
        struct hearer *const h = open_hearer(1U << 20);
        char *says;

        /* Words of one retransmission in ten segments would not fit. */
        h->stream.history_octets = 0;
        open_with_syn(h);
        shuffle(h, octets, seed, 1 + seed * 7);
        says = malloc(h->n);
        memcpy(says, h->says, h->n);
        T_CHECK(!h->broken && h->expected == LONG);
        T_CHECK(drop_words(says, h->n) == LONG && memcmp(says, octets, LONG) == 0);
        free(says);
        tl_octet_stream_fini(&h->stream);
        T_CHECK(h->store.used == 0);
        free(h);
    }
}

int main(void)
{
    puts_in_order();
    first_wins();
    gives_up_what_is_certain();
    says_what_was_cut();
    ends_at_the_fin();
    begins_where_it_can();
    stays_within_memory();
    any_order_gives_the_same();
    return t_done();
}
