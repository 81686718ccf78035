// SPDX-License-Identifier: BSD-3-Clause
/*
 * input.h - a window over the octets of a capture file: read() into one buffer that is used again
 * and again, unless somebody holds what was read into it (window.h).
 *
 * The readers of the formats work in the window and borrow from it; when a record does not lie in
 * it completely, they deliver what they have and ask for more with the next batch. So the octets of
 * a batch stay where they are until the next one is asked for, and nothing is ever copied but the
 * part of a record at the window's end. Plain read() costs no more than mmap (of 28 ns for a frame
 * of 145 octets the kernel's copy takes 22, whatever the window's size from 32 KiB to 256 KiB),
 * works the same on files, pipes and standard input, and a file that shrinks meanwhile is merely
 * short.
 *
 * Invariant: pos <= end <= window->cap. The buffer grows only when it is full of octets that are
 * really there, so a claimed length alone never takes memory.
 */
#ifndef TL_SOURCE_INPUT_H
#define TL_SOURCE_INPUT_H

#include "source/decompress.h"
#include "source/stream.h"
#include "source/window.h"

enum {
    INPUT_WINDOW = 256 * 1024,
    /* Longest record, its header included: what the pcapng readers of the field allow too. */
    INPUT_RECORD_MAX = 16 * 1024 * 1024,
};

/**
 * struct input - the window
 * @stream:  where the octets come from
 * @unpack:  decompressor between the stream and the window, *owned*; NULL if it is plain
 * @window:  held; [pos, end) of its octets is what was read and not consumed
 * @offset:  of window->octets[0] in the (decompressed) input
 * @ended:   the stream has no more octets, or failed
 * @failure: why it failed; its code is TCPLENS_OK if it did not
 */
struct input {
    struct stream stream;
    struct decompressor *unpack;
    struct window *window;
    size_t pos, end;
    uint64_t offset;
    bool ended;
    struct tcplens_error failure;
};

/*
 * Begin with a stream whose name and octets are set, and recognise compression by its first octets.
 * Fails without memory only: what is wrong with the octets shows when they are wanted.
 */
enum tcplens_status tl_input_init(struct input *in, const struct stream *stream,
                                  struct tcplens_error *err) __attribute__((warn_unused_result));

/* What is in the window: *borrowed* until the next tl_input_want(). */
static inline struct span tl_input_window(const struct input *in)
{
    return (struct span){in->window->octets + in->pos, in->end - in->pos};
}

/* Consume the window up to `rest`, which is what the caller has left of it. */
static inline void tl_input_consume(struct input *in, struct span rest)
{
    in->pos = in->end - rest.n;
}

/* Offset in the (decompressed) input of the window's first octet. */
static inline uint64_t tl_input_offset(const struct input *in)
{
    return in->offset + in->pos;
}

/* "gzip", "zstd", "lz4", or NULL if the stream is not compressed. */
const char *tl_input_compression(const struct input *in);

/*
 * Read on until the window holds at least `n` (<= INPUT_RECORD_MAX) octets; octets borrowed before
 * are void. TCPLENS_END: the input ended with fewer in the window, perhaps none. Any failure comes
 * after the octets before it, and again with every call that wants more than these.
 */
enum tcplens_status tl_input_want(struct input *in, size_t n, struct tcplens_error *err)
    __attribute__((warn_unused_result));

void tl_input_fini(struct input *in);

#endif
