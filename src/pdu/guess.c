// SPDX-License-Identifier: BSD-3-Clause
/*
 * guess.c - who speaks where no port tells it: content that convinces. Whoever is recognised is the
 * conversation's speaker from then on.
 */
#include "pdu/dcerpc.h"
#include "pdu/speakers.h"

static bool is_tls(const struct hearing *h)
{
    const uint8_t *const p = h->octets.p;

    return h->octets.n >= 5 && p[0] >= 20 && p[0] <= 24 && p[1] == 3 && p[2] <= 4 &&
           be16(p + 3) != 0;
}

/* A first line that has a version: of a request at its end, of a response in front. */
static bool is_http(const struct hearing *h)
{
    const uint8_t *const lf = memchr(h->octets.p, '\n', h->octets.n);
    size_t n = lf == NULL ? 0 : (size_t)(lf - h->octets.p);

    if (n > 0 && h->octets.p[n - 1] == '\r')
        n--;
    for (size_t i = 0; i + 5 <= n; i++)
        if (memcmp(h->octets.p + i, "HTTP/", 5) == 0 && (i == 0 || i + 8 == n))
            return true;
    return false;
}

/* What is shorter than a head may become one. */
static bool is_openflow(const struct hearing *h)
{
    const uint8_t *const p = h->octets.p;

    return h->dst_port == 6633 &&
           (h->len < 8 || (h->octets.n >= 8 && p[0] >= 1 && p[0] <= 6 && p[1] <= 34));
}

/* A call of version 2 to a program of a number that is in use. */
static bool is_rpc(const struct hearing *h)
{
    const uint8_t *const p = h->octets.p;

    return h->octets.n >= 28 && be32(p + 8) == 0 && be32(p + 12) == 2 && be32(p + 16) >= 100000 &&
           be32(p + 16) < 101000;
}

static bool is_dcerpc_pdu(const struct hearing *h)
{
    return is_dcerpc(h->octets);
}

static const struct {
    bool (*recognises)(const struct hearing *h);
    uint8_t protocol;
} guesses[] = {
    {is_tls, PDU_TLS}, {is_http, PDU_HTTP},         {is_openflow, PDU_OPENFLOW},
    {is_rpc, PDU_RPC}, {is_dcerpc_pdu, PDU_DCERPC},
};

bool guess(struct hearing *h)
{
    if (h->datagram)
        return false;
    for (size_t i = 0; i < sizeof guesses / sizeof guesses[0]; i++)
        if (guesses[i].recognises(h)) {
            h->talk->speaker = guesses[i].protocol;
            return hear_as(h, guesses[i].protocol);
        }
    return false;
}
