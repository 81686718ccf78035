// SPDX-License-Identifier: BSD-3-Clause
/* dns_fuzz.c - any octets as records of DNS: each lies within them, behind the one before, and has
 * a name that fits. */
#include "app/dns_message.h"

#include <stdlib.h>

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct span message = {data, size};
    struct dns_record r;
    size_t at = 0;

    (void)tl_dns_read_question(message, &at, &r);
    for (;;) {
        const size_t begin = at;

        if (!tl_dns_read_record(message, &at, &r))
            return 0;
        if (at <= begin || at > size || r.name.len > DNS_NAME_MAX || r.data + r.len != at)
            abort();
    }
}
