// SPDX-License-Identifier: BSD-3-Clause
/* line_test.c - every form of a line: bits, words, numbers, what a dissector said, brackets. */
#include "field/line.h"

#include <string.h>

#include "tap.h"

static struct items *items;

static bool reads(const struct item *it, const char *expected)
{
    char buf[512];
    struct text out;

    text_init(&out, buf, sizeof buf, NULL, NULL);
    tl_line_write(&out, items, it);
    return out.len == strlen(expected) && memcmp(buf, expected, out.len) == 0;
}

static void title_and_value(void)
{
    static const uint8_t octets[40] = {0x88, 0x6d, 0x40, 0x06};

    items_clear(items);
    T_CHECK(reads(items_be(items, F_TCP_SRCPORT, octets, 2), "Source Port: 34925"));
    T_CHECK(reads(items_be(items, F_IP_ID, octets, 2), "Identification: 0x886d (34925)"));
    T_CHECK(reads(items_be(items, F_ETH_FCS, octets, 4), "Frame check sequence: 0x886d4006"));
    T_CHECK(reads(items_i(items, F_TCP_TIME_DELTA, 62000),
                  "Time since previous frame in this TCP stream: 0.000062000 seconds"));
    T_CHECK(reads(items_mark(items, F_ANALYSIS), "SEQ/ACK analysis"));
    T_CHECK(reads(items_generated(items_mark(items, F_ANALYSIS)), "[SEQ/ACK analysis]"));
}

static void bits_and_words(void)
{
    static const uint8_t octets[] = {0x40, 0x12};

    items_clear(items);
    T_CHECK(reads(items_be(items, F_IP_FRAG_OFFSET, octets, 2),
                  "...0 0000 0001 0010 = Fragment Offset: 18"));
    T_CHECK(reads(items_be(items, F_IP_FLAGS_DF, octets, 1), ".1.. .... = Don't fragment: Set"));
    T_CHECK(reads(items_be(items, F_TCP_FLAGS_SYN, octets, 2), ".... .... ..1. = Syn: Set"));
}

/* More than title and value (says.h). */
static void what_values_say(void)
{
    static const uint8_t octets[] = {0x80, 0x12, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2};

    items_clear(items);
    T_CHECK(reads(items_be(items, F_TCP_CHECKSUM, octets, 2), "Checksum: 0x8012 [unverified]"));
    T_CHECK(reads(items_u(items, F_FRAME_LEN, 1), "Frame Length: 1 byte (8 bits)"));
    T_CHECK(reads(items_u(items, F_TCP_HDR_LEN, 32), "1000 .... = Header Length: 32 bytes (8)"));
    T_CHECK(reads(items_u(items, F_TCP_FLAGS, 0x012), "Flags: 0x012 (SYN, ACK)"));
    T_CHECK(reads(items_u(items, F_TCP_FLAGS, 0), "Flags: 0x000 (<None>)"));
    T_CHECK(reads(items_u(items, F_TCP_COMPLETENESS, 7),
                  "Conversation completeness: Incomplete, ESTABLISHED (7)"));
    T_CHECK(reads(items_octets(items, F_OPT_TIMESTAMP, octets + 2, 10),
                  "TCP Option - Timestamps: TSval 1, TSecr 2"));
    T_CHECK(reads(items_octets(items, F_OPT_TIMESTAMP, octets + 2, 9), "TCP Option - Timestamps"));
    T_CHECK(reads(items_octets(items, F_TCP_PAYLOAD, octets, 1), "TCP payload (1 byte)"));
}

static void what_was_said(void)
{
    struct item *it;

    items_clear(items);
    it = items_u(items, F_TCP_LEN, 5);
    ITEMS_SAY(items, it, "TCP Segment Len: %d octets\033", 5);
    T_CHECK(reads(it, "TCP Segment Len: 5 octets."));
    T_CHECK(reads(items_generated(it), "[TCP Segment Len: 5 octets.]"));
}

int main(void)
{
    items = tl_items_new(true);
    if (items == NULL)
        return 1;
    title_and_value();
    bits_and_words();
    what_values_say();
    what_was_said();
    tl_items_free(items);
    return t_done();
}
