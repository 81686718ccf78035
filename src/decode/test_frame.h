// SPDX-License-Identifier: BSD-3-Clause
/*
 * test_frame.h - for tests: frames from hexadecimal text, decoded from a heap block that ends where
 * the captured octets end, so that AddressSanitizer sees an over-read by one.
 */
#ifndef TL_DECODE_TEST_FRAME_H
#define TL_DECODE_TEST_FRAME_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "decode/decode.h"

/* Parts of frames, from the inside out. Each IP length is that of what it is put in front of. */
#define ETH                  "020000000002 020000000001 "
#define TCP_PORTS            "9c40 01bb "
#define TCP_FIXED            TCP_PORTS "00000001 00000002 8018 0200 0000 0000 "
#define TIMESTAMPS           "0101080a 00000007 00000009 "
#define TCP                  TCP_FIXED TIMESTAMPS "68656c6c6f " /* 32 octets of header, "hello" */
#define IP4_ADDRS            "c0000201 c0000202 "
#define IP4(total, protocol) "4500" total "0007 4000 40" protocol "0000 " IP4_ADDRS
#define IP4_TCP              IP4("0039", "06") TCP /* 57 octets */
#define IP6_ADDRS            "20010db8000000000000000000000001 20010db8000000000000000000000002 "
#define IP6(payload, next)   "60000000" payload next "40 " IP6_ADDRS
#define IP6_TCP              IP6("0025", "06") TCP /* 77 octets */

/**
 * struct test_frame - one frame and its record
 * @octets: *owned* by test_frame_free(): the captured ones, and no octet more
 */
struct test_frame {
    uint8_t *octets;
    struct tcplens_segment seg;
};

static inline int hex_digit(char c)
{
    const char *const digits = "0123456789abcdef";
    const char *const at = c == '\0' ? NULL : strchr(digits, c);

    return at == NULL ? -1 : (int)(at - digits);
}

/* Octets of `text`, which may have blanks anywhere; at most `size`. */
static inline size_t hex_octets(const char *text, uint8_t *out, size_t size)
{
    size_t digits = 0;

    for (; *text != '\0' && digits / 2 < size; text++) {
        const int d = hex_digit(*text);

        if (d < 0)
            continue;
        out[digits / 2] = (uint8_t)(digits % 2 == 0 ? d << 4 : out[digits / 2] | d);
        digits++;
    }
    return digits / 2;
}

/* Decode the first `caplen` octets of `n` on the wire. */
static inline struct test_frame test_frame_of(uint16_t link_type, const uint8_t *octets, size_t n,
                                              size_t caplen)
{
    struct test_frame f = {.octets = malloc(caplen)};
    struct tcplens_frame frame = {
        .octets = f.octets,
        .ts_ns = 1000,
        .number = 3,
        .caplen = (uint32_t)caplen,
        .len = (uint32_t)n,
        .iface = 5,
        .link_type = link_type,
    };

    if (caplen > 0)
        memcpy(f.octets, octets, caplen);
    tl_decode_batch(&frame, 1, &f.seg);
    return f;
}

static inline struct test_frame test_frame_hex(uint16_t link_type, const char *text)
{
    uint8_t octets[1024];
    const size_t n = hex_octets(text, octets, sizeof octets);

    return test_frame_of(link_type, octets, n, n);
}

/* As above, for a test that looks at nothing but numbers. */
static inline struct tcplens_segment test_segment(uint16_t link_type, const char *text)
{
    struct test_frame f = test_frame_hex(link_type, text);

    free(f.octets);
    return f.seg;
}

static inline void test_frame_free(struct test_frame *f)
{
    free(f->octets);
    f->octets = NULL;
}

#endif
