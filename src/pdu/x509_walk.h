// SPDX-License-Identifier: BSD-3-Clause
/*
 * x509_walk.h - the steps of a walk through what certificates are made of: shared by x509.c and
 * ocsp.c.
 *
 * A visitor is shown an element, and names the typed values in it. What an element lacks, or has
 * otherwise than its grammar, is passed over.
 */
#ifndef TL_PDU_X509_WALK_H
#define TL_PDU_X509_WALK_H

#include "pdu/ber.h"
#include "pdu/x509.h"

enum x509_tag {
    X509_INTEGER = 0x02,
    X509_OBJECT = 0x06,
    X509_SEQUENCE = 0x30,
    X509_CONTEXT_0 = 0xa0,
    X509_CONTEXT_1,
    X509_CONTEXT_2,
    X509_CONTEXT_3,
    X509_CONTEXT_4,
};

typedef void x509_visit(struct hearing *h, const struct ber *e);

/* Show the visitor each element of `s`. */
void x509_each(struct hearing *h, struct span s, x509_visit *visit);

/* Show it the one at the front of `s`, one level deeper. */
void x509_visit_inside(struct hearing *h, struct span s, x509_visit *visit);

/* Take the next element if it has the tag. */
bool x509_take_tagged(struct span *s, uint8_t tag, struct ber *out);

/* Name a value by its type, and what is in it. */
void x509_name_value(struct hearing *h, struct span oid, struct span value);

/* SEQUENCE { type, value }: AttributeTypeAndValue, AlgorithmIdentifier, QCStatement, FieldID. */
x509_visit x509_visit_typed;

x509_visit x509_visit_dn, x509_visit_names, x509_visit_extensions, x509_visit_certificates;

/* BasicOCSPResponse. */
x509_visit ocsp_visit_basic_response;

#endif
