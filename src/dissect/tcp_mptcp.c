// SPDX-License-Identifier: BSD-3-Clause
/* tcp_mptcp.c - Multipath TCP's options (RFC 6824, RFC 8684), told apart by their subtype. */
#include "dissect/info.h"
#include "dissect/tcp_option.h"

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

/* Its four forms, one more field each, have lengths of their own. */
static void put_capable(const struct option *o)
{
    option_number(o, 2, 1, F_MPTCP_VERSION);
    option_number(o, 3, 1, F_MPTCP_FLAGS);
    if (o->len != 12 && o->len != 20 && o->len != 22 && o->len != 24)
        return;
    option_number(o, 4, 8, F_MPTCP_SENDKEY);
    option_number(o, 12, 8, F_MPTCP_RECVKEY);
    option_number(o, 20, 2, F_MPTCP_DATALVLLEN);
    option_number(o, 22, 2, F_MPTCP_CHECKSUM);
}

/* The three forms of a join, of a SYN, a SYN-ACK and an ACK, have lengths of their own. */
static void put_join(const struct option *o)
{
    switch (o->len) {
    case 12:
        option_number(o, 2, 1, F_MPTCP_FLAGS);
        option_number(o, 3, 1, F_MPTCP_ADDRID);
        option_number(o, 4, 4, F_MPTCP_RECVTOK);
        option_number(o, 8, 4, F_MPTCP_SENDRAND);
        return;
    case 16:
        option_number(o, 2, 1, F_MPTCP_FLAGS);
        option_number(o, 3, 1, F_MPTCP_ADDRID);
        option_number(o, 4, 8, F_MPTCP_SENDTRUNCHMAC);
        option_number(o, 12, 4, F_MPTCP_SENDRAND);
        return;
    case 24:
        option_rest(o, 4, F_MPTCP_SENDHMAC);
        return;
    default:
        return;
    }
}

static void put_dss(const struct option *o)
{
    uint32_t at = 4, n;
    unsigned flags;

    if (!option_has(o, 3, 1))
        return;
    flags = o->p[3];
    items_u(o->d->items, F_MPTCP_FLAGS, flags);
    if ((flags & DSS_HAS_ACK) != 0) {
        n = (flags & DSS_ACK_OF_8) != 0 ? 8 : 4;
        option_number(o, at, n, F_MPTCP_RAWDATAACK);
        at += n;
    }
    if ((flags & DSS_HAS_MAP) == 0)
        return;
    n = (flags & DSS_SEQ_OF_8) != 0 ? 8 : 4;
    option_number(o, at, n, F_MPTCP_RAWDATASEQNO);
    at += n;
    option_number(o, at, 4, F_MPTCP_SUBFLOWSEQNO);
    option_number(o, at + 4, 2, F_MPTCP_DATALVLLEN);
    /* Wireshark wants two octets behind it, and so never shows that of an honest DSS. */
    if (o->len >= at + 10)
        option_number(o, at + 6, 2, F_MPTCP_CHECKSUM);
}

void option_mptcp(const struct option *o)
{
    if (!option_has(o, 2, 1))
        return;
    if (o->d->info != NULL)
        o->d->info->protocol = "MPTCP";
    option_number(o, 2, 1, F_MPTCP_SUBTYPE);
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
        option_number(o, 3, 1, F_MPTCP_ADDRID);
        return;
    case REMOVE_ADDR:
        for (uint32_t at = 3; at < o->len; at++)
            option_number(o, at, 1, F_MPTCP_ADDRID);
        return;
    case MP_PRIO:
        option_number(o, 2, 1, F_MPTCP_FLAGS);
        if (o->len == 4)
            option_number(o, 3, 1, F_MPTCP_ADDRID);
        return;
    case MP_FAIL:
        option_number(o, 4, 8, F_MPTCP_RAWDATASEQNO);
        return;
    case MP_FASTCLOSE:
        option_number(o, 4, 8, F_MPTCP_RECVKEY);
        return;
    case MP_TCPRST:
        option_number(o, 2, 1, F_MPTCP_FLAGS);
        return;
    default:
        return;
    }
}
