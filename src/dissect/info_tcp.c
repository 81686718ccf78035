// SPDX-License-Identifier: BSD-3-Clause
/* info_tcp.c - a segment in one line: "[TCP Retransmission] 40000 → 80 [PSH, ACK] Seq=1 Ack=1 ...".
 */
#include "dissect/info.h"

#include "tcp/header.h"

enum { WINDOW_END = 16 };

/* In the order in which Wireshark puts them in front of one another: the first is told last. */
static const struct {
    uint16_t bit;
    const char *text;
} verdicts[] = {
    {A_ZERO_WINDOW_PROBE_ACK, "[TCP ZeroWindowProbeAck] "},
    {A_ZERO_WINDOW, "[TCP ZeroWindow] "},
    {A_ZERO_WINDOW_PROBE, "[TCP ZeroWindowProbe] "},
    {A_DUPLICATE_ACK, NULL},
    {A_KEEP_ALIVE_ACK, "[TCP Keep-Alive ACK] "},
    {A_KEEP_ALIVE, "[TCP Keep-Alive] "},
    {A_WINDOW_FULL, "[TCP Window Full] "},
    {A_WINDOW_UPDATE, "[TCP Window Update] "},
    {A_ACK_LOST_SEGMENT, "[TCP ACKed unseen segment] "},
    {A_LOST_SEGMENT, "[TCP Previous segment not captured] "},
    {A_OUT_OF_ORDER, "[TCP Out-Of-Order] "},
    {A_RETRANSMISSION, "[TCP Retransmission] "},
    {A_SPURIOUS_RETRANSMISSION, "[TCP Spurious Retransmission] "},
    {A_FAST_RETRANSMISSION, "[TCP Fast Retransmission] "},
    {A_REUSED_PORTS, "[TCP Port numbers reused] "},
};

static void say_verdicts(struct text *t, const struct analysis_row *row)
{
    /* Of a retransmission of a special kind, the kind alone is told. */
    const unsigned special = A_FAST_RETRANSMISSION | A_SPURIOUS_RETRANSMISSION;
    const unsigned told = (row->verdicts & special) != 0
                              ? row->verdicts & ~(unsigned)A_RETRANSMISSION
                              : row->verdicts;

    if (told == 0)
        return;
    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++) {
        if ((told & verdicts[i].bit) == 0)
            continue;
        if (verdicts[i].text != NULL) {
            text_str(t, verdicts[i].text);
            continue;
        }
        text_str(t, "[TCP Dup ACK ");
        text_u64(t, row->duplicate_frame);
        text_char(t, '#');
        text_u64(t, row->duplicate);
        text_str(t, "] ");
    }
}

static void say_flags(struct text *t, unsigned flags)
{
    static const char *const names[] = {"FIN", "SYN", "RST", "PSH", "ACK",
                                        "URG", "ECE", "CWR", "AE",  "Reserved"};
    const char *between = " [";

    /* Reserved bits count once. */
    flags = (flags & 0x1ff) | (flags >> 9 != 0 ? 0x200U : 0);
    for (unsigned bit = 0; bit < sizeof names / sizeof names[0]; bit++) {
        if ((flags >> bit & 1) == 0)
            continue;
        text_octets(t, between, 2);
        text_str(t, names[bit]);
        between = ", ";
    }
    text_str(t, flags == 0 ? " [<None>]" : "]");
}

static void say_number(struct text *t, const char *name, uint64_t v)
{
    text_str(t, name);
    text_u64(t, v);
}

void info_tcp(struct dissection *d, struct span b)
{
    const uint8_t *const h = b.p;
    const struct analysis_row *const row = d->view->row;
    struct text *const t = info_begin(d, "TCP");
    unsigned header_len;

    if (t == NULL)
        return;
    say_verdicts(t, row);
    say_number(t, "", be16(h));
    say_number(t, " \xe2\x86\x92 ", be16(h + 2));
    if ((row->shown & A_HAS_STREAM) == 0 || b.n < WINDOW_END)
        return;
    header_len = (h[12] >> 4) * 4U;
    say_flags(t, be16(h + 12) & 0xfffU);
    say_number(t, " Seq=", row->seq);
    if ((h[13] & TCPLENS_ACK) != 0)
        say_number(t, " Ack=", row->ack);
    say_number(t, " Win=", (row->shown & A_HAS_WINDOW) != 0 ? row->window : be16(h + 14));
    if (header_len < TCP_HEADER_MIN) {
        say_number(t, ", bogus TCP header length (", header_len);
        text_str(t, ", must be at least 20)");
        return;
    }
    if (b.n < TCP_HEADER_MIN)
        return;
    if ((h[13] & TCPLENS_URG) != 0)
        say_number(t, " Urg=", be16(h + 18));
    if ((row->shown & A_HAS_LENGTH) != 0)
        say_number(t, " Len=", row->len);
}

void info_stump(struct dissection *d, const uint8_t *h, bool cut)
{
    struct text *const t = info_begin(d, "TCP");

    if (t == NULL)
        return;
    say_number(t, "", be16(h));
    say_number(t, " \xe2\x86\x92 ", be16(h + 2));
    text_str(t, cut ? "[Packet size limited during capture]" : "[Malformed Packet]");
}
