// SPDX-License-Identifier: BSD-3-Clause
#include "source/made_test.h"
#include "source/pcap.h"
#include "tap.h"

#define MAGIC_US       0xa1b2c3d4
#define MAGIC_NS       0xa1b23c4d
#define MAGIC_MODIFIED 0xa1b2cd34

enum { ETHERNET = 1, RAW = 101, SNAPLEN = 262144 };

/* Open `m` and read its first batch. */
static struct source *open_made(const struct made *m, struct frame_batch *batch)
{
    struct source *s = NULL;

    T_CHECK(tl_source_open_memory(&s, (struct span){m->octets, m->n}, NULL, NULL) == TCPLENS_OK);
    T_CHECK(tl_source_read(s, batch, NULL) == TCPLENS_OK);
    return s;
}

/* The first frame of a file with one record of 4 octets at 1.000005 of the fraction's unit. */
static void reads_both_byte_orders_and_units(void)
{
    for (int i = 0; i < 4; i++) {
        struct made m = {.big_endian = i & 1};
        struct frame_batch b;
        struct source *s;
        const bool nano = i & 2;

        put_pcap_header(&m, nano ? MAGIC_NS : MAGIC_US, SNAPLEN, ETHERNET);
        put_pcap_record(&m, 0x80000001, 5, 4);
        s = open_made(&m, &b);
        T_CHECK(b.n == 1);
        T_CHECK(b.frames[0].ts_ns == INT64_C(0x80000001) * 1000000000 + (nano ? 5 : 5000));
        T_CHECK(b.frames[0].caplen == 4 && b.frames[0].len == 4 && b.frames[0].number == 1);
        T_CHECK(b.frames[0].link_type == ETHERNET && b.frames[0].iface == 0);
        T_CHECK(memcmp(b.frames[0].octets, "\4\5\6\7", 4) == 0);
        T_CHECK(tl_source_interfaces(s) == 1 && tl_source_interface(s, 0).snaplen == SNAPLEN);
        T_CHECK(tl_source_interface(s, 0).name[0] == '\0');
        T_CHECK(tl_source_read(s, &b, NULL) == TCPLENS_END && b.n == 0);
        T_CHECK(tl_source_read(s, &b, NULL) == TCPLENS_END);
        tl_source_close(s);
        free(m.octets);
    }
}

static void reads_the_direction_of_the_modified_form(void)
{
    struct made m = {0};
    struct frame_batch b;
    struct source *s;

    put_pcap_header(&m, MAGIC_MODIFIED, SNAPLEN, ETHERNET);
    for (unsigned packet_type = 0; packet_type <= 4; packet_type += 4) {
        const uint8_t tail[2] = {(uint8_t)packet_type, 0};

        put32(&m, 1);
        put32(&m, 2);
        put32(&m, 3);
        put32(&m, 3);
        put32(&m, 7); /* interface index */
        put16(&m, 0x0800);
        put(&m, tail, sizeof tail);
        put_counting(&m, 1, 3);
    }
    s = open_made(&m, &b);
    T_CHECK(b.n == 2);
    T_CHECK(b.frames[0].direction == TCPLENS_DIRECTION_IN);
    T_CHECK(b.frames[1].direction == TCPLENS_DIRECTION_OUT);
    T_CHECK(memcmp(b.frames[1].octets, "\1\2\3", 3) == 0);
    tl_source_close(s);
    free(m.octets);
}

/* Lengths of the one record of a file of some version, whose header has 3 and then 5. */
static void check_version(unsigned major, unsigned minor, uint32_t caplen, uint32_t len)
{
    struct made m = {0};
    struct frame_batch b;
    struct source *s;

    put_pcap_header(&m, MAGIC_US, SNAPLEN, ETHERNET);
    m.octets[4] = (uint8_t)major;
    m.octets[5] = (uint8_t)(major >> 8);
    m.octets[6] = (uint8_t)minor;
    put32(&m, 1);
    put32(&m, 2);
    put32(&m, 3);
    put32(&m, 5);
    put_counting(&m, 0, 5);
    put_counting(&m, 0, 20);
    s = open_made(&m, &b);
    T_CHECK(b.frames[0].caplen == caplen && b.frames[0].len == len);
    tl_source_close(s);
    free(m.octets);
}

static void knows_which_versions_swapped_the_lengths(void)
{
    struct made m = {0};

    check_version(2, 4, 3, 5);
    check_version(2, 9, 3, 5);
    check_version(2, 3, 3, 5);
    check_version(2, 2, 5, 3);
    check_version(543, 0, 5, 3);

    put_pcap_header(&m, MAGIC_US, SNAPLEN, ETHERNET);
    m.octets[4] = 1;
    T_CHECK(read_octets(m.octets, m.n, NULL).open == TCPLENS_ERR_FORMAT);
    free(m.octets);
}

static uint16_t link_type_of(uint32_t field)
{
    struct made m = {0};
    struct frame_batch b;
    struct source *s;
    uint16_t link_type;

    put_pcap_header(&m, MAGIC_US, SNAPLEN, field);
    put_pcap_record(&m, 1, 2, 3);
    s = open_made(&m, &b);
    link_type = b.frames[0].link_type;
    T_CHECK(tl_source_interface(s, 0).link_type == link_type);
    T_CHECK(tl_source_interface(s, 0).link_field == field);
    tl_source_close(s);
    free(m.octets);
    return link_type;
}

static void reads_link_types(void)
{
    T_CHECK(link_type_of(1) == ETHERNET);
    T_CHECK(link_type_of(0x24000001) == ETHERNET); /* with 2 * 16 bits of FCS */
    T_CHECK(link_type_of(12) == RAW && link_type_of(14) == RAW && link_type_of(101) == RAW);
    T_CHECK(link_type_of(4000) == 4000);
}

static void takes_odd_records_as_they_are(void)
{
    struct made m = {0};
    struct frame_batch b;
    struct source *s;

    put_pcap_header(&m, MAGIC_US, 2, ETHERNET);
    put_pcap_record(&m, 7, 1999999, 8); /* more than a second, beyond the snaplen */
    put_pcap_record(&m, 7, 0, 0);
    put_pcap_record(&m, 7, 0, 8);
    m.octets[m.n - 8 - 4] = 3; /* less on the wire than captured */
    s = open_made(&m, &b);
    T_CHECK(b.n == 3);
    T_CHECK(b.frames[0].ts_ns == INT64_C(8999999000) && b.frames[0].caplen == 8);
    T_CHECK(b.frames[0].carry_s == 1 && b.frames[1].carry_s == 0);
    T_CHECK(b.frames[1].caplen == 0 && b.frames[1].len == 0);
    T_CHECK(b.frames[2].caplen == 8 && b.frames[2].len == 3);
    tl_source_close(s);
    free(m.octets);
}

/* As libpcap has it, the snaplen holds before the filter. */
static void reads_as_libpcap(void)
{
    struct made m = {0};
    struct frame_batch b;
    struct source *s = NULL;
    struct tcplens_error err;

    put_pcap_header(&m, MAGIC_US, 5, ETHERNET);
    put_pcap_record(&m, 7, 0, 8);
    put_pcap_record(&m, 7, 0, 4);
    T_CHECK(tl_source_open_memory(&s, (struct span){m.octets, m.n}, "ether[6] = 0xe", &err) ==
            TCPLENS_OK);
    T_CHECK(tl_source_read(s, &b, &err) == TCPLENS_OK && b.n == 1 && b.frames[0].caplen == 8);
    tl_source_close(s);
    T_CHECK(tl_source_open_memory(&s, (struct span){m.octets, m.n}, "ether[6] = 0xe", &err) ==
            TCPLENS_OK);
    T_CHECK(tl_source_as_libpcap(s, &err) == TCPLENS_OK);
    T_CHECK(tl_source_read(s, &b, &err) == TCPLENS_END && b.n == 0);
    T_CHECK(tl_source_set_filter(s, NULL, &err) == TCPLENS_OK);
    tl_source_close(s);

    T_CHECK(tl_source_open_memory(&s, (struct span){m.octets, m.n}, NULL, &err) == TCPLENS_OK);
    T_CHECK(tl_source_as_libpcap(s, &err) == TCPLENS_OK);
    T_CHECK(tl_source_read(s, &b, &err) == TCPLENS_OK && b.n == 2);
    T_CHECK(b.frames[0].caplen == 5 && b.frames[0].len == 8 && b.frames[1].caplen == 4);
    tl_source_close(s);

    m.octets[6] = 5;
    T_CHECK(tl_source_open_memory(&s, (struct span){m.octets, m.n}, NULL, &err) == TCPLENS_OK);
    T_CHECK(tl_source_as_libpcap(s, &err) == TCPLENS_ERR_FORMAT);
    T_CHECK(strstr(err.text, "2.5") != NULL);
    tl_source_close(s);
    free(m.octets);
}

/* More records than a batch and more octets than the window hold, one record larger than it. */
static void keeps_count_over_batches_and_windows(void)
{
    enum { RECORDS = 3000, LARGE = 1500000 };
    struct made m = {0};
    struct frame_batch b;
    struct source *s = NULL;
    uint64_t expected = 0;
    bool right = true;

    put_pcap_header(&m, MAGIC_US, 2 * LARGE, ETHERNET);
    for (uint32_t i = 0; i < RECORDS; i++)
        put_pcap_record(&m, i, 0, i % 301);
    put_pcap_record(&m, RECORDS, 0, LARGE);
    T_CHECK(tl_source_open_memory(&s, (struct span){m.octets, m.n}, NULL, NULL) == TCPLENS_OK);
    while (tl_source_read(s, &b, NULL) == TCPLENS_OK) {
        right = right && b.n > 0;
        for (size_t i = 0; i < b.n; i++) {
            const struct tcplens_frame *const f = &b.frames[i];
            const uint32_t n = expected == RECORDS ? LARGE : (uint32_t)expected % 301;

            right = right && f->number == ++expected && f->caplen == n;
            right = right && (n == 0 || (f->octets[0] == (uint8_t)n &&
                                         f->octets[n - 1] == (uint8_t)(n + n - 1)));
        }
    }
    T_CHECK(right && expected == RECORDS + 1);
    tl_source_close(s);
    free(m.octets);
}

static void tells_damage_from_a_cut(void)
{
    struct made m = {0};
    struct outcome o;

    put_pcap_header(&m, MAGIC_US, 100, ETHERNET);
    put_pcap_record(&m, 1, 2, 30);
    put_pcap_record(&m, 1, 2, 30);
    m.octets[m.n - 30 - 8 + 3] = 0x7f; /* caplen of two thousand million */
    o = read_octets(m.octets, m.n, NULL);
    T_CHECK(o.open == TCPLENS_OK && o.end == TCPLENS_ERR_FORMAT && o.frames == 1);
    T_CHECK(strstr(o.err.text, "record 2 (at octet 70)") != NULL);
    m.octets[m.n - 30 - 8 + 3] = 0;
    m.octets[m.n - 30 - 8 + 2] = 2; /* 131102: frames are as long as that */
    o = read_octets(m.octets, m.n, NULL);
    T_CHECK(o.end == TCPLENS_ERR_CUT && o.frames == 1);
    T_CHECK(strcmp(o.err.text, "memory: the file ends inside record 2 (needs 131102 octets, 30 are "
                               "left); everything before it was read") == 0);
    free(m.octets);
}

/* As `cat a.pcap b.pcap` does, of other byte order and link type. */
static void reads_files_that_were_joined(void)
{
    struct made m = {0};
    struct frame_batch b;
    struct source *s;

    put_pcap_header(&m, MAGIC_US, SNAPLEN, ETHERNET);
    put_pcap_record(&m, 1, 0, 3);
    m.big_endian = true;
    put_pcap_header(&m, MAGIC_NS, SNAPLEN, ETHERNET);
    put_pcap_header(&m, MAGIC_NS, SNAPLEN, RAW);
    put_pcap_record(&m, 2, 7, 0);
    put_pcap_record(&m, 2, 8, 4);
    s = open_made(&m, &b);
    T_CHECK(b.n == 1 && b.frames[0].iface == 0);
    T_CHECK(tl_source_read(s, &b, NULL) == TCPLENS_OK && b.n == 2);
    T_CHECK(b.frames[1].number == 3 && b.frames[1].iface == 2 && b.frames[1].link_type == RAW);
    T_CHECK(b.frames[1].ts_ns == 2000000008);
    T_CHECK(tl_source_interfaces(s) == 3);
    T_CHECK(tl_source_read(s, &b, NULL) == TCPLENS_END);
    tl_source_close(s);
    T_CHECK(read_octets(m.octets, 24 + 19 + 20, NULL).end == TCPLENS_ERR_CUT);
    free(m.octets);
}

/* Cut after every octet: all complete records, and then the right end. */
static void survives_every_cut(void)
{
    enum { RECORDS = 5 };
    size_t border[RECORDS + 1];
    struct made m = {0};
    bool right = true;

    put_pcap_header(&m, MAGIC_NS, SNAPLEN, ETHERNET);
    border[0] = m.n;
    for (uint32_t i = 0; i < RECORDS; i++) {
        put_pcap_record(&m, i, i, 7 * i);
        border[i + 1] = m.n;
    }
    for (size_t n = 0; n <= m.n; n++) {
        uint8_t *const exact = malloc(n + 1);
        uint64_t whole = 0;
        struct outcome o;

        memcpy(exact, m.octets, n);
        o = read_octets(exact, n, NULL);
        while (whole < RECORDS && border[whole + 1] <= n)
            whole++;
        if (n < border[0])
            right = right && o.open == TCPLENS_ERR_FORMAT;
        else
            right = right && o.open == TCPLENS_OK && o.frames == whole &&
                    o.end == (n == border[whole] ? TCPLENS_END : TCPLENS_ERR_CUT);
        free(exact);
    }
    T_CHECK(right);
    free(m.octets);
}

int main(void)
{
    reads_both_byte_orders_and_units();
    reads_the_direction_of_the_modified_form();
    knows_which_versions_swapped_the_lengths();
    reads_link_types();
    takes_odd_records_as_they_are();
    reads_as_libpcap();
    keeps_count_over_batches_and_windows();
    tells_damage_from_a_cut();
    reads_files_that_were_joined();
    survives_every_cut();
    return t_done();
}
