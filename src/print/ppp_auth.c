// SPDX-License-Identifier: BSD-3-Clause
/* ppp_auth.c - who a PPP peer is: PAP (RFC 1334) and CHAP (RFC 1994), names and secrets as sent. */
#include "print/ppp_option.h"

enum { HEADER = 4, CODES = 5 };
enum { PAP_REQUEST = 1, PAP_ACK = 2, PAP_NAK = 3, PAP_REQUEST_LEN = 6, PAP_ANSWER_LEN = 5 };
enum { CHAP_CHALLENGE = 1, CHAP_RESPONSE = 2, CHAP_SUCCESS = 3, CHAP_FAILURE = 4 };

/* A packet shorter than its header: "[|pap 0x01]". */
static enum print_status put_short(struct line *l, struct body b, const char *name)
{
    if (b.len > 0 && !body_has(b, 0, 1))
        return CUT;
    line_str(l, "[|");
    line_str(l, name);
    if (b.len > 0) {
        line_str(l, " 0x");
        line_hex(l, b.p[0], 2);
    }
    line_char(l, ']');
    return PRINTED;
}

/* "PAP, CODE (0xNN), id N"; CUT if the header was not captured whole. */
static enum print_status put_head(struct line *l, struct body b, const char *protocol,
                                  const char *const codes[CODES])
{
    const char *name;

    if (!body_has(b, 0, 1))
        return CUT;
    line_str(l, protocol);
    name = b.p[0] < CODES ? codes[b.p[0]] : NULL;
    line_str(l, name != NULL ? name : "unknown");
    line_str(l, " (0x");
    line_hex(l, b.p[0], 2);
    line_char(l, ')');
    if (!body_has(b, 1, 1))
        return CUT;
    line_str(l, ", id ");
    line_u64(l, b.p[1]);
    return body_has(b, 2, 2) ? PRINTED : CUT;
}

/* `b` as text behind `what`, as far as it was captured. */
static enum print_status put_text(struct line *l, const char *what, struct body b)
{
    line_str(l, what);
    line_visible(l, b.p, b.n);
    return b.n < b.len ? CUT : PRINTED;
}

/* Take the string that `*b` begins with, its length in front; its `len` is UINT32_MAX if it is
 * longer than there is. */
static enum print_status take_string(struct body *b, struct body *string)
{
    *string = (struct body){b->p, 0, UINT32_MAX};
    if (b->len < 1)
        return PRINTED;
    if (!body_has(*b, 0, 1))
        return CUT;
    if (b->len - 1 < b->p[0])
        return PRINTED;
    *string = body_narrow(body_skip(*b, 1), b->p[0]);
    *b = body_skip(*b, 1 + (size_t)b->p[0]);
    return PRINTED;
}

/* A PAP packet's strings, named by `names` up to NULL. */
static enum print_status put_strings(struct line *l, struct body b, const char *const *names)
{
    for (; *names != NULL; names++) {
        struct body string;

        if (take_string(&b, &string) == CUT)
            return CUT;
        if (string.len == UINT32_MAX)
            return PRINTED;
        if (put_text(l, *names, string) == CUT)
            return CUT;
    }
    return PRINTED;
}

/* The length that the packet claims; false, and said so, if it cannot be. */
static bool put_length(struct line *l, struct body b)
{
    const size_t len = be16(b.p + 2);

    if (len >= HEADER && len <= b.len)
        return true;
    line_str(l, ", length ");
    line_u64(l, len);
    line_str(l, len < HEADER ? " < PAP header length" : " > packet size");
    return false;
}

enum print_status print_pap(struct line *l, struct body b)
{
    static const char *const codes[CODES] = {
        [PAP_REQUEST] = "Auth-Req", [PAP_ACK] = "Auth-ACK", [PAP_NAK] = "Auth-NACK"};
    static const char *const request[] = {", Peer ", ", Name ", NULL}, *const answer[] = {", Msg ",
                                                                                          NULL};
    const uint8_t *const h = b.p;
    bool is_request;

    if (b.len < HEADER)
        return put_short(l, b, "pap");
    if (put_head(l, b, "PAP, ", codes) == CUT)
        return CUT;
    if (!put_length(l, b) || h[0] == 0 || h[0] > PAP_NAK)
        return PRINTED;
    is_request = h[0] == PAP_REQUEST;
    if (be16(h + 2) < (is_request ? PAP_REQUEST_LEN : PAP_ANSWER_LEN)) {
        line_str(l, "[|pap]");
        return PRINTED;
    }
    return put_strings(l, body_skip(body_narrow(b, be16(h + 2)), HEADER),
                       is_request ? request : answer);
}

/* The text at the end, as long as the packet claims to be, which nobody compares with what it is;
 * `taken` octets stand in front of it. */
static enum print_status put_rest(struct line *l, const char *what, struct body b, size_t claimed,
                                  size_t taken)
{
    b.len = claimed < taken ? UINT32_MAX : (uint32_t)(claimed - taken);
    if (b.n > b.len)
        b.n = b.len;
    return put_text(l, what, b);
}

enum print_status print_chap(struct line *l, struct body b)
{
    static const char *const codes[CODES] = {[CHAP_CHALLENGE] = "Challenge",
                                             [CHAP_RESPONSE] = "Response",
                                             [CHAP_SUCCESS] = "Success",
                                             [CHAP_FAILURE] = "Fail"};
    const uint8_t *const h = b.p;
    struct body value;

    if (b.len < HEADER)
        return put_short(l, b, "chap");
    if (put_head(l, b, "CHAP, ", codes) == CUT)
        return CUT;
    b = body_skip(b, HEADER);
    switch (h[0]) {
    case CHAP_CHALLENGE:
    case CHAP_RESPONSE:
        if (take_string(&b, &value) == CUT)
            return CUT;
        if (value.len == UINT32_MAX)
            return PRINTED;
        line_str(l, ", Value ");
        for (size_t i = 0; i < value.n; i++)
            line_hex(l, value.p[i], 2);
        if (value.n < value.len)
            return CUT;
        return put_rest(l, ", Name ", b, be16(h + 2), HEADER + 1 + value.len);
    case CHAP_SUCCESS:
    case CHAP_FAILURE:
        return put_rest(l, ", Msg ", b, be16(h + 2), HEADER);
    default:
        return PRINTED;
    }
}
