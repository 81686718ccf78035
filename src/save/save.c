// SPDX-License-Identifier: BSD-3-Clause
/*
 * save.c - which file a frame goes to.
 *
 * Names are tcpdump's: with -C alone the files are x, x1, x2, ...; with -C and -W they are counted
 * from 0 with as many digits as the last number has; with -G the name is a strftime(3) format, and
 * the clock is the wall's, not the packets'.
 */
#include "save/save.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/error.h"
#include "save/file.h"
#include "save/pcap_record.h"

/**
 * struct saver - a savefile being written, one of several perhaps
 * @since:   when the present period of rotation by time began
 * @by_size, @by_time: files closed by each kind of rotation, in the present round
 * @name:    of the present file
 */
struct saver {
    struct save_options options;
    struct save_file file;
    time_t since;
    uint32_t by_size, by_time;
    char name[PATH_MAX];
};

static enum tcplens_status no_memory(struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory to save frames");
}

static int digits_of(uint32_t v)
{
    int n = 1;

    for (; v >= 10; v /= 10)
        n++;
    return n;
}

/* The user's strftime(3) format: that it is no literal is the point. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static bool name_by_time(char *out, size_t cap, const char *format, time_t t)
{
    struct tm local;

    return localtime_r(&t, &local) != NULL && strftime(out, cap, format, &local) > 0;
}
#pragma GCC diagnostic pop

/* Name the present file; false if the name is too long. */
static bool make_name(struct saver *s)
{
    const struct save_options *const o = &s->options;
    char base[PATH_MAX];
    int n;

    if (o->rotate_seconds == 0)
        n = snprintf(base, sizeof base, "%s", o->path);
    else
        n = name_by_time(base, sizeof base, o->path, s->since) ? 0 : -1;
    if (n < 0 || (size_t)n >= sizeof base)
        return false;
    if (o->rotate_octets == 0 || (s->by_size == 0 && o->files == 0))
        n = snprintf(s->name, sizeof s->name, "%s", base);
    else
        n = snprintf(s->name, sizeof s->name, "%s%0*u", base,
                     o->files > 0 ? digits_of(o->files - 1) : 1, s->by_size);
    return n >= 0 && (size_t)n < sizeof s->name;
}

static enum tcplens_status begin_file(struct saver *s, struct tcplens_error *err)
{
    const struct save_options *const o = &s->options;
    uint8_t header[PCAP_FILE_HEADER];
    enum tcplens_status status;

    if (!make_name(s))
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "the name of the savefile is too long");
    status = save_file_open(&s->file, s->name, o->owner, o->group, err);
    if (status != TCPLENS_OK)
        return status;
    pcap_file_header(header, (uint32_t)o->link_extra << 16 | o->link_type, o->snaplen, o->nano);
    status = save_file_append(&s->file, header, sizeof header, err);
    if (status == TCPLENS_OK && o->flush_each)
        status = save_file_flush(&s->file, err);
    return status;
}

static enum tcplens_status next_file(struct saver *s, struct tcplens_error *err)
{
    const enum tcplens_status status = save_file_close(&s->file, err);

    if (status != TCPLENS_OK)
        return status;
    if (s->options.closed != NULL)
        s->options.closed(s->options.closed_ctx, s->name);
    return begin_file(s, err);
}

enum tcplens_status tl_save_open(struct saver **ret, const struct save_options *options,
                                 struct tcplens_error *err)
{
    struct saver *const s = calloc(1, sizeof *s);
    enum tcplens_status status;

    if (s == NULL)
        return no_memory(err);
    s->options = *options;
    s->file = (struct save_file){.directory = -1, .fd = -1, .buf = malloc(FILE_BUFFER)};
    s->since = time(NULL);
    status = s->file.buf == NULL ? no_memory(err) : begin_file(s, err);
    if (status != TCPLENS_OK) {
        (void)tl_save_close(s, NULL);
        return status;
    }
    *ret = s;
    return TCPLENS_OK;
}

/* Whether the period of rotation by time is over; then the next one has begun. */
static bool period_over(struct saver *s)
{
    const time_t now = s->options.rotate_seconds != 0 ? time(NULL) : 0;

    if (s->options.rotate_seconds == 0 || now - s->since < (time_t)s->options.rotate_seconds)
        return false;
    s->since = now;
    s->by_time++;
    s->by_size = 0;
    return true;
}

static enum tcplens_status rotate(struct saver *s, struct tcplens_error *err)
{
    const struct save_options *const o = &s->options;

    if (period_over(s)) {
        if (o->files > 0 && o->rotate_octets == 0 && s->by_time >= o->files)
            return TCPLENS_END;
        return next_file(s, err);
    }
    if (o->rotate_octets == 0 || s->file.octets <= o->rotate_octets)
        return TCPLENS_OK;
    s->by_size++;
    if (o->files > 0 && s->by_size >= o->files)
        s->by_size = 0;
    return next_file(s, err);
}

enum tcplens_status tl_save_frame(struct saver *s, const struct tcplens_frame *frame,
                                  struct tcplens_error *err)
{
    uint8_t header[PCAP_RECORD_HEADER];
    enum tcplens_status status = rotate(s, err);

    if (status != TCPLENS_OK)
        return status;
    pcap_record_header(header, frame, s->options.nano);
    status = save_file_append(&s->file, header, sizeof header, err);
    if (status == TCPLENS_OK)
        status = save_file_append(&s->file, frame->octets, frame->caplen, err);
    if (status == TCPLENS_OK && s->options.flush_each)
        status = save_file_flush(&s->file, err);
    return status;
}

enum tcplens_status tl_save_flush(struct saver *s, struct tcplens_error *err)
{
    return save_file_flush(&s->file, err);
}

enum tcplens_status tl_save_close(struct saver *s, struct tcplens_error *err)
{
    enum tcplens_status status;

    if (s == NULL)
        return TCPLENS_OK;
    status = save_file_close(&s->file, err);
    if (s->file.directory >= 0)
        close(s->file.directory);
    free(s->file.buf);
    free(s);
    return status;
}
