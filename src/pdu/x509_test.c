// SPDX-License-Identifier: BSD-3-Clause
/* The names of what certificates hold. Elements are put together from the inside: each wraps what
 * is in the buffer already. */
#include "pdu/x509.h"

#include "pdu/test_talk.h"
#include "tap.h"

/* What was written: each wrapping moves it up by the head that goes before it. */
struct der {
    uint8_t octets[2048];
    size_t n;
};

static void wrap_number(struct der *d, size_t n, size_t size)
{
    memmove(d->octets + size, d->octets, d->n);
    for (size_t i = size; i-- > 0; n >>= 8)
        d->octets[i] = (uint8_t)n;
    d->n += size;
}

static void wrap(struct der *d, uint8_t tag)
{
    if (d->n < 128)
        wrap_number(d, d->n, 1);
    else
        wrap_number(d, 0x820000 | d->n, 3);
    wrap_number(d, tag, 1);
}

static void put(struct der *d, const void *octets, size_t n)
{
    memcpy(d->octets + d->n, octets, n);
    d->n += n;
}

#define PUT(d, text) put((d), (text), sizeof(text) - 1)

/* What stands before all that was written. */
static void put_before(struct der *d, const void *octets, size_t n)
{
    memmove(d->octets + n, d->octets, d->n);
    memcpy(d->octets, octets, n);
    d->n += n;
}

#define PUT_BEFORE(d, text) put_before((d), (text), sizeof(text) - 1)

/* C=US; then a common name of no string. */
#define NAME                                                                                       \
    "\x30\x19\x31\x0b\x30\x09\x06\x03\x55\x04\x06\x13\x02US\x31\x0a\x30\x08\x06\x03\x55\x04\x03"   \
    "\x02\x01\x01"
#define ALGORITHM "\x30\x06\x06\x02\x2a\x03\x05\x00"
#define VALIDITY  "\x30\x00"

/* The Certificate record of one certificate with the extensions that are in `d`. */
static void make_record(struct der *d)
{
    wrap(d, 0x30);
    wrap(d, 0xa3);
    PUT_BEFORE(d, "\xa0\x03\x02\x01\x02\x02\x01\x01" ALGORITHM NAME VALIDITY NAME
                  "\x30\x0a" ALGORITHM "\x03\x00");
    wrap(d, 0x30);
    PUT(d, ALGORITHM "\x03\x00");
    wrap(d, 0x30);
    wrap_number(d, d->n, 3);
    wrap_number(d, d->n, 3);
    wrap_number(d, d->n, 3);
    PUT_BEFORE(d, "\x0b");
    wrap_number(d, d->n, 2);
    PUT_BEFORE(d, "\x16\x03\x03");
}

static bool has_names(const struct der *d, const char *want)
{
    struct talking t = talk_on(443, &(struct pdu_options){0});
    const bool same = strcmp(say_octets(&t, SERVER, d->octets, d->n), want) == 0;

    talk_end(&t);
    return same;
}

static void attributes_are_typed(void)
{
    struct der d = {.n = 0};

    make_record(&d);
    T_CHECK(has_names(&d, "tls:x509sat:x509sat"));
}

static void extensions_hold_names(void)
{
    struct der d = {.n = 0};

    PUT(&d, NAME);
    wrap(&d, 0xa4); /* directoryName */
    wrap(&d, 0x30);
    wrap(&d, 0x04);
    PUT_BEFORE(&d, "\x06\x03\x55\x1d\x11\x01\x01\xff"); /* subjectAltName, critical */
    wrap(&d, 0x30);
    PUT(&d, "\x30\x09\x06\x03\x2a\x03\x04\x04\x02\x30\x00"); /* of no known type */
    make_record(&d);
    T_CHECK(has_names(&d, "tls:x509sat:x509sat:x509ce:x509sat"));
}

/* Wherever it is cut, nothing is read beyond, and no name is invented. */
static void every_cut(void)
{
    static const char all[] = "tls:x509sat:x509sat";
    struct der d = {.n = 0};

    make_record(&d);
    for (size_t n = 1; n < d.n; n++) {
        struct talking t = talk_on(443, &(struct pdu_options){0});
        const char *const names = say_octets(&t, SERVER, d.octets, n);

        T_CHECK(strncmp(all, names, strlen(names)) == 0);
        talk_end(&t);
    }
}

/* A subjectAltName as the type of an attribute in a directoryName in a subjectAltName ... */
static void nesting_ends(void)
{
    struct der d = {.n = 0};
    size_t names = 0;
    struct talking t;

    for (size_t i = 0; i < 20; i++) {
        PUT_BEFORE(&d, "\x06\x03\x55\x1d\x11");
        wrap(&d, 0x30);
        wrap(&d, 0x31);
        wrap(&d, 0x30);
        wrap(&d, 0xa4);
        wrap(&d, 0x30);
    }
    wrap(&d, 0x04);
    PUT_BEFORE(&d, "\x06\x03\x55\x1d\x11");
    wrap(&d, 0x30);
    make_record(&d);
    t = talk_on(443, &(struct pdu_options){0});
    (void)say_octets(&t, SERVER, d.octets, d.n);
    for (size_t i = 0; i < t.out->n_pdus; i++)
        names += t.out->pdus[i].protocol == PDU_X509CE;
    T_CHECK(names > 1 && names < 20);
    talk_end(&t);
}

int main(void)
{
    attributes_are_typed();
    extensions_hold_names();
    every_cut();
    nesting_ends();
    return t_done();
}
