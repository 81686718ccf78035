// SPDX-License-Identifier: BSD-3-Clause
/* flows_conv.c - a capture file to tshark's table of conversations. */
#include <tcplens/flows.h>

#include "base/error.h"
#include "base/text.h"
#include "flow/conv.h"
#include "lib/analysed.h"
#include "source/source.h"

enum { OUTPUT = 4096 };
#define DEFAULT_MEMORY (UINT64_C(256) << 20)

static bool stopped(const struct tcplens_flows_options *options)
{
    return options->stop != NULL && *options->stop != 0;
}

/* Count what is read until the end, or what ends it early: that status. */
static enum tcplens_status count(struct analysed *a, const struct tcplens_flows_options *options,
                                 struct conversations *c, int64_t *zero_ns,
                                 struct tcplens_error *err)
{
    const struct analysed_batch *b = NULL;
    enum tcplens_status status = TCPLENS_OK;
    bool first = true;

    while (status == TCPLENS_OK && !stopped(options)) {
        status = tl_analysed_read(a, &b, err);
        if (status != TCPLENS_OK)
            break;
        if (first && b->read.n > 0)
            *zero_ns = b->read.frames[0].ts_ns;
        first = first && b->read.n == 0;
        for (size_t i = 0; i < b->read.n && status == TCPLENS_OK; i++)
            status = tl_conversations_add(c, &b->segs[i], &b->rows[i], &b->read.frames[i], err);
    }
    return status == TCPLENS_END ? TCPLENS_OK : status;
}

static enum tcplens_status read_file(const char *path, const struct tcplens_flows_options *options,
                                     struct conversations *c, struct text *out,
                                     struct tcplens_error *err)
{
    const struct analysed_options analysed = {
        .analysis = {.max_conversations = options->max_connections, .streams_only = true},
        .threads = options->threads, /* there is so little to do that handing over costs a fifth */
    };
    struct source *source = NULL;
    struct analysed *a = NULL;
    int64_t zero_ns = 0;
    enum tcplens_status status = tl_source_open_file(&source, path, options->filter, err);

    if (status == TCPLENS_OK)
        status = tl_analysed_new(&a, source, &analysed, err);
    if (status == TCPLENS_OK) {
        status = count(a, options, c, &zero_ns, err);
        tl_conversations_print(c, zero_ns, out);
    }
    tl_analysed_free(a);
    tl_source_close(source);
    return status;
}

enum tcplens_status tcplens_flows_conversations(const char *path,
                                                const struct tcplens_flows_options *options,
                                                tcplens_sink *sink, void *ctx, uint64_t *left_out,
                                                struct tcplens_error *err)
{
    struct conversations c;
    char buffer[OUTPUT];
    struct text out;
    enum tcplens_status status;

    text_init(&out, buffer, sizeof buffer, sink, ctx);
    tl_conversations_init(&c, options->memory != 0 ? options->memory : DEFAULT_MEMORY);
    status = read_file(path, options, &c, &out, err);
    *left_out = c.left;
    tl_conversations_fini(&c);
    text_flush(&out);
    if (out.failed)
        return tl_error(err, TCPLENS_ERR_WRITE, 0, "the output could not be written");
    return status;
}
