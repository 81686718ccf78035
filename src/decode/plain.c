// SPDX-License-Identifier: BSD-3-Clause
/*
 * plain.c - the straight line for what most frames are: Ethernet, IPv4 without options and in one
 * piece, TCP without options or with time stamps alone, and lengths that agree.
 *
 * It says exactly what the decoders of the layers say, one after another; whatever is not plainly
 * of this kind is left to them, untouched. plain_test.c plays both against each other.
 */
#include "decode/layer.h"
#include "decode/protocol.h"

enum {
    ETHERNET = 14,
    IP4 = 20,
    TCP = 20,
    TIMESTAMPS = 12,
    L3 = ETHERNET,
    L4 = ETHERNET + IP4,
    BEHIND = L4 + TCP,
    TYPE_IP4 = 0x0800,
    PLAIN_IP4 = 0x45,
    FRAGMENT_MASK = 0x3fff,
    NOP_NOP_TIMESTAMPS = 0x0101080a,
    FLAGS_MASK = 0x1ff,
};

bool layer_plain(const struct tcplens_frame *frame, struct tcplens_segment *out)
{
    const uint8_t *const p = frame->octets, *ip, *tcp;
    unsigned header_len, total;
    bool stamped;

    if (frame->caplen < BEHIND || frame->caplen > frame->len)
        return false;
    ip = p + L3;
    tcp = p + L4;
    total = be16(ip + 2);
    header_len = (unsigned)(tcp[12] >> 4) * 4;
    stamped = header_len == TCP + TIMESTAMPS;
    if (be16(p + ETHERNET - 2) != TYPE_IP4 || ip[0] != PLAIN_IP4 || ip[9] != PROTOCOL_TCP ||
        (be16(ip + 6) & FRAGMENT_MASK) != 0 || ETHERNET + total != frame->len ||
        (header_len != TCP && !stamped) || total < IP4 + header_len)
        return false;
    if (stamped && (frame->caplen < BEHIND + TIMESTAMPS || be32(p + BEHIND) != NOP_NOP_TIMESTAMPS))
        return false;
    *out = (struct tcplens_segment){
        .frame = p,
        .ts_ns = frame->ts_ns,
        .number = frame->number,
        .caplen = frame->caplen,
        .len = frame->len,
        .seq = {be32(tcp + 4)},
        .ack = {be32(tcp + 8)},
        .payload_len = total - IP4 - header_len,
        .wnd = be16(tcp + 14),
        .flags = be16(tcp + 12) & FLAGS_MASK,
        .src_port = be16(tcp),
        .dst_port = be16(tcp + 2),
        .l3_off = L3,
        .l4_off = L4,
        .iface = frame->iface,
        .notes = frame->caplen < frame->len ? TCPLENS_PAYLOAD_CUT : 0,
        .kind = TCPLENS_KIND_TCP,
        .header_len = (uint8_t)header_len,
        .options = stamped ? TCPLENS_OPT_TIMESTAMPS : 0,
        .direction = frame->direction,
    };
    return true;
}
