// SPDX-License-Identifier: BSD-3-Clause
/* options_fuzz.c - any octets as an option list, with a part of it cut off. */
#include <stdlib.h>

#include "tcp/header.h"
#include "tcp/options.h"

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct tcplens_segment seg = {0};
    struct tcp_options options;
    struct span list = {data + 1, size - 1};
    struct tcp_option option;
    size_t uncaptured, left;

    if (size < 2)
        return 0;
    uncaptured = data[0];
    require((tl_tcp_option_bits(list, uncaptured) & ~0xffU) == 0);
    tl_tcp_options_read(list, &options);
    require(options.sacks <= 4 && options.fast_open_cookie <= 16);
    /* Every option takes something off the list, so that reading ends. */
    for (left = list.n; tl_tcp_option_next(&list, uncaptured, &option) == TCP_OPTION_OK;
         left = list.n) {
        require(list.n < left && option.value.n < left);
        if (option.value.n > 0)
            require(option.value.p + option.value.n == list.p);
    }
    if (tl_tcp_header_read((struct span){data, size}, uncaptured, &seg))
        require(seg.payload_len == 0 || seg.header_len >= TCP_HEADER_MIN);
    return 0;
}
