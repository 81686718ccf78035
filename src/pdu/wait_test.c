// SPDX-License-Identifier: BSD-3-Clause
/* Octets that come in any order, once or several times, are the PDU's all the same. */
#include "pdu/wait.h"

#include <string.h>

#include "tap.h"

static bool add(struct wait *w, uint64_t frame, uint32_t offset, const char *text)
{
    return wait_add(w, frame, offset, (struct span){(const uint8_t *)text, strlen(text)});
}

static bool reads(const struct wait *w, const char *text)
{
    return w->reach == strlen(text) && memcmp(w->octets, text, w->reach) == 0;
}

static void in_order(void)
{
    struct wait *const w = wait_new((struct tcplens_seq){7}, (struct tcplens_seq){20}, 1);

    T_CHECK(add(w, 1, 0, "abc") && reads(w, "abc"));
    T_CHECK(add(w, 2, 3, "def") && reads(w, "abcdef"));
    T_CHECK(add(w, 3, 6, "") && reads(w, "abcdef") && w->n_segments == 3);
    T_CHECK(w->last_frame == 3 && w->segments[1].frame == 2 && w->segments[1].offset == 3);
    wait_free(w);
}

static void out_of_order(void)
{
    struct wait *const w = wait_new((struct tcplens_seq){7}, (struct tcplens_seq){20}, 1);

    T_CHECK(add(w, 1, 6, "ghi") && w->reach == 0);
    T_CHECK(add(w, 2, 0, "abc") && w->reach == 3);
    T_CHECK(add(w, 3, 3, "def") && reads(w, "abcdefghi"));
    T_CHECK(w->segments[0].frame == 2 && w->segments[1].frame == 3 && w->segments[2].frame == 1);
    wait_mark_overlaps(w);
    T_CHECK(!w->segments[0].overlap && !w->segments[1].overlap && !w->segments[2].overlap);
    wait_free(w);
}

static void overlapping(void)
{
    struct wait *const w = wait_new((struct tcplens_seq){7}, (struct tcplens_seq){20}, 1);

    T_CHECK(add(w, 1, 0, "abc") && add(w, 2, 6, "ghi"));
    T_CHECK(add(w, 3, 2, "cdefg") && reads(w, "abcdefghi")); /* the same octets */
    T_CHECK(!w->segments[1].conflict);
    T_CHECK(add(w, 4, 1, "XYZ") && reads(w, "abcdefghi")); /* what came first stays */
    wait_mark_overlaps(w);
    T_CHECK(!w->segments[0].overlap && w->segments[1].overlap && w->segments[1].conflict);
    T_CHECK(w->segments[2].overlap && !w->segments[2].conflict && w->segments[3].overlap);
    wait_free(w);
}

static void held(void)
{
    struct wait *const w = wait_new((struct tcplens_seq){7}, (struct tcplens_seq){20}, 1);
    const size_t before = wait_holds(w);

    T_CHECK(add(w, 1, 0, "abc") && wait_holds(w) > before + 3);
    wait_empty(w);
    T_CHECK(wait_holds(w) == before && w->n_segments == 0);
    wait_free(w);
    wait_free(NULL);
}

int main(void)
{
    in_order();
    out_of_order();
    overlapping();
    held();
    return t_done();
}
