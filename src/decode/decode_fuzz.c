// SPDX-License-Identifier: BSD-3-Clause
/*
 * decode_fuzz.c - any octets as a frame: the first chooses the link type, the second how much more
 * was on the wire. What a record promises must hold, and all that reads it again stay in bounds.
 */
#include <stdlib.h>

#include "decode/decode.h"

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint16_t link_types[] = {1,   0,   9,   12,  14,  50,  51,  101,
                                      104, 108, 113, 204, 228, 229, 276, 147};

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* Touch what the record points to. */
static void read_span(struct span s)
{
    volatile uint8_t sum = 0;

    for (size_t i = 0; i < s.n; i++)
        sum = (uint8_t)(sum + s.p[i]);
}

static void check_record(const struct tcplens_segment *s)
{
    struct checksum_facts checksum;
    struct ip_facts ip;

    require(tl_decode_options(s).n <= 40);
    read_span(tl_decode_options(s));
    read_span(tl_decode_payload(s));
    if (s->kind >= TCPLENS_KIND_IP) {
        require(s->l4_off >= s->l3_off + 20 && s->l3_off < s->caplen);
        tl_decode_ip(s, &ip);
        require(ip.version == 4 || ip.version == 6);
    }
    if (s->kind >= TCPLENS_KIND_ICMP)
        require(s->l4_off < s->caplen);
    if (s->kind != TCPLENS_KIND_TCP) {
        require(s->seq.v == 0 && s->flags == 0 && s->options == 0 && s->header_len == 0);
        return;
    }
    require(s->header_len >= 20 || s->payload_len == 0);
    require(s->header_len >= 20 || (s->notes & (TCPLENS_MALFORMED | TCPLENS_TRUNCATED)) != 0);
    if ((s->notes & (TCPLENS_TRUNCATED | TCPLENS_MALFORMED | TCPLENS_OPTIONS_CUT)) == 0)
        require(((s->notes & TCPLENS_PAYLOAD_CUT) != 0) ==
                (tl_decode_payload(s).n < s->payload_len));
    tl_decode_checksum(s, &checksum);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tcplens_segment seg, quoted;
    struct tcplens_frame frame;

    if (size < 2)
        return 0;
    frame = (struct tcplens_frame){
        .octets = data + 2,
        .caplen = (uint32_t)size - 2,
        .len = (uint32_t)size - 2 + data[1],
        .link_type = link_types[data[0] % (sizeof link_types / sizeof link_types[0])],
    };
    tl_decode_batch(&frame, 1, &seg);
    check_record(&seg);
    if (tl_decode_icmp_quote(&seg, &quoted)) {
        require(quoted.kind == TCPLENS_KIND_TCP);
        check_record(&quoted);
    }
    return 0;
}
