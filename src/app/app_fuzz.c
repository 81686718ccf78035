// SPDX-License-Identifier: BSD-3-Clause
/* app_fuzz.c - any octets: recognition stays within them and within its own limits. */
#include "app/app.h"

#include <stdlib.h>

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct app_facts facts;

    tl_app_recognise((struct span){data, size}, &facts);
    if (facts.subject_len > APP_SUBJECT_MAX || facts.kind > APP_REDIS)
        abort();
    return 0;
}
