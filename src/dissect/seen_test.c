// SPDX-License-Identifier: BSD-3-Clause
/* seen_test.c - pairs by number, both directions as one, and a frame that is told twice. */
#include "dissect/seen.h"

#include <string.h>

#include "tap.h"

static struct seen *seen;

static const struct seen_pair *meet(const char *src, const char *dst, uint64_t number)
{
    const struct seen_ends ends = {(const uint8_t *)src, (const uint8_t *)dst, strlen(src)};

    return seen_meet(seen, SEEN_IP4, &ends, number, (int64_t)number * 10);
}

static void pairs_have_numbers(void)
{
    const struct seen_pair *p = meet("aaaa", "bbbb", 1);

    T_CHECK(p != NULL && p->index == 0 && p->frames == 1 && p->first_ns == 10);
    T_CHECK(p != NULL && p->previous_ns == 10);
    p = meet("aaaa", "cccc", 2);
    T_CHECK(p != NULL && p->index == 1);
    p = meet("bbbb", "aaaa", 3);
    T_CHECK(p != NULL && p->index == 0 && p->frames == 2 && p->previous_ns == 10);
    p = meet("bbbb", "aaaa", 3);
    T_CHECK(p != NULL && p->frames == 2 && p->previous_ns == 10);
}

static void many_are_kept_apart(void)
{
    bool all = true;

    for (unsigned i = 0; i < 5000; i++) {
        const uint8_t src[4] = {1, 2, (uint8_t)(i >> 8), (uint8_t)i}, dst[4] = {9, 9, 9, 9};
        const struct seen_ends ends = {src, dst, 4};
        const struct seen_pair *const p = seen_meet(seen, SEEN_UDP, &ends, i + 1, i);

        all &= p != NULL && p->index == i;
    }
    T_CHECK(all);
}

int main(void)
{
    seen = tl_seen_new();
    if (seen == NULL)
        return 1;
    pairs_have_numbers();
    many_are_kept_apart();
    tl_seen_free(seen);
    return t_done();
}
