// SPDX-License-Identifier: BSD-3-Clause
/* list_test.c - widths, arrows, and columns that are asked for. */
#include "export/list.h"

#include <string.h>

#include "tap.h"

static struct items *items;

static bool writes(const struct list *list, const char *expected)
{
    char buf[512];
    struct text out;

    text_init(&out, buf, sizeof buf, NULL, NULL);
    tl_list_write(&out, list, NULL, items);
    return out.len == strlen(expected) && memcmp(buf, expected, out.len) == 0;
}

static void one_frame(void)
{
    items_clear(items);
    items_u(items, F_TCP_STREAM, 4);
    items_u(items, F_TCP_PORT, 80);
    items_u(items, F_TCP_PORT, 443);
    items_text(items, F_COL_NUMBER, "12");
    items_text(items, F_COL_TIME, "0.25");
    items_text(items, F_COL_SOURCE, "10.0.0.1");
    items_text(items, F_COL_DESTINATION, "2001:db8::1234:5");
    items_text(items, F_COL_PROTOCOL, "TCP");
    items_text(items, F_COL_LENGTH, "60");
    items_text(items, F_COL_INFO, "80 \xe2\x86\x92 443 \x1b[31m");
}

/* Whether a choice is refused, and at `at`. */
static bool refuses(const char *format, size_t at)
{
    struct list list;
    size_t where = 0;

    return !tl_list_parse(&list, format, &where) && where == at;
}

static void test_usual(void)
{
    struct list list;

    tl_list_usual(&list);
    T_CHECK(writes(&list, "   12       0.25     10.0.0.1 \xe2\x86\x92 2001:db8::1234:5 TCP 60 "
                          "80 \xe2\x86\x92 443 .[31m\n"));
}

static void test_chosen(void)
{
    struct list list;
    size_t at;

    T_CHECK(tl_list_parse(&list, "\"a\",\"%d\", \"b\",\"%s\"", &at));
    T_CHECK(writes(&list, "2001:db8::1234:5 \xe2\x86\x90     10.0.0.1\n"));
    T_CHECK(tl_list_parse(&list, "\"s\",\"%Cus:tcp.stream:0:R\",\"p\",\"%Cus:tcp.port\"", &at));
    T_CHECK(writes(&list, "4 80,443\n"));
    T_CHECK(refuses("", 0));
    T_CHECK(refuses("\"s\"", 3));
    T_CHECK(refuses("\"s\",\"%Q\"", 3));
    T_CHECK(refuses("\"s\",\"%Cus:none.such\"", 3));
    T_CHECK(refuses("\"s\",\"%m", 4));
}

int main(void)
{
    items = tl_items_new(true);
    if (items == NULL)
        return 1;
    one_frame();
    test_usual();
    test_chosen();
    tl_items_free(items);
    return t_done();
}
