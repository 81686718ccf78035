// SPDX-License-Identifier: BSD-3-Clause
/* web_page_test.c - the page can be cut where page.h says, and holds nothing its policy forbids. */
#include "web/page.h"

#include <stdbool.h>
#include <string.h>

#include "tap.h"

static bool has(struct span s, const char *text)
{
    return memmem(s.p, s.n, text, strlen(text)) != NULL;
}

static bool ends_with(struct span s, const char *text)
{
    const size_t n = strlen(text);

    return s.n >= n && memcmp(s.p + s.n - n, text, n) == 0;
}

int main(void)
{
    const struct web_page page = tl_web_page();
    const struct span parts[] = {page.start, page.middle, page.end};

    /* A policy can stand in the head, documents in the body before the script. */
    T_CHECK(has(page.start, "<!DOCTYPE html>"));
    T_CHECK(ends_with(page.start, "<meta charset=\"utf-8\">\n"));
    T_CHECK(has(page.middle, "</head>") && has(page.middle, "<body>"));
    T_CHECK(!has(page.middle, "<script"));
    T_CHECK(has(page.end, "</script>") && ends_with(page.end, "</html>\n"));
    /* The policy names hashes, and fits into an attribute. */
    T_CHECK(strstr(page.policy, "default-src 'none'") &&
            strstr(page.policy, "script-src 'sha256-"));
    T_CHECK(strchr(page.policy, '"') == NULL && strstr(page.policy, "unsafe") == NULL);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        T_CHECK(!has(parts[i], " style=\"") && !has(parts[i], " onclick"));
        T_CHECK(!has(parts[i], "https://"));
    }
    return t_done();
}
