// SPDX-License-Identifier: BSD-3-Clause
#include "pdu/speakers.h"

#include "pdu/lengths.h"

/* Those that begin with what is no PDU's head, or lead to another protocol. */
bool hear_dnp3(struct hearing *h)
{
    if (h->octets.n >= 2 && be16(h->octets.p) != 0x0564)
        return false;
    return hear_lengths(h, PDU_DNP3, length_rule_of(PDU_DNP3));
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
    [PDU_DCERPC] = hear_dcerpc, [PDU_DNP3] = hear_dnp3,
    [PDU_FINGER] = hear_finger, [PDU_FTP_DATA] = hear_ftp_data,
    [PDU_HTTP] = hear_http,     [PDU_LDAP] = hear_ldap,
    [PDU_MYSQL] = hear_mysql,   [PDU_NBSS] = hear_nbss,
    [PDU_PGSQL] = hear_pgsql,   [PDU_POP] = hear_pop,
    [PDU_RPC] = hear_rpc,       [PDU_SMTP] = hear_smtp,
    [PDU_SSH] = hear_ssh,       [PDU_TLS] = hear_tls,
    [PDU_TPKT] = hear_tpkt,     [PDU_WEBSOCKET] = hear_websocket,
    [PDU_WHOIS] = hear_whois,
};

hear_fn *speaker_of(enum pdu_protocol protocol)
{
    return speakers[protocol];
}
