// SPDX-License-Identifier: BSD-3-Clause
/* gss.h - tokens of authentication: which mechanisms are in them. Within this room. */
#ifndef TL_PDU_GSS_H
#define TL_PDU_GSS_H

#include "pdu/hear.h"

/* Name the token in octets [at, at + len) of the run, one level inside: GSS-API's own framing (RFC
 * 2743 3.1), SPNEGO (RFC 4178), Kerberos (RFC 4121) or NTLM, whichever it is. */
void gss_name(struct hearing *h, size_t at, size_t len);

/* Likewise, but SPNEGO speaks without GSS-API's framing, which is not named then. */
void gss_name_bare(struct hearing *h, size_t at, size_t len);

#endif
