// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp.c - TCP (RFC 9293): the header, and who prints the payload.
 */
#include "base/decimal.h"
#include "print/checksum.h"
#include "print/line.h"
#include "print/tcp_memory.h"
#include "print/tcp_options.h"
#include "tcp/header.h"

enum {
    FIN = 0x01,
    SYN = 0x02,
    RST = 0x04,
    ACK = 0x10,
    URG = 0x20,
    RST_TEXT_MAX = 30,
    FIXED_MAX = 192, /* "Flags [...], cksum ..., seq ..., ack ..., win ..., urg ..." */
    LENGTH_MAX = 32,
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

static char *put_flags(char *at, uint8_t flags)
{
    at = line_put(at, "Flags [");
    if (flags == 0)
        at = line_put(at, "none");
    for (unsigned left = flags; left != 0; left &= left - 1)
        *at++ = "FSRP.UEW"[__builtin_ctz(left)];
    return line_put(at, "]");
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

static char *put_hex16(char *at, uint16_t v)
{
    for (unsigned shift = 16; shift > 0;)
        *at++ = "0123456789abcdef"[v >> (shift -= 4) & 0xf];
    return at;
}

static char *put_checksum(char *at, const struct ip_info *ip, struct body b)
{
    const struct span octets = {b.p, b.len};
    uint16_t right;

    at = put_hex16(line_put(at, ", cksum 0x"), be16(b.p + TCP_CHECKSUM_OFF));
    if (checksum_transport(ip, PROTOCOL_TCP, octets, TCP_CHECKSUM_OFF, &right))
        return line_put(at, " (correct)");
    at = put_hex16(line_put(at, " (incorrect -> 0x"), right);
    return line_put(at, ")");
}

/* The fields behind the flags, up to the options. */
static char *put_numbers(char *at, const struct segment *s, bool always_seq)
{
    const uint32_t seq = s->numbers.seq - (s->tracked ? s->origin.seq : 0);
    const uint32_t ack = s->numbers.ack - (s->tracked ? s->origin.ack : 0);

    if (s->payload_len > 0 || (s->flags & (SYN | FIN | RST)) != 0 || always_seq)
        at = decimal_put(line_put(at, ", seq "), seq);
    if (s->payload_len > 0)
        at = decimal_put(line_put(at, ":"), seq + (uint32_t)s->payload_len);
    if ((s->flags & ACK) != 0)
        at = decimal_put(line_put(at, ", ack "), ack);
    at = decimal_put(line_put(at, ", win "), be16(s->body.p + 14));
    if ((s->flags & URG) != 0)
        at = decimal_put(line_put(at, ", urg "), be16(s->body.p + 18));
    return at;
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

/* From the flags to the urgent pointer, the header's length being possible; false if there is
 * nothing more to say. */
static bool put_fixed(struct line *l, struct segment *s)
{
    const struct tcplens_print_options *const o = l->options;
    const struct body b = s->body;
    char *const room = text_room(l->out, FIXED_MAX), *at = room;

    if (at == NULL)
        return false;
    at = put_flags(at, s->flags);
    if (!o->absolute_seq && (s->flags & ACK) != 0) {
        tcp_memory_find(l->tcp, l->ip, &s->numbers, &s->origin);
        s->tracked = !s->origin.fresh;
    }
    if (s->header_len <= b.len) {
        s->payload_len = b.len - s->header_len;
        if (o->verbose > 0 && !o->no_checksums && !l->ip->fragment && body_has(b, 0, b.len))
            at = put_checksum(at, l->ip, b);
        at = put_numbers(at, s, o->verbose > 1);
    }
    text_advance(l->out, (size_t)(at - room));
    if (s->header_len > b.len)
        put_too_long(l, s->header_len, b.len);
    return s->header_len <= b.len;
}

static void put_length(struct line *l, size_t len)
{
    char *const room = text_room(l->out, LENGTH_MAX), *at = room;

    if (at == NULL)
        return;
    at = decimal_put(line_put(at, ", length "), (uint32_t)len);
    text_advance(l->out, (size_t)(at - room));
}

static enum print_status print_segment(struct line *l, struct segment *s)
{
    if (!put_fixed(l, s))
        return PRINTED;
    if (s->header_len > TCP_HEADER_MIN) {
        const bool relative = !l->options->absolute_seq && (s->flags & ACK) != 0;
        const enum options_end end =
            tcp_options_print(l, s->body, s->header_len, s->flags, relative ? &s->origin : NULL);

        if (end != OPTIONS_DONE)
            return end == OPTIONS_CUT ? CUT : PRINTED;
    }
    put_length(l, s->payload_len);
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
