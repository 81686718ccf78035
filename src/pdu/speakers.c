// SPDX-License-Identifier: BSD-3-Clause
#include "pdu/speakers.h"

#include "pdu/lengths.h"

/* Those that begin with what is no PDU's head, or lead to another protocol. */

/* The CRC of DNP3 (IEEE 1815 9.2.4), reflected. */
static uint16_t dnp3_crc(const uint8_t *p, size_t n)
{
    unsigned crc = 0;

    for (size_t i = 0; i < n; i++) {
        crc ^= p[i];
        for (unsigned bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xa6bcU : 0);
    }
    return (uint16_t)~crc;
}

/* A head is 8 octets and their CRC, and counts the last 5 of them. */
bool hear_dnp3(struct hearing *h)
{
    enum { HEAD = 8, COUNTED = 5 };
    const uint8_t *const p = h->octets.p;

    if (h->octets.n >= 2 && be16(p) != 0x0564)
        return false;
    if (h->octets.n >= HEAD + 2 && (p[2] < COUNTED || dnp3_crc(p, HEAD) != le16(p + HEAD)))
        return false;
    return hear_lengths(h, PDU_DNP3, length_rule_of(PDU_DNP3));
}

/* The version is 1 (RFC 5036 3.1). */
bool hear_ldp(struct hearing *h)
{
    if (h->octets.n >= 2 && be16(h->octets.p) != 1)
        return false;
    hear_name(h, PDU_LDP, 0, h->len);
    return true;
}

/* The first PDU has its head, of protocol 0, a unit and a function (Modbus over TCP/IP 3.1.3). */
bool hear_mbtcp(struct hearing *h)
{
    const uint8_t *const p = h->octets.p;

    if (h->octets.n < 8 || be16(p + 2) != 0 || be16(p + 4) < 2)
        return false;
    return hear_lengths(h, PDU_MBTCP, length_rule_of(PDU_MBTCP));
}

/* A client that goes on with TLS says so in its first packet (its capability 11), which is as short
 * as no other. */
bool hear_mysql(struct hearing *h)
{
    const uint8_t *const p = h->octets.p;

    if (h->octets.n == 36 && le32(p) == (1U << 24 | 32) && (le32(p + 4) & 1U << 11) != 0)
        h->talk->speaker = PDU_TLS;
    return hear_lengths(h, PDU_MYSQL, length_rule_of(PDU_MYSQL));
}

/* FTP's data (RFC 959 3): text if nothing in it is but printable characters and line breaks. */
bool hear_ftp_data(struct hearing *h)
{
    size_t i = 0;

    hear_name(h, PDU_FTP_DATA, 0, h->len);
    while (i < h->octets.n && ((h->octets.p[i] >= ' ' && h->octets.p[i] < 0x7f) ||
                               h->octets.p[i] == '\r' || h->octets.p[i] == '\n'))
        i++;
    if (i == h->octets.n) {
        h->depth++;
        hear_name(h, PDU_DATA_TEXT_LINES, 0, h->len);
        h->depth--;
    }
    return true;
}

static hear_fn *const speakers[PDU_PROTOCOLS] = {
    [PDU_DCERPC] = hear_dcerpc,
    [PDU_DNP3] = hear_dnp3,
    [PDU_FINGER] = hear_finger,
    [PDU_FTP_DATA] = hear_ftp_data,
    [PDU_HTTP] = hear_http,
    [PDU_LDAP] = hear_ldap,
    [PDU_LDP] = hear_ldp,
    [PDU_MBTCP] = hear_mbtcp,
    [PDU_MYSQL] = hear_mysql,
    [PDU_NBSS] = hear_nbss,
    [PDU_PGSQL] = hear_pgsql,
    [PDU_POP] = hear_pop,
    [PDU_RPC] = hear_rpc,
    [PDU_SMTP] = hear_smtp,
    [PDU_SOCKS] = hear_socks,
    [PDU_SSH] = hear_ssh,
    [PDU_TLS] = hear_tls,
    [PDU_TPKT] = hear_tpkt,
    [PDU_WEBSOCKET] = hear_websocket,
    [PDU_WHOIS] = hear_whois,
    [PDU_X11] = hear_x11,
    [PDU_XMPP] = hear_xmpp,
};

hear_fn *speaker_of(enum pdu_protocol protocol)
{
    return speakers[protocol];
}
