// SPDX-License-Identifier: BSD-3-Clause
/*
 * dump.c - joins a source, a printer and a saver, one batch a step.
 *
 * A frame counts when it is printed or saved; the one that reaches the count is the last, whatever
 * else its batch holds.
 */
#include <tcplens/dump.h>

#include <stdlib.h>

#include <pcap/pcap.h>

#include "base/clock.h"
#include "base/error.h"
#include "lib/dump_conns.h"
#include "lib/dump_paint.h"
#include "lib/dump_view.h"
#include "lib/saving.h"
#include "lib/sieve.h"
#include "print/print.h"
#include "source/filter.h"
#include "source/linktype.h"
#include "source/source.h"

enum { OUTPUT_OCTETS = 65536, SNAPLEN_UNKNOWN = 262144 };

/**
 * struct tcplens_dump - the handle
 * @source:      *owned*, NULL if nothing is open
 * @printer:     *owned*
 * @view:        filters frames as they are without their wrappings; no filter unless asked for
 * @save:        where @source's frames are saved
 * @conns:       *owned*, NULL if nobody asks for connections
 * @sieve:       *owned*, NULL if there is no display filter
 * @matches:     what it says of the batch
 * @paint:       *owned*, NULL if nothing is coloured
 * @sink, @sink_ctx: where lines go
 * @sink_ns:     time that this has taken
 * @buf:         *owned*, what @out writes to
 * @frames:      that passed the filter, over all captures
 * @frames_before: of those, when the present capture was opened
 * @live:        @source is an interface
 * @rotated_out: rotation by time has made its last file
 */
struct tcplens_dump {
    struct tcplens_dump_options options;
    struct source *source;
    struct printer *printer;
    struct dump_view view;
    struct saving save;
    struct dump_conns *conns;
    struct sieve *sieve;
    bool matches[FRAME_BATCH];
    struct dump_paint *paint;
    tcplens_sink *sink;
    void *sink_ctx;
    int64_t sink_ns;
    char *buf;
    struct text out;
    uint64_t frames, frames_before;
    bool live, rotated_out;
    struct frame_batch batch;
};

/* What tcpdump has not. */
static enum tcplens_status open_extras(struct tcplens_dump *d, struct tcplens_error *err)
{
    const struct tcplens_dump_options *const o = &d->options;
    const bool shows = !o->silent && (o->explain || o->color);
    enum tcplens_status status = TCPLENS_OK;

    if (!o->silent && o->color && (d->paint = tl_dump_paint_new(&d->out)) == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory");
    if (shows || o->connection != 0)
        status = tl_dump_conns_new(&d->conns, o, err);
    if (status == TCPLENS_OK && o->display != NULL)
        status = tl_sieve_new(&d->sieve, o->display, err);
    return status;
}

/* A tcplens_sink that measures the caller's. */
static enum tcplens_status hand_over(void *ctx, const char *octets, size_t n)
{
    struct tcplens_dump *const d = ctx;
    const int64_t begun = clock_monotonic();
    const enum tcplens_status status = d->sink(d->sink_ctx, octets, n);

    d->sink_ns += clock_monotonic() - begun;
    return status;
}

enum tcplens_status tcplens_dump_new(struct tcplens_dump **ret,
                                     const struct tcplens_dump_options *options, tcplens_sink *sink,
                                     void *ctx, struct tcplens_error *err)
{
    struct tcplens_dump *const d = calloc(1, sizeof *d);
    enum tcplens_status status = TCPLENS_OK;

    if (d != NULL)
        d->buf = malloc(OUTPUT_OCTETS);
    if (d == NULL || d->buf == NULL) {
        free(d);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory");
    }
    d->options = *options;
    d->sink = sink;
    d->sink_ctx = ctx;
    text_init(&d->out, d->buf, OUTPUT_OCTETS, hand_over, d);
    status = tl_print_new(&d->printer, &options->print, err);
    if (status == TCPLENS_OK)
        status = open_extras(d, err);
    if (status == TCPLENS_OK)
        *ret = d;
    else
        (void)tcplens_dump_close(d, NULL);
    return status;
}

/* Read from `source` from now on, whatever fails. */
static enum tcplens_status take_source(struct tcplens_dump *d, struct source *source, bool live,
                                       const char *filter, struct tcplens_error *err)
{
    struct source *const before = d->source;
    enum tcplens_status status = tl_saving_source(&d->save, source, live, filter, err);

    if (status == TCPLENS_OK && d->sieve != NULL)
        status = tl_sieve_restart(d->sieve, err);
    d->source = source;
    d->live = live;
    d->frames_before = d->frames;
    tl_source_close(before);
    return status;
}

enum tcplens_status tcplens_dump_open_file(struct tcplens_dump *d, const char *path,
                                           struct tcplens_error *err)
{
    struct source *source;
    enum tcplens_status status = tl_source_open_file(&source, path, NULL, err);

    if (status != TCPLENS_OK)
        return status;
    if (tl_source_interfaces(source) == 0) {
        tl_source_close(source);
        (void)tl_error(err, TCPLENS_ERR_FORMAT, 0, "%.160s: has no interface, and so no frame",
                       path);
        return tl_error_libpcap(err, TCPLENS_ERR_FORMAT,
                                "the capture file has no Interface Description Blocks");
    }
    status = tl_source_as_libpcap(source, err);
    if (status == TCPLENS_OK)
        return take_source(d, source, false, NULL, err);
    tl_source_close(source);
    return status;
}

enum tcplens_status tcplens_dump_open_live(struct tcplens_dump *d, const char *interface,
                                           const struct tcplens_dump_live *live,
                                           struct tcplens_error *err)
{
    const struct source_live_options options = {
        .filter = d->options.vlan_transparent ? NULL : live->filter,
        .snaplen = live->snaplen,
        .buffer_octets = live->buffer_octets,
        .promiscuous = live->promiscuous,
        .monitor = live->monitor,
        .immediate = live->immediate,
        .link_type = live->link_type,
        .timestamps = live->timestamps,
        .way = live->way == TCPLENS_WAY_IN    ? SOURCE_WAY_IN
               : live->way == TCPLENS_WAY_OUT ? SOURCE_WAY_OUT
                                              : SOURCE_WAY_BOTH,
    };
    struct source *source;
    enum tcplens_status status = tl_source_open_live(&source, interface, &options, err);

    if (status == TCPLENS_OK)
        status = take_source(d, source, true, live->filter, err);
    if (status == TCPLENS_OK && d->options.vlan_transparent && live->filter != NULL)
        status = tcplens_dump_filter(d, live->filter, err);
    return status;
}

static uint32_t snaplen_of(const struct tcplens_dump *d, size_t iface)
{
    const uint32_t snaplen = tl_source_interface(d->source, iface).snaplen;

    /* Above 2^31 libpcap, and so tcpdump, takes it for unknown too. */
    return snaplen == 0 || snaplen > INT32_MAX ? SNAPLEN_UNKNOWN : snaplen;
}

struct tcplens_dump_source tcplens_dump_source(const struct tcplens_dump *d)
{
    struct tcplens_dump_source out = {.link_name = "", .link_description = ""};
    const char *text;
    int dlt;

    if (d->source == NULL || tl_source_interfaces(d->source) == 0)
        return out;
    out.link_type = tl_source_interface(d->source, 0).link_type;
    out.snaplen = snaplen_of(d, 0);
    dlt = tl_linktype_to_dlt(out.link_type);
    if ((text = pcap_datalink_val_to_name(dlt)) != NULL)
        out.link_name = text;
    if ((text = pcap_datalink_val_to_description(dlt)) != NULL)
        out.link_description = text;
    return out;
}

static enum tcplens_status nothing_open(struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_USAGE, 0, "no capture is open");
}

enum tcplens_status tcplens_dump_filter(struct tcplens_dump *d, const char *expression,
                                        struct tcplens_error *err)
{
    struct filter_target target = {.file = !d->live, .optimize = true};
    struct bpf_program code;
    enum tcplens_status status;

    if (d->source == NULL)
        return nothing_open(err);
    target.link_type = tl_source_interface(d->source, 0).link_field;
    target.snaplen = snaplen_of(d, 0);
    status = tl_filter_compile(&code, expression, &target, err);
    if (status != TCPLENS_OK)
        return status;
    pcap_freecode(&code);
    if (d->options.vlan_transparent)
        return tl_dump_view_filter(&d->view, expression, err);
    return tl_source_set_filter(d->source, expression, err);
}

enum tcplens_status tcplens_dump_save(struct tcplens_dump *d, const struct tcplens_save *save,
                                      struct tcplens_error *err)
{
    if (d->source == NULL)
        return nothing_open(err);
    if (d->save.saver != NULL)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "a savefile is open already");
    return tl_saving_open(&d->save, save, err);
}

static enum tcplens_status save(struct tcplens_dump *d, const struct tcplens_frame *frame,
                                struct tcplens_error *err)
{
    enum tcplens_status status;

    if (d->save.saver == NULL)
        return TCPLENS_OK;
    status = tl_saving_frame(&d->save, frame, err);
    d->rotated_out |= status == TCPLENS_END;
    return status;
}

static bool counted_out(const struct tcplens_dump *d)
{
    return d->options.count != 0 && d->frames - d->frames_before >= d->options.count;
}

/* Print frame `i` of the batch, of connection `number`. */
static void print(struct tcplens_dump *d, size_t i, uint64_t number)
{
    const struct tcplens_frame *const frame = &d->batch.frames[i];

    if (d->paint != NULL) {
        tl_print_frame(d->printer, tl_dump_paint_begin(d->paint, number), frame);
        tl_dump_paint_end(d->paint);
    } else {
        tl_print_frame(d->printer, &d->out, frame);
    }
    if (d->options.explain)
        tl_dump_conns_explain(d->conns, i, &d->out);
}

/* A frame that is not printed is one of its connection all the same. */
static void pass_over(struct tcplens_dump *d, size_t i, uint64_t number)
{
    char none;
    struct text nowhere;

    if (d->options.silent || !d->options.explain || number == 0)
        return;
    text_init(&nowhere, &none, 0, NULL, NULL);
    tl_dump_conns_explain(d->conns, i, &nowhere);
}

static enum tcplens_status handle_batch(struct tcplens_dump *d, struct tcplens_error *err)
{
    const uint64_t wanted = d->options.connection;

    if (!d->options.silent)
        tl_print_expect(d->printer, d->batch.frames, d->batch.n);
    if (d->conns != NULL)
        tl_dump_conns_take(d->conns, &d->batch);
    if (d->sieve != NULL)
        tl_sieve_batch(d->sieve, d->source, &d->batch, d->matches);
    for (size_t i = 0; i < d->batch.n; i++) {
        const uint64_t number = d->conns != NULL ? tl_dump_conns_number(d->conns, i) : 0;
        enum tcplens_status status;

        if (wanted != 0 && number != wanted)
            continue;
        if (d->sieve != NULL && !d->matches[i]) {
            pass_over(d, i, number);
            continue;
        }
        status = save(d, &d->batch.frames[i], err);
        d->frames +=
            status == TCPLENS_END; /* in tcpdump it counts, though no file is left for it */
        if (status != TCPLENS_OK)
            return status;
        if (!d->options.silent)
            print(d, i, number);
        d->frames++;
        if (counted_out(d))
            return TCPLENS_END;
    }
    return TCPLENS_OK;
}

enum tcplens_status tcplens_dump_step(struct tcplens_dump *d, struct tcplens_error *err)
{
    enum tcplens_status status;

    if (d->source == NULL)
        return nothing_open(err);
    if (counted_out(d) || d->rotated_out)
        return TCPLENS_END;
    status = tl_source_read(d->source, &d->batch, err);
    if (status == TCPLENS_OK) {
        const enum tcplens_status filtered = tl_dump_view_apply(&d->view, &d->batch, err);

        status = handle_batch(d, err); /* what passed before a failure */
        if (status == TCPLENS_OK)
            status = filtered;
    }
    /* A quiet interface leaves time for output that would only wait for more. */
    if (d->options.flush_each || (d->live && d->batch.n == 0))
        text_flush(&d->out);
    if (d->out.failed)
        return tl_error(err, TCPLENS_ERR_WRITE, 0, "the output could not be written");
    return status;
}

bool tcplens_dump_rotated_out(const struct tcplens_dump *d)
{
    return d->rotated_out;
}

enum tcplens_status tcplens_dump_flush(struct tcplens_dump *d, struct tcplens_error *err)
{
    text_flush(&d->out);
    if (d->out.failed)
        return tl_error(err, TCPLENS_ERR_WRITE, 0, "the output could not be written");
    return d->save.saver != NULL ? tl_save_flush(d->save.saver, err) : TCPLENS_OK;
}

void tcplens_dump_stats(struct tcplens_dump *d, struct tcplens_dump_stats *out)
{
    struct source_stats source = {0};
    int64_t output_ns = d->sink_ns;

    if (d->save.saver != NULL)
        output_ns += tl_save_write_ns(d->save.saver);
    if (d->source != NULL)
        tl_source_stats(d->source, &source);
    *out = (struct tcplens_dump_stats){
        .frames = d->frames,
        .received = source.received,
        .dropped_ring = source.dropped_ring,
        .dropped_iface = source.dropped_iface,
        .output_ns = (uint64_t)output_ns,
        .given_up = d->sieve != NULL ? tl_sieve_given_up(d->sieve) : 0,
    };
}

enum tcplens_status tcplens_dump_close(struct tcplens_dump *d, struct tcplens_error *err)
{
    enum tcplens_status status, saved;

    if (d == NULL)
        return TCPLENS_OK;
    status = tcplens_dump_flush(d, err);
    saved = tl_saving_close(&d->save, status == TCPLENS_OK ? err : NULL);
    tl_dump_view_fini(&d->view);
    tl_dump_paint_free(d->paint);
    tl_dump_conns_free(d->conns);
    tl_sieve_free(d->sieve);
    tl_print_free(d->printer);
    tl_source_close(d->source);
    free(d->buf);
    free(d);
    return status != TCPLENS_OK ? status : saved;
}
