// SPDX-License-Identifier: BSD-3-Clause
/*
 * golden_test.h - hand-made frames and the lines that tcpdump 4.99.3 prints for them. Every prefix
 * of each is printed too, from memory that ends where it does, so that the sanitizers see an octet
 * that nobody proved to be there.
 */
#ifndef TL_PRINT_GOLDEN_TEST_H
#define TL_PRINT_GOLDEN_TEST_H

#include <stdlib.h>
#include <string.h>

#include "print/print.h"
#include "tap.h"

enum { GOLDEN_ETHERNET = 1, GOLDEN_RAW = 101, GOLDEN_FRAME_MAX = 512, GOLDEN_TEXT_MAX = 8192 };

/* A frame in hexadecimal, its link type, how many -v, and its line. */
struct golden_frame {
    const char *hex;
    uint16_t link_type;
    uint8_t verbose;
    const char *line;
};

static inline size_t golden_load(const char *hex, uint8_t octets[GOLDEN_FRAME_MAX])
{
    const size_t n = strlen(hex) / 2;

    if (n > GOLDEN_FRAME_MAX)
        abort();
    for (size_t i = 0; i < n; i++) {
        const char digits[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

        octets[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    return n;
}

/* The first `caplen` of `len` octets as they are printed; false if the text did not fit. */
static inline bool golden_print(const struct golden_frame *g, const uint8_t *octets, size_t caplen,
                                size_t len, struct text *text)
{
    const struct tcplens_print_options options = {
        .time = TCPLENS_TIME_NONE,
        .verbose = g->verbose,
    };
    struct tcplens_frame frame = {
        .caplen = (uint32_t)caplen,
        .len = (uint32_t)len,
        .link_type = g->link_type,
    };
    uint8_t *const copy = malloc(caplen > 0 ? caplen : 1);
    struct tcplens_error err;
    struct printer *p = NULL;

    if (copy == NULL || tl_print_new(&p, &options, &err) != TCPLENS_OK)
        abort();
    memcpy(copy, octets, caplen);
    frame.octets = copy;
    tl_print_frame(p, text, &frame);
    tl_print_free(p);
    free(copy);
    return !text->failed;
}

static inline void golden_frames_check(const struct golden_frame *goldens, size_t n)
{
    static char buf[GOLDEN_TEXT_MAX];
    uint8_t octets[GOLDEN_FRAME_MAX];

    for (size_t i = 0; i < n; i++) {
        const size_t len = golden_load(goldens[i].hex, octets), expected = strlen(goldens[i].line);
        bool whole = true;
        struct text text;

        text_init(&text, buf, sizeof buf, NULL, NULL);
        whole = golden_print(&goldens[i], octets, len, len, &text);
        T_CHECK(whole && text.len == expected && memcmp(buf, goldens[i].line, expected) == 0);
        if (text.len != expected || memcmp(buf, goldens[i].line, expected) != 0)
            fprintf(stderr, "expected %sbut got  %.*s", goldens[i].line, (int)text.len, buf);
        for (size_t cut = 1; cut < len; cut++) {
            text_init(&text, buf, sizeof buf, NULL, NULL);
            whole = golden_print(&goldens[i], octets, cut, len, &text) && whole;
            whole = whole && text.len > 0 && buf[text.len - 1] == '\n';
        }
        T_CHECK(whole);
    }
}

#endif
