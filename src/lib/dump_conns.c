// SPDX-License-Identifier: BSD-3-Clause
#include "lib/dump_conns.h"

#include <stdlib.h>

#include "base/error.h"
#include "decode/decode.h"
#include "explain/explain.h"
#include "render/render.h"
#include "track/track.h"

enum {
    CONNECTIONS = 131072, /* as explain has them */
    ROWS = 1024,          /* nobody looks at a row twice */
    ROWS_PER_CONN = 4,
};

/**
 * struct dump_conns - what is known of connections
 * @tracker: *owned*
 * @teller:  *owned*, NULL if nothing is to be explained
 * @view:    how to show
 * @segs, @verdicts: of the batch, @n of them
 */
struct dump_conns {
    struct tracker *tracker;
    struct teller *teller;
    struct view view;
    struct tcplens_segment segs[FRAME_BATCH];
    struct verdict verdicts[FRAME_BATCH];
};

_Static_assert((int)FRAME_BATCH == (int)TRACK_BATCH, "one batch passes through every stage");

enum tcplens_status tl_dump_conns_new(struct dump_conns **ret,
                                      const struct tcplens_dump_options *options,
                                      struct tcplens_error *err)
{
    const struct track_options track = {.max_conns = CONNECTIONS};
    const struct teller_options tell = {
        .max_conns = CONNECTIONS, .max_rows = ROWS, .max_rows_per_conn = ROWS_PER_CONN};
    struct dump_conns *const c = calloc(1, sizeof *c);
    enum tcplens_status status;

    if (c == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory for connections");
    c->view = (struct view){
        .catalogue = tl_catalogue(options->lang),
        .color = options->color,
        .ascii = options->ascii,
        .numbers = options->print.absolute_seq ? NUMBERS_ABSOLUTE : NUMBERS_RELATIVE,
    };
    status = tl_track_new(&c->tracker, &track, err);
    if (status == TCPLENS_OK && options->explain)
        status = tl_teller_new(&c->teller, &tell, err);
    if (status != TCPLENS_OK) {
        tl_dump_conns_free(c);
        return status;
    }
    *ret = c;
    return TCPLENS_OK;
}

/* Slots that the batch before has ended are about to be given to others. */
static void forget_retired(struct dump_conns *c)
{
    size_t n;
    const uint32_t *const slots = tl_track_retired(c->tracker, &n);

    for (size_t i = 0; i < n; i++)
        tl_teller_forget(c->teller, slots[i]);
}

void tl_dump_conns_take(struct dump_conns *c, const struct frame_batch *batch)
{
    if (c->teller != NULL)
        forget_retired(c);
    tl_decode_batch(batch->frames, batch->n, c->segs);
    tl_track_batch(c->tracker, c->segs, batch->n, c->verdicts);
}

uint64_t tl_dump_conns_number(const struct dump_conns *c, size_t i)
{
    const uint32_t slot = c->verdicts[i].slot;

    return slot != TRACK_NO_CONN ? tl_track_conn(c->tracker, slot)->number : 0;
}

void tl_dump_conns_explain(struct dump_conns *c, size_t i, struct text *out)
{
    const uint32_t slot = c->verdicts[i].slot;
    const struct conn *conn;
    const struct row *row;

    if (slot == TRACK_NO_CONN)
        return;
    conn = tl_track_conn(c->tracker, slot);
    row = tl_teller_take(c->teller, &c->segs[i], &c->verdicts[i], conn);
    if (row != NULL)
        tl_render_note(out, &c->view, conn, row, tl_teller_texts(c->teller, slot));
}

void tl_dump_conns_free(struct dump_conns *c)
{
    if (c == NULL)
        return;
    tl_teller_free(c->teller);
    tl_track_free(c->tracker);
    free(c);
}
