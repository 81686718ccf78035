// SPDX-License-Identifier: BSD-3-Clause
/*
 * follow_fuzz.c - any octets as a capture file, followed in every form.
 *
 * The form is chosen by the input's length, so that one input always takes the same way. Little
 * memory makes gaps that are given up, and turns in parts, as common as they are rare in life.
 */
#include <tcplens/tcplens.h>

#include "fuzz_capture.h"

/* What a terminal may be shown: no control character but line ends and tabs. */
static enum tcplens_status check_harmless(void *ctx, const char *octets, size_t n)
{
    const struct tcplens_follow_options *const o = ctx;

    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)octets[i];

        if (o->output != TCPLENS_FOLLOW_RAW && (c < 0x20 || c == 0x7f) && c != '\n' && c != '\t' &&
            !(o->as_tshark != NULL && c == '\r'))
            abort();
    }
    return TCPLENS_OK;
}

static void take_body(void *ctx, const struct tcplens_body *body)
{
    size_t *const sum = ctx;

    for (size_t i = 0; i < body->n; i++)
        *sum += body->octets[i]; /* reads every octet: none may be uninitialised */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const as_tshark[] = {"follow,tcp,ascii,0", "follow,tcp,hex,0",
                                            "follow,tcp,raw,1", "follow,tcp,yaml,0"};
    const unsigned form = (unsigned)(size % 97);
    struct tcplens_follow_options options = {.output = (uint8_t)(form % 6),
                                             .only = (form & 1) != 0 || form % 6 == 2 ? 1 : 0,
                                             .ascii = (form & 2) != 0,
                                             .lang = (form & 4) != 0 ? "zh" : "en",
                                             .width = (form & 8) != 0 ? 40 + form : 0,
                                             .all = form % 6 != 2 && form % 6 != 3,
                                             .connection = 1,
                                             .max_octets = form % 5 == 0 ? form : 0,
                                             .memory = form % 7 == 0 ? 0 : 64U + form * 64U,
                                             .max_connections = 1 + form / 8};
    size_t sum = 0;
    char path[32];
    const int fd = fuzz_capture(path, data, size);

    (void)!tcplens_follow_file(path, &options, check_harmless, &options, NULL, NULL);
    options.http = options.output == TCPLENS_FOLLOW_TEXT || options.output == TCPLENS_FOLLOW_JSON;
    if (options.http)
        (void)!tcplens_follow_file(path, &options, check_harmless, &options, NULL, NULL);
    options.body = take_body;
    options.body_ctx = &sum;
    (void)!tcplens_follow_file(path, &options, check_harmless, &options, NULL, NULL);
    options.as_tshark = as_tshark[form % 4];
    (void)!tcplens_follow_file(path, &options, check_harmless, &options, NULL, NULL);
    (void)close(fd);
    return 0;
}
