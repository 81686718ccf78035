// SPDX-License-Identifier: BSD-3-Clause
/*
 * x509.c - a walk through certificates as their grammar has them (RFC 5280 appendix A), that stops
 * wherever a value is typed by an object identifier.
 *
 * Wherever that is known (oids.def), the value has a name; some have others inside. Such values may
 * lie in one another, so the depth is bounded; all else takes as long as there are octets.
 */
#include "pdu/x509_walk.h"

enum tag {
    BOOLEAN = 0x01,
    UTF8 = 0x0c,
    PRINTABLE = 0x13,
    TELETEX = 0x14,
    UTC_TIME = 0x17,
    TIME = 0x18,
    UNIVERSAL = 0x1c,
    BMP = 0x1e,
};

/* What is in a value, as far as it matters here. */
enum contents {
    ANY,
    TEXT,        /* DirectoryString: one of five types, else it is none */
    CURVE,       /* EcpkParameters: the curve's name, or its field and more (RFC 3279 2.3.5) */
    NAMES,       /* GeneralNames */
    KEY_ID,      /* AuthorityKeyIdentifier */
    POLICIES,    /* CertificatePolicies */
    POINTS,      /* CRLDistributionPoints */
    POINT,       /* IssuingDistributionPoint */
    ACCESS,      /* AuthorityInfoAccessSyntax */
    CONSTRAINTS, /* NameConstraints */
    ATTRIBUTES,  /* SubjectDirectoryAttributes */
    STATEMENTS,  /* QCStatements */
    ALGORITHM,   /* AlgorithmIdentifier */
    PSS,         /* RSASSA-PSS-params: tagged ones of these */
    CERTIFICATE,
    DN,
    RESPONSE, /* BasicOCSPResponse */
};

static const struct oid {
    const char *octets;
    uint8_t n, protocol, contents;
} oids[] = {
#define OID(octets, protocol, contents) {(octets), sizeof(octets) - 1, PDU_##protocol, (contents)},
#include "pdu/oids.def"
};

static const struct oid *find_oid(struct span s)
{
    size_t lo = 0, hi = sizeof oids / sizeof oids[0];

    while (lo < hi) {
        const size_t mid = lo + (hi - lo) / 2;
        const struct oid *const o = &oids[mid];
        int order = memcmp(s.p, o->octets, s.n < o->n ? s.n : o->n);

        if (order == 0)
            order = (s.n > o->n) - (s.n < o->n);
        if (order == 0)
            return o;
        if (order < 0)
            hi = mid;
        else
            lo = mid + 1;
    }
    return NULL;
}

void x509_each(struct hearing *h, struct span s, x509_visit *visit)
{
    struct ber e;

    while (ber_take(&s, &e))
        visit(h, &e);
}

static bool is_value(const struct oid *o, struct span s)
{
    struct ber e;

    if (o->contents == TEXT)
        return ber_read(s, &e) && (e.tag == UTF8 || e.tag == PRINTABLE || e.tag == TELETEX ||
                                   e.tag == UNIVERSAL || e.tag == BMP);
    if (o->contents == CURVE)
        return ber_read(s, &e) && (e.tag == X509_SEQUENCE || e.tag == X509_OBJECT);
    return true;
}

static void name_inside(struct hearing *h, const struct oid *o, struct span s);

void x509_name_value(struct hearing *h, struct span oid, struct span value)
{
    const struct oid *const o = find_oid(oid);

    if (o == NULL || h->depth >= HEAR_DEPTH_MAX || !is_value(o, value))
        return;
    hear_name_span(h, o->protocol, value);
    h->depth++;
    name_inside(h, o, value);
    h->depth--;
}

/* Of every SEQUENCE { type, value }: AttributeTypeAndValue, AlgorithmIdentifier, QCStatement,
 * FieldID. */
void x509_visit_typed(struct hearing *h, const struct ber *e)
{
    struct span rest = e->value;
    struct ber type;

    if (ber_take(&rest, &type) && type.tag == X509_OBJECT && rest.n > 0)
        x509_name_value(h, type.value, rest);
}

/* ---- names ---- */

static void visit_rdn(struct hearing *h, const struct ber *e)
{
    x509_each(h, e->value, x509_visit_typed);
}

void x509_visit_dn(struct hearing *h, const struct ber *e)
{
    x509_each(h, e->value, visit_rdn);
}

/* GeneralName: directoryName and otherName have typed values. */
static void visit_general(struct hearing *h, const struct ber *e)
{
    struct span rest = e->value;
    struct ber type, value;

    if (e->tag == X509_CONTEXT_4)
        x509_each(h, e->value, x509_visit_dn);
    else if (e->tag == X509_CONTEXT_0 && ber_take(&rest, &type) && type.tag == X509_OBJECT &&
             ber_take(&rest, &value))
        x509_name_value(h, type.value, value.value);
}

void x509_visit_names(struct hearing *h, const struct ber *e)
{
    x509_each(h, e->value, visit_general);
}

/* ---- extensions ---- */

static void visit_extension(struct hearing *h, const struct ber *e)
{
    struct span rest = e->value;
    struct ber type, value;

    if (!ber_take(&rest, &type) || type.tag != X509_OBJECT || !ber_take(&rest, &value))
        return;
    if (value.tag == BOOLEAN && !ber_take(&rest, &value))
        return;
    x509_name_value(h, type.value, value.value);
}

void x509_visit_extensions(struct hearing *h, const struct ber *e)
{
    x509_each(h, e->value, visit_extension);
}

static void visit_key_id(struct hearing *h, const struct ber *e)
{
    if (e->tag == X509_CONTEXT_1)
        x509_visit_names(h, e);
}

static void visit_policy(struct hearing *h, const struct ber *e)
{
    struct span rest = e->value;
    struct ber type, qualifiers;

    if (ber_take(&rest, &type) && ber_take(&rest, &qualifiers))
        x509_each(h, qualifiers.value, x509_visit_typed);
}

/* DistributionPointName. */
static void visit_point_name(struct hearing *h, const struct ber *e)
{
    if (e->tag == X509_CONTEXT_0)
        x509_visit_names(h, e);
    else
        visit_rdn(h, e);
}

static void visit_point_part(struct hearing *h, const struct ber *e)
{
    if (e->tag == X509_CONTEXT_0)
        x509_each(h, e->value, visit_point_name);
    else if (e->tag == X509_CONTEXT_2)
        x509_visit_names(h, e);
}

static void visit_point(struct hearing *h, const struct ber *e)
{
    x509_each(h, e->value, visit_point_part);
}

static void visit_subtree(struct hearing *h, const struct ber *e)
{
    struct ber base;

    if (ber_read(e->value, &base))
        visit_general(h, &base);
}

static void visit_subtrees(struct hearing *h, const struct ber *e)
{
    x509_each(h, e->value, visit_subtree);
}

static void visit_access(struct hearing *h, const struct ber *e)
{
    struct span rest = e->value;
    struct ber method, location;

    if (ber_take(&rest, &method) && ber_take(&rest, &location))
        visit_general(h, &location);
}

static void visit_attribute(struct hearing *h, const struct ber *e)
{
    struct span rest = e->value;
    struct ber type, values, value;

    if (!ber_take(&rest, &type) || type.tag != X509_OBJECT || !ber_take(&rest, &values))
        return;
    for (struct span s = values.value; s.n > 0;) {
        const struct span whole = s;

        if (!ber_take(&s, &value))
            return;
        x509_name_value(h, type.value, (struct span){whole.p, whole.n - s.n});
    }
}

/* ---- certificates ---- */

/* Take the next element if it has the tag. */
bool x509_take_tagged(struct span *s, uint8_t tag, struct ber *out)
{
    struct span rest = *s;

    if (!ber_take(&rest, out) || out->tag != tag)
        return false;
    *s = rest;
    return true;
}

static void visit_to_be_signed(struct hearing *h, struct span s)
{
    struct ber e;

    (void)x509_take_tagged(&s, X509_CONTEXT_0, &e);
    (void)x509_take_tagged(&s, X509_INTEGER, &e);
    if (ber_take(&s, &e))
        x509_visit_typed(h, &e);
    if (ber_take(&s, &e))
        x509_visit_dn(h, &e);
    (void)ber_take(&s, &e); /* the validity */
    if (ber_take(&s, &e))
        x509_visit_dn(h, &e);
    if (ber_take(&s, &e) && ber_read(e.value, &e))
        x509_visit_typed(h, &e);
    while (ber_take(&s, &e))
        if (e.tag == X509_CONTEXT_3)
            x509_each(h, e.value, x509_visit_extensions);
}

static void visit_certificate(struct hearing *h, const struct ber *e)
{
    struct span s = e->value;
    struct ber part;

    if (ber_take(&s, &part))
        visit_to_be_signed(h, part.value);
    if (ber_take(&s, &part))
        x509_visit_typed(h, &part);
}

void x509_visit_certificates(struct hearing *h, const struct ber *e)
{
    x509_each(h, e->value, visit_certificate);
}

static void visit_revoked(struct hearing *h, const struct ber *e)
{
    struct span s = e->value;
    struct ber part;

    while (ber_take(&s, &part))
        if (part.tag == X509_SEQUENCE)
            x509_visit_extensions(h, &part);
}

static void visit_list(struct hearing *h, struct span s)
{
    struct ber e;

    (void)x509_take_tagged(&s, X509_INTEGER, &e);
    if (ber_take(&s, &e))
        x509_visit_typed(h, &e);
    if (ber_take(&s, &e))
        x509_visit_dn(h, &e);
    while (x509_take_tagged(&s, UTC_TIME, &e) || x509_take_tagged(&s, TIME, &e)) {
    }
    if (x509_take_tagged(&s, X509_SEQUENCE, &e))
        x509_each(h, e.value, visit_revoked);
    if (x509_take_tagged(&s, X509_CONTEXT_0, &e))
        x509_each(h, e.value, x509_visit_extensions);
}

/* ---- what has a type ---- */

static void name_inside(struct hearing *h, const struct oid *o, struct span s)
{
    static x509_visit *const of_elements[] = {
        [POLICIES] = visit_policy,      [POINTS] = visit_point,
        [ACCESS] = visit_access,        [CONSTRAINTS] = visit_subtrees,
        [ATTRIBUTES] = visit_attribute, [STATEMENTS] = x509_visit_typed,
        [NAMES] = visit_general,        [KEY_ID] = visit_key_id,
        [POINT] = visit_point_part,     [PSS] = visit_rdn,
        [CURVE] = x509_visit_typed,
    };
    static x509_visit *const of_whole[] = {
        [ALGORITHM] = x509_visit_typed,
        [CERTIFICATE] = visit_certificate,
        [DN] = x509_visit_dn,
        [RESPONSE] = ocsp_visit_basic_response,
    };
    struct ber e;

    if (!ber_read(s, &e))
        return;
    if (o->contents < sizeof of_elements / sizeof of_elements[0] &&
        of_elements[o->contents] != NULL)
        x509_each(h, e.value, of_elements[o->contents]);
    else if (o->contents < sizeof of_whole / sizeof of_whole[0] && of_whole[o->contents] != NULL)
        of_whole[o->contents](h, &e);
}

/* ---- the ways in ---- */

void x509_visit_inside(struct hearing *h, struct span s, x509_visit *visit)
{
    struct ber e;

    h->depth++;
    if (ber_read(s, &e))
        visit(h, &e);
    h->depth--;
}

void x509_name_certificate(struct hearing *h, struct span s)
{
    x509_visit_inside(h, s, visit_certificate);
}

void x509_name_subject(struct hearing *h, struct span s)
{
    x509_visit_inside(h, s, x509_visit_dn);
}

static void visit_revocations(struct hearing *h, const struct ber *e)
{
    struct span s = e->value;
    struct ber part;

    if (ber_take(&s, &part))
        visit_list(h, part.value);
    if (ber_take(&s, &part))
        x509_visit_typed(h, &part);
}

void x509_name_revocations(struct hearing *h, struct span s)
{
    x509_visit_inside(h, s, visit_revocations);
}
