// SPDX-License-Identifier: BSD-3-Clause
#include "source/pcapng_block.h"

#include <inttypes.h>

#include "base/error.h"

#define SECTION_MAGIC UINT32_C(0x1a2b3c4d)

enum {
    PREFIX = 8,    /* type and length, before the body */
    OVERHEAD = 12, /* with the length behind it */
    OPTION_END = 0,
};

enum tcplens_status tl_pcapng_damaged(const struct pcapng *p, const struct input *in,
                                      const char *how, struct tcplens_error *err)
{
    return tl_error(err, TCPLENS_ERR_FORMAT, 0,
                    "%s: block %" PRIu64 " (at octet %" PRIu64
                    ") %s: the file is damaged there; everything before it was read",
                    in->stream.name, p->blocks + 1, tl_input_offset(in), how);
}

bool tl_pcapng_order(const uint8_t magic[4], bool *big_endian)
{
    *big_endian = be32(magic) == SECTION_MAGIC;
    return *big_endian || le32(magic) == SECTION_MAGIC;
}

enum tcplens_status tl_pcapng_look(const struct pcapng *p, const struct input *in,
                                   struct pcapng_block *out, size_t *need,
                                   struct tcplens_error *err)
{
    struct span rest = tl_input_window(in);
    const uint8_t *h = rest.p;
    bool big_endian = p->big_endian;
    uint32_t length;

    *need = OVERHEAD;
    if (rest.n < OVERHEAD)
        return TCPLENS_END;
    /* A section header is the first block in its own byte order. */
    if (be32(h) == PCAPNG_SECTION && !tl_pcapng_order(h + PREFIX, &big_endian))
        return tl_pcapng_damaged(p, in, "is a section header without its magic number", err);
    length = pcapng_load32(big_endian, h + 4);
    if (length < OVERHEAD || length > INPUT_RECORD_MAX || length % 4 != 0)
        return tl_pcapng_damaged(p, in, "has a length that no block can have", err);
    *need = length;
    h = span_take(&rest, length);
    if (h == NULL)
        return TCPLENS_END;
    if (pcapng_load32(big_endian, h + length - 4) != length)
        return tl_error_libpcap(
            err,
            tl_pcapng_damaged(p, in, "has another length at its end than at its beginning", err),
            "block total length in header and trailer don't match");
    *out = (struct pcapng_block){
        .type = pcapng_load32(big_endian, h),
        .body = {h + PREFIX, length - OVERHEAD},
        .rest = rest,
    };
    return TCPLENS_OK;
}

static enum tcplens_status cut(const struct pcapng *p, const struct input *in, size_t need,
                               struct tcplens_error *err)
{
    const size_t have = tl_input_window(in).n;
    /* It reads type and length first, of the section header the magic number too, then the rest. */
    const size_t before = have < PREFIX ? 0 : p->blocks == 0 ? OVERHEAD : PREFIX;
    enum tcplens_status status;

    if (p->blocks == 0)
        status = tl_error(err, TCPLENS_ERR_FORMAT, 0,
                          "%s: a pcapng file cut within its header: %zu of %zu octets are there, "
                          "and no frame",
                          in->stream.name, have, need);
    else
        status = tl_error(err, TCPLENS_ERR_CUT, 0,
                          "%s: the file ends inside block %" PRIu64
                          " (needs %zu octets, %zu are left); everything before it was read",
                          in->stream.name, p->blocks + 1, need, have);
    if (p->blocks == 0 && have < OVERHEAD)
        return tl_error_libpcap(err, status, "unknown file format");
    return tl_error_libpcap(err, status,
                            "truncated pcapng dump file; tried to read %zu bytes, only got %zu",
                            (have < PREFIX ? PREFIX : need) - before, have - before);
}

enum tcplens_status tl_pcapng_want(const struct pcapng *p, struct input *in,
                                   struct pcapng_block *out, struct tcplens_error *err)
{
    size_t need;
    enum tcplens_status status;

    while ((status = tl_pcapng_look(p, in, out, &need, err)) == TCPLENS_END) {
        status = tl_input_want(in, need, err);
        if (status != TCPLENS_OK)
            break;
    }
    if (status != TCPLENS_END || tl_input_window(in).n == 0)
        return status;
    return cut(p, in, need, err);
}

bool tl_pcapng_option(bool big_endian, struct pcapng_options *options, uint16_t *code,
                      struct span *value)
{
    struct span *const rest = &options->rest;
    const uint8_t *const h = span_take(rest, 4);
    size_t padding;

    if (h == NULL) {
        options->damaged = rest->n > 0;
        return false;
    }
    *code = pcapng_load16(big_endian, h);
    if (*code == OPTION_END)
        return false;
    value->n = pcapng_load16(big_endian, h + 2);
    value->p = span_take(rest, value->n);
    options->damaged = value->p == NULL;
    /* Some writers forget to pad the last one. */
    padding = -value->n % 4;
    (void)span_take(rest, padding < rest->n ? padding : rest->n);
    return !options->damaged;
}
