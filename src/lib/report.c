// SPDX-License-Identifier: BSD-3-Clause
/* report.c - a report's documents by name, and the page that holds all of them. */
#include <tcplens/report.h>

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "lib/report_made.h"
#include "web/page.h"

enum {
    TOLD_DEFAULT = 1000,
    LISTED_DEFAULT = 200000,
    TREES_DEFAULT = 100000,
    CONNECTIONS_DEFAULT = 131072,
    ROWS_KEPT = 200000, /* of all connections together: their graphs are made of them */
    TOLD_MAX = 100000,
    NAME_MAX_DIGITS = 19,
};

static void or_else(uint32_t *limit, uint32_t otherwise)
{
    if (*limit == 0)
        *limit = otherwise;
}

enum tcplens_status tcplens_report_new(struct tcplens_report **ret,
                                       const struct tcplens_report_options *options,
                                       struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_OK;
    struct tcplens_report *r;

    if (options->max_told > TOLD_MAX)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "%u connections told in full: %d at most",
                        options->max_told, TOLD_MAX);
    r = calloc(1, sizeof *r);
    if (r == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    r->options = *options;
    or_else(&r->options.max_told, TOLD_DEFAULT);
    or_else(&r->options.max_listed, LISTED_DEFAULT);
    or_else(&r->options.max_trees, TREES_DEFAULT);
    or_else(&r->options.max_connections, CONNECTIONS_DEFAULT);
    r->stages = (struct tcplens_explain_options){
        .filter = options->filter,
        .max_connections = r->options.max_connections,
        .max_rows = ROWS_KEPT,
        .max_frames = options->max_frames,
        .stop = options->stop,
    };
    r->telling.payload = options->payload;
    r->overview = (struct overview){
        .title = options->title != NULL ? options->title : r->title,
        .payload = options->payload,
        .redacted = options->redact,
        .live = options->live,
        .revision = options->revision,
        .frames_chunk = FRAMES_CHUNK,
        .trees_chunk = TREES_CHUNK,
    };
    if (!tl_shelf_init(&r->shelf, r->options.max_told))
        status = tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    if (status == TCPLENS_OK && options->redact)
        status = tl_redact_new(&r->redactor, options->redact_key, err);
    if (status == TCPLENS_OK)
        *ret = r;
    else
        tcplens_report_free(r);
    return status;
}

/* ---- Documents ---- */

/* What is counted as it is asked for. */
static struct overview overview_of(const struct tcplens_report *r)
{
    struct overview o = r->overview;

    o.listed = r->frames.n_listed;
    o.trees = r->frames.n_trees;
    o.untold = r->rows.n > r->shelf.n ? r->rows.n - r->shelf.n : 0;
    return o;
}

/* The number behind "PREFIX/"; false if `name` is not that. */
static bool numbered(const char *name, const char *prefix, uint64_t *ret)
{
    const size_t n = strlen(prefix);
    const char *digits = name + n;

    if (strncmp(name, prefix, n) != 0 || *digits == '\0' || strlen(digits) > NAME_MAX_DIGITS)
        return false;
    for (*ret = 0; *digits >= '0' && *digits <= '9'; digits++)
        *ret = *ret * 10 + (uint64_t)(*digits - '0');
    return *digits == '\0';
}

/* A document that is kept deflated; NULL if there is none of that name. */
static const struct blob *find(const struct tcplens_report *r, const char *name)
{
    const struct shelved *told;
    uint64_t k;

    if (numbered(name, "frames/", &k))
        return k < r->frames.lists.n ? &r->frames.lists.of[k] : NULL;
    if (numbered(name, "trees/", &k))
        return k < r->frames.tree_chunks.n ? &r->frames.tree_chunks.of[k] : NULL;
    if (!numbered(name, "connection/", &k))
        return NULL;
    told = tl_shelf_find(&r->shelf, k);
    return told != NULL ? &told->document : NULL;
}

/* Make the overview in r->document; tl_document_fini() is due in any case. */
static bool make_overview(struct tcplens_report *r)
{
    const struct overview o = overview_of(r);

    return tl_report_overview(&r->document, &o, &r->rows);
}

enum tcplens_status tcplens_report_document(struct tcplens_report *r, const char *name,
                                            tcplens_sink *sink, void *sink_ctx,
                                            struct tcplens_error *err)
{
    enum tcplens_status status = TCPLENS_ERR_MEMORY;
    const struct blob *kept;

    if (strcmp(name, "overview") == 0) {
        if (make_overview(r))
            status = sink(sink_ctx, (const char *)r->document.octets.p, r->document.octets.n);
        tl_document_fini(&r->document);
    } else {
        kept = find(r, name);
        if (kept == NULL)
            return tl_error(err, TCPLENS_ERR_USAGE, 0, "there is no document \"%.40s\"", name);
        status = tl_blob_inflate(kept, sink, sink_ctx);
    }
    if (status == TCPLENS_OK)
        return TCPLENS_OK;
    return status == TCPLENS_ERR_MEMORY
               ? tl_error(err, status, 0, "out of memory")
               : tl_error(err, TCPLENS_ERR_WRITE, 0, "the output could not be written");
}

/* ---- The page ---- */

static void put_span(struct text *out, struct span s)
{
    text_octets(out, (const char *)s.p, s.n);
}

/* JSON in which nothing looks like markup: what is escaped stands only within strings. */
static void put_harmless(struct text *out, const uint8_t *p, size_t n)
{
    size_t plain = 0;

    for (size_t i = 0; i < n; i++) {
        const bool separator = n - i > 2 && p[i] == 0xe2 && p[i + 1] == 0x80 &&
                               (p[i + 2] == 0xa8 || p[i + 2] == 0xa9); /* U+2028, U+2029 */

        if (p[i] != '<' && p[i] != '>' && p[i] != '&' && !separator)
            continue;
        text_octets(out, (const char *)p + plain, i - plain);
        text_str(out, "\\u");
        text_hex(out, separator ? UINT64_C(0x2028) + (p[i + 2] & 1) : p[i], 4);
        i += separator ? 2 : 0;
        plain = i + 1;
    }
    text_octets(out, (const char *)p + plain, n - plain);
}

static void put_document(struct text *out, const char *prefix, uint64_t k, const struct blob *b)
{
    text_str(out, "<script type=\"text/plain\" data-document=\"");
    text_str(out, prefix);
    text_u64(out, k);
    text_str(out, "\">");
    tl_base64(out, b->p, b->n);
    text_str(out, "</script>\n");
}

static void put_documents(struct text *out, const struct tcplens_report *r)
{
    text_str(out, "<script type=\"application/json\" id=\"overview\">");
    put_harmless(out, r->document.octets.p, r->document.octets.n);
    text_str(out, "</script>\n");
    for (size_t i = 0; i < r->shelf.n; i++)
        put_document(out, "connection/", r->shelf.of[i].number, &r->shelf.of[i].document);
    for (size_t i = 0; i < r->frames.lists.n; i++)
        put_document(out, "frames/", i, &r->frames.lists.of[i]);
    for (size_t i = 0; i < r->frames.tree_chunks.n; i++)
        put_document(out, "trees/", i, &r->frames.tree_chunks.of[i]);
}

enum tcplens_status tcplens_report_write(struct tcplens_report *r, tcplens_sink *sink,
                                         void *sink_ctx, struct tcplens_error *err)
{
    const struct web_page page = tl_web_page();
    char buffer[4096];
    struct text out;

    text_init(&out, buffer, sizeof buffer, sink, sink_ctx);
    if (!make_overview(r)) {
        tl_document_fini(&r->document);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    }
    put_span(&out, page.start);
    text_str(&out, "<meta http-equiv=\"Content-Security-Policy\" content=\"");
    text_str(&out, page.policy);
    text_str(&out, "\">\n");
    put_span(&out, page.middle);
    put_documents(&out, r);
    put_span(&out, page.end);
    text_flush(&out);
    tl_document_fini(&r->document);
    if (out.failed)
        return tl_error(err, TCPLENS_ERR_WRITE, 0, "the output could not be written");
    return TCPLENS_OK;
}

enum tcplens_status tcplens_report_page(tcplens_sink *sink, void *sink_ctx,
                                        struct tcplens_error *err)
{
    const struct web_page page = tl_web_page();
    char buffer[4096];
    struct text out;

    text_init(&out, buffer, sizeof buffer, sink, sink_ctx);
    put_span(&out, page.start);
    put_span(&out, page.middle);
    put_span(&out, page.end);
    text_flush(&out);
    if (out.failed)
        return tl_error(err, TCPLENS_ERR_WRITE, 0, "the output could not be written");
    return TCPLENS_OK;
}

const char *tcplens_report_policy(void)
{
    return tl_web_page().policy;
}

void tcplens_report_stats(const struct tcplens_report *r, struct tcplens_report_stats *out)
{
    *out = (struct tcplens_report_stats){
        .frames = r->overview.frames,
        .segments = r->overview.segments,
        .connections = r->overview.connections,
        .evicted = r->overview.evicted,
        .told = r->shelf.n,
        .connections_listed = r->rows.n,
        .listed = r->frames.n_listed,
        .trees = r->frames.n_trees,
    };
}

void tcplens_report_free(struct tcplens_report *r)
{
    if (r == NULL)
        return;
    tl_overview_fini(&r->rows);
    tl_shelf_fini(&r->shelf);
    tl_frames_fini(&r->frames);
    tl_redact_free(r->redactor);
    free(r);
}
