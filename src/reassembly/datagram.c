// SPDX-License-Identifier: BSD-3-Clause
/*
 * datagram.c - the store: datagrams in the order in which they were begun, found through a table of
 * chains. Fragments are the exception in any network, so each is a block of its own.
 */
#include "reassembly/datagram.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/hash.h"
#include "reassembly/fragment.h"

enum {
    CHAINS = 1024,
    LINKTYPE_RAW = 101,
    IP6_HEADER = 40,
    MAX_OCTETS_DEFAULT = 4 << 20,
};

static const int64_t max_age_default = INT64_C(30000000000);

/* One fragment, in a list by offset: a copy of its data, before it the header if its offset is 0.
 */
struct fragment {
    struct fragment *next;
    uint64_t frame;
    uint32_t offset, head_len, data_len;
    uint16_t next_header_off;
    uint8_t next_header;
    bool second_tail, too_long;
    uint8_t octets[];
};

/**
 * struct datagram - one that is not whole yet
 * @before, @after: in the order of age
 * @in_chain: the next one of the same hash
 * @fragments: *owned*, by offset; those of one offset in the order of the capture
 * @total:    octets of data, with `ends`: the first fragment without MF says so
 * @n:        fragments
 * @octets:   of memory, this included
 */
struct datagram {
    struct datagram *before, *after, *in_chain;
    struct fragment_key key;
    struct fragment *fragments;
    uint32_t total, n;
    bool ends;
    int64_t first_ns;
    uint64_t octets;
};

struct datagrams {
    struct datagram *chains[CHAINS];
    struct datagram *oldest, *newest;
    uint64_t seed, octets, max_octets;
    int64_t max_age_ns;
    struct datagram_stats stats;
};

enum tcplens_status tl_datagrams_new(struct datagrams **ret, const struct datagram_options *options,
                                     struct tcplens_error *err)
{
    struct datagrams *const d = calloc(1, sizeof *d);

    if (d == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "no memory to put fragments together");
    d->seed = hash_seed();
    d->max_octets = options->max_octets != 0 ? options->max_octets : MAX_OCTETS_DEFAULT;
    d->max_age_ns = options->max_age_ns != 0 ? options->max_age_ns : max_age_default;
    *ret = d;
    return TCPLENS_OK;
}

static struct datagram **chain_of(struct datagrams *d, const struct fragment_key *key)
{
    uint64_t words[sizeof *key / sizeof(uint64_t)], h = d->seed;

    memcpy(words, key, sizeof words);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        h = hash_word(h, words[i]);
    return &d->chains[h % CHAINS];
}

_Static_assert(sizeof(struct fragment_key) == 40, "no padding: compared and hashed as octets");

static struct datagram *find(struct datagrams *d, const struct fragment_key *key)
{
    struct datagram *g = *chain_of(d, key);

    while (g != NULL && memcmp(&g->key, key, sizeof *key) != 0)
        g = g->in_chain;
    return g;
}

static void drop(struct datagrams *d, struct datagram *g)
{
    struct datagram **link = chain_of(d, &g->key);

    while (*link != g)
        link = &(*link)->in_chain;
    *link = g->in_chain;
    *(g->before != NULL ? &g->before->after : &d->oldest) = g->after;
    *(g->after != NULL ? &g->after->before : &d->newest) = g->before;
    while (g->fragments != NULL) {
        struct fragment *const next = g->fragments->next;

        free(g->fragments);
        g->fragments = next;
    }
    d->octets -= g->octets;
    free(g);
}

static void give_up(struct datagrams *d, struct datagram *g)
{
    d->stats.given_up++;
    drop(d, g);
}

static struct datagram *begin(struct datagrams *d, const struct fragment_key *key, int64_t now)
{
    struct datagram **const chain = chain_of(d, key);
    struct datagram *const g = calloc(1, sizeof *g);

    if (g == NULL)
        return NULL;
    g->key = *key;
    g->first_ns = now;
    g->octets = sizeof *g;
    g->in_chain = *chain;
    *chain = g;
    g->before = d->newest;
    *(d->newest != NULL ? &d->newest->after : &d->oldest) = g;
    d->newest = g;
    d->octets += g->octets;
    return g;
}

static struct fragment *copy_of(const struct fragment_view *view, uint64_t frame)
{
    const size_t head_len = view->offset == 0 ? view->head.n : 0;
    struct fragment *const f = malloc(sizeof *f + head_len + view->data.n);

    if (f == NULL)
        return NULL;
    *f = (struct fragment){
        .frame = frame,
        .offset = view->offset,
        .head_len = (uint32_t)head_len,
        .data_len = (uint32_t)view->data.n,
        .next_header_off = view->next_header_off,
        .next_header = view->next_header,
    };
    memcpy(f->octets, view->head.p, head_len);
    memcpy(f->octets + head_len, view->data.p, view->data.n);
    return f;
}

/* Where the datagram ends: the first fragment that is its end says so. */
static void set_end(struct datagram *g, struct fragment *f, bool more)
{
    const uint32_t end = f->offset + f->data_len;

    if (!more && !g->ends) {
        g->total = end;
        g->ends = true;
    } else if (!more) {
        f->second_tail = end != g->total;
    }
}

/* False if there is no memory. */
static bool add(struct datagrams *d, struct datagram *g, struct fragment *f, bool more)
{
    struct fragment **link = &g->fragments;
    uint64_t end = 0;

    if (f == NULL)
        return false;
    for (; *link != NULL && (*link)->offset <= f->offset; link = &(*link)->next)
        end = (uint64_t)(*link)->offset + (*link)->data_len;
    if (end > f->offset || (*link != NULL && (*link)->offset < f->offset + f->data_len))
        d->stats.overlaps++;
    f->next = *link;
    *link = f;
    g->n++;
    g->octets += sizeof *f + f->head_len + f->data_len;
    d->octets += sizeof *f + f->head_len + f->data_len;
    set_end(g, f, more);
    return true;
}

static bool is_whole(const struct datagram *g)
{
    uint32_t reached = 0;

    if (!g->ends)
        return false;
    for (const struct fragment *f = g->fragments; f != NULL && f->offset <= reached; f = f->next)
        if (f->offset + f->data_len > reached)
            reached = f->offset + f->data_len;
    return reached >= g->total;
}

/* The header that the datagram had before it was cut up. */
static void mend_header(uint8_t *head, const struct fragment *first, uint32_t total)
{
    const uint8_t *const cut = first->octets;
    size_t len = first->head_len + total;

    if (cut[0] >> 4 == 4) {
        len = len <= UINT16_MAX ? len : 0;
        head[2] = (uint8_t)(len >> 8);
        head[3] = (uint8_t)len;
        head[6] = cut[6] & 0x40; /* don't fragment, which it did not say, stays as it is */
        head[7] = 0;
    } else {
        len = len - IP6_HEADER <= UINT16_MAX ? len - IP6_HEADER : 0;
        head[4] = (uint8_t)(len >> 8);
        head[5] = (uint8_t)len;
        head[first->next_header_off] = first->next_header;
    }
}

/* Room for a whole datagram of `n` octets, *owned* by the caller; NULL if there is no memory. */
static struct datagram_whole *make_whole(size_t n, size_t n_parts)
{
    struct datagram_whole *w;
    uint8_t *octets;

    w = malloc(sizeof *w + n_parts * sizeof w->parts[0] + n);
    if (w == NULL)
        return NULL;
    octets = (uint8_t *)&w->parts[n_parts];
    *w = (struct datagram_whole){.frame = {.octets = octets, .caplen = (uint32_t)n}};
    return w;
}

/* Add a fragment to `data`, of which the first `done` octets are there. */
static void lay(uint8_t *data, uint32_t done, uint32_t total, const struct fragment *f,
                struct datagram_part *part)
{
    const uint8_t *const octets = f->octets + f->head_len;
    const uint32_t end = f->offset + f->data_len < total ? f->offset + f->data_len : total;
    const uint32_t again = done <= f->offset ? 0 : (done < end ? done : end) - f->offset;

    *part = (struct datagram_part){
        .frame = f->frame,
        .offset = f->offset,
        .len = f->data_len,
        .overlap = again != 0,
        .conflict = again != 0 && memcmp(data + f->offset, octets, again) != 0,
        .second_tail = f->second_tail,
        .too_long = f->offset + f->data_len > total,
    };
    if (end > done)
        memcpy(data + done, octets + (done - f->offset), end - done);
}

/* Put a whole datagram together; NULL if there is no memory. */
static struct datagram_whole *assemble(const struct datagram *g)
{
    const struct fragment *const first = g->fragments;
    struct datagram_whole *const w = make_whole(first->head_len + (size_t)g->total, g->n);
    uint32_t done = 0;
    uint8_t *octets;

    if (w == NULL)
        return NULL;
    octets = (uint8_t *)&w->parts[g->n];
    memcpy(octets, first->octets, first->head_len);
    mend_header(octets, first, g->total);
    for (const struct fragment *f = first; f != NULL; f = f->next) {
        const uint32_t end = f->offset + f->data_len;

        lay(octets + first->head_len, done, g->total, f, &w->parts[w->n_parts++]);
        if (end > done)
            done = end < g->total ? end : g->total;
    }
    w->data = (struct span){octets + first->head_len, g->total};
    return w;
}

/* Room for one more fragment of `n` octets, and no datagram that waited too long. */
static void make_room(struct datagrams *d, size_t n, int64_t now)
{
    while (d->oldest != NULL &&
           (d->octets + n > d->max_octets || now - d->oldest->first_ns > d->max_age_ns))
        give_up(d, d->oldest);
}

enum datagram_fate tl_datagrams_take(struct datagrams *d, const struct tcplens_segment *seg,
                                     struct datagram_whole **ret)
{
    struct fragment_view view;
    struct datagram_whole *w;
    struct datagram *g;

    if (!tl_fragment_view(seg, &view))
        return DATAGRAM_NONE;
    make_room(d, sizeof *g + sizeof(struct fragment) + view.head.n + view.data.n, seg->ts_ns);
    g = find(d, &view.key);
    if (g == NULL)
        g = begin(d, &view.key, seg->ts_ns);
    if (g == NULL || !add(d, g, copy_of(&view, seg->number), view.more) || !is_whole(g))
        return DATAGRAM_KEPT;
    w = assemble(g);
    drop(d, g);
    if (w == NULL)
        return DATAGRAM_KEPT;
    d->stats.whole++;
    w->frame.ts_ns = seg->ts_ns;
    w->frame.number = seg->number;
    w->frame.len = w->frame.caplen;
    w->frame.iface = seg->iface;
    w->frame.link_type = LINKTYPE_RAW;
    w->frame.direction = seg->direction;
    *ret = w;
    return DATAGRAM_WHOLE;
}

void tl_datagrams_stats(const struct datagrams *d, struct datagram_stats *out)
{
    *out = d->stats;
}

void tl_datagrams_free(struct datagrams *d)
{
    if (d == NULL)
        return;
    while (d->oldest != NULL)
        drop(d, d->oldest);
    free(d);
}
