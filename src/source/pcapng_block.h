// SPDX-License-Identifier: BSD-3-Clause
/*
 * pcapng_block.h - what all pcapng blocks have in common: a type, the length at both ends, a body
 * in the section's byte order, options (draft-ietf-opsawg-pcapng 3).
 *
 * A block is proved whole, with both of its lengths, before anything in its body is read.
 */
#ifndef TL_SOURCE_PCAPNG_BLOCK_H
#define TL_SOURCE_PCAPNG_BLOCK_H

#include "source/pcapng.h"

enum pcapng_block_type {
    PCAPNG_INTERFACE = 1,
    PCAPNG_PACKET_OLD = 2, /* obsolete, but files have it */
    PCAPNG_PACKET_SIMPLE = 3,
    PCAPNG_STATISTICS = 5,
    PCAPNG_PACKET = 6,
    PCAPNG_JOURNAL = 9, /* an entry of systemd's journal */
    PCAPNG_CUSTOM = 0xbad,
    PCAPNG_CUSTOM_PRIVATE = 0x40000bad, /* not to be copied */
};
#define PCAPNG_SECTION UINT32_C(0x0a0d0d0a)

/**
 * struct pcapng_block - one block, whole
 * @type: enum pcapng_block_type, PCAPNG_SECTION, or another
 * @body: *borrowed*, without type and lengths
 * @rest: what follows the block in the window
 */
struct pcapng_block {
    uint32_t type;
    struct span body, rest;
};

/**
 * struct pcapng_options - options being walked
 * @rest:    not walked yet
 * @damaged: one was longer than what there was
 */
struct pcapng_options {
    struct span rest;
    bool damaged;
};

static inline uint16_t pcapng_load16(bool big_endian, const uint8_t *at)
{
    return big_endian ? be16(at) : le16(at);
}

static inline uint32_t pcapng_load32(bool big_endian, const uint8_t *at)
{
    return big_endian ? be32(at) : le32(at);
}

static inline uint64_t pcapng_load64(bool big_endian, const uint8_t *at)
{
    const uint64_t first = pcapng_load32(big_endian, at);
    const uint64_t second = pcapng_load32(big_endian, at + 4);

    return big_endian ? first << 32 | second : second << 32 | first;
}

/* The byte order that a section's magic number at `magic` tells; false if it is none. */
bool tl_pcapng_order(const uint8_t magic[4], bool *big_endian);

/*
 * Look at the window's first block, without reading on. TCPLENS_OK: `*out` is the block.
 * TCPLENS_END: the window has to grow to `*need` octets first.
 */
enum tcplens_status tl_pcapng_look(const struct pcapng *p, const struct input *in,
                                   struct pcapng_block *out, size_t *need,
                                   struct tcplens_error *err) __attribute__((warn_unused_result));

/* Read on until the window holds the next block whole; TCPLENS_END if no octet is left. */
enum tcplens_status tl_pcapng_want(const struct pcapng *p, struct input *in,
                                   struct pcapng_block *out, struct tcplens_error *err)
    __attribute__((warn_unused_result));

/* Take the next option; false after the last one, and where one is damaged. */
bool tl_pcapng_option(bool big_endian, struct pcapng_options *options, uint16_t *code,
                      struct span *value);

/* Say that the window's first block is damaged: `how` completes "block 7 …". */
enum tcplens_status tl_pcapng_damaged(const struct pcapng *p, const struct input *in,
                                      const char *how, struct tcplens_error *err);

#endif
