// SPDX-License-Identifier: BSD-3-Clause
/* tree_test.c - indentation, what is hidden, and protocols of which one line is enough. */
#include "export/tree.h"

#include <string.h>

#include "tap.h"

static struct items *items;
static struct memo *memo;

static bool writes(const struct tree_options *options, const char *expected)
{
    char buf[512];
    struct text out;

    text_init(&out, buf, sizeof buf, NULL, NULL);
    tl_tree_write(&out, options, memo, items);
    return out.len == strlen(expected) && memcmp(buf, expected, out.len) == 0;
}

static void two_protocols(void)
{
    static const uint8_t h[20] = {0, 80, 1, 187};

    items_clear(items);
    items_begin(items, F_IP, h, 20);
    ITEMS_LINE(items, h, 2, "a line %s", "of its own");
    items_out(items);
    items_begin(items, F_TCP, h, 20);
    items_be(items, F_TCP_SRCPORT, h, 2);
    items_hidden(items_be(items, F_TCP_PORT, h, 2));
    items_generated(items_mark(items, F_ANALYSIS));
    items_in(items);
    items_generated(items_u(items, F_ACKS_FRAME, 7));
    items_out(items);
    items_out(items);
}

int main(void)
{
    static bool opened[FIELDS];
    struct tree_options options = {.opened = NULL};

    items = tl_items_new(true);
    memo = tl_memo_new();
    if (items == NULL || memo == NULL)
        return 1;
    two_protocols();
    T_CHECK(writes(&options, "Internet Protocol Version 4\n"
                             "    a line of its own\n"
                             "Transmission Control Protocol\n"
                             "    Source Port: 80\n"
                             "    [SEQ/ACK analysis]\n"
                             "        [This is an ACK to the segment in frame: 7]\n\n"));
    opened[F_TCP] = true;
    options.opened = opened;
    T_CHECK(writes(&options, "Internet Protocol Version 4\n"
                             "Transmission Control Protocol\n"
                             "    Source Port: 80\n"
                             "    [SEQ/ACK analysis]\n"
                             "        [This is an ACK to the segment in frame: 7]\n\n"));
    tl_memo_free(memo);
    tl_items_free(items);
    return t_done();
}
