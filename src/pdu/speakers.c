// SPDX-License-Identifier: BSD-3-Clause
#include "pdu/speakers.h"

/* Those that are not here take what there is as a whole. */
static hear_fn *const speakers[PDU_PROTOCOLS] = {
    [PDU_BGP] = hear_bgp,         [PDU_DCERPC] = hear_dcerpc,     [PDU_DNP3] = hear_dnp3,
    [PDU_DNS] = hear_dns,         [PDU_FINGER] = hear_finger,     [PDU_GRYPHON] = hear_gryphon,
    [PDU_HTTP] = hear_http,       [PDU_KERBEROS] = hear_kerberos, [PDU_LDAP] = hear_ldap,
    [PDU_MBTCP] = hear_mbtcp,     [PDU_MYSQL] = hear_mysql,       [PDU_NBSS] = hear_nbss,
    [PDU_NCP] = hear_ncp,         [PDU_OPENFLOW] = hear_openflow, [PDU_PGSQL] = hear_pgsql,
    [PDU_POP] = hear_pop,         [PDU_PPTP] = hear_pptp,         [PDU_RPC] = hear_rpc,
    [PDU_RPKIRTR] = hear_rpkirtr, [PDU_SMTP] = hear_smtp,         [PDU_SSH] = hear_ssh,
    [PDU_TLS] = hear_tls,         [PDU_TPKT] = hear_tpkt,         [PDU_WEBSOCKET] = hear_websocket,
    [PDU_WHOIS] = hear_whois,
};

hear_fn *speaker_of(enum pdu_protocol protocol)
{
    return speakers[protocol];
}
