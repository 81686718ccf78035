// SPDX-License-Identifier: BSD-3-Clause
/* condition_fuzz.c - any octets as an expression; what compiles is run. */
#include <stdlib.h>

#include "filter/condition.h"
#include "filter/toy.h"

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static const struct toy row = {.count = 3, .name = "name", .state = {"a", "b"}};
    const struct schema schema = tl_relation_schema(&toys);
    char *const expression = malloc(n + 1);
    struct condition *c;
    struct tcplens_error err;
    size_t column;

    if (expression == NULL)
        return 0;
    memcpy(expression, data, n);
    for (size_t i = 0; i < n; i++) {
        if (expression[i] == '\0')
            expression[i] = ' ';
    }
    expression[n] = '\0';
    if (tl_condition_compile(&c, &schema, expression, &column, &err) == TCPLENS_OK) {
        (void)tl_condition_match(c, &schema, &row);
        tl_condition_free(c);
    } else if (err.code == TCPLENS_ERR_USAGE && column > n) {
        abort();
    }
    free(expression);
    return 0;
}
