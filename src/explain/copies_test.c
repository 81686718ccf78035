// SPDX-License-Identifier: BSD-3-Clause
/* copies_test.c - what overlaps is compared, wherever it begins; what gave way is not. */
#include "explain/copies.h"

#include "tap.h"

static struct copies c;

static struct span octets(const char *text)
{
    return (struct span){(const uint8_t *)text, strlen(text)};
}

/* At which number they differ, and from which frame; 0 if they do not. */
static uint32_t differs(uint64_t last, uint32_t seq, const char *text, uint64_t *frame)
{
    struct difference d = {0};

    *frame = 0;
    if (!tl_copies_differ(&c, last, seq, octets(text), &d))
        return 0;
    *frame = d.frame;
    return d.seq;
}

static void overlaps(void)
{
    uint64_t mine = 0, other = 0, frame;

    tl_copies_keep(&c, &mine, 1, 100, octets("abcd"));
    tl_copies_keep(&c, &other, 2, 100, octets("wxyz"));
    tl_copies_keep(&c, &mine, 3, 104, octets("efgh"));
    T_CHECK(differs(mine, 100, "abcdefgh", &frame) == 0);
    T_CHECK(differs(mine, 102, "cdXf", &frame) == 104 && frame == 3);
    T_CHECK(differs(mine, 98, "__aXcdeX", &frame) == 101 && frame == 1);
    T_CHECK(differs(mine, 107, "hij", &frame) == 0);
    T_CHECK(differs(mine, 108, "X", &frame) == 0 && differs(mine, 99, "X", &frame) == 0);
    T_CHECK(differs(other, 100, "abcd", &frame) == 100 && frame == 2);
    T_CHECK(differs(0, 100, "X", &frame) == 0);
}

static void numbers_wrap(void)
{
    uint64_t last = 0, frame;

    tl_copies_keep(&c, &last, 9, UINT32_MAX - 1, octets("abcd"));
    T_CHECK(differs(last, 0, "cX", &frame) == 1 && frame == 9);
    T_CHECK(differs(last, UINT32_MAX, "bcd", &frame) == 0);
}

/* Pieces give way one by one, and with the octets that others overwrite. */
static void the_oldest_gives_way(void)
{
    static uint8_t much[1 << 16];
    uint64_t first = 0, many = 0, frame;

    tl_copies_keep(&c, &first, 1, 0, octets("abcd"));
    for (unsigned i = 1; i < COPIES_PIECES; i++)
        tl_copies_keep(&c, &many, 2, i, octets("x"));
    T_CHECK(differs(first, 0, "X", &frame) == 0 && frame == 1);
    tl_copies_keep(&c, &many, 2, 0, octets("x"));
    T_CHECK(differs(first, 0, "X", &frame) == 0 && frame == 0);
    first = 0;
    tl_copies_keep(&c, &first, 1, 7, octets("abcd"));
    for (unsigned i = 0; i < COPIES_OCTETS / sizeof much - 1; i++)
        tl_copies_keep(&c, &many, 2, i, (struct span){much, sizeof much});
    T_CHECK(differs(first, 7, "aX", &frame) == 8);
    tl_copies_keep(&c, &many, 2, 0, (struct span){much, sizeof much});
    T_CHECK(differs(first, 7, "aX", &frame) == 0);
}

int main(void)
{
    if (!tl_copies_init(&c))
        return 1;
    overlaps();
    numbers_wrap();
    the_oldest_gives_way();
    tl_copies_fini(&c);
    return t_done();
}
