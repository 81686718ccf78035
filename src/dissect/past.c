// SPDX-License-Identifier: BSD-3-Clause
#include "dissect/past.h"

#include <stdlib.h>
#include <string.h>

/* A conversation's place is its number modulo their number: a newer one takes that of an older. */
struct remembered {
    struct http_exchange *exchange; /* *owned* */
    struct tls_talk tls;
    uint32_t stream;
};

/* A piece of room; a frame's pieces are linked, so that none ever moves. */
struct piece {
    struct piece *next;
    size_t n, cap;
    uint8_t octets[];
};

struct past {
    struct piece *pieces; /* *owned* */
    size_t used;          /* of PAST_ROOM, by all pieces */
    struct remembered of[PAST_CONVERSATIONS];
    struct dns_query queries[PAST_QUERIES];
};

struct past *tl_past_new(void)
{
    return calloc(1, sizeof(struct past));
}

static void drop_pieces(struct past *past)
{
    while (past->pieces != NULL) {
        struct piece *const p = past->pieces;

        past->pieces = p->next;
        free(p);
    }
    past->used = 0;
}

void tl_past_free(struct past *past)
{
    if (past == NULL)
        return;
    for (size_t i = 0; i < PAST_CONVERSATIONS; i++)
        free(past->of[i].exchange);
    drop_pieces(past);
    free(past);
}

/* The place of this stream, emptied if another had it. */
static struct remembered *place_of(struct past *past, uint32_t stream)
{
    struct remembered *const r = &past->of[stream % PAST_CONVERSATIONS];

    if (r->stream == stream)
        return r;
    free(r->exchange);
    *r = (struct remembered){.stream = stream};
    return r;
}

struct http_exchange *past_exchange(struct past *past, uint32_t stream)
{
    struct remembered *const r = place_of(past, stream);

    if (r->exchange == NULL)
        r->exchange = calloc(1, sizeof *r->exchange);
    return r->exchange;
}

struct tls_talk *past_tls(struct past *past, uint32_t stream)
{
    return &place_of(past, stream)->tls;
}

static bool is_end(const struct flow_end *a, const struct flow_end *b)
{
    return flow_end_is(a, (const uint8_t *)b->addr, b->port);
}

struct dns_query *past_dns(struct past *past, const struct tcplens_segment *seg, uint16_t id,
                           bool response)
{
    struct dns_query *q;
    struct flow_key key;

    flow_key_of(seg, &key);
    if (response) {
        const struct flow_end asker = key.dst;

        key.dst = key.src;
        key.src = asker;
    }
    q = &past->queries[(id ^ key.src.port) % PAST_QUERIES];
    if (response)
        return q->id == id && is_end(&q->key.src, &key.src) && is_end(&q->key.dst, &key.dst) ? q
                                                                                             : NULL;
    *q = (struct dns_query){.key = key, .id = id};
    return q;
}

void past_begin_frame(struct past *past)
{
    drop_pieces(past);
}

uint8_t *past_room(struct past *past, size_t most, size_t *room)
{
    const size_t left = PAST_ROOM - past->used;
    const size_t n = most < left ? most : left;
    struct piece *p;

    if (n == 0)
        return NULL;
    p = malloc(sizeof *p + n);
    if (p == NULL)
        return NULL;
    *p = (struct piece){.next = past->pieces, .cap = n};
    past->pieces = p;
    *room = n;
    return p->octets;
}

void past_made(struct past *past, size_t n)
{
    past->pieces->n = n;
    past->used += n;
}
