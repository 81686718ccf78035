// SPDX-License-Identifier: BSD-3-Clause
/*
 * analysed_fuzz.c - any octets as a capture file, through datagrams and the analysis: what is said
 * of a frame points backwards only, depends on no hash, and no cap brings memory into disorder.
 *
 * Two readings that differ in nothing but the seed of the hash run side by side and must agree; a
 * third has caps so small that it forgets all the time.
 */
#include <stdlib.h>

#include "lib/analysed.h"

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool shows(const struct analysis_row *row, unsigned bits)
{
    return (row->shown & bits) == bits;
}

/* Every octet of a datagram is there, and whatever a row points to came before. */
static void check(const struct analysed_batch *b, size_t i)
{
    const struct datagram_whole *const whole = b->whole[i];
    const struct analysis_row *const row = &b->rows[i];
    const uint64_t number = b->read.frames[i].number;
    volatile uint8_t seen;

    for (uint32_t j = 0; whole != NULL && j < whole->frame.caplen; j++)
        seen = whole->frame.octets[j];
    (void)seen;
    if (row->shown == 0 && row->verdicts != 0)
        abort();
    if (shows(row, A_HAS_STREAM) && row->forward != 1 && row->forward != 2)
        abort();
    if (shows(row, A_HAS_ACKED) && row->acks_frame >= number)
        abort();
    if (shows(row, A_HAS_RTO) && row->rto_frame >= number)
        abort();
    if ((row->verdicts & A_DUPLICATE_ACK) != 0 && row->duplicate_frame >= number)
        abort();
}

static bool same(const struct analysis_row *x, const struct analysis_row *y)
{
    return x->shown == y->shown && x->verdicts == y->verdicts &&
           (!shows(x, A_HAS_STREAM) || (x->stream == y->stream && x->forward == y->forward &&
                                        x->completeness == y->completeness)) &&
           (!shows(x, A_HAS_LENGTH) ||
            (x->seq == y->seq && x->ack == y->ack && x->len == y->len)) &&
           (!shows(x, A_HAS_FLIGHT) || (x->flight == y->flight && x->push == y->push)) &&
           (!shows(x, A_HAS_ACKED) || x->acks_frame == y->acks_frame);
}

/* One reading of the file. */
struct reading {
    struct source *source;
    struct analysed *a;
};

/* False if the octets are no capture. */
static bool begin(struct reading *r, struct span file, const struct analysed_options *options)
{
    if (tl_source_open_memory(&r->source, file, NULL, NULL) != TCPLENS_OK)
        return false;
    if (tl_analysed_new(&r->a, r->source, options, NULL) != TCPLENS_OK)
        abort();
    return true;
}

static void end(struct reading *r)
{
    tl_analysed_free(r->a);
    tl_source_close(r->source);
}

static void agree(struct span file)
{
    const struct analysed_options options = {.analysis = {.exact = true, .seed = 1}};
    const struct analysed_options other = {.analysis = {.exact = true, .seed = 2}};
    struct reading x, y;
    const struct analysed_batch *b, *c;

    if (!begin(&x, file, &options))
        return;
    if (!begin(&y, file, &other))
        abort();
    while (tl_analysed_read(x.a, &b, NULL) == TCPLENS_OK) {
        if (tl_analysed_read(y.a, &c, NULL) != TCPLENS_OK || b->read.n != c->read.n)
            abort();
        for (size_t i = 0; i < b->read.n; i++) {
            check(b, i);
            if (!same(&b->rows[i], &c->rows[i]))
                abort();
        }
    }
    end(&x);
    end(&y);
}

static void forget(struct span file)
{
    const struct analysed_options tiny = {
        .analysis = {.max_conversations = 2, .max_unacked = 4, .seed = 1}};
    const struct analysed_batch *b;
    struct reading r;

    if (!begin(&r, file, &tiny))
        return;
    while (tl_analysed_read(r.a, &b, NULL) == TCPLENS_OK) {
        for (size_t i = 0; i < b->read.n; i++)
            check(b, i);
    }
    end(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct span file = {data, size};

    agree(file);
    forget(file);
    return 0;
}
