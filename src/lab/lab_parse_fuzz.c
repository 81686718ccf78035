// SPDX-License-Identifier: BSD-3-Clause
/* lab_parse_fuzz.c - any text as a scenario: it is read, or told where it is wrong. */
#include <stdlib.h>

#include "lab/scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tcplens_error err = {.code = TCPLENS_OK};
    struct lab_scenario s;

    if (tl_lab_parse(&s, "fuzz", (struct span){data, size}, &err) == TCPLENS_OK)
        tl_lab_scenario_fini(&s);
    else if (err.code == TCPLENS_OK)
        abort();
    return 0;
}
