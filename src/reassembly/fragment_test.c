// SPDX-License-Identifier: BSD-3-Clause
/* What is a fragment, and what it says. Frames are raw IP. */
#include "reassembly/fragment.h"

#include "decode/test_frame.h"
#include "tap.h"

enum { RAW = 101, ETHERNET = 1 };

#define FRAGMENT4(total, bits) "4500" total "0007" bits "4006 0000 " IP4_ADDRS
#define DATA_8                 "0001020304050607 "
#define FRAGMENT6(next, bits)  next "00" bits "0000 abcd "

static bool view(uint16_t link, const char *text, size_t cut, struct fragment_view *out,
                 struct test_frame *f)
{
    uint8_t octets[256];
    const size_t n = hex_octets(text, octets, sizeof octets);

    *f = test_frame_of(link, octets, n, n - cut);
    return tl_fragment_view(&f->seg, out);
}

static void views_ip4(void)
{
    struct fragment_view v;
    struct test_frame f;

    T_CHECK(view(RAW, FRAGMENT4("001c", "2000") DATA_8, 0, &v, &f));
    T_CHECK(v.more && v.offset == 0 && v.data.n == 8 && v.head.n == 20);
    T_CHECK(v.key.id == 7 && v.key.protocol == 6 && v.key.version == 4 && v.key.vlan == 0);
    test_frame_free(&f);
    T_CHECK(view(RAW, FRAGMENT4("001c", "0003") DATA_8 "ffff", 0, &v, &f));
    T_CHECK(!v.more && v.offset == 24 && v.data.n == 8); /* what follows the packet is not its */
    test_frame_free(&f);
    T_CHECK(!view(RAW, FRAGMENT4("001c", "4000") DATA_8, 0, &v, &f)); /* whole */
    test_frame_free(&f);
    T_CHECK(!view(RAW, FRAGMENT4("001c", "2000") DATA_8, 1, &v, &f)); /* cut */
    test_frame_free(&f);
}

static void views_ip6(void)
{
    struct fragment_view v;
    struct test_frame f;

    T_CHECK(view(RAW, IP6("0010", "2c") FRAGMENT6("06", "0009") DATA_8, 0, &v, &f));
    T_CHECK(v.more && v.offset == 8 && v.data.n == 8 && v.head.n == 40 && v.next_header == 6);
    T_CHECK(v.key.id == 0xabcd && v.key.protocol == 0 && v.next_header_off == 6);
    test_frame_free(&f);
    /* Behind a header of padding, and behind a fragment header of a packet that is whole. */
    T_CHECK(view(RAW, IP6("0018", "00") "2c00 0104 00000000 " FRAGMENT6("06", "0001") DATA_8, 0, &v,
                 &f));
    T_CHECK(v.head.n == 48 && v.next_header_off == 40 && v.offset == 0);
    test_frame_free(&f);
    T_CHECK(view(RAW, IP6("0018", "2c") FRAGMENT6("2c", "0000") FRAGMENT6("06", "0001") DATA_8, 0,
                 &v, &f));
    T_CHECK(v.head.n == 48 && v.next_header_off == 40 && v.data.n == 8);
    test_frame_free(&f);
    T_CHECK(!view(RAW, IP6("0010", "2c") FRAGMENT6("06", "0000") DATA_8, 0, &v, &f));
    test_frame_free(&f);
}

static void tells_vlans_apart(void)
{
    struct fragment_view v;
    struct test_frame f;

    T_CHECK(view(ETHERNET, ETH "8100 a123 0800 " FRAGMENT4("001c", "2000") DATA_8, 0, &v, &f));
    T_CHECK(v.key.vlan == 0x123);
    test_frame_free(&f);
}

/* However much was captured, nothing is read beyond it: AddressSanitizer sees to that. */
static void survives_every_cut(void)
{
    const char *const frames[] = {
        FRAGMENT4("001c", "2000") DATA_8,
        IP6("0018", "2c") FRAGMENT6("2c", "0000") FRAGMENT6("06", "0001") DATA_8,
        IP6("0018", "00") "2c00 0104 00000000 " FRAGMENT6("06", "0001") DATA_8,
    };
    unsigned viewed = 0;

    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) {
        uint8_t octets[128];
        const size_t n = hex_octets(frames[i], octets, sizeof octets);

        for (size_t cut = 0; cut <= n; cut++) {
            struct fragment_view v;
            struct test_frame f;

            viewed += view(RAW, frames[i], cut, &v, &f);
            test_frame_free(&f);
        }
    }
    T_CHECK(viewed == 3);
}

int main(void)
{
    views_ip4();
    views_ip6();
    tells_vlans_apart();
    survives_every_cut();
    return t_done();
}
