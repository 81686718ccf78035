// SPDX-License-Identifier: BSD-3-Clause
/*
 * conv.h - tshark's table of TCP conversations (tshark -q -z conv,tcp), to the octet: one line a
 * tcp.stream, those with most frames first.
 */
#ifndef TL_FLOW_CONV_H
#define TL_FLOW_CONV_H

#include <stdint.h>

#include <tcplens/error.h>
#include <tcplens/frame.h>

#include "analysis/analysis.h"
#include "base/text.h"

/**
 * struct conversation_row - one tcp.stream; index 0 is what stands on the left, who sent its first
 * frame. All zero if none of its frames counts: what Wireshark cannot read to the end does not
 * @frames, @octets: that each side sent
 * @first_ns, @last_ns: the least and the greatest time
 * @forward: analysis_row.forward of the left side
 */
struct conversation_row {
    uint8_t addr[2][16];
    uint16_t port[2];
    uint8_t forward;
    uint64_t frames[2], octets[2];
    int64_t first_ns, last_ns;
};

/**
 * struct conversations
 * @rows: *owned*: @n of them, by stream; room for @room, and for @cap at most
 * @left: streams without a row
 */
struct conversations {
    struct conversation_row *rows;
    size_t n, room, cap;
    uint64_t left;
};

/* For rows in at most `octets` of memory. */
void tl_conversations_init(struct conversations *c, uint64_t octets);
void tl_conversations_fini(struct conversations *c);

/* Count a frame with what the analysis says of it. TCPLENS_ERR_MEMORY if there is none. */
enum tcplens_status tl_conversations_add(struct conversations *c, const struct tcplens_segment *seg,
                                         const struct analysis_row *row,
                                         const struct tcplens_frame *frame,
                                         struct tcplens_error *err);

/* The head of such a table, of conversations of the kind `name`, whose ends take `width` columns.
 */
void tl_conv_head(struct text *t, const char *name, size_t width);

/* The line above and below. */
void tl_conv_rule(struct text *t);

/* A row between ends that are written already; `row` tells counts and times. */
void tl_conv_row(struct text *t, const struct conversation_row *row, const char *left,
                 const char *right, size_t width, int64_t zero_ns);

/* The table; `zero_ns` is the time of the capture's first frame. The order of rows is gone then. */
void tl_conversations_print(struct conversations *c, int64_t zero_ns, struct text *t);

#endif
