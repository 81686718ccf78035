// SPDX-License-Identifier: BSD-3-Clause
/* ocsp.c - what is asked of certificates, and answered (RFC 6960 4). */
#include "pdu/x509_walk.h"

/* SingleResponse; a status may have the extensions' tag, and comes before. */
static void visit_single(struct hearing *h, const struct ber *e)
{
    struct span s = e->value;
    struct ber part;

    if (ber_take(&s, &part) && ber_read(part.value, &part))
        x509_visit_typed(h, &part);
    (void)ber_take(&s, &part);
    while (ber_take(&s, &part))
        if (part.tag == X509_CONTEXT_1)
            x509_each(h, part.value, x509_visit_extensions);
}

static void visit_response_data(struct hearing *h, struct span s)
{
    struct ber e;

    (void)x509_take_tagged(&s, X509_CONTEXT_0, &e);
    if (x509_take_tagged(&s, X509_CONTEXT_1, &e))
        x509_each(h, e.value, x509_visit_dn);
    while (ber_take(&s, &e))
        if (e.tag == X509_SEQUENCE)
            x509_each(h, e.value, visit_single);
        else if (e.tag == X509_CONTEXT_1)
            x509_each(h, e.value, x509_visit_extensions);
}

static void visit_signature(struct hearing *h, struct span s)
{
    struct ber e;

    if (ber_take(&s, &e))
        x509_visit_typed(h, &e);
    while (ber_take(&s, &e))
        if (e.tag == X509_CONTEXT_0)
            x509_each(h, e.value, x509_visit_certificates);
}

void ocsp_visit_basic_response(struct hearing *h, const struct ber *e)
{
    struct span s = e->value;
    struct ber data;

    if (ber_take(&s, &data))
        visit_response_data(h, data.value);
    visit_signature(h, s);
}

static void visit_request(struct hearing *h, const struct ber *e)
{
    struct span s = e->value;
    struct ber part;

    if (ber_take(&s, &part) && ber_read(part.value, &part))
        x509_visit_typed(h, &part);
    while (ber_take(&s, &part))
        if (part.tag == X509_CONTEXT_0)
            x509_each(h, part.value, x509_visit_extensions);
}

static void visit_ocsp_request(struct hearing *h, const struct ber *e)
{
    struct span s = e->value, inside;
    struct ber part;

    if (!ber_take(&s, &part))
        return;
    inside = part.value;
    while (ber_take(&inside, &part))
        if (part.tag == X509_CONTEXT_1)
            x509_visit_names(h, &part);
        else if (part.tag == X509_SEQUENCE)
            x509_each(h, part.value, visit_request);
        else if (part.tag == X509_CONTEXT_2)
            x509_each(h, part.value, x509_visit_extensions);
    if (ber_take(&s, &part) && ber_read(part.value, &part))
        visit_signature(h, part.value);
}

void ocsp_name_request(struct hearing *h, struct span s)
{
    x509_visit_inside(h, s, visit_ocsp_request);
}

/* The response's type and octets. */
static void visit_ocsp_response(struct hearing *h, const struct ber *e)
{
    struct span s = e->value;
    struct ber status, bytes, type, octets;

    if (!ber_take(&s, &status) || !ber_take(&s, &bytes) || !ber_read(bytes.value, &bytes))
        return;
    if (ber_take(&bytes.value, &type) && type.tag == X509_OBJECT && ber_take(&bytes.value, &octets))
        x509_name_value(h, type.value, octets.value);
}

void ocsp_name_response(struct hearing *h, struct span s)
{
    x509_visit_inside(h, s, visit_ocsp_response);
}
