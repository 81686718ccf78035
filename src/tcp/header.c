// SPDX-License-Identifier: BSD-3-Clause
/*
 * header.c - the straight line is a whole header with no options or with timestamps alone, which is
 * nearly every segment; cut, malformed and option-laden headers leave it for functions of their
 * own.
 */
#include "tcp/header.h"

#include "tcp/options.h"

/* NOP, NOP, Timestamps of length 10: the list of nearly every segment (RFC 7323 appendix A). */
enum { TIMESTAMPS_LIST = 0x0101080a, TIMESTAMPS_LIST_LEN = 12 };

enum { FLAGS_MASK = 0x1ff };

static inline uint8_t header_len_of(const uint8_t *h)
{
    return (uint8_t)(h[12] >> 4) * 4;
}

/* A header of which not all is at hand: what was cut off stays 0. */
static __attribute__((noinline)) bool read_cut_header(struct span captured, size_t uncaptured,
                                                      struct tcplens_segment *out)
{
    const size_t length = captured.n + uncaptured, there = captured.n;
    const uint8_t *const h = span_take(&captured, TCP_HEADER_RECOGNISED);

    out->notes |= length >= TCP_HEADER_MIN ? TCPLENS_TRUNCATED : TCPLENS_MALFORMED;
    if (h == NULL)
        return false;
    out->src_port = be16(h);
    out->dst_port = be16(h + 2);
    out->seq.v = be32(h + 4);
    out->payload_len = 0;
    if (there >= 12)
        out->ack.v = be32(h + 8);
    if (there >= 13) {
        out->header_len = header_len_of(h);
        if (out->header_len >= TCP_HEADER_MIN && out->header_len <= length)
            out->payload_len = (uint32_t)(length - out->header_len);
        else
            out->notes |= TCPLENS_MALFORMED;
    }
    if (there >= 14)
        out->flags = be16(h + 12) & FLAGS_MASK;
    if (there >= 16)
        out->wnd = be16(h + 14);
    return true;
}

bool tl_tcp_header_read(struct span captured, size_t uncaptured, struct tcplens_segment *out)
{
    const uint8_t *const h = span_take(&captured, TCP_HEADER_MIN);
    size_t options_len;

    if (h == NULL)
        return read_cut_header(captured, uncaptured, out);
    out->src_port = be16(h);
    out->dst_port = be16(h + 2);
    out->seq.v = be32(h + 4);
    out->ack.v = be32(h + 8);
    out->header_len = header_len_of(h);
    out->flags = be16(h + 12) & FLAGS_MASK;
    out->wnd = be16(h + 14);
    options_len = (size_t)out->header_len - TCP_HEADER_MIN;
    if (out->header_len < TCP_HEADER_MIN || options_len > captured.n + uncaptured) {
        out->notes |= TCPLENS_MALFORMED;
        out->payload_len = 0;
        return true;
    }
    out->payload_len = (uint32_t)(captured.n + uncaptured - options_len);
    if (options_len > captured.n) {
        out->notes |= TCPLENS_OPTIONS_CUT;
        out->options = (uint8_t)tl_tcp_option_bits(captured, options_len - captured.n);
        return true;
    }
    if (uncaptured > 0)
        out->notes |= TCPLENS_PAYLOAD_CUT;
    if (options_len == TIMESTAMPS_LIST_LEN && be32(captured.p) == TIMESTAMPS_LIST)
        out->options = TCPLENS_OPT_TIMESTAMPS;
    else if (options_len > 0)
        out->options = (uint8_t)tl_tcp_option_bits((struct span){captured.p, options_len}, 0);
    return true;
}
