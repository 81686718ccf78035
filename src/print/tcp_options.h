// SPDX-License-Identifier: BSD-3-Clause
/* tcp_options.h - the option list of a TCP header as text. */
#ifndef TL_PRINT_TCP_OPTIONS_H
#define TL_PRINT_TCP_OPTIONS_H

#include "print/line.h"
#include "print/tcp_memory.h"

/* How printing the list, or one option of it, ended. */
enum options_end {
    OPTIONS_DONE,
    OPTIONS_BAD,   /* a length that cannot be */
    OPTIONS_SHORT, /* a value of which not all was captured: the layer ends here, the line goes on
                    */
    OPTIONS_CUT,   /* the next option was not captured: the whole line ends here */
};

/**
 * struct tcp_option_value - one option on its way to text
 * @kind: of it
 * @len:  octets of the value, by the option's own length
 * @left: octets from the value on to the end of the header
 * @p, @n: *borrowed*: the value and all behind it, as captured
 * @flags: of the segment
 * @whole: all of the segment was captured
 * @origin: what SACK blocks are relative to, NULL for nothing
 */
struct tcp_option_value {
    uint8_t kind, flags;
    bool whole;
    size_t len, left;
    const uint8_t *p;
    size_t n;
    const struct tcp_origin *origin;
};

/* Whether octets [0, n) of the value are in the header, and captured: OPTIONS_DONE if both. */
static inline enum options_end value_has(const struct tcp_option_value *v, size_t n)
{
    if (n > v->left)
        return OPTIONS_BAD;
    return n > v->n ? OPTIONS_SHORT : OPTIONS_DONE;
}

/* Print ", options [...]" of the segment `b`, whose header is `header_len` octets long. What is not
 * OPTIONS_DONE has said so on the line, but for OPTIONS_CUT. */
enum options_end tcp_options_print(struct line *l, struct body b, size_t header_len, uint8_t flags,
                                   const struct tcp_origin *origin);

/* The value of a Multipath TCP option (RFC 8684 3), behind its name; OPTIONS_DONE or _BAD, the
 * value being captured whole. */
enum options_end tcp_mptcp_print(struct line *l, const struct tcp_option_value *v);

#endif
