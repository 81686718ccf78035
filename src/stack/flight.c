// SPDX-License-Identifier: BSD-3-Clause
#include "stack/flight.h"

#include <assert.h>
#include <stdlib.h>

bool flight_init(struct flight *f, uint32_t n)
{
    uint32_t places = 16;

    while (places < n)
        places *= 2;
    *f = (struct flight){.sent = calloc(places, sizeof *f->sent), .mask = places - 1};
    return f->sent != NULL;
}

void flight_fini(struct flight *f)
{
    free(f->sent);
    *f = (struct flight){0};
}

/* A burst goes out in one moment of the caller's clock. */
static int64_t sending_time(struct flight *f, int64_t now_ns)
{
    f->latest_ns = now_ns > f->latest_ns ? now_ns : f->latest_ns + 1;
    return f->latest_ns;
}

void flight_push(struct flight *f, const struct sent *s)
{
    struct sent *const at = flight_at(f, f->end);

    assert(!flight_is_full(f));
    *at = *s;
    at->sent_ns = sending_time(f, s->sent_ns);
    at->flags |= SENT_IN_NETWORK;
    f->end++;
    f->pipe += sent_len(s);
}

static void leave_network(struct flight *f, struct sent *s)
{
    if ((s->flags & SENT_IN_NETWORK) != 0)
        f->pipe -= sent_len(s);
    s->flags &= (uint8_t)~SENT_IN_NETWORK;
}

static void forget_loss(struct flight *f, struct sent *s)
{
    f->lost -= (s->flags & SENT_LOST) != 0;
    s->flags &= (uint8_t)~SENT_LOST;
}

void flight_resend(struct flight *f, struct sent *s, int64_t now_ns)
{
    forget_loss(f, s);
    leave_network(f, s);
    s->sent_ns = sending_time(f, now_ns);
    s->flags |= SENT_IN_NETWORK | SENT_AGAIN;
    f->pipe += sent_len(s);
}

void flight_lose(struct flight *f, struct sent *s)
{
    if ((s->flags & (SENT_SACKED | SENT_LOST)) != 0)
        return;
    leave_network(f, s);
    s->flags |= SENT_LOST;
    f->lost++;
}

struct sent *flight_first_lost(const struct flight *f)
{
    if (f->lost == 0)
        return NULL;
    for (uint32_t i = f->first; i != f->end; i++)
        if ((flight_at(f, i)->flags & SENT_LOST) != 0)
            return flight_at(f, i);
    return NULL;
}

void flight_lose_all(struct flight *f, bool all)
{
    for (uint32_t i = f->first; i != f->end; i++) {
        struct sent *const s = flight_at(f, i);

        if (all && (s->flags & SENT_SACKED) != 0) {
            s->flags &= (uint8_t)~SENT_SACKED;
            f->sacked--;
        }
        flight_lose(f, s);
    }
}

void flight_acknowledge(struct flight *f, struct tcplens_seq una, flight_delivered *told, void *ctx)
{
    while (f->first != f->end) {
        struct sent *const s = flight_at(f, f->first);

        if (seq_lt(una, s->right))
            break;
        if ((s->flags & SENT_SACKED) == 0)
            told(ctx, s);
        leave_network(f, s);
        forget_loss(f, s);
        f->sacked -= (s->flags & SENT_SACKED) != 0;
        f->first++;
    }
    if (f->first != f->end) {
        struct sent *const s = flight_at(f, f->first);

        if (seq_lt(s->left, una)) {
            if ((s->flags & SENT_IN_NETWORK) != 0)
                f->pipe -= una.v - s->left.v;
            s->left = una;
            s->flags &= (uint8_t)~SENT_SYN;
        }
    }
}

uint32_t flight_sack(struct flight *f, struct tcplens_seq left, struct tcplens_seq right,
                     flight_delivered *told, void *ctx)
{
    uint32_t octets = 0;

    for (uint32_t i = f->first; i != f->end; i++) {
        struct sent *const s = flight_at(f, i);

        if (seq_lt(right, s->right))
            break;
        if ((s->flags & SENT_SACKED) != 0 || seq_lt(s->left, left))
            continue;
        told(ctx, s);
        leave_network(f, s);
        forget_loss(f, s);
        s->flags |= SENT_SACKED;
        f->sacked++;
        octets += sent_len(s);
    }
    return octets;
}
