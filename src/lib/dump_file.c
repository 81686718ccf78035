// SPDX-License-Identifier: BSD-3-Clause
/* dump_file.c - a capture file to tcpdump's lines. */
#include <tcplens/dump.h>

#include <stdlib.h>

#include "base/error.h"
#include "print/print.h"
#include "source/source.h"

enum { OUTPUT_OCTETS = 65536 };

static enum tcplens_status print_all(struct source *source, struct printer *printer,
                                     struct text *out, struct tcplens_error *err)
{
    struct frame_batch batch;
    enum tcplens_status status;

    while ((status = tl_source_read(source, &batch, err)) == TCPLENS_OK && !out->failed)
        for (size_t i = 0; i < batch.n; i++)
            tl_print_frame(printer, out, &batch.frames[i]);
    text_flush(out);
    if (out->failed)
        return tl_error(err, TCPLENS_ERR_WRITE, 0, "the output could not be written");
    return status == TCPLENS_END ? TCPLENS_OK : status;
}

enum tcplens_status tcplens_dump_file(const char *path, const struct tcplens_dump_options *options,
                                      tcplens_sink *sink, void *ctx, struct tcplens_error *err)
{
    struct source *source = NULL;
    struct printer *printer = NULL;
    char *const buf = malloc(OUTPUT_OCTETS);
    struct text out;
    enum tcplens_status status;

    if (buf == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory");
    text_init(&out, buf, OUTPUT_OCTETS, sink, ctx);
    status = tl_source_open_file(&source, path, options->filter, err);
    if (status == TCPLENS_OK)
        status = tl_print_new(&printer, &options->print, err);
    if (status == TCPLENS_OK)
        status = print_all(source, printer, &out, err);
    tl_print_free(printer);
    tl_source_close(source);
    free(buf);
    return status;
}
