// SPDX-License-Identifier: BSD-3-Clause
/*
 * x509.h - certificates (RFC 5280), and what OCSP (RFC 6960) says of them: which values in them
 * have names of their own. Within this room.
 *
 * The names are put one level inside what the caller has named, in the order of the octets.
 */
#ifndef TL_PDU_X509_H
#define TL_PDU_X509_H

#include "pdu/hear.h"

/* A Certificate, a CertificateList, a Name: the element at the front of `s`, within the run. */
void x509_name_certificate(struct hearing *h, struct span s);
void x509_name_revocations(struct hearing *h, struct span s);
void x509_name_subject(struct hearing *h, struct span s);

/* An OCSPRequest, an OCSPResponse. */
void ocsp_name_request(struct hearing *h, struct span s);
void ocsp_name_response(struct hearing *h, struct span s);

#endif
