// SPDX-License-Identifier: BSD-3-Clause
#include "stack/link.h"

#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "stack/packet.h"
#include "tcp/checksum.h"

enum { OCTET_BITS = 8, SECOND_NS = 1000000000 };

static uint64_t below(struct link *l, uint64_t n)
{
    return n == 0 ? 0 : random_next(&l->random) % n;
}

static bool happens(struct link *l, uint32_t in_a_million)
{
    return in_a_million > 0 && below(l, PER_MILLION) < in_a_million;
}

void tl_link_init(struct link *l, const struct link_options *options, uint64_t seed)
{
    *l = (struct link){.options = *options, .random = seed};
}

void tl_link_fini(struct link *l)
{
    for (size_t i = 0; i < l->n; i++)
        free(l->heap[i].octets);
    free(l->heap);
    free(l->taken);
    *l = (struct link){.n = 0};
}

static bool earlier(const struct parcel *a, const struct parcel *b)
{
    return a->due_ns < b->due_ns || (a->due_ns == b->due_ns && a->order < b->order);
}

static bool make_room(struct link *l)
{
    const size_t room = l->room == 0 ? 64 : 2 * l->room;
    struct parcel *heap;

    if (l->n < l->room)
        return true;
    if (l->n >= LINK_PACKETS_MAX)
        return false;
    heap = realloc(l->heap, room * sizeof *heap);
    if (heap == NULL)
        return false;
    l->heap = heap;
    l->room = room;
    return true;
}

static void push(struct link *l, const struct parcel *p)
{
    size_t at = l->n++;

    for (; at > 0 && earlier(p, &l->heap[(at - 1) / 2]); at = (at - 1) / 2)
        l->heap[at] = l->heap[(at - 1) / 2];
    l->heap[at] = *p;
}

static struct parcel pop(struct link *l)
{
    const struct parcel first = l->heap[0], last = l->heap[--l->n];
    size_t at = 0;

    for (;;) {
        size_t child = 2 * at + 1;

        if (child >= l->n)
            break;
        if (child + 1 < l->n && earlier(&l->heap[child + 1], &l->heap[child]))
            child++;
        if (!earlier(&l->heap[child], &last))
            break;
        l->heap[at] = l->heap[child];
        at = child;
    }
    l->heap[at] = last;
    return first;
}

/* One octet is not what it was: of more, one in 65536 would pass the Internet checksum. */
static void damage(struct link *l, uint8_t *octets, size_t n)
{
    octets[below(l, n)] ^= (uint8_t)(1 + below(l, UINT8_MAX));
    l->counters.corrupted++;
}

/* A router marks instead of dropping (RFC 3168 5); of IPv4 the header's checksum follows. */
static void mark(struct link *l, uint8_t *octets, size_t n)
{
    enum { IP4_HEADER = 20 };

    if (n >= IP4_HEADER && octets[0] >> 4 == 4 && (octets[1] & 3) != ECN_NOT_ECT) {
        octets[1] |= ECN_CE;
        put_be16(octets + 10, 0);
        put_be16(octets + 10, (uint16_t)~tl_tcp_checksum_fold(
                                  tl_tcp_checksum_add(0, (struct span){octets, IP4_HEADER})));
        l->counters.marked++;
    } else if (n >= 2 && octets[0] >> 4 == 6 && (octets[1] >> 4 & 3) != ECN_NOT_ECT) {
        octets[1] |= ECN_CE << 4;
        l->counters.marked++;
    }
}

static void put_under_way(struct link *l, int64_t due_ns, const uint8_t *packet, size_t n,
                          bool marked)
{
    struct parcel p = {.due_ns = due_ns, .order = l->orders++, .n = n};

    p.octets = make_room(l) ? malloc(n) : NULL;
    if (p.octets == NULL) {
        l->counters.overflowed++;
        return;
    }
    memcpy(p.octets, packet, n);
    if (marked)
        mark(l, p.octets, n);
    if (happens(l, l->options.corrupt))
        damage(l, p.octets, n);
    push(l, &p);
}

static bool is_to_drop(const struct link *l)
{
    for (size_t i = 0; i < l->options.n_drop; i++)
        if (l->options.drop[i] == l->counters.packets)
            return true;
    return false;
}

/* Octets that wait for the wire. */
static uint64_t waiting(const struct link *l, int64_t now_ns)
{
    if (l->options.bits_per_s == 0 || l->free_ns <= now_ns)
        return 0;
    return (uint64_t)((double)(l->free_ns - now_ns) * (double)l->options.bits_per_s /
                      (OCTET_BITS * (double)SECOND_NS));
}

void tl_link_send(struct link *l, int64_t now_ns, const uint8_t *packet, size_t n)
{
    const struct link_options *const o = &l->options;
    const uint64_t queued = waiting(l, now_ns);
    const bool marked = o->mark_octets > 0 && queued >= o->mark_octets;
    int64_t leaves = now_ns;

    l->counters.packets++;
    l->counters.octets += n;
    if (n == 0 || is_to_drop(l) || happens(l, o->loss)) {
        l->counters.lost++;
        return;
    }
    if (o->queue_octets > 0 && queued + n > o->queue_octets) {
        l->counters.overflowed++;
        return;
    }
    if (o->bits_per_s > 0) {
        leaves = l->free_ns > now_ns ? l->free_ns : now_ns;
        leaves += (int64_t)((double)n * OCTET_BITS * SECOND_NS / (double)o->bits_per_s);
        l->free_ns = leaves;
    }
    leaves += o->delay_ns + (int64_t)below(l, (uint64_t)o->jitter_ns + (o->jitter_ns > 0));
    if (happens(l, o->reorder)) {
        leaves += o->reorder_ns;
        l->counters.reordered++;
    }
    put_under_way(l, leaves, packet, n, marked);
    if (happens(l, o->duplicate)) {
        l->counters.duplicated++;
        put_under_way(l, leaves, packet, n, marked);
    }
}

int64_t tl_link_next(const struct link *l)
{
    return l->n > 0 ? l->heap[0].due_ns : INT64_MAX;
}

bool tl_link_take(struct link *l, int64_t now_ns, const uint8_t **packet, size_t *n)
{
    struct parcel p;

    if (tl_link_next(l) > now_ns)
        return false;
    p = pop(l);
    free(l->taken);
    l->taken = p.octets;
    *packet = p.octets;
    *n = p.n;
    return true;
}
