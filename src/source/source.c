// SPDX-License-Identifier: BSD-3-Clause
#include "source/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "source/input.h"
#include "source/interfaces.h"
#include "source/pcap.h"

/**
 * struct source - a capture being read
 * @path:  *owned*
 * @total: octets of the file, 0 if unknown
 */
struct source {
    char *path;
    struct input input;
    struct interfaces interfaces;
    struct pcap pcap;
    uint64_t total, frames, matched;
};

static enum tcplens_status begin(struct source *s, struct tcplens_error *err)
{
    const enum tcplens_status status = tl_input_want(&s->input, 4, err);

    if (status != TCPLENS_OK && status != TCPLENS_END)
        return status;
    if (status == TCPLENS_OK && tl_pcap_recognise(tl_input_window(&s->input).p))
        return tl_pcap_begin(&s->pcap, &s->input, &s->interfaces, err);
    return tl_error(err, TCPLENS_ERR_FORMAT, 0, "%s: not a capture file", s->path);
}

static enum tcplens_status open_stream(const char *path, struct stream *stream, uint64_t *total,
                                       struct tcplens_error *err)
{
    const bool is_stdin = strcmp(path, "-") == 0;
    const int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    struct stat st;

    if (fd < 0)
        return tl_error(err, errno == EACCES ? TCPLENS_ERR_PERMISSION : TCPLENS_ERR_SYSTEM, errno,
                        "%s: cannot be opened: %s", path, strerrordesc_np(errno));
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
        *total = (uint64_t)st.st_size;
    *stream = (struct stream){.name = is_stdin ? "standard input" : path, .fd = fd};
    return TCPLENS_OK;
}

enum tcplens_status tl_source_open_file(struct source **ret, const char *path, const char *filter,
                                        struct tcplens_error *err)
{
    struct source *const s = calloc(1, sizeof *s);
    struct stream stream;
    enum tcplens_status status;

    (void)filter;
    if (s == NULL || (s->path = strdup(path)) == NULL) {
        free(s);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "not enough memory to open %s", path);
    }
    status = open_stream(s->path, &stream, &s->total, err);
    if (status == TCPLENS_OK)
        status = tl_input_init(&s->input, &stream, err);
    if (status == TCPLENS_OK)
        status = begin(s, err);
    if (status != TCPLENS_OK) {
        tl_source_close(s);
        return status;
    }
    *ret = s;
    return TCPLENS_OK;
}

enum tcplens_status tl_source_open_live(struct source **ret, const char *interface,
                                        const struct source_live_options *options,
                                        struct tcplens_error *err)
{
    (void)ret;
    (void)options;
    return tl_error(err, TCPLENS_ERR_DEVICE, 0, "%s: live capture is not there yet", interface);
}

enum tcplens_status tl_source_read(struct source *s, struct frame_batch *batch,
                                   struct tcplens_error *err)
{
    const enum tcplens_status status = tl_pcap_read(&s->pcap, &s->input, batch, err);

    s->frames += batch->n;
    s->matched += batch->n;
    return status;
}

size_t tl_source_interfaces(const struct source *s)
{
    return s->interfaces.n;
}

struct source_interface tl_source_interface(const struct source *s, size_t i)
{
    return s->interfaces.v[i];
}

void tl_source_stats(struct source *s, struct source_stats *out)
{
    *out = (struct source_stats){
        .frames = s->frames,
        .matched = s->matched,
        .octets = s->input.stream.octets,
        .octets_total = s->total,
    };
}

void tl_source_close(struct source *s)
{
    if (s == NULL)
        return;
    tl_input_fini(&s->input);
    tl_interfaces_fini(&s->interfaces);
    if (s->input.stream.fd > STDIN_FILENO)
        close(s->input.stream.fd);
    free(s->path);
    free(s);
}
