// SPDX-License-Identifier: BSD-3-Clause
/*
 * tcp_mptcp.c - Multipath TCP's options (RFC 6824, RFC 8684), told apart by their subtype. What
 * follows from several of them is in tcp_multipath.c.
 */
#include <inttypes.h>

#include "dissect/info.h"
#include "dissect/tcp_multipath.h"

enum mptcp_subtype {
    MP_CAPABLE,
    MP_JOIN,
    DSS,
    ADD_ADDR,
    REMOVE_ADDR,
    MP_PRIO,
    MP_FAIL,
    MP_FASTCLOSE,
    MP_TCPRST,
};

enum dss_flag {
    DSS_HAS_ACK = 0x01,
    DSS_ACK_OF_8 = 0x02,
    DSS_HAS_MAP = 0x04,
    DSS_SEQ_OF_8 = 0x08,
};

enum { HMAC_SHA = 1, HEAD = 3, IP4_OCTETS = 4, IP6_OCTETS = 16, PORT_OCTETS = 2, HMAC_OCTETS = 8 };

/* Flags, and the bits of them that have names below. */
static void put_flags(const struct option *o, uint32_t at, const uint16_t *fields, size_t n)
{
    if (!option_has(o, at, 1))
        return;
    option_number(o, at, 1, F_MPTCP_FLAGS);
    items_in(o->d->items);
    for (size_t i = 0; i < n; i++)
        option_number(o, at, 1, (enum field_id)fields[i]);
    items_out(o->d->items);
}

static void put_reserved(const struct option *o)
{
    option_number(o, 2, 2, F_MPTCP_RESERVED);
}

/* ---- MP_CAPABLE ---- */

/* The flags that mean nothing: five of them in version 0, four later. */
static void put_reserved_flags(const struct option *o, unsigned flags, bool first)
{
    const unsigned reserved = flags >> 1 & (first ? 0x1fU : 0xfU);
    struct items *const out = o->d->items;
    struct item *const it = items_at(items_u(out, F_MPTCP_RESERVED_FLAGS, reserved), o->p + 3, 1);
    struct text line;

    if (!out->lines)
        return;
    line = items_line(out);
    text_octets(&line, "...", first ? 2 : 3);
    for (unsigned bit = first ? 5 : 4; bit >= 1; bit--) {
        if (bit == 3)
            text_char(&line, ' ');
        text_char(&line, (flags >> bit & 1) != 0 ? '1' : '0');
    }
    text_str(&line, ". = Reserved: 0x");
    text_hex(&line, reserved, first ? 2 : 1);
    items_say(out, it, &line);
}

static void put_capable_flags(const struct option *o, bool first)
{
    const unsigned flags = o->p[3];
    const unsigned algorithm = flags & 0x3fU;

    option_number(o, 3, 1, F_MPTCP_FLAGS);
    items_in(o->d->items);
    option_number(o, 3, 1, F_MPTCP_CHECKSUM_REQ);
    option_number(o, 3, 1, F_MPTCP_EXTENSIBILITY);
    if (!first)
        option_number(o, 3, 1, F_MPTCP_NO_MORE);
    option_number(o, 3, 1, first ? F_MPTCP_SHA1 : F_MPTCP_SHA256);
    put_reserved_flags(o, flags, first);
    if (algorithm == 0)
        expert_add(o->d, F_X_MPTCP_NO_ALGORITHM, EXPERT_WARNING, EXPERT_PROTOCOL,
                   "No crypto algorithm specified");
    if (algorithm != HMAC_SHA)
        expert_add(o->d, F_X_MPTCP_ALGORITHM, EXPERT_WARNING, EXPERT_PROTOCOL,
                   "Unsupported algorithm");
    items_out(o->d->items);
}

/* The octets of data that come with it, or that a DSS maps: 0 ends the mapping for good. */
static void put_data_length(const struct option *o, uint32_t at)
{
    option_number(o, at, 2, F_MPTCP_DATALVLLEN);
    if (option_has(o, at, 2) && be16(o->p + at) == 0)
        expert_add(o->d, F_X_MPTCP_INFINITE, EXPERT_WARNING, EXPERT_PROTOCOL,
                   "Fallback to infinite mapping");
}

/* Its four forms, one more field each, have lengths of their own. */
static void put_capable(const struct option *o)
{
    const unsigned version = o->p[2] & 0x0f;

    option_number(o, 2, 1, F_MPTCP_VERSION);
    if (!option_has(o, 3, 1))
        return;
    put_capable_flags(o, version != 1);
    if (o->len != 12 && o->len != 20 && o->len != 22 && o->len != 24)
        return;
    option_number(o, 4, 8, F_MPTCP_SENDKEY);
    if (option_has(o, 4, 8))
        multipath_put_key(o, version, o->p + 4);
    if (o->len == 12)
        return;
    if (option_has(o, 12, 8))
        multipath_check_echo(o, version, o->p + 12);
    option_number(o, 12, 8, F_MPTCP_RECVKEY);
    if (o->len >= 22)
        put_data_length(o, 20);
    option_number(o, 22, 2, F_MPTCP_CHECKSUM);
}

/* ---- MP_JOIN and MP_PRIO ---- */

static const uint16_t backup[] = {F_MPTCP_BACKUP};

/* The three forms of a join, of a SYN, a SYN-ACK and an ACK, have lengths of their own. */
static void put_join(const struct option *o)
{
    if (o->len == 12 && option_has(o, 4, 4))
        multipath_note_join(o, be32(o->p + 4));
    else
        multipath_note(o);
    switch (o->len) {
    case 12:
        put_flags(o, 2, backup, 1);
        option_number(o, 3, 1, F_MPTCP_ADDRID);
        option_number(o, 4, 4, F_MPTCP_RECVTOK);
        option_number(o, 8, 4, F_MPTCP_SENDRAND);
        return;
    case 16:
        put_flags(o, 2, backup, 1);
        option_number(o, 3, 1, F_MPTCP_ADDRID);
        option_number(o, 4, 8, F_MPTCP_SENDTRUNCHMAC);
        option_number(o, 12, 4, F_MPTCP_SENDRAND);
        return;
    case 24:
        put_reserved(o);
        option_rest(o, 4, F_MPTCP_SENDHMAC);
        return;
    default:
        return;
    }
}

static void put_priority(const struct option *o)
{
    put_flags(o, 2, backup, 1);
    if (o->len == 4)
        option_number(o, 3, 1, F_MPTCP_ADDRID);
}

/* ---- DSS ---- */

/* A number of data, of `n` octets, 4 or 8. */
static uint64_t number_at(const struct option *o, uint32_t at, uint32_t n)
{
    const uint64_t high = be32(o->p + at);

    return n == 8 ? high << 32 | be32(o->p + at + 4) : high;
}

/* The mapping of a piece of the stream of data onto the subflow. */
static void put_mapping(const struct option *o, uint32_t at, bool of_8)
{
    const uint32_t n = of_8 ? 8 : 4;
    struct item *const it = option_number(o, at, n, F_MPTCP_RAWDATASEQNO);

    if (option_has(o, at, n))
        ITEMS_SAY(o->d->items, it, "Data Sequence Number: %" PRIu64 "  (%sbits version)", it->u,
                  of_8 ? "64" : "32");
    option_number(o, at + n, 4, F_MPTCP_SUBFLOWSEQNO);
    put_data_length(o, at + n + 4);
    /* Wireshark wants two octets behind it, and so never shows that of an honest DSS. */
    if (o->len >= at + n + 10)
        option_number(o, at + n + 6, 2, F_MPTCP_CHECKSUM);
    if (option_has(o, at, n + 6))
        multipath_put_mapping(o, number_at(o, at, n), of_8);
}

static void put_dss(const struct option *o)
{
    static const uint16_t fields[] = {F_MPTCP_DATA_FIN, F_MPTCP_SEQ_8, F_MPTCP_SEQ_THERE,
                                      F_MPTCP_ACK_8, F_MPTCP_ACK_THERE};
    uint32_t at = 4, n;
    struct item *it;
    unsigned flags;

    if (!option_has(o, 3, 1))
        return;
    flags = o->p[3];
    put_flags(o, 3, fields, sizeof fields / sizeof fields[0]);
    if ((flags & DSS_HAS_ACK) != 0) {
        n = (flags & DSS_ACK_OF_8) != 0 ? 8 : 4;
        it = option_number(o, at, n, F_MPTCP_RAWDATAACK);
        if (n == 8 && option_has(o, at, n))
            ITEMS_SAY(o->d->items, it, "Original MPTCP Data ACK: %" PRIu64 " (64bits)", it->u);
        if (option_has(o, at, n))
            multipath_put_ack(o, number_at(o, at, n), n == 8);
        at += n;
    }
    if ((flags & DSS_HAS_MAP) != 0)
        put_mapping(o, at, (flags & DSS_SEQ_OF_8) != 0);
}

/* ---- The others ---- */

/* What follows is told by the length: an address of either kind, a port or none, a code or none. */
static void put_address(const struct option *o)
{
    const uint32_t left = o->len > 4 ? o->len - 4 : 0;
    const bool is_6 = left >= IP6_OCTETS;
    const uint32_t address = is_6 ? IP6_OCTETS : IP4_OCTETS;
    const uint32_t rest = left >= address ? left - address : 1;
    uint32_t at = 4;

    option_number(o, 2, 1,
                  (o->p[2] & 0x0f) == 4 || (o->p[2] & 0x0f) == 6 ? F_MPTCP_IP_VERSION
                                                                 : F_MPTCP_ECHO);
    option_number(o, 3, 1, F_MPTCP_ADDRID);
    if (rest != 0 && rest != PORT_OCTETS && rest != HMAC_OCTETS &&
        rest != PORT_OCTETS + HMAC_OCTETS)
        return;
    if (option_has(o, at, address)) {
        if (is_6)
            items_octets(o->d->items, F_MPTCP_IP6, o->p + at, IP6_OCTETS);
        else
            items_ip4(o->d->items, F_MPTCP_IP4, o->p + at);
    }
    at += address;
    if (rest % HMAC_OCTETS == PORT_OCTETS) {
        option_number(o, at, PORT_OCTETS, F_MPTCP_PORT);
        at += PORT_OCTETS;
    }
    if (rest >= HMAC_OCTETS)
        option_number(o, at, HMAC_OCTETS, F_MPTCP_ADDHMAC);
}

static void put_removed(const struct option *o)
{
    items_generated(items_u(o->d->items, F_MPTCP_REMOVED, o->len - HEAD));
    for (uint32_t at = HEAD; at < o->len; at++)
        option_number(o, at, 1, F_MPTCP_ADDRID);
}

/* "Multipath TCP flags: 0x85, Flag V, Transient" */
static void say_reset_flags(const struct option *o, struct item *it)
{
    static const char *const names[] = {"Flag U", "Flag V", "Flag W", "Transient"};
    struct items *const out = o->d->items;
    struct text line;

    if (!out->lines || !option_has(o, 2, 1))
        return;
    line = items_line(out);
    text_str(&line, "Multipath TCP flags: 0x");
    text_hex(&line, o->p[2], 2);
    for (unsigned i = 0; i < 4; i++) {
        if ((o->p[2] << i & 8) == 0)
            continue;
        text_octets(&line, ", ", 2);
        text_str(&line, names[i]);
    }
    items_say(out, it, &line);
}

static void put_reset(const struct option *o)
{
    static const uint16_t fields[] = {F_MPTCP_FLAG_U, F_MPTCP_FLAG_V, F_MPTCP_FLAG_W,
                                      F_MPTCP_FLAG_T};

    say_reset_flags(o, option_number(o, 2, 1, F_MPTCP_FLAGS));
    items_in(o->d->items);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        option_number(o, 2, 1, (enum field_id)fields[i]);
    items_out(o->d->items);
    option_number(o, 3, 1, F_MPTCP_REASON);
}

static void say_subtype(const struct option *o, unsigned subtype)
{
    const char *const name = tl_word(tl_words_mptcp_subtype, subtype);

    if (name != NULL)
        ITEMS_SAY(o->d->items, o->item, "Multipath Transmission Control Protocol: %s", name);
    else
        ITEMS_SAY(o->d->items, o->item, "Multipath Transmission Control Protocol: Unknown (%u)",
                  subtype);
}

/* One without a name is written without its number in hexadecimal. */
static void put_subtype(const struct option *o, unsigned subtype)
{
    struct item *const it = option_number(o, 2, 1, F_MPTCP_SUBTYPE);

    if (tl_word(tl_words_mptcp_subtype, subtype) == NULL)
        ITEMS_SAY(o->d->items, it, "Multipath TCP subtype: Unknown (%u)", subtype);
    say_subtype(o, subtype);
    if (o->d->info != NULL)
        o->d->info->protocol = "MPTCP";
}

void option_mptcp(const struct option *o)
{
    if (!option_has(o, 2, 1))
        return;
    put_subtype(o, o->p[2] >> 4);
    if (o->p[2] >> 4 != MP_CAPABLE && o->p[2] >> 4 != MP_JOIN)
        multipath_note(o);
    switch (o->p[2] >> 4) {
    case MP_CAPABLE:
        put_capable(o);
        return;
    case MP_JOIN:
        put_join(o);
        return;
    case DSS:
        put_dss(o);
        return;
    case ADD_ADDR:
        put_address(o);
        return;
    case REMOVE_ADDR:
        put_removed(o);
        return;
    case MP_PRIO:
        put_priority(o);
        return;
    case MP_FAIL:
        put_reserved(o);
        option_number(o, 4, 8, F_MPTCP_RAWDATASEQNO);
        return;
    case MP_FASTCLOSE:
        put_reserved(o);
        option_number(o, 4, 8, F_MPTCP_RECVKEY);
        return;
    case MP_TCPRST:
        put_reset(o);
        return;
    default:
        return;
    }
}
