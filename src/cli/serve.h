// SPDX-License-Identifier: BSD-3-Clause
/*
 * serve.h - the page and its documents over HTTP, for whoever knows the token.
 *
 * GET /TOKEN/ is the page, GET /TOKEN/data/NAME a document; everything else is not there, and
 * without the token nothing is. The token is compared in constant time, the Host header is checked,
 * and answers forbid to be kept, framed, guessed at, or to load anything from elsewhere. One
 * thread: serve_wait() does what is to do and returns.
 */
#ifndef TL_CLI_SERVE_H
#define TL_CLI_SERVE_H

#include <stdbool.h>
#include <stddef.h>

#include "listen.h"

/* The JSON of document `name`, *owned* by the caller (malloc), and its size; NULL if there is none.
 * `name` came from the network. */
typedef char *serve_document_fn(void *ctx, const char *name, size_t *ret_size);

/**
 * struct serve_options - what to serve
 * @listener: *borrowed*
 * @page, @page_size: HTML, *borrowed*
 * @policy:   content security policy of the page, without connect-src and frame-ancestors
 * @document, @ctx: whence documents come
 */
struct serve_options {
    const struct listener *listener;
    const char *page;
    size_t page_size;
    const char *policy;
    serve_document_fn *document;
    void *ctx;
};

struct server;

/* NULL, having said so, on failure; *owned*. `options` is copied. */
struct server *serve_begin(const struct serve_options *options);

/* What to open in a browser: http://127.0.0.1:40123/TOKEN/. *Borrowed*. */
const char *serve_url(const struct server *s);

/* Answer what has come; wait for it up to `ms`, or until a signal. False if that will never do. */
bool serve_wait(struct server *s, int ms);

/* NULL is allowed. */
void serve_end(struct server *s);

#endif
