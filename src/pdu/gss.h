// SPDX-License-Identifier: BSD-3-Clause
/*
 * gss.h - tokens of authentication: which mechanisms are in them, by what they say themselves and
 * by what the conversation agreed on before. Within this room.
 */
#ifndef TL_PDU_GSS_H
#define TL_PDU_GSS_H

#include "pdu/hear.h"

/**
 * struct gss_talk - of a conversation; all zeros at first
 * @framed:    enum pdu_protocol that GSS-API's framing (RFC 2743 3.1) told last
 * @mechanism: enum pdu_protocol that SPNEGO (RFC 4178) negotiates
 */
struct gss_talk {
    uint8_t framed, mechanism;
};

/* Name the token in octets [at, at + len) of the run, one level inside: as GSS-API has it. */
void gss_name(struct hearing *h, struct gss_talk *talk, size_t at, size_t len);

/* Likewise without the name of GSS-API itself. */
void gss_name_bare(struct hearing *h, struct gss_talk *talk, size_t at, size_t len);

/* Likewise what is SPNEGO's or NTLM's without any framing. */
void gss_name_spnego(struct hearing *h, struct gss_talk *talk, size_t at, size_t len);

/* Likewise a token that protects a message (RFC 4121 4.2, MS-NLMP 2.2.2.9): whose it is; PDU_NONE,
 * and nothing is named, if it is nobody's. */
enum pdu_protocol gss_name_protection(struct hearing *h, size_t at, size_t len);

#endif
