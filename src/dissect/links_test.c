// SPDX-License-Identifier: BSD-3-Clause
/* links_test.c - links of two kinds, added in any order of their beginnings; the first one counts.
 */
#include "dissect/links.h"

#include "tap.h"

int main(void)
{
    struct links links = {0};

    T_CHECK(tl_links_find(&links, LINK_ANSWER, 1) == 0);
    for (uint64_t i = 5000; i > 0; i--)
        tl_links_add(&links, LINK_ANSWER, 2 * i, 2 * i + 3);
    tl_links_add(&links, LINK_ANSWER, 8, 9);
    tl_links_add(&links, LINK_COMPLETE, 8, 20);
    tl_links_sort(&links);
    T_CHECK(tl_links_find(&links, LINK_ANSWER, 2) == 5);
    T_CHECK(tl_links_find(&links, LINK_ANSWER, 10000) == 10003);
    T_CHECK(tl_links_find(&links, LINK_ANSWER, 8) == 9);
    T_CHECK(tl_links_find(&links, LINK_ANSWER, 7) == 0);
    T_CHECK(tl_links_find(&links, LINK_ANSWER, 10001) == 0);
    T_CHECK(tl_links_find(&links, LINK_COMPLETE, 8) == 20);
    tl_links_fini(&links);
    T_CHECK(tl_links_find(&links, LINK_ANSWER, 2) == 0);
    return t_done();
}
