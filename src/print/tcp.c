// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp.c - TCP (RFC 9293): the header, and who prints the payload.
 */
#include "print/line.h"
#include "print/tcp_memory.h"
#include "print/tcp_options.h"
#include "tcp/checksum.h"
#include "tcp/header.h"

enum {
    FIN = 0x01,
    SYN = 0x02,
    RST = 0x04,
    ACK = 0x10,
    URG = 0x20,
    RST_TEXT_MAX = 30,
    PROTOCOL_TCP = 6,
};

/* A header, read; numbers relative where they are to be. */
struct segment {
    struct body body;
    size_t header_len, payload_len;
    struct tcp_numbers numbers;
    struct tcp_origin origin;
    bool tracked;
    uint8_t flags;
};

static void put_flags(struct line *l, uint8_t flags)
{
    if (flags == ACK) {
        line_str(l, "Flags [.]");
        return;
    }
    line_str(l, "Flags [");
    if (flags == 0)
        line_str(l, "none");
    for (unsigned i = 0; i < 8; i++)
        if ((flags >> i & 1) != 0)
            line_char(l, "FSRP.UEW"[i]);
    line_char(l, ']');
}

/* A header length that cannot be; false if there is nothing more to say of the segment. */
static bool check_header_len(struct line *l, size_t header_len, size_t len)
{
    if (header_len < TCP_HEADER_MIN) {
        line_str(l, " tcp ");
        line_u64(l, (uint32_t)(len - header_len));
        line_str(l, " [bad hdr length ");
        line_u64(l, header_len);
        line_str(l, " - too short, < 20]");
        return false;
    }
    return true;
}

static void put_too_long(struct line *l, size_t header_len, size_t len)
{
    line_str(l, " [bad hdr length ");
    line_u64(l, header_len);
    line_str(l, " - too long, > ");
    line_u64(l, len);
    line_char(l, ']');
}

static void put_checksum(struct line *l, struct body b)
{
    const size_t n = l->ip->version == 6 ? 16 : 4;
    const uint64_t pseudo = tl_tcp_checksum_pseudo(
        (struct span){l->ip->src, n}, (struct span){l->ip->final_dst, n}, (uint32_t)b.len);
    const uint16_t in_packet = be16(b.p + TCP_CHECKSUM_OFF);
    const uint16_t sum =
        tl_tcp_checksum_fold(tl_tcp_checksum_add(pseudo, (struct span){b.p, b.len}));

    line_str(l, ", cksum 0x");
    line_hex(l, in_packet, 4);
    if (sum == 0xffff || sum == 0) {
        line_str(l, " (correct)");
        return;
    }
    /* The sum without the field, complemented: what should stand there. */
    line_str(l, " (incorrect -> 0x");
    line_hex(l, (uint16_t)~tl_tcp_checksum_fold((uint64_t)sum + (uint16_t)~in_packet), 4);
    line_char(l, ')');
}

/* The fields behind the flags, up to the options. */
static void put_numbers(struct line *l, const struct segment *s)
{
    const uint32_t seq = s->numbers.seq - (s->tracked ? s->origin.seq : 0);

    if (s->payload_len > 0 || (s->flags & (SYN | FIN | RST)) != 0 || l->options->verbose > 1) {
        line_str(l, ", seq ");
        line_u64(l, seq);
        if (s->payload_len > 0) {
            line_char(l, ':');
            line_u64(l, (uint32_t)(seq + s->payload_len));
        }
    }
    if ((s->flags & ACK) != 0) {
        line_str(l, ", ack ");
        line_u64(l, (uint32_t)(s->numbers.ack - (s->tracked ? s->origin.ack : 0)));
    }
    line_str(l, ", win ");
    line_u64(l, be16(s->body.p + 14));
    if ((s->flags & URG) != 0) {
        line_str(l, ", urg ");
        line_u64(l, be16(s->body.p + 18));
    }
}

/* RFC 9293 3.5.3 lets an RST explain itself in words. */
static void put_reset_text(struct line *l, struct body b)
{
    const size_t shown = b.len < RST_TEXT_MAX ? b.len : RST_TEXT_MAX;

    line_str(l, " [");
    if (b.n < b.len)
        line_char(l, '!');
    line_str(l, b.len > RST_TEXT_MAX ? "RST+ " : "RST ");
    line_visible(l, b.p, b.n < shown ? b.n : shown);
    line_char(l, ']');
}

static enum print_status print_payload(struct line *l, const struct segment *s)
{
    const struct body payload = body_skip(s->body, s->header_len);
    line_printer *application;

    if (s->body.n < s->header_len) {
        line_str(l, " [remaining caplen(");
        line_u64(l, s->body.n);
        line_str(l, ") < header length(");
        line_u64(l, s->header_len);
        line_str(l, ")]");
        return CUT;
    }
    if ((s->flags & RST) != 0 && l->options->verbose > 0) {
        put_reset_text(l, payload);
        return PRINTED;
    }
    application = line_tcp_application(l, s->numbers.src_port, s->numbers.dst_port);
    return application != NULL ? application(l, payload) : PRINTED;
}

/* From the flags on, the header's length being possible. */
static enum print_status print_segment(struct line *l, struct segment *s)
{
    const struct tcplens_print_options *const o = l->options;
    const struct body b = s->body;

    put_flags(l, s->flags);
    if (!o->absolute_seq && (s->flags & ACK) != 0) {
        s->origin = tcp_memory_find(l->tcp, l->ip, &s->numbers);
        s->tracked = !s->origin.fresh;
    }
    if (s->header_len > b.len) {
        put_too_long(l, s->header_len, b.len);
        return PRINTED;
    }
    s->payload_len = b.len - s->header_len;
    if (o->verbose > 0 && !o->no_checksums && !l->ip->fragment && body_has(b, 0, b.len))
        put_checksum(l, b);
    put_numbers(l, s);
    if (s->header_len > TCP_HEADER_MIN) {
        const bool relative = !o->absolute_seq && (s->flags & ACK) != 0;
        const enum options_end end =
            tcp_options_print(l, b, s->header_len, s->flags, relative ? &s->origin : NULL);

        if (end != OPTIONS_DONE)
            return end == OPTIONS_CUT ? CUT : PRINTED;
    }
    line_str(l, ", length ");
    line_u64(l, s->payload_len);
    return s->payload_len > 0 ? print_payload(l, s) : PRINTED;
}

enum print_status print_tcp(struct line *l, struct body b)
{
    struct segment s = {.body = b};

    l->protocol = "tcp";
    if (!body_has(b, 0, 4)) {
        line_addresses(l);
        line_cut(l);
        return PRINTED;
    }
    s.numbers.src_port = be16(b.p);
    s.numbers.dst_port = be16(b.p + 2);
    line_endpoints(l, s.numbers.src_port, s.numbers.dst_port, PROTOCOL_TCP);
    if (!body_has(b, 0, TCP_HEADER_MIN)) {
        line_cut(l);
        return PRINTED;
    }
    s.header_len = (size_t)(b.p[12] >> 4) * 4;
    if (!check_header_len(l, s.header_len, b.len))
        return PRINTED;
    s.flags = b.p[13];
    s.numbers.seq = be32(b.p + 4);
    s.numbers.ack = be32(b.p + 8);
    s.numbers.syn = (s.flags & SYN) != 0;
    if (l->options->quiet > 0) {
        line_str(l, "tcp ");
        line_u64(l, (uint32_t)(b.len - s.header_len));
        if (s.header_len > b.len)
            put_too_long(l, s.header_len, b.len);
        return PRINTED;
    }
    return print_segment(l, &s);
}
