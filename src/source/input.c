// SPDX-License-Identifier: BSD-3-Clause
#include "source/input.h"

#include <assert.h>
#include <string.h>

#include "base/error.h"

static enum tcplens_status no_memory(const struct input *in, struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_MEMORY, 0, "%s: not enough memory to read it",
                    in->stream.name);
}

/*
 * Bring what is left to the front, and make room behind it if there is none: in a window of its own
 * if that is too small, or if others hold the present one.
 */
static enum tcplens_status make_room(struct input *in, struct tcplens_error *err)
{
    const size_t left = in->end - in->pos;
    struct window *const w = in->window;
    struct window *to = w;

    if (left == w->cap || !window_is_alone(w)) {
        to = tl_window_new(left == w->cap ? 2 * w->cap : w->cap);
        if (to == NULL)
            return no_memory(in, err);
    }
    memmove(to->octets, w->octets + in->pos, left);
    in->offset += in->pos;
    in->pos = 0;
    in->end = left;
    if (to != w) {
        in->window = to;
        tl_window_release(w);
    }
    return TCPLENS_OK;
}

static void read_on(struct input *in)
{
    uint8_t *const to = in->window->octets + in->end;
    const size_t room = in->window->cap - in->end;
    size_t got = 0;
    enum tcplens_status status;

    if (in->unpack != NULL)
        status = tl_decompress_read(in->unpack, to, room, &got, &in->failure);
    else
        status = tl_stream_read(&in->stream, to, room, &got, &in->failure);
    in->end += got;
    in->ended = status != TCPLENS_OK;
}

enum tcplens_status tl_input_want(struct input *in, size_t n, struct tcplens_error *err)
{
    assert(n <= INPUT_RECORD_MAX);
    while (in->end - in->pos < n) {
        enum tcplens_status status;

        if (in->failure.code != TCPLENS_OK) {
            if (err != NULL)
                *err = in->failure;
            return in->failure.code;
        }
        if (in->ended)
            return TCPLENS_END;
        status = make_room(in, err);
        if (status != TCPLENS_OK)
            return status;
        read_on(in);
    }
    return TCPLENS_OK;
}

/* Put a decompressor between, if the first octets ask for one. */
static enum tcplens_status recognise(struct input *in, struct tcplens_error *err)
{
    const struct span head = tl_input_window(in);
    const struct codec *const codec = tl_decompress_recognise(head);

    if (codec == NULL)
        return TCPLENS_OK;
    if (tl_decompress_new(&in->unpack, codec, head, &in->stream, err) != TCPLENS_OK)
        return TCPLENS_ERR_MEMORY;
    in->end = 0;
    in->ended = false;
    return TCPLENS_OK;
}

enum tcplens_status tl_input_init(struct input *in, const struct stream *stream,
                                  struct tcplens_error *err)
{
    struct tcplens_error ignored;
    enum tcplens_status status;

    *in = (struct input){.stream = *stream, .window = tl_window_new(INPUT_WINDOW)};
    if (in->window == NULL)
        return no_memory(in, err);
    /* A failure to read is kept in the input, and comes again when a format wants octets. */
    (void)!tl_input_want(in, 4, &ignored);
    status = recognise(in, err);
    if (status != TCPLENS_OK)
        tl_input_fini(in);
    return status;
}

const char *tl_input_compression(const struct input *in)
{
    return in->unpack == NULL ? NULL : tl_decompress_name(in->unpack);
}

void tl_input_fini(struct input *in)
{
    tl_decompress_free(in->unpack);
    tl_window_release(in->window);
}
