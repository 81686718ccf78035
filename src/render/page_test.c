// SPDX-License-Identifier: BSD-3-Clause
/* Pages: where lines break, what a column is, and that no line is ever wider than the view. */
#include <string.h>

#include "render/page.h"
#include "tap.h"

static char buf[65536];
static struct text out;
static struct view view;
static struct page page;

static void begin(unsigned width)
{
    view = (struct view){.catalogue = tl_catalogue("en"), .width = width};
    text_init(&out, buf, sizeof(buf), NULL, NULL);
    page_init(&page, &out, &view);
}

static bool wrote(const char *want)
{
    const bool same = out.len == strlen(want) && memcmp(buf, want, out.len) == 0;

    if (!same)
        printf("# got\n%.*s\n# want\n%s\n", (int)out.len, buf, want);
    return same;
}

static void test_words(void)
{
    begin(20);
    page_tab(&page, 2);
    page_words(&page, STYLE_PLAIN, 4, "acknowledges frame 4 (97 bytes) after 8\u00a0µs");
    page_newline(&page);
    T_CHECK(wrote("  acknowledges\n    frame 4\n    (97 bytes)\n    after 8 µs\n"));
    begin(20);
    page_words(&page, STYLE_PLAIN, 2, "a/very/long/target/that/has/no/blank x");
    T_CHECK(wrote("a/very/long/target/t\n  hat/has/no/blank x"));
    begin(0);
    page_words(&page, STYLE_PLAIN, 2, "no limit, no break, however long the line becomes");
    T_CHECK(wrote("no limit, no break, however long the line becomes"));
    begin(20);
    page_words(&page, STYLE_PLAIN, 2, "one\n\ntwo");
    T_CHECK(wrote("one\n\n  two"));
}

static void test_east_asian(void)
{
    begin(10);
    page_words(&page, STYLE_PLAIN, 0, "确认号有效，序列号（起始）");
    /* "，" may not begin a line and "（" may not end one */
    T_CHECK(wrote("确认号有\n效，序列号\n（起始）"));
    T_CHECK(page_columns(&view, "确认 ack") == 8);
    begin(14);
    page_words(&page, STYLE_PLAIN, 0, "确认了帧 4（共 97 字节）");
    T_CHECK(wrote("确认了帧 4\n（共 97 字节）"));
    /* nor does the last character stand alone */
    begin(12);
    page_words(&page, STYLE_PLAIN, 0, "序列号随机选取");
    T_CHECK(wrote("序列号随机\n选取"));
}

static void test_numbers(void)
{
    begin(24);
    page_words(&page, STYLE_PLAIN, 0, "seq 1 = frame 4's 0 + 1: the SYN; frames 8, 9");
    T_CHECK(wrote("seq 1 = frame 4's 0 + 1:\nthe SYN; frames 8, 9"));
}

static void test_cut(void)
{
    begin(10);
    page_put_cut(&page, STYLE_PLAIN, "0123456789");
    T_CHECK(wrote("0123456789"));
    begin(10);
    page_put_cut(&page, STYLE_PLAIN, "01234567890");
    T_CHECK(wrote("012345678…"));
    begin(6);
    page_put_cut(&page, STYLE_PLAIN, "服务器 x");
    T_CHECK(wrote("服务…"));
}

static void test_ascii_and_colour(void)
{
    begin(0);
    view.ascii = true;
    page_put(&page, STYLE_PLAIN, "◀── 8 µs × … “a” ≥ 客户端");
    T_CHECK(wrote("<-- 8 us x ... \"a\" >= 客户端"));
    begin(0);
    view.color = true;
    page_put(&page, STYLE_STRONG, "a");
    page_put(&page, STYLE_STRONG, "b");
    page_newline(&page);
    T_CHECK(wrote("\033[0;1mab\033[0m\n"));
}

static void test_no_trailing_blanks(void)
{
    begin(40);
    page_put(&page, STYLE_PLAIN, "a");
    page_tab(&page, 20);
    page_newline(&page);
    T_CHECK(wrote("a\n"));
}

static uint32_t seed;

/* A number from 0 to 2^24 - 1; the same ones in every run. */
static int draw(void)
{
    seed = seed * 1664525U + 1013904223U;
    return (int)(seed >> 8);
}

/* No line is wider than the view, whatever the words. */
static void test_random_words(void)
{
    static const char *const pieces[] = {"a",  "word", " ", "，", "（", "报文段", "µs",
                                         "\n", "9999", ".", "—",  "「", "é",      "/"};
    bool all = true;

    seed = 1;
    for (unsigned round = 0; round < 2000; round++) {
        const unsigned width = 40 + (unsigned)draw() % 60;
        struct draft words;
        struct text *const t = draft_begin(&words);
        size_t begin_of_line = 0;

        for (unsigned i = 0; i < 60; i++)
            text_str(t, pieces[(size_t)draw() % (sizeof(pieces) / sizeof(pieces[0]))]);
        begin(width);
        page_words(&page, STYLE_PLAIN, (size_t)draw() % 30, draft_end(&words));
        page_newline(&page);
        for (size_t i = 0; i < out.len; i++) {
            if (buf[i] != '\n')
                continue;
            all &= text_columns(buf + begin_of_line, i - begin_of_line) <= width;
            begin_of_line = i + 1;
        }
    }
    T_CHECK(all);
}

int main(void)
{
    test_words();
    test_east_asian();
    test_numbers();
    test_cut();
    test_ascii_and_colour();
    test_no_trailing_blanks();
    test_random_words();
    return t_done();
}
