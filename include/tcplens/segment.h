// SPDX-License-Identifier: BSD-3-Clause
/*
 * segment.h - what decoding says of one frame: one cache line of offsets and host-order numbers
 * over borrowed octets.
 *
 * One record a frame, TCP or not; `kind` tells which fields count. What is rare (options, tunnel
 * headers, quoted headers) stays in the frame and is read again through its offset.
 */
#ifndef TCPLENS_SEGMENT_H
#define TCPLENS_SEGMENT_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A sequence or acknowledgment number: compared modulo 2^32 only, so `a < b` must not compile. */
struct tcplens_seq {
    uint32_t v;
};

/* What the innermost recognised header of a frame is. */
enum tcplens_kind {
    TCPLENS_KIND_OTHER = 0, /* nothing recognised: unknown link type or EtherType, or cut before */
    TCPLENS_KIND_ARP = 1,   /* l3_off is at the ARP header */
    TCPLENS_KIND_IP = 2,    /* an IP packet of another protocol: l3_off and l4_off are valid */
    TCPLENS_KIND_FRAGMENT = 3, /* a later IP fragment, or a first one too short for its header */
    TCPLENS_KIND_ICMP = 4,     /* ICMP or ICMPv6, told apart by the IP version at l3_off */
    TCPLENS_KIND_UDP = 5,
    TCPLENS_KIND_TCP = 6, /* ports and seq are valid, and so is the rest unless notes deny it */
};

/* Bits of tcplens_segment.flags: the TCP header's own (RFC 9293 3.1; AE: RFC 9768). */
enum tcplens_flag {
    TCPLENS_FIN = 0x001,
    TCPLENS_SYN = 0x002,
    TCPLENS_RST = 0x004,
    TCPLENS_PSH = 0x008,
    TCPLENS_ACK = 0x010,
    TCPLENS_URG = 0x020,
    TCPLENS_ECE = 0x040,
    TCPLENS_CWR = 0x080,
    TCPLENS_AE = 0x100,
};

/* Bits of tcplens_segment.options: which options the header holds, each complete and well formed.
 */
enum tcplens_option {
    TCPLENS_OPT_MSS = 1 << 0,
    TCPLENS_OPT_WSCALE = 1 << 1,
    TCPLENS_OPT_SACK_PERMITTED = 1 << 2,
    TCPLENS_OPT_SACK = 1 << 3,
    TCPLENS_OPT_TIMESTAMPS = 1 << 4,
    TCPLENS_OPT_FAST_OPEN = 1 << 5, /* kind 34, or 253/254 with TFO's identifier 0xF989 */
    TCPLENS_OPT_OTHER = 1 << 6,     /* any option without a bit of its own */
    TCPLENS_OPT_BAD = 1 << 7,       /* a length that contradicts the header or the option's kind */
};

/*
 * Bits of tcplens_segment.notes. Truncated, malformed and absent are three different things.
 *
 * TRUNCATED: the snaplen cut a header (of TCP: its fixed part); fields beyond the cut are 0.
 * MALFORMED: a header contradicts its protocol, or there are more than an honest frame has (31);
 *   decoding stopped there. TCP: payload_len is 0.
 * LEN_BEYOND_FRAME: the IP length exceeds what was on the wire. payload_len follows it, for the
 *   capture may have lost the rest; but not beyond the end of a header around it (PADDED).
 * OPTIONS_CUT: the snaplen cut the option area; all else holds, and `options` tells of what is
 *   before the cut.
 */
enum tcplens_note {
    TCPLENS_TRUNCATED = 1 << 0,
    TCPLENS_MALFORMED = 1 << 1,
    TCPLENS_PAYLOAD_CUT = 1 << 2, /* headers are whole, the payload is not all captured */
    TCPLENS_VLAN = 1 << 3,
    TCPLENS_TUNNEL = 1 << 4,         /* the IP (or ARP) header at l3_off is not the outermost */
    TCPLENS_FIRST_FRAGMENT = 1 << 5, /* payload_len is what this fragment holds */
    TCPLENS_LEN_FROM_FRAME = 1 << 6, /* IP length 0 (TSO): payload_len comes from the frame */
    TCPLENS_LEN_BEYOND_FRAME = 1 << 7,
    TCPLENS_PADDED = 1 << 8, /* octets after the IP packet (Ethernet padding) */
    TCPLENS_OPTIONS_CUT = 1 << 9,
};

/**
 * struct tcplens_segment - one decoded frame
 * @frame:       *borrowed*, first octet of the frame; valid as long as the frame is
 * @ts_ns:       as in struct tcplens_frame
 * @number:      as in struct tcplens_frame
 * @caplen:      octets captured
 * @len:         octets on the wire
 * @seq:         SEG.SEQ; TCP only
 * @ack:         SEG.ACK as in the header, whether or not the ACK flag is set; TCP only
 * @payload_len: octets after the innermost header as the IP length has it, captured or not; SEG.LEN
 *               without SYN and FIN. UDP, ICMP: octets after the header of 8. Other IP: from l4_off
 * @wnd:         SEG.WND as sent, never scaled: the scale belongs to the connection
 * @flags:       enum tcplens_flag bits
 * @src_port:    TCP and UDP
 * @dst_port:    TCP and UDP
 * @l3_off:      offset of the innermost IP (or ARP) header in the frame; its first octet tells the
 *               version
 * @l4_off:      offset of the innermost transport header in the frame; for a kind of IP or FRAGMENT
 *               of what follows the IP headers, which need not be captured
 * @iface:       as in struct tcplens_frame
 * @notes:       enum tcplens_note bits
 * @kind:        enum tcplens_kind
 * @header_len:  octets of TCP header and options, 20..60; less only with TCPLENS_MALFORMED, 0 if
 *               TCPLENS_TRUNCATED before it
 * @options:     enum tcplens_option bits
 * @direction:   enum tcplens_frame_direction, from the capture or the cooked header
 */
struct tcplens_segment {
    const uint8_t *frame;
    int64_t ts_ns;
    uint64_t number;
    uint32_t caplen, len;
    struct tcplens_seq seq, ack;
    uint32_t payload_len;
    uint16_t wnd, flags;
    uint16_t src_port, dst_port;
    uint16_t l3_off, l4_off;
    uint16_t iface, notes;
    uint8_t kind, header_len, options, direction;
};

#ifdef __cplusplus
}
#endif

#endif
