// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_mptcp.c - the Multipath TCP option (RFC 8684 3), one printer a subtype.
 *
 * `v->p` is behind kind and length: the subtype and its nibble first. The lengths are those of the
 * value, two less than what the option says of itself.
 */
#include "print/tcp_options.h"

enum {
    SYN = 0x02,
    ACK = 0x10,
    VALUE_MIN = 1,
    CHECKSUM_REQUIRED = 0x80,
    BACKUP = 0x01,
    KEY = 8,
    HMAC = 8,
    DSS_FIN = 0x10,
    DSS_SEQ_8 = 0x08,
    DSS_SEQ = 0x04,
    DSS_ACK_8 = 0x02,
    DSS_ACK = 0x01,
};

typedef enum options_end subtype_printer(struct line *l, const struct tcp_option_value *v);

static void put_hex(struct line *l, const char *name, uint64_t number)
{
    line_str(l, name);
    line_hex_short(l, number);
}

static void put_number(struct line *l, const char *name, uint64_t number)
{
    line_str(l, name);
    line_u64(l, number);
}

/* RFC 8684 3.1: who sends which form shows in the SYN flag. */
static enum options_end print_capable(struct line *l, const struct tcp_option_value *v)
{
    const bool syn = (v->flags & SYN) != 0, ack = (v->flags & ACK) != 0;
    const unsigned version = v->p[0] & 0x0f;

    if (!(syn ? v->len == 2 || v->len == 10 : ack && (v->len == 18 || v->len == 20)))
        return OPTIONS_BAD;
    if (version > 1) {
        put_number(l, " Unknown Version (", version);
        line_char(l, ')');
        return OPTIONS_DONE;
    }
    put_number(l, " v", version);
    if ((v->p[1] & CHECKSUM_REQUIRED) != 0)
        line_str(l, " csum");
    if (v->len < 2 + KEY)
        return OPTIONS_DONE;
    put_hex(l, " {0x", be64(v->p + 2));
    if (v->len >= 2 + 2 * KEY)
        put_hex(l, ",0x", be64(v->p + 2 + KEY));
    line_char(l, '}');
    return OPTIONS_DONE;
}

static void put_join_id(struct line *l, const struct tcp_option_value *v)
{
    if ((v->p[0] & BACKUP) != 0)
        line_str(l, " backup");
    put_number(l, " id ", v->p[1]);
}

/* RFC 8684 3.2: SYN, SYN+ACK and ACK have a form each. */
static enum options_end print_join(struct line *l, const struct tcp_option_value *v)
{
    const bool syn = (v->flags & SYN) != 0, ack = (v->flags & ACK) != 0;

    if (v->len == 10 && syn) {
        put_join_id(l, v);
        put_hex(l, " token 0x", be32(v->p + 2));
        put_hex(l, " nonce 0x", be32(v->p + 6));
    } else if (v->len == 14 && syn && ack) {
        put_join_id(l, v);
        put_hex(l, " hmac 0x", be64(v->p + 2));
        put_hex(l, " nonce 0x", be32(v->p + 10));
    } else if (v->len == 22 && ack) {
        line_str(l, " hmac 0x");
        for (size_t i = 2; i < v->len; i++)
            line_hex(l, v->p[i], 2);
    } else {
        return OPTIONS_BAD;
    }
    return OPTIONS_DONE;
}

/* A data sequence number of four or eight octets. */
static enum options_end print_data_number(struct line *l, struct span *rest, const char *name,
                                          bool eight)
{
    const uint8_t *p;

    line_str(l, name);
    p = span_take(rest, eight ? 8 : 4);
    if (p == NULL)
        return OPTIONS_BAD;
    line_u64(l, eight ? be64(p) : be32(p));
    return OPTIONS_DONE;
}

static enum options_end print_mapping(struct line *l, struct span *rest, bool eight)
{
    const uint8_t *p;

    if (print_data_number(l, rest, " seq ", eight) != OPTIONS_DONE)
        return OPTIONS_BAD;
    if ((p = span_take(rest, 4)) == NULL)
        return OPTIONS_BAD;
    put_number(l, " subseq ", be32(p));
    if ((p = span_take(rest, 2)) == NULL)
        return OPTIONS_BAD;
    put_number(l, " len ", be16(p));
    if ((p = span_take(rest, 2)) != NULL)
        put_hex(l, " csum 0x", be16(p));
    return OPTIONS_DONE;
}

/* RFC 8684 3.3 */
static enum options_end print_dss(struct line *l, const struct tcp_option_value *v)
{
    struct span rest = {v->p, v->len};
    const uint8_t *const head = span_take(&rest, 2);

    if (head == NULL || (v->flags & SYN) != 0)
        return OPTIONS_BAD;
    if ((head[1] & DSS_FIN) != 0)
        line_str(l, " fin");
    if ((head[1] & DSS_ACK) != 0 &&
        print_data_number(l, &rest, " ack ", (head[1] & DSS_ACK_8) != 0) != OPTIONS_DONE)
        return OPTIONS_BAD;
    if ((head[1] & DSS_SEQ) != 0 &&
        print_mapping(l, &rest, (head[1] & DSS_SEQ_8) != 0) != OPTIONS_DONE)
        return OPTIONS_BAD;
    return rest.n == 0 ? OPTIONS_DONE : OPTIONS_BAD;
}

/* RFC 8684 3.4.1: the length alone says which address and whether a port and an HMAC follow. */
static enum options_end print_add_addr(struct line *l, const struct tcp_option_value *v)
{
    const bool ip6 = v->len >= 18;
    const size_t address = ip6 ? 16 : 4;
    const size_t more = v->len >= 2 + address ? v->len - 2 - address : SIZE_MAX;
    const uint8_t *p = v->p + 2;

    if (more != 0 && more != 2 && more != HMAC && more != 2 + HMAC)
        return OPTIONS_BAD;
    switch (v->p[0] & 0x0f) {
    case 0:
        line_str(l, " v1");
        break;
    case 1:
        line_str(l, " v1-echo");
        break;
    case 4:
        line_str(l, " v0-ip4"); /* RFC 6824 had the version of IP here */
        break;
    case 6:
        line_str(l, " v0-ip6");
        break;
    default:
        line_str(l, " [bad version/echo]");
        break;
    }
    put_number(l, " id ", v->p[1]);
    line_char(l, ' ');
    if (ip6)
        line_ip6(l, p);
    else
        line_ip4(l, p);
    p += address;
    if (more == 2 || more == 2 + HMAC) {
        put_number(l, ":", be16(p));
        p += 2;
    }
    if (more >= HMAC)
        put_hex(l, " hmac 0x", be64(p));
    return OPTIONS_DONE;
}

/* RFC 8684 3.4.2 */
static enum options_end print_remove_addr(struct line *l, const struct tcp_option_value *v)
{
    if (v->len < 2)
        return OPTIONS_BAD;
    line_str(l, " id");
    for (size_t i = 1; i < v->len; i++)
        put_number(l, " ", v->p[i]);
    return OPTIONS_DONE;
}

/* RFC 8684 3.3.8 */
static enum options_end print_priority(struct line *l, const struct tcp_option_value *v)
{
    if (v->len != 1 && v->len != 2)
        return OPTIONS_BAD;
    line_str(l, (v->p[0] & BACKUP) != 0 ? " backup" : " non-backup");
    if (v->len == 2)
        put_number(l, " id ", v->p[1]);
    return OPTIONS_DONE;
}

/* RFC 8684 3.7 */
static enum options_end print_fail(struct line *l, const struct tcp_option_value *v)
{
    if (v->len != 10)
        return OPTIONS_BAD;
    put_number(l, " seq ", be64(v->p + 2));
    return OPTIONS_DONE;
}

/* RFC 8684 3.5 */
static enum options_end print_fast_close(struct line *l, const struct tcp_option_value *v)
{
    if (v->len != 10)
        return OPTIONS_BAD;
    put_hex(l, " key 0x", be64(v->p + 2));
    return OPTIONS_DONE;
}

static const struct {
    const char *name;
    subtype_printer *printer;
} subtypes[] = {
    {" capable", print_capable},
    {" join", print_join},
    {" dss", print_dss},
    {" add-addr", print_add_addr},
    {" rem-addr", print_remove_addr},
    {" prio", print_priority},
    {" fail", print_fail},
    {" fast-close", print_fast_close},
};

enum options_end tcp_mptcp_print(struct line *l, const struct tcp_option_value *v)
{
    unsigned subtype;

    l->protocol = "mptcp";
    if (v->len < VALUE_MIN)
        return OPTIONS_BAD;
    put_number(l, " ", v->len + 2);
    subtype = v->p[0] >> 4;
    if (subtype >= sizeof subtypes / sizeof subtypes[0]) {
        line_str(l, " unknown");
        return OPTIONS_DONE;
    }
    line_str(l, subtypes[subtype].name);
    return subtypes[subtype].printer(l, v);
}
