// SPDX-License-Identifier: BSD-3-Clause
/* http.c - HTTP/1: a request line or a status line (RFC 9112 3 and 4). */
#include "app/recognise.h"

/* The methods of RFC 9110, PATCH (RFC 5789), WebDAV's (RFC 4918), and HTTP/2's preface. */
static const char *const methods[] = {
    "GET ",     "POST ",  "HEAD ",  "PUT ",      "DELETE ",    "OPTIONS ",
    "CONNECT ", "PATCH ", "TRACE ", "PROPFIND ", "PROPPATCH ", "MKCOL ",
    "COPY ",    "MOVE ",  "LOCK ",  "UNLOCK ",   "PRI ",
};

/* Status line: "HTTP/1.1 200 OK"; the reason phrase may be missing, even with its space. */
static bool status_line(struct span rest, struct app_facts *out)
{
    int status;

    if (!app_take_prefix(&rest, "HTTP/1.") || rest.n < 5 || !app_is_digit(rest.p[0]) ||
        rest.p[1] != ' ')
        return false;
    (void)span_take(&rest, 2);
    status = app_three_digits(rest);
    if (status < 100)
        return false;
    (void)span_take(&rest, 3);
    if (rest.n > 0 && rest.p[0] == ' ')
        (void)span_take(&rest, 1);
    app_fill(out, APP_HTTP_RESPONSE, status, app_first_line(rest));
    return true;
}

/*
 * Whether `rest`, from the target on, makes a request: target, space, "HTTP/". A target so long
 * that the line does not end in this segment convinces by its form alone.
 */
static bool target_convinces(struct span rest, size_t *target_len)
{
    size_t n = 0;

    while (n < rest.n && (app_is_graph(rest.p[n]) || rest.p[n] >= 0x80))
        n++;
    if (n == 0)
        return false;
    *target_len = n;
    if (n == rest.n)
        return rest.p[0] == '/' || rest.p[0] == '*' || app_take_prefix(&rest, "http");
    (void)span_take(&rest, n);
    return app_take_prefix(&rest, " HTTP/");
}

bool app_http(struct span payload, struct app_facts *out)
{
    if (payload.p[0] == 'H' && status_line(payload, out))
        return true;
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        struct span rest = payload;
        size_t target_len;

        if (payload.p[0] != (uint8_t)methods[i][0] || !app_take_prefix(&rest, methods[i]))
            continue;
        if (!target_convinces(rest, &target_len))
            return false;
        app_fill(out, APP_HTTP_REQUEST, 0,
                 (struct span){payload.p, strlen(methods[i]) + target_len});
        return true;
    }
    return false;
}
