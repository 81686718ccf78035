// SPDX-License-Identifier: BSD-3-Clause
/*
 * codec.h - what decompress.c asks of each compression library: one step at a time.
 */
#ifndef TL_SOURCE_CODEC_H
#define TL_SOURCE_CODEC_H

#include "base/octets.h"

enum codec_result {
    CODEC_MORE,    /* in the middle of a member: there must be more octets */
    CODEC_BORDER,  /* a member is complete: the input may end here */
    CODEC_DAMAGED, /* the octets contradict the format */
    CODEC_NO_MEMORY,
};

/**
 * struct codec - one compression format
 * @name:  as its users call it
 * @open:  a new state, NULL without memory
 * @step:  take octets off `in`, put at most `room` to `to`, `*made` of them
 * @close: free a state
 */
struct codec {
    const char *name;
    void *(*open)(void);
    enum codec_result (*step)(void *state, struct span *in, uint8_t *to, size_t room, size_t *made);
    void (*close)(void *state);
};

extern const struct codec tl_codec_gzip, tl_codec_zstd, tl_codec_lz4;

#endif
