// SPDX-License-Identifier: BSD-3-Clause
#include "filter/pattern.h"

#include <stdlib.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/error.h"

/* A match may begin at each octet of the subject, and the limit holds for each of them: the longer
 * the subject, the less each may cost. 20 million steps take about half a second. */
enum {
    PATTERN_LONGEST = 4096,
    SUBJECT_LONGEST = 1 << 20,
    STEPS_IN_ALL = 20000000,
    STEPS_LEAST = 500,
    STEPS_MOST = 100000,
    DEPTH_MOST = 1000,
    HEAP_KIB = 4096,
};

struct pattern {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
};

static enum tcplens_status refuse(int number, size_t at, struct tcplens_error *err)
{
    PCRE2_UCHAR message[128];

    if (pcre2_get_error_message(number, message, sizeof message) < 0)
        message[0] = '\0';
    return tl_error(err, TCPLENS_ERR_USAGE, 0, "bad regular expression, at its octet %zu: %s", at,
                    (const char *)message);
}

enum tcplens_status tl_pattern_new(struct pattern **ret, struct span text,
                                   struct tcplens_error *err)
{
    struct pattern *p;
    int number;
    size_t at;

    if (text.n > PATTERN_LONGEST)
        return tl_error(err, TCPLENS_ERR_USAGE, 0, "the regular expression is too long");
    p = calloc(1, sizeof *p);
    if (p == NULL)
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    p->code = pcre2_compile(text.p, text.n, PCRE2_CASELESS | PCRE2_NEVER_UTF, &number, &at, NULL);
    if (p->code == NULL) {
        free(p);
        return refuse(number, at, err);
    }
    p->data = pcre2_match_data_create(1, NULL);
    p->context = pcre2_match_context_create(NULL);
    if (p->data == NULL || p->context == NULL ||
        pcre2_set_depth_limit(p->context, DEPTH_MOST) != 0 ||
        pcre2_set_heap_limit(p->context, HEAP_KIB) != 0) {
        tl_pattern_free(p);
        return tl_error(err, TCPLENS_ERR_MEMORY, 0, "out of memory");
    }
    *ret = p;
    return TCPLENS_OK;
}

enum pattern_verdict tl_pattern_match(struct pattern *p, struct span subject)
{
    /* The library wants an address even of nothing. */
    const uint8_t *const at = subject.p != NULL ? subject.p : (const uint8_t *)"";
    const size_t n = subject.n < SUBJECT_LONGEST ? subject.n : SUBJECT_LONGEST;
    uint32_t steps = (uint32_t)(STEPS_IN_ALL / (n + 1));
    int found;

    steps = steps < STEPS_LEAST ? STEPS_LEAST : steps > STEPS_MOST ? STEPS_MOST : steps;
    (void)pcre2_set_match_limit(p->context, steps);
    found = pcre2_match(p->code, at, n, 0, 0, p->data, p->context);
    if (found >= 0)
        return PATTERN_MATCHES;
    return found == PCRE2_ERROR_NOMATCH && n == subject.n ? PATTERN_DIFFERS : PATTERN_GIVEN_UP;
}

void tl_pattern_free(struct pattern *p)
{
    if (p == NULL)
        return;
    pcre2_match_context_free(p->context);
    pcre2_match_data_free(p->data);
    pcre2_code_free(p->code);
    free(p);
}
