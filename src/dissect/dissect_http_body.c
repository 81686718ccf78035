// SPDX-License-Identifier: BSD-3-Clause
/* dissect_http_body.c - a body: its chunks, what they held, what that was compressed from. */
#include "dissect/dissect_http.h"

#include <string.h>

#include "app/http_body.h"
#include "dissect/past.h"

enum { DECODED_MAX = 4 << 20 };

static void put_size(struct items *out, const struct http_chunk *c)
{
    struct item *const it =
        items_at(items_u(out, F_HTTP_CHUNK_SIZE, c->size), c->line.all.p, (uint32_t)c->line.all.n);

    ITEMS_SAY(out, it, "Chunk size: %llu octet%s", (unsigned long long)c->size,
              c->size == 1 ? "" : "s");
}

static void put_chunk(struct items *out, const struct http_chunk *c)
{
    if (c->size == 0)
        ITEMS_LINE(out, c->line.all.p, c->line.all.n, "End of chunked encoding");
    else
        ITEMS_LINE(out, c->line.all.p, c->line.all.n + c->data.n + c->end.n,
                   "Data chunk (%llu octets)", (unsigned long long)c->size);
    items_in(out);
    put_size(out, c);
    if (c->size > 0) {
        items_octets(out, F_HTTP_CHUNK_DATA, c->data.p, c->data.n);
        items_octets(out, F_HTTP_CHUNK_BOUNDARY, c->end.p, c->end.n);
    }
    items_out(out);
}

/* What stands behind the last chunk, to the empty line. */
static void put_trailer(struct items *out, struct span *rest)
{
    const struct span all = *rest;
    struct http_line line = {{NULL, 0}, {NULL, 0}};
    struct item *it;
    size_t n = 0;

    while (tl_http_take_line(rest, &line) && line.text.n > 0)
        n += line.all.n;
    if (n > 0)
        items_octets(out, F_HTTP_TRAILER, all.p, n);
    if (line.text.n > 0 || line.all.n == 0)
        return;
    it = items_octets(out, F_TEXT, line.all.p, line.all.n);
    ITEMS_SAY_OCTETS(out, it, line.all.p, line.all.n);
}

/* Show the chunks of `rest`, and copy what they hold to `to`, if that is anything; how much it
 * was. */
static size_t put_chunks(struct items *out, struct span rest, uint8_t *to)
{
    struct http_chunk c = {.size = 1};
    size_t n = 0;

    ITEMS_LINE(out, rest.p, rest.n, "HTTP chunked response");
    items_in(out);
    while (c.size > 0 && tl_http_take_chunk(&rest, &c)) {
        put_chunk(out, &c);
        if (to != NULL && c.data.n > 0)
            memcpy(to + n, c.data.p, c.data.n);
        n += c.data.n;
    }
    if (c.size == 0)
        put_trailer(out, &rest);
    items_out(out);
    return to == NULL ? 0 : n;
}

/* The body without its chunks, which are shown. */
static struct span without_chunks(struct http_message *m)
{
    struct past *const past = m->d->view->past;
    size_t room = 0;
    uint8_t *const to = past == NULL ? NULL : past_room(past, m->rest.n, &room);
    size_t n;

    n = put_chunks(m->d->items, m->rest, room < m->rest.n ? NULL : to);
    if (to != NULL)
        past_made(past, n);
    return (struct span){to, n};
}

/* Undo the body's coding; false if that cannot be done: it is shown as it is then. */
static bool decode(struct http_message *m, struct span *body)
{
    const enum http_coding coding = tl_http_read_coding(m->coding);
    struct past *const past = m->d->view->past;
    struct items *const out = m->d->items;
    enum http_decoded decoded = HTTP_UNDECODED;
    const struct span coded = *body;
    const int n = (int)(m->coding.n < 32 ? m->coding.n : 32);
    uint8_t *to = NULL;
    size_t room = 0, made = 0;

    if (past != NULL)
        to = past_room(past, DECODED_MAX, &room);
    if (to != NULL) {
        decoded = tl_http_decode(coding, coded, to, room, &made);
        past_made(past, made);
    }
    if (decoded == HTTP_UNDECODED) {
        ITEMS_LINE(out, coded.p, coded.n, "Content-encoded entity body (%.*s): %zu bytes", n,
                   (const char *)m->coding.p, coded.n);
        items_in(out);
        expert_add(m->d, F_HTTP_DECOMPRESSION_FAILED, EXPERT_WARNING, EXPERT_UNDECODED,
                   tl_fields[F_HTTP_DECOMPRESSION_FAILED].title);
        dissect_data(m->d, coded);
        items_out(out);
        return false;
    }
    ITEMS_LINE(out, coded.p, coded.n, "Content-encoded entity body (%.*s): %zu bytes -> %zu bytes",
               n, (const char *)m->coding.p, coded.n, made);
    if (decoded == HTTP_DECODED_CUT && made == room)
        expert_below(m->d, FIELDS, EXPERT_WARNING, EXPERT_UNDECODED,
                     "The body is longer than 4 MiB once it is decompressed: its rest is left out");
    *body = (struct span){to, made};
    return true;
}

static void put_file_data(struct items *out, struct span body)
{
    items_octets(out, F_HTTP_FILE_DATA, body.p, body.n);
}

void dissect_http_body(struct http_message *m)
{
    struct items *const out = m->d->items;
    struct span body = m->rest;

    if (body.n > 0 && m->chunked)
        body = without_chunks(m);
    if (body.n > 0 && tl_http_read_coding(m->coding) != HTTP_CODING_NONE && !decode(m, &body)) {
        items_out(out);
        return;
    }
    if (m->rest.n > 0 && (m->start.kind != HTTP_NO_MESSAGE || tl_http_is_text(m->rest.p[0])))
        put_file_data(out, body);
    if (body.n > 0 && (m->inside == NULL || m->inside->protocol == PDU_DATA))
        dissect_data(m->d, body);
    items_out(out);
    if (body.n > 0 && m->inside != NULL && m->inside->protocol != PDU_DATA)
        dissect_content(m->d, m->inside->protocol, m->type, body);
}
