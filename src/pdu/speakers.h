// SPDX-License-Identifier: BSD-3-Clause
/* speakers.h - the protocols, each a hear_fn (hear.h). */
#ifndef TL_PDU_SPEAKERS_H
#define TL_PDU_SPEAKERS_H

#include "pdu/hear.h"

/* The function of a protocol that speaks directly above TCP or UDP; NULL if it never does. */
hear_fn *speaker_of(enum pdu_protocol protocol);

/* lengths.c: those whose PDUs begin with their length. */
hear_fn hear_bgp, hear_dns, hear_dnp3, hear_gryphon, hear_kerberos, hear_mbtcp, hear_mysql,
    hear_ncp, hear_openflow, hear_pptp, hear_rpkirtr;

/* lines.c: those of lines. */
hear_fn hear_finger, hear_whois;

/* Each in a file of its own. */
hear_fn hear_dcerpc, hear_http, hear_ldap, hear_nbss, hear_pgsql, hear_pop, hear_rpc, hear_smtp,
    hear_ssh, hear_tls, hear_tpkt, hear_websocket;

/* guess.c: what a protocol is told by where no port tells it; each remembers itself as the
 * conversation's speaker if it recognises itself. */
hear_fn guess;

#endif
