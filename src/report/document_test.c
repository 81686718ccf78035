// SPDX-License-Identifier: BSD-3-Clause
#include "report/document.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tap.h"

static struct document d;

static bool is(const char *json)
{
    return tl_document_end(&d) && d.octets.n == strlen(json) &&
           memcmp(d.octets.p, json, d.octets.n) == 0;
}

static void say(const char *en, const char *zh)
{
    text_str(draft_begin(&d.told.in[0]), en);
    text_str(draft_begin(&d.told.in[1]), zh);
}

static void writes_tables(void)
{
    static const char *const columns[] = {"a", "b", "c"};

    tl_document_begin(&d);
    tl_table_begin(&d, "rows", columns, 3);
    tl_table_row(&d);
    tl_cell_u64(&d, 7);
    tl_cell_string(&d, "\"<\n");
    tl_cell_bool(&d, true);
    tl_table_row_end(&d);
    tl_table_row(&d);
    tl_cell_span(&d, -1);
    tl_cell_string(&d, NULL);
    tl_cell_i64(&d, -2);
    tl_table_row_end(&d);
    tl_table_end(&d);
    json_u64(&d.json, "n", 2);
    T_CHECK(is("{\"rows\":{\"columns\":[\"a\",\"b\",\"c\"],\"rows\":[\n[7,\"\\\"<\\n\",true],\n"
               "[null,null,-2]]},\"n\":2}"));
    tl_document_fini(&d);
}

static void says_each_text_once(void)
{
    static const char *const columns[] = {"a"};
    char en[32];

    tl_document_begin(&d);
    tl_table_begin(&d, "rows", columns, 1);
    tl_table_row(&d);
    say("one", "一");
    tl_cell_told(&d);
    say("one", "二"); /* the same in one language only */
    tl_cell_told(&d);
    say("one", "一");
    tl_cell_told(&d);
    say("", "");
    tl_cell_told(&d);
    tl_table_row_end(&d);
    tl_table_end(&d);
    T_CHECK(is("{\"rows\":{\"columns\":[\"a\"],\"rows\":[\n[0,1,0,null]]},\"texts\":"
               "[{\"en\":\"one\",\"zh\":\"一\"},{\"en\":\"one\",\"zh\":\"二\"}]}"));
    tl_document_fini(&d);
    tl_document_begin(&d);
    for (unsigned round = 0; round < 2; round++) {
        bool right = true;

        for (unsigned i = 0; i < 5000; i++) {
            (void)snprintf(en, sizeof en, "text %u", i);
            say(en, en);
            right &= tl_texts_number(&d.texts, &d.told) == i;
        }
        T_CHECK(right);
    }
    tl_document_fini(&d);
}

static void writes_base64(void)
{
    static const char *const known[] = {"",         "Zg==",     "Zm8=",    "Zm9v",
                                        "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"}; /* RFC 4648 10 */
    char room[16];
    struct text t;

    for (size_t n = 0; n < sizeof known / sizeof known[0]; n++) {
        text_init(&t, room, sizeof room, NULL, NULL);
        tl_base64(&t, (const uint8_t *)"foobar", n);
        T_CHECK(t.len == strlen(known[n]) && memcmp(room, known[n], t.len) == 0);
    }
}

static void deflates_and_inflates(void)
{
    struct blob text = {0}, deflated, inflated = {0};

    for (unsigned i = 0; i < 20000; i++) {
        char line[32];

        (void)snprintf(line, sizeof line, "line %u\n", i * i);
        (void)tl_blob_sink(&text, line, strlen(line));
    }
    T_CHECK(tl_blob_deflate(&deflated, text.p, text.n) && deflated.n < text.n / 2);
    T_CHECK(tl_blob_inflate(&deflated, tl_blob_sink, &inflated) == TCPLENS_OK);
    T_CHECK(inflated.n == text.n && memcmp(inflated.p, text.p, text.n) == 0);
    tl_blob_fini(&inflated);
    deflated.n /= 2;
    T_CHECK(tl_blob_inflate(&deflated, tl_blob_sink, &inflated) != TCPLENS_OK);
    tl_blob_fini(&text);
    tl_blob_fini(&deflated);
    tl_blob_fini(&inflated);
}

int main(void)
{
    writes_tables();
    says_each_text_once();
    writes_base64();
    deflates_and_inflates();
    return t_done();
}
