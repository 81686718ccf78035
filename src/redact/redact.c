// SPDX-License-Identifier: BSD-3-Clause
#include "redact/redact.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "decode/layers.h"
#include "redact/header.h"
#include "redact/sums.h"

/* `octets` are *owned*: room for those of a batch of frames. */
struct redactor {
    struct permute_key key;
    uint8_t *octets;
    size_t room;
};

enum tcplens_status tl_redact_new(struct redactor **ret, const char *key, struct tcplens_error *err)
{
    struct redactor *const r = calloc(1, sizeof *r);
    enum tcplens_status status;

    if (r == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    status = tl_permute_key(&r->key, key, err);
    if (status != TCPLENS_OK) {
        free(r);
        return status;
    }
    *ret = r;
    return TCPLENS_OK;
}

static bool make_room(struct redactor *r, size_t n)
{
    uint8_t *more;

    if (n <= r->room)
        return true;
    more = realloc(r->octets, n);
    if (more == NULL)
        return false;
    r->octets = more;
    r->room = n;
    return true;
}

/* Octets of a header: up to the next one, or what its kind says. */
static size_t header_octets(const struct layers *layers, size_t i)
{
    const struct layer *const l = &layers->of[i];
    const struct layer *const next = i + 1 < layers->n ? &layers->of[i + 1] : NULL;

    if (next != NULL && next->p >= l->p && (size_t)(next->p - l->p) <= l->captured)
        return (size_t)(next->p - l->p);
    return tl_redact_header_length(l);
}

/* Everything is zeros but what is known to be a header. */
static void redact(const struct redactor *r, const struct tcplens_frame *frame, uint8_t *out)
{
    struct layers layers;

    memset(out, 0, frame->caplen);
    tl_decode_layers(frame, &layers);
    for (size_t i = 0; i < layers.n; i++) {
        const struct layer *const l = &layers.of[i];
        uint8_t *const header = out + (l->p - frame->octets);
        const size_t n = header_octets(&layers, i);

        if (n == 0)
            continue;
        memcpy(header, l->p, n);
        tl_redact_header(&r->key, l->kind, header, n);
    }
    tl_redact_sums(&layers, frame->octets, out);
}

bool tl_redact_frames(struct redactor *r, struct tcplens_frame *frames, size_t n)
{
    size_t octets = 0;
    uint8_t *out;
    bool room;

    for (size_t i = 0; i < n; i++)
        octets += frames[i].caplen;
    room = make_room(r, octets);
    out = r->octets;
    for (size_t i = 0; i < n; i++) {
        if (!room)
            frames[i].caplen = 0;
        if (frames[i].caplen == 0)
            continue;
        redact(r, &frames[i], out);
        frames[i].octets = out;
        out += frames[i].caplen;
    }
    return room;
}

void tl_redact_free(struct redactor *r)
{
    if (r == NULL)
        return;
    free(r->octets);
    free(r);
}
