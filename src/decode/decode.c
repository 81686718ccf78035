// SPDX-License-Identifier: BSD-3-Clause
/*
 * decode.c - the batch loop: one record a frame, in order. All that is known before the first
 * header is read comes from the capture.
 */
#include "decode/decode.h"

#include "decode/layer.h"

_Static_assert(sizeof(struct tcplens_segment) == 64, "a record is one cache line");

void layer_stop(struct cursor *c, size_t n)
{
    const bool cut = c->headers > 0 && n <= layer_length(c);

    layer_note(c, cut ? TCPLENS_TRUNCATED : TCPLENS_MALFORMED);
}

void layer_list(struct cursor *c, enum layer_kind kind)
{
    if (c->list->n < LAYERS_MAX)
        c->list->of[c->list->n++] = (struct layer){.p = c->captured.p,
                                                   .captured = (uint32_t)c->captured.n,
                                                   .len = (uint32_t)layer_length(c),
                                                   .kind = (uint8_t)kind,
                                                   .quoted = c->quoted};
}

static inline void decode_frame(const struct tcplens_frame *frame, layer_decoder *decoder,
                                struct tcplens_segment *out, struct layers *list)
{
    struct cursor cursor = {
        .captured = {frame->octets, frame->caplen},
        .uncaptured = frame->len > frame->caplen ? frame->len - frame->caplen : 0,
        .headers = HEADERS_MAX,
        .seg = out,
        .list = list,
    };

    *out = (struct tcplens_segment){
        .frame = frame->octets,
        .ts_ns = frame->ts_ns,
        .number = frame->number,
        .caplen = frame->caplen,
        .len = frame->len,
        .iface = frame->iface,
        .direction = frame->direction,
    };
    if (decoder != NULL)
        decoder(&cursor);
}

void tl_decode_batch(const struct tcplens_frame *frames, size_t n, struct tcplens_segment *out)
{
    layer_decoder *decoder = NULL;

    for (size_t i = 0; i < n; i++) {
        if (i == 0 || frames[i].link_type != frames[i - 1].link_type)
            decoder = layer_of_link_type(frames[i].link_type);
        if (decoder != layer_ethernet || !layer_plain(&frames[i], &out[i]))
            decode_frame(&frames[i], decoder, &out[i], NULL);
    }
}

void tl_decode_layers(const struct tcplens_frame *frame, struct layers *out)
{
    struct tcplens_segment seg;

    out->n = 0;
    decode_frame(frame, layer_of_link_type(frame->link_type), &seg, out);
    layer_list_quote(&seg, out);
}
