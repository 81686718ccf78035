// SPDX-License-Identifier: BSD-3-Clause
/* tls_fuzz.c - any octets as the body of a hello: its parts lie within it. */
#include "app/tls_ja3.h"
#include "app/tls_ja4.h"

#include <stdlib.h>

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require_within(struct span part, const uint8_t *data, size_t size)
{
    const uintptr_t begin = (uintptr_t)data, at = (uintptr_t)part.p;

    if (part.n > 0 && (at < begin || at - begin > size || part.n > size - (at - begin)))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    for (unsigned client = 0; client < 2; client++) {
        struct tls_hello hello;
        char room[1024];
        struct text text;
        struct tls_ja4 ja4;
        struct span name;

        tl_tls_read_hello((struct span){data, size}, client != 0, &hello);
        require_within(hello.session, data, size);
        require_within(hello.suites, data, size);
        require_within(hello.compression, data, size);
        require_within(hello.extensions, data, size);
        text_init(&text, room, sizeof room, NULL, NULL);
        tl_tls_write_ja3(&text, &hello, client != 0);
        if (tl_tls_ja4(&ja4, &hello) && strlen(ja4.digests) != TLS_JA4_LEN)
            abort();
        (void)tl_tls_chosen_version(&hello);
        (void)tl_tls_is_retry(&hello);
        name = tl_tls_host_name(hello.extensions);
        require_within(name, data, size);
    }
    return 0;
}
