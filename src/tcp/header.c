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

/* A header of 8 to 19 octets: what was cut off stays 0. */
static __attribute__((noinline)) bool read_cut_header(struct span captured, size_t wire,
                                                      struct tcplens_segment *out)
{
    const uint8_t *const h = captured.p;

    out->notes |= wire >= TCP_HEADER_MIN ? TCPLENS_TRUNCATED : TCPLENS_MALFORMED;
    if (captured.n < TCP_HEADER_RECOGNISED)
        return false;
    out->payload_len = 0;
    out->src_port = be16(h);
    out->dst_port = be16(h + 2);
    out->seq.v = be32(h + 4);
    if (captured.n >= 12)
        out->ack.v = be32(h + 8);
    if (captured.n >= 14)
        out->flags = be16(h + 12) & FLAGS_MASK;
    if (captured.n >= 16)
        out->wnd = be16(h + 14);
    if (captured.n >= 13) {
        out->header_len = (uint8_t)((h[12] >> 4) * 4);
        if (out->header_len >= TCP_HEADER_MIN && out->header_len <= wire)
            out->payload_len = (uint32_t)(wire - out->header_len);
        else
            out->notes |= TCPLENS_MALFORMED;
    }
    return true;
}

bool tl_tcp_header_read(struct span captured, size_t wire, struct tcplens_segment *out)
{
    const uint8_t *const h = span_take(&captured, TCP_HEADER_MIN);
    size_t header_len, options_len;

    if (h == NULL)
        return read_cut_header(captured, wire, out);
    header_len = (size_t)(h[12] >> 4) * 4;
    out->src_port = be16(h);
    out->dst_port = be16(h + 2);
    out->seq.v = be32(h + 4);
    out->ack.v = be32(h + 8);
    out->flags = be16(h + 12) & FLAGS_MASK;
    out->wnd = be16(h + 14);
    out->header_len = (uint8_t)header_len;
    if (header_len < TCP_HEADER_MIN || header_len > wire) {
        out->notes |= TCPLENS_MALFORMED;
        out->payload_len = 0;
        return true;
    }
    out->payload_len = (uint32_t)(wire - header_len);
    options_len = header_len - TCP_HEADER_MIN;
    if (options_len > captured.n) {
        out->notes |= TCPLENS_OPTIONS_CUT;
        out->options = (uint8_t)tl_tcp_option_bits(captured, options_len - captured.n);
        return true;
    }
    if (out->payload_len > captured.n - options_len)
        out->notes |= TCPLENS_PAYLOAD_CUT;
    captured.n = options_len;
    if (options_len == TIMESTAMPS_LIST_LEN && be32(captured.p) == TIMESTAMPS_LIST)
        out->options = TCPLENS_OPT_TIMESTAMPS;
    else if (options_len > 0)
        out->options = (uint8_t)tl_tcp_option_bits(captured, 0);
    return true;
}
