// SPDX-License-Identifier: BSD-3-Clause
/*
 * blob.h - octets that grow: where documents are made, and where they are kept, deflated.
 *
 * Once memory was short, `failed` stays set, and nothing more is added.
 */
#ifndef TL_REPORT_BLOB_H
#define TL_REPORT_BLOB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <tcplens/sink.h>

/* `p` is *owned*: n octets, room for as many as `room`. An empty one is all zero. */
struct blob {
    uint8_t *p;
    size_t n, room;
    bool failed;
};

/* A place for `n` more octets, which are counted by the caller; NULL if there is no memory. */
uint8_t *tl_blob_room(struct blob *b, size_t n);

/* A tcplens_sink; `ctx` is a struct blob. */
enum tcplens_status tl_blob_sink(void *ctx, const char *octets, size_t n);

/* The raw deflate stream (RFC 1951) of p[0..n), *owned* by the caller, as long as it needs to be.
 */
bool tl_blob_deflate(struct blob *out, const uint8_t *p, size_t n);

/* The other way round, to a sink. */
enum tcplens_status tl_blob_inflate(const struct blob *b, tcplens_sink *sink, void *sink_ctx);

void tl_blob_fini(struct blob *b);

#endif
