// SPDX-License-Identifier: BSD-3-Clause
#include <string.h>

#include "render/catalogue.h"
#include "tap.h"

static void test_languages(void)
{
    static const char *const chinese[] = {"zh", "zh_CN", "zh_CN.UTF-8", "zh-Hans", "zh.utf8"};
    static const char *const english[] = {"en", "C", "", "de_DE.UTF-8", "zhx", "EN"};

    for (size_t i = 0; i < sizeof(chinese) / sizeof(chinese[0]); i++)
        T_CHECK(strcmp(tl_catalogue_lang(tl_catalogue(chinese[i])), "zh") == 0);
    for (size_t i = 0; i < sizeof(english) / sizeof(english[0]); i++)
        T_CHECK(strcmp(tl_catalogue_lang(tl_catalogue(english[i])), "en") == 0);
    T_CHECK(strcmp(tl_catalogue_lang(tl_catalogue(NULL)), "en") == 0);
}

static void test_messages(void)
{
    const struct catalogue *const en = tl_catalogue("en"), *const zh = tl_catalogue("zh");

    T_CHECK(strcmp(tr(en, "opening"), "opening") == 0);
    T_CHECK(strcmp(tr(zh, "opening"), "建立连接") == 0);
    T_CHECK(strcmp(tr(zh, "C→S"), "C→S") == 0);
    T_CHECK(strcmp(tr(zh, "no message of ours"), "no message of ours") == 0);
    T_CHECK(strcmp(tr(zh, ""), "") == 0);
    T_CHECK(strcmp(tr_n(en, "frame {frames}", "frames {frames}", 1), "frame {frames}") == 0);
    T_CHECK(strcmp(tr_n(en, "frame {frames}", "frames {frames}", 2), "frames {frames}") == 0);
    T_CHECK(strcmp(tr_n(en, "frame {frames}", "frames {frames}", 0), "frames {frames}") == 0);
    T_CHECK(strcmp(tr_n(zh, "frame {frames}", "frames {frames}", 2), "帧 {frames}") == 0);
    T_CHECK(strcmp(tr_n(zh, "1 x", "2 x", 2), "2 x") == 0);
}

static void test_phrase(void)
{
    const struct phrase_arg args[] = {
        {.name = "n", .type = PHRASE_COUNT, .u = 12345},
        {.name = "frame", .type = PHRASE_U64, .u = 12345},
        {.name = "time", .type = PHRASE_SPAN_NS, .ns = 8000},
        {.name = "text", .type = PHRASE_STR, .str = "{n}"},
    };
    static const char want[] = "12345: 8\u00a0µs, 12,345 {n}} { 12,345";
    char buf[128];
    struct text t;

    text_init(&t, buf, sizeof(buf), NULL, NULL);
    /* A value is never read as a template. */
    phrase(&t, "{frame}: {time}, {n} {text}} ", args, 4);
    text_str(&t, "{ ");
    phrase(&t, "{n}", args, 4);
    T_CHECK(t.len == sizeof(want) - 1 && memcmp(buf, want, t.len) == 0);
    text_init(&t, buf, sizeof(buf), NULL, NULL);
    phrase(&t, "open {n", args, 4);
    T_CHECK(t.len == 7);
}

int main(void)
{
    test_languages();
    test_messages();
    test_phrase();
    return t_done();
}
