// SPDX-License-Identifier: BSD-3-Clause
/* http_tree.c - `-z http,tree`: messages of HTTP by what they are, requests by their method,
 * responses by their class and code. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "stat/kind.h"
#include "stat/tally.h"

/* Classes 1 to 5, and 0 for codes of none. */
enum { CLASSES = 6 };

/* @requests, @responses, @others, @classes: nodes */
struct http_tree {
    struct tally *tally;
    uint16_t requests, responses, others;
    uint16_t classes[CLASSES];
};

static uint16_t child(struct http_tree *s, uint16_t parent, const char *name)
{
    return tl_tally_child(s->tally, parent, name, strlen(name));
}

static enum tcplens_status begin(void **ret, const struct stat_kind *kind, const char *rest,
                                 struct tcplens_error *err)
{
    static const char *const classes[CLASSES] = {"???: broken",       "1xx: Informational",
                                                 "2xx: Success",      "3xx: Redirection",
                                                 "4xx: Client Error", "5xx: Server Error"};
    struct http_tree *s;

    if (*rest != '\0')
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "-z %s takes no filter of its own; -Y does",
                        kind->name);
    s = calloc(1, sizeof *s);
    *ret = s;
    if (s != NULL)
        s->tally = tl_tally_new("Total HTTP Packets");
    if (s == NULL || s->tally == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    s->requests = child(s, TALLY_ROOT, "HTTP Request Packets");
    s->responses = child(s, TALLY_ROOT, "HTTP Response Packets");
    s->others = child(s, TALLY_ROOT, "Other HTTP Packets");
    for (unsigned i = 0; i < CLASSES; i++)
        s->classes[i] = child(s, s->responses, classes[i]);
    return TCPLENS_OK;
}

/* `words` NULL: nobody has given that code a meaning. */
static uint16_t response_node(struct http_tree *s, uint64_t code, const struct item *words)
{
    const uint64_t class = code / 100;
    char name[TALLY_NAME + 1];
    int n;

    if (words != NULL && words->octets.n < TALLY_NAME)
        n = snprintf(name, sizeof name, "%u %.*s", (unsigned)code, (int)words->octets.n,
                     (const char *)words->octets.p);
    else
        n = snprintf(name, sizeof name, "%u Unknown (%u)", (unsigned)code, (unsigned)code);
    return tl_tally_child(s->tally, s->classes[class < CLASSES ? class : 0], name, (size_t)n);
}

/* What the message at `http` is, of items up to the next protocol's. */
static uint16_t message_node(struct http_tree *s, const struct items *items,
                             const struct item *http)
{
    const struct item *const end = items->of + items->n;
    const struct item *method = NULL, *code = NULL, *words = NULL;

    for (const struct item *it = http + 1; it < end && it->depth > http->depth; it++) {
        code = it->field == F_HTTP_CODE ? it : code;
        words = it->field == F_HTTP_CODE_DESC ? it : words;
        method = it->field == F_HTTP_METHOD ? it : method;
    }
    if (code != NULL)
        return response_node(s, code->u, words);
    if (method == NULL)
        return s->others;
    return tl_tally_child(s->tally, s->requests, (const char *)method->octets.p, method->octets.n);
}

static void count_frame(void *state, const struct items *items, uint64_t passed)
{
    const struct item *const time = items_first(items, F_FRAME_TIME_RELATIVE);
    struct http_tree *const s = state;

    (void)passed;
    for (const struct item *it = items_first(items, F_HTTP); it != NULL; it = items_next(items, it))
        tl_tally_count(s->tally, message_node(s, items, it), time != NULL ? time->i : 0);
}

static void print(void *state, int64_t zero_ns, struct text *out)
{
    const struct http_tree *const s = state;

    (void)zero_ns;
    tl_tally_print(s->tally, "HTTP/Packet Counter", out);
}

static void end(void *state)
{
    struct http_tree *const s = state;

    tl_tally_free(s->tally);
    free(s);
}

static const uint16_t fields[] = {F_FRAME_TIME_RELATIVE, F_HTTP,        F_HTTP_CODE,
                                  F_HTTP_CODE_DESC,      F_HTTP_METHOD, FIELDS};

const struct stat_kind stat_http_tree = {.name = "http,tree",
                                         .fields = fields,
                                         .begin = begin,
                                         .frame = count_frame,
                                         .print = print,
                                         .end = end};
