// SPDX-License-Identifier: BSD-3-Clause
/* tcp_mptcp.c - Multipath TCP's options (RFC 6824, RFC 8684), told apart by their subtype. */
#include "field/tcp_option.h"

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

/* The option's octets [off, off + n) exist. */
static bool has(const struct option *o, uint32_t off, uint32_t n)
{
    return off + n <= o->len;
}

/* Its four forms, one more field each, have lengths of their own. */
static bool put_capable(const struct option *o)
{
    struct items *const out = o->d->items;
    const bool known = o->len == 12 || o->len == 20 || o->len == 22 || o->len == 24;

    items_u(out, F_MPTCP_VERSION, o->p[2] & 0x0fU);
    if (!has(o, 3, 1))
        return false;
    items_u(out, F_MPTCP_FLAGS, o->p[3]);
    if (!known)
        return true;
    items_u(out, F_MPTCP_SENDKEY, be64(o->p + 4));
    if (has(o, 12, 8))
        items_u(out, F_MPTCP_RECVKEY, be64(o->p + 12));
    if (has(o, 20, 2))
        items_u(out, F_MPTCP_DATALVLLEN, be16(o->p + 20));
    if (has(o, 22, 2))
        items_u(out, F_MPTCP_CHECKSUM, be16(o->p + 22));
    return true;
}

/* The three forms of a join, of a SYN, a SYN-ACK and an ACK, have lengths of their own. */
static bool put_join(const struct option *o)
{
    struct items *const out = o->d->items;

    switch (o->len) {
    case 12:
        items_u(out, F_MPTCP_FLAGS, o->p[2]);
        items_u(out, F_MPTCP_ADDRID, o->p[3]);
        items_u(out, F_MPTCP_RECVTOK, be32(o->p + 4));
        items_u(out, F_MPTCP_SENDRAND, be32(o->p + 8));
        return true;
    case 16:
        items_u(out, F_MPTCP_FLAGS, o->p[2]);
        items_u(out, F_MPTCP_ADDRID, o->p[3]);
        items_u(out, F_MPTCP_SENDTRUNCHMAC, be64(o->p + 4));
        items_u(out, F_MPTCP_SENDRAND, be32(o->p + 12));
        return true;
    case 24:
        items_octets(out, F_MPTCP_SENDHMAC, o->p + 4, 20);
        return true;
    default:
        return true;
    }
}

static uint64_t load(const uint8_t *p, uint32_t n)
{
    return n == 8 ? be64(p) : be32(p);
}

static bool put_dss(const struct option *o)
{
    struct items *const out = o->d->items;
    uint32_t at = 4, n;
    unsigned flags;

    if (!has(o, 3, 1))
        return false;
    flags = o->p[3];
    items_u(out, F_MPTCP_FLAGS, flags);
    if ((flags & DSS_HAS_ACK) != 0) {
        n = (flags & DSS_ACK_OF_8) != 0 ? 8 : 4;
        if (!has(o, at, n))
            return false;
        items_u(out, F_MPTCP_RAWDATAACK, load(o->p + at, n));
        at += n;
    }
    if ((flags & DSS_HAS_MAP) == 0)
        return true;
    n = (flags & DSS_SEQ_OF_8) != 0 ? 8 : 4;
    if (!has(o, at, n))
        return false;
    items_u(out, F_MPTCP_RAWDATASEQNO, load(o->p + at, n));
    at += n;
    if (!has(o, at, 4))
        return false;
    items_u(out, F_MPTCP_SUBFLOWSEQNO, be32(o->p + at));
    if (!has(o, at + 4, 2))
        return false;
    items_u(out, F_MPTCP_DATALVLLEN, be16(o->p + at + 4));
    /* Wireshark looks two octets too far for it, and so does not find that of a DSS as it should
     * be. */
    if (has(o, at + 6, 4))
        items_u(out, F_MPTCP_CHECKSUM, be16(o->p + at + 6));
    return true;
}

static bool put_number(const struct option *o, enum field_id field)
{
    if (!has(o, 4, 8))
        return false;
    items_u(o->d->items, field, be64(o->p + 4));
    return true;
}

static bool put_priority(const struct option *o)
{
    items_u(o->d->items, F_MPTCP_FLAGS, o->p[2]);
    if (o->len == 4)
        items_u(o->d->items, F_MPTCP_ADDRID, o->p[3]);
    return true;
}

bool option_mptcp(const struct option *o)
{
    struct items *const out = o->d->items;

    if (!has(o, 2, 1))
        return false;
    items_u(out, F_MPTCP_SUBTYPE, o->p[2] >> 4);
    switch (o->p[2] >> 4) {
    case MP_CAPABLE:
        return put_capable(o);
    case MP_JOIN:
        return put_join(o);
    case DSS:
        return put_dss(o);
    case ADD_ADDR:
        if (!has(o, 3, 1))
            return false;
        items_u(out, F_MPTCP_ADDRID, o->p[3]);
        return true;
    case REMOVE_ADDR:
        for (uint32_t i = 3; i < o->len; i++)
            items_u(out, F_MPTCP_ADDRID, o->p[i]);
        return true;
    case MP_PRIO:
        return put_priority(o);
    case MP_FAIL:
        return put_number(o, F_MPTCP_RAWDATASEQNO);
    case MP_FASTCLOSE:
        return put_number(o, F_MPTCP_RECVKEY);
    case MP_TCPRST:
        items_u(out, F_MPTCP_FLAGS, o->p[2]);
        return has(o, 3, 1);
    default:
        return true;
    }
}
