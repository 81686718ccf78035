// SPDX-License-Identifier: BSD-3-Clause
/* speakers.h - the protocols, each a hear_fn (hear.h). */
#ifndef TL_PDU_SPEAKERS_H
#define TL_PDU_SPEAKERS_H

#include "pdu/hear.h"

/* The function of a protocol of which more is to say than its PDUs' length (lengths.h); NULL if
 * there is not. */
hear_fn *speaker_of(enum pdu_protocol protocol);

/* Each in a file of its own, or with its family. */
hear_fn hear_dcerpc, hear_dnp3, hear_finger, hear_ftp_data, hear_http, hear_ldap, hear_ldp,
    hear_mbtcp, hear_mysql, hear_nbss, hear_pgsql, hear_pop, hear_rpc, hear_smtp, hear_socks,
    hear_ssh, hear_tls, hear_tpkt, hear_websocket, hear_whois, hear_x11, hear_xmpp;

/* guess.c: who recognises the content where no port tells. */
hear_fn guess;

#endif
