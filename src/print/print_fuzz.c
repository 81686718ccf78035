// SPDX-License-Identifier: BSD-3-Clause
/*
 * print_fuzz.c - any octets as a frame: the first chooses the link type, the second and the fourth
 * the options, the third how much more was on the wire. The line ends, and what is read stays in
 * bounds.
 */
#include <stdlib.h>

#include "print/print.h"

/* libFuzzer looks for this name. NOLINTNEXTLINE(readability-identifier-naming) */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CONTROL = 4, INPUT_MAX = 4096, OUTPUT_OCTETS = 1 << 16 };

/* Those that have a printer, and one that has none. */
static const uint16_t link_types[] = {1, 0, 9, 12, 14, 50, 51, 101, 108, 113, 228, 229, 276, 147};

static enum tcplens_status discard(void *ctx, const char *octets, size_t n)
{
    (void)ctx;
    (void)octets;
    (void)n;
    return TCPLENS_OK;
}

static const char *name_of_address(void *ctx, const uint8_t *addr, unsigned octets)
{
    (void)ctx;
    return (addr[octets - 1] & 1) != 0 ? "host.example" : NULL;
}

static const char *name_of_port(void *ctx, uint16_t port, bool tcp)
{
    (void)ctx;
    return (port & 1) != 0 ? (tcp ? "stream" : "datagram") : NULL;
}

static const char *name_of_station(void *ctx, const uint8_t addr[6])
{
    (void)ctx;
    return (addr[5] & 1) != 0 ? "station" : NULL;
}

static struct tcplens_print_options options_of(uint8_t bits, uint8_t more)
{
    static const struct tcplens_print_names names = {
        .address = name_of_address,
        .port = name_of_port,
        .ether = name_of_station,
    };

    return (struct tcplens_print_options){
        .verbose = bits & 3,
        .link_header = (bits & 4) != 0,
        .quiet = (bits & 8) != 0,
        .hex_ascii = (bits & 16) != 0,
        .absolute_seq = (bits & 32) != 0,
        .ascii = (bits & 64) != 0,
        .time = (bits >> 5) % (TCPLENS_TIME_SINCE_FIRST + 1),
        .packet_type = more % (TCPLENS_TYPE_OTHER + 1),
        .names = (more & 16) != 0 ? &names : NULL,
        .short_names = (more & 32) != 0,
        .asdot = (more & 64) != 0,
        .no_checksums = (more & 128) != 0,
    };
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char buf[OUTPUT_OCTETS];
    struct tcplens_print_options options;
    struct tcplens_frame frame;
    struct tcplens_error err;
    struct printer *p = NULL;
    struct text out;

    if (size < CONTROL || size > INPUT_MAX)
        return 0;
    options = options_of(data[1], data[3]);
    if (tl_print_new(&p, &options, &err) != TCPLENS_OK)
        return 0;
    text_init(&out, buf, sizeof buf, discard, NULL);
    frame = (struct tcplens_frame){
        .octets = data + CONTROL,
        .caplen = (uint32_t)(size - CONTROL),
        .len = (uint32_t)(size - CONTROL) + data[2],
        .link_type = link_types[data[0] % (sizeof link_types / sizeof link_types[0])],
        .ts_ns = data[2] * INT64_C(1000000007),
    };
    tl_print_frame(p, &out, &frame);
    tl_print_frame(p, &out, &frame);
    if (out.len > 0 && buf[out.len - 1] != '\n')
        abort();
    tl_print_free(p);
    return 0;
}
