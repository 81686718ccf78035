// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_options.c - TCP options (www.iana.org/assignments/tcp-parameters), one printer a kind.
 *
 * An option's printer says how many octets of value it has taken. That may be other than what the
 * option's length says; the list goes on behind what was taken, after a remark.
 */
#include "print/tcp_options.h"

#include "base/decimal.h"
#include "tcp/header.h"
#include "tcp/options.h"

enum {
    MD5_OCTETS = 16,
    SACK_BLOCK = 8,
    COOKIE_MIN = 4,
    COOKIE_MAX = 16,
    USUAL_LIST = 12,
    USUAL_LIST_MAX = 64,
};

#define NOP_NOP_TS UINT32_C(0x0101080a)

/* Prints the value; `*taken` is how much of it that was, preset to all of it. */
typedef enum options_end value_printer(struct line *l, const struct tcp_option_value *v,
                                       size_t *taken);

#define NEED(v, octets)                                                                            \
    do {                                                                                           \
        const enum options_end end = value_has((v), (octets));                                     \
        if (end != OPTIONS_DONE)                                                                   \
            return end;                                                                            \
    } while (0)

static void put_octets_hex(struct line *l, const uint8_t *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        line_hex(l, p[i], 2);
}

/* Octets in hexadecimal, as many as there are. */
static enum options_end print_hex(struct line *l, const struct tcp_option_value *v, size_t from)
{
    for (size_t i = from; i < v->len; i++) {
        NEED(v, i + 1);
        line_hex(l, v->p[i], 2);
    }
    return OPTIONS_DONE;
}

static enum options_end print_mss(struct line *l, const struct tcp_option_value *v, size_t *taken)
{
    *taken = 2;
    NEED(v, 2);
    line_char(l, ' ');
    line_u64(l, be16(v->p));
    return OPTIONS_DONE;
}

static enum options_end print_wscale(struct line *l, const struct tcp_option_value *v,
                                     size_t *taken)
{
    *taken = 1;
    NEED(v, 1);
    line_char(l, ' ');
    line_u64(l, v->p[0]);
    return OPTIONS_DONE;
}

static enum options_end print_sack(struct line *l, const struct tcp_option_value *v, size_t *taken)
{
    const uint32_t origin = v->origin != NULL ? v->origin->ack : 0;

    (void)taken;
    if (v->len % SACK_BLOCK != 0) {
        line_str(l, " invalid sack");
        return OPTIONS_DONE;
    }
    line_char(l, ' ');
    line_u64(l, v->len / SACK_BLOCK);
    line_char(l, ' ');
    for (size_t i = 0; i < v->len; i += SACK_BLOCK) {
        NEED(v, i + SACK_BLOCK);
        line_char(l, '{');
        line_u64(l, be32(v->p + i) - origin);
        line_char(l, ':');
        line_u64(l, be32(v->p + i + 4) - origin);
        line_char(l, '}');
    }
    return OPTIONS_DONE;
}

/* Echo and T/TCP's connection counts (RFC 1072, RFC 1644). */
static enum options_end print_number(struct line *l, const struct tcp_option_value *v,
                                     size_t *taken)
{
    *taken = 4;
    NEED(v, 4);
    line_char(l, ' ');
    line_u64(l, be32(v->p));
    return OPTIONS_DONE;
}

static enum options_end print_timestamps(struct line *l, const struct tcp_option_value *v,
                                         size_t *taken)
{
    *taken = 8;
    NEED(v, 8);
    line_str(l, " val ");
    line_u64(l, be32(v->p));
    line_str(l, " ecr ");
    line_u64(l, be32(v->p + 4));
    return OPTIONS_DONE;
}

static enum options_end print_md5(struct line *l, const struct tcp_option_value *v, size_t *taken)
{
    *taken = MD5_OCTETS;
    NEED(v, MD5_OCTETS);
    line_str(l, v->whole ? " shared secret not supplied with -M" : " snaplen too short");
    line_str(l, ", can't check - ");
    put_octets_hex(l, v->p, MD5_OCTETS);
    return OPTIONS_DONE;
}

static enum options_end print_scps(struct line *l, const struct tcp_option_value *v, size_t *taken)
{
    *taken = 2;
    NEED(v, 2);
    line_str(l, " cap ");
    line_hex(l, v->p[0], 2);
    line_str(l, " id ");
    line_u64(l, v->p[1]);
    return OPTIONS_DONE;
}

/* RFC 5925 2.2 */
static enum options_end print_ao(struct line *l, const struct tcp_option_value *v, size_t *taken)
{
    (void)taken;
    if (v->len < 2) {
        line_str(l, " (invalid)");
        return OPTIONS_DONE;
    }
    NEED(v, 1);
    line_str(l, " keyid ");
    line_u64(l, v->p[0]);
    NEED(v, 2);
    line_str(l, " rnextkeyid ");
    line_u64(l, v->p[1]);
    if (v->len == 2)
        return OPTIONS_DONE;
    line_str(l, " mac 0x");
    return print_hex(l, v, 2);
}

/* RFC 5482 3: a bit for minutes, and the number. */
static enum options_end print_user_timeout(struct line *l, const struct tcp_option_value *v,
                                           size_t *taken)
{
    uint32_t seconds;

    *taken = 2;
    NEED(v, 2);
    seconds = be16(v->p) >> 1;
    if ((v->p[1] & 1) != 0)
        seconds *= 60;
    line_str(l, " 0x");
    line_hex_short(l, be16(v->p));
    line_char(l, ' ');
    line_u64(l, seconds);
    return OPTIONS_DONE;
}

static enum options_end print_multipath(struct line *l, const struct tcp_option_value *v,
                                        size_t *taken)
{
    (void)taken;
    NEED(v, v->len);
    return tcp_mptcp_print(l, v);
}

/* A Fast Open cookie (RFC 7413 4.1.1) from octet `from` of the value on, captured whole. */
static enum options_end print_cookie(struct line *l, const struct tcp_option_value *v, size_t from)
{
    const size_t n = v->len - from;

    if (n == 0) {
        line_str(l, " cookiereq");
        return OPTIONS_DONE;
    }
    if (n % 2 != 0 || n < COOKIE_MIN || n > COOKIE_MAX) {
        line_str(l, " (invalid)");
        return OPTIONS_DONE;
    }
    line_str(l, " cookie ");
    put_octets_hex(l, v->p + from, n);
    return OPTIONS_DONE;
}

static enum options_end print_fast_open(struct line *l, const struct tcp_option_value *v,
                                        size_t *taken)
{
    (void)taken;
    NEED(v, v->len);
    line_char(l, ' ');
    return print_cookie(l, v, 0);
}

static enum options_end print_experiment(struct line *l, const struct tcp_option_value *v,
                                         size_t *taken)
{
    (void)taken;
    if (v->len < 2)
        return OPTIONS_BAD;
    NEED(v, v->len);
    line_char(l, '-');
    if (be16(v->p) == TCP_EXPERIMENT_FAST_OPEN) {
        line_str(l, "tfo");
        return print_cookie(l, v, 2);
    }
    line_hex(l, be16(v->p), 4);
    return OPTIONS_DONE;
}

static enum options_end print_unknown(struct line *l, const struct tcp_option_value *v,
                                      size_t *taken)
{
    (void)taken;
    if (v->len == 0)
        return OPTIONS_DONE;
    line_str(l, " 0x");
    return print_hex(l, v, 0);
}

static enum options_end print_nothing(struct line *l, const struct tcp_option_value *v,
                                      size_t *taken)
{
    (void)l;
    (void)v;
    *taken = 0;
    return OPTIONS_DONE;
}

static const struct {
    const char *name;
    value_printer *printer;
} options[256] = {
    [TCP_KIND_END] = {"eol", print_nothing},
    [TCP_KIND_NOP] = {"nop", print_nothing},
    [TCP_KIND_MSS] = {"mss", print_mss},
    [TCP_KIND_WSCALE] = {"wscale", print_wscale},
    [TCP_KIND_SACK_PERMITTED] = {"sackOK", print_nothing},
    [TCP_KIND_SACK] = {"sack", print_sack},
    [TCP_KIND_ECHO] = {"echo", print_number},
    [TCP_KIND_ECHO_REPLY] = {"echoreply", print_number},
    [TCP_KIND_TIMESTAMPS] = {"TS", print_timestamps},
    [TCP_KIND_CC] = {"cc", print_number},
    [TCP_KIND_CC_NEW] = {"ccnew", print_number},
    [TCP_KIND_CC_ECHO] = {"", print_number},
    [TCP_KIND_MD5] = {"md5", print_md5},
    [TCP_KIND_SCPS] = {"scps", print_scps},
    [TCP_KIND_UTO] = {"uto", print_user_timeout},
    [TCP_KIND_AO] = {"tcp-ao", print_ao},
    [TCP_KIND_MPTCP] = {"mptcp", print_multipath},
    [TCP_KIND_FAST_OPEN] = {"tfo", print_fast_open},
    [TCP_KIND_EXPERIMENT_2] = {"exp", print_experiment},
};

/* Print the option at the front of `*b` and take it off. */
static enum options_end print_option(struct line *l, struct body *b, struct tcp_option_value *v)
{
    size_t head = 1, taken = 0;
    enum options_end end;

    if (!body_has(*b, 0, 1))
        return OPTIONS_CUT;
    v->kind = b->p[0];
    v->len = 0;
    if (v->kind != TCP_KIND_END && v->kind != TCP_KIND_NOP) {
        if (!body_has(*b, 1, 1))
            return OPTIONS_CUT;
        if (b->p[1] < 2 || b->p[1] > b->len)
            return OPTIONS_BAD;
        head = 2;
        v->len = taken = b->p[1] - 2U;
    }
    *b = body_skip(*b, head);
    v->p = b->p;
    v->n = b->n;
    v->left = b->len;
    if (options[v->kind].name != NULL) {
        line_str(l, options[v->kind].name);
        end = options[v->kind].printer(l, v, &taken);
    } else {
        line_str(l, "unknown-");
        line_u64(l, v->kind);
        end = print_unknown(l, v, &taken);
    }
    if (end != OPTIONS_DONE)
        return end;
    if (taken != v->len) {
        line_str(l, "[len ");
        line_u64(l, v->len + 2);
        line_char(l, ']');
    }
    *b = body_skip(*b, taken);
    return OPTIONS_DONE;
}

/* The list that most segments have, at one go: two NOPs and the time stamps (RFC 7323 appendix A).
 * False, with nothing done, if `b` is another one. */
static bool put_usual_list(struct line *l, struct body b)
{
    char *room, *at;

    if (b.len != USUAL_LIST || !body_has(b, 0, USUAL_LIST) || be32(b.p) != NOP_NOP_TS)
        return false;
    at = room = text_room(l->out, USUAL_LIST_MAX);
    if (at == NULL)
        return false;
    at = decimal_put(line_put(at, ", options [nop,nop,TS val "), be32(b.p + 4));
    at = decimal_put(line_put(at, " ecr "), be32(b.p + 8));
    at = line_put(at, "]");
    text_advance(l->out, (size_t)(at - room));
    return true;
}

enum options_end tcp_options_print(struct line *l, struct body b, size_t header_len, uint8_t flags,
                                   const struct tcp_origin *origin)
{
    struct tcp_option_value v = {
        .kind = TCP_KIND_NOP, .flags = flags, .whole = b.n >= b.len, .origin = origin};
    bool first = true;

    b = body_with_len(body_skip(b, TCP_HEADER_MIN), header_len - TCP_HEADER_MIN);
    if (put_usual_list(l, b))
        return OPTIONS_DONE;
    line_str(l, ", options [");
    while (b.len > 0 && (first || v.kind != TCP_KIND_END)) {
        enum options_end end;

        if (!first)
            line_char(l, ',');
        end = print_option(l, &b, &v);
        if (end == OPTIONS_BAD)
            line_str(l, first ? "[bad opt]" : "[bad opt]]");
        else if (end == OPTIONS_SHORT) {
            line_cut(l);
            if (!first)
                line_char(l, '>');
        }
        if (end != OPTIONS_DONE)
            return end;
        first = false;
    }
    line_char(l, ']');
    return OPTIONS_DONE;
}
