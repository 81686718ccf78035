// SPDX-License-Identifier: BSD-3-Clause
#include "source/decompress.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/error.h"
#include "source/codec.h"

enum { COMPRESSED_PIECE = 64 * 1024 };

/**
 * struct decompressor - between a stream and the window
 * @codec, @state: the library's
 * @from:      the compressed octets, *borrowed*
 * @rest:      of @piece, not taken yet
 * @at_border: a member has just been completed
 * @head:      a copy of the octets read before
 * @piece:     octets read last
 */
struct decompressor {
    const struct codec *codec;
    void *state;
    struct stream *from;
    struct span rest;
    bool at_border;
    uint8_t *head;
    uint8_t piece[COMPRESSED_PIECE];
};

const struct codec *tl_decompress_recognise(struct span head)
{
    static const struct {
        uint8_t octets[4];
        uint8_t n;
        const struct codec *codec;
    } magics[] = {
        {{0x1f, 0x8b}, 2, &tl_codec_gzip},
        {{0x28, 0xb5, 0x2f, 0xfd}, 4, &tl_codec_zstd},
        {{0x50, 0x2a, 0x4d, 0x18}, 4, &tl_codec_zstd}, /* pzstd begins with a skippable frame */
        {{0x04, 0x22, 0x4d, 0x18}, 4, &tl_codec_lz4},
    };

    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++) {
        if (head.n >= magics[i].n && memcmp(head.p, magics[i].octets, magics[i].n) == 0)
            return magics[i].codec;
    }
    return NULL;
}

enum tcplens_status tl_decompress_new(struct decompressor **ret, const struct codec *codec,
                                      struct span head, struct stream *from,
                                      struct tcplens_error *err)
{
    struct decompressor *const d = malloc(sizeof *d);
    uint8_t *const copy = malloc(head.n);
    void *const state = codec->open();

    if (d == NULL || copy == NULL || state == NULL) {
        if (state != NULL)
            codec->close(state);
        free(copy);
        free(d);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "%s: not enough memory to decompress it",
                        from->name);
    }
    memcpy(copy, head.p, head.n);
    d->codec = codec;
    d->state = state;
    d->from = from;
    d->head = copy;
    d->rest = (struct span){copy, head.n};
    d->at_border = false;
    *ret = d;
    return TCPLENS_OK;
}

static enum tcplens_status refill(struct decompressor *d, struct tcplens_error *err)
{
    size_t got;
    const enum tcplens_status status =
        tl_stream_read(d->from, d->piece, sizeof d->piece, &got, err);

    if (status == TCPLENS_OK)
        d->rest = (struct span){d->piece, got};
    else if (status == TCPLENS_END && !d->at_border)
        return tl_error(err, TCPLENS_ERR_CUT, 0,
                        "%s: the %s data ends early, after %" PRIu64
                        " octets; everything before that was read",
                        d->from->name, d->codec->name, d->from->octets);
    return status;
}

enum tcplens_status tl_decompress_read(struct decompressor *d, uint8_t *to, size_t room,
                                       size_t *got, struct tcplens_error *err)
{
    size_t made = 0;

    while (made == 0) {
        const size_t before = d->rest.n;
        enum tcplens_status status;
        enum codec_result result;

        /* Even without new octets the codec may still hold some back. */
        result = d->at_border && before == 0 ? CODEC_BORDER
                                             : d->codec->step(d->state, &d->rest, to, room, &made);
        if (result == CODEC_NO_MEMORY)
            return tl_error(err, TCPLENS_ERR_MEMORY, 0, "%s: not enough memory to decompress it",
                            d->from->name);
        if (result == CODEC_DAMAGED && made == 0)
            return tl_error(err, TCPLENS_ERR_FORMAT, 0,
                            "%s: the %s data is damaged before octet %" PRIu64
                            "; everything before that was read",
                            d->from->name, d->codec->name, d->from->octets - d->rest.n);
        d->at_border = result == CODEC_BORDER;
        if (made > 0 || d->rest.n < before)
            continue;
        status = refill(d, err);
        if (status != TCPLENS_OK)
            return status;
    }
    *got = made;
    return TCPLENS_OK;
}

const char *tl_decompress_name(const struct decompressor *d)
{
    return d->codec->name;
}

void tl_decompress_free(struct decompressor *d)
{
    if (d == NULL)
        return;
    d->codec->close(d->state);
    free(d->head);
    free(d);
}
