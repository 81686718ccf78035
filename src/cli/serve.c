// SPDX-License-Identifier: BSD-3-Clause
#include "serve.h"

#include <microhttpd.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "complain.h"

enum {
    TOKEN_OCTETS = 16,
    TOKEN_LENGTH = 2 * TOKEN_OCTETS,
    MOST_CONNECTIONS = 32,
    IDLE_SECONDS = 60,
    REQUEST_OCTETS = 32768, /* of one connection: its header, and what is on its way out */
};

/**
 * struct server - what is served, and to whom
 * @token: hexadecimal digits, without which nothing is there
 */
struct server {
    struct serve_options options;
    struct MHD_Daemon *daemon;
    char token[TOKEN_LENGTH + 1];
    char url[160];
    char policy[512];
};

static bool make_token(char token[TOKEN_LENGTH + 1])
{
    unsigned char octets[TOKEN_OCTETS];

    if (getrandom(octets, sizeof octets, 0) != (ssize_t)sizeof octets)
        return false;
    for (size_t i = 0; i < sizeof octets; i++)
        (void)snprintf(token + 2 * i, 3, "%02x", octets[i]);
    return true;
}

/* Whether `path` begins with "/TOKEN/": how long it takes says nothing about where they differ. */
static bool has_token(const struct server *s, const char *path)
{
    unsigned different = 0;

    if (path[0] != '/' || strnlen(path, TOKEN_LENGTH + 2) != TOKEN_LENGTH + 2)
        return false;
    for (size_t i = 0; i < TOKEN_LENGTH; i++)
        different |= (unsigned)(unsigned char)(path[1 + i] ^ s->token[i]);
    return (different == 0) & (path[TOKEN_LENGTH + 1] == '/');
}

/* Queue `response`, which is used up. Whatever is said, nobody shall keep it, guess at its type, or
 * show it inside something else. */
static enum MHD_Result answer(struct MHD_Connection *connection, unsigned status, const char *type,
                              const char *policy, struct MHD_Response *response)
{
    static const char *const always[][2] = {
        {"Cache-Control", "no-store"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
    };
    enum MHD_Result result;

    if (response == NULL)
        return MHD_NO;
    result = MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    if (result == MHD_YES)
        result = MHD_add_response_header(response, "Content-Security-Policy", policy);
    for (size_t i = 0; i < sizeof always / sizeof always[0] && result == MHD_YES; i++)
        result = MHD_add_response_header(response, always[i][0], always[i][1]);
    if (result == MHD_YES)
        result = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result refuse(struct MHD_Connection *connection, unsigned status, const char *why)
{
    /* libmicrohttpd takes what it only reads as a pointer to non-const. */
    struct MHD_Response *const response = MHD_create_response_from_buffer(
        strlen(why), (void *)(uintptr_t)why, MHD_RESPMEM_PERSISTENT);

    return answer(connection, status, "text/plain; charset=utf-8",
                  "default-src 'none'; frame-ancestors 'none'", response);
}

static enum MHD_Result send_page(const struct server *s, struct MHD_Connection *connection)
{
    struct MHD_Response *const response = MHD_create_response_from_buffer(
        s->options.page_size, (void *)(uintptr_t)s->options.page, MHD_RESPMEM_PERSISTENT);

    return answer(connection, MHD_HTTP_OK, "text/html; charset=utf-8", s->policy, response);
}

static enum MHD_Result send_document(const struct server *s, struct MHD_Connection *connection,
                                     const char *name)
{
    size_t size = 0;
    char *const json = s->options.document(s->options.ctx, name, &size);
    struct MHD_Response *response;

    if (json == NULL)
        return refuse(connection, MHD_HTTP_NOT_FOUND, "there is no such document\n");
    response = MHD_create_response_from_buffer(size, json, MHD_RESPMEM_MUST_FREE);
    if (response == NULL)
        free(json);
    return answer(connection, MHD_HTTP_OK, "application/json",
                  "default-src 'none'; frame-ancestors 'none'", response);
}

/* An MHD_AccessHandlerCallback, with its eight parameters; `ctx` is the server.
 * NOLINTNEXTLINE(readability-function-size) */
static enum MHD_Result handle(void *ctx, struct MHD_Connection *connection, const char *path,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_size, void **state)
{
    static const char data[] = "data/";
    const struct server *const s = ctx;
    const char *rest;

    (void)version, (void)upload, (void)upload_size, (void)state;
    if (!listener_is_called(
            s->options.listener,
            MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST)))
        return refuse(connection, MHD_HTTP_MISDIRECTED_REQUEST, "this is not that host\n");
    if (strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0)
        return refuse(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "there is only GET here\n");
    if (!has_token(s, path))
        return refuse(connection, MHD_HTTP_NOT_FOUND, "there is nothing here\n");
    rest = path + 1 + TOKEN_LENGTH + 1;
    if (*rest == '\0')
        return send_page(s, connection);
    if (strncmp(rest, data, sizeof data - 1) == 0)
        return send_document(s, connection, rest + sizeof data - 1);
    return refuse(connection, MHD_HTTP_NOT_FOUND, "there is nothing here\n");
}

struct server *serve_begin(const struct serve_options *options)
{
    const struct listener *const l = options->listener;
    struct server *const s = calloc(1, sizeof *s);

    if (s == NULL)
        return NULL;
    s->options = *options;
    (void)snprintf(s->policy, sizeof s->policy, "%s; connect-src 'self'; frame-ancestors 'none'",
                   options->policy);
    if (make_token(s->token))
        s->daemon = MHD_start_daemon(MHD_NO_FLAG, l->port, NULL, NULL, handle, s,
                                     MHD_OPTION_LISTEN_SOCKET, l->fd, MHD_OPTION_CONNECTION_LIMIT,
                                     (unsigned)MOST_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
                                     (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                                     (size_t)REQUEST_OCTETS, MHD_OPTION_END);
    if (s->daemon == NULL) {
        complain("the server cannot be started");
        free(s);
        return NULL;
    }
    (void)snprintf(s->url, sizeof s->url, "http://%s:%u/%s/", l->host, l->port, s->token);
    return s;
}

const char *serve_url(const struct server *s)
{
    return s->url;
}

bool serve_wait(struct server *s, int ms)
{
    return MHD_run_wait(s->daemon, ms) == MHD_YES;
}

void serve_end(struct server *s)
{
    if (s == NULL)
        return;
    MHD_quiesce_daemon(s->daemon); /* the socket is the listener's */
    MHD_stop_daemon(s->daemon);
    free(s);
}
